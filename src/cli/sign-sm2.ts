import { signSm2File } from "../app/desk/sign-sm2-file.ts";
import { buildDesk, sm2Signers } from "../runtime/node-desk.ts";
import { readBytes, readText, writeBytes } from "./files.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/** What `--profile` may say, beside PAdES. */
const FORMS = { sm2: "seal", "sm2-signed-data": "signed-data" } as const;
type Profile = keyof typeof FORMS;
const isProfile = (text: string): text is Profile => Object.hasOwn(FORMS, text);

/** What the command line says of an SM2 signature. */
export type Sm2Wish = {
  readonly profile: string;
  readonly input: string;
  readonly output: string;
  readonly field: string;
  readonly key?: string | undefined;
  readonly cert?: string | undefined;
  readonly seal?: string | undefined;
  readonly name?: string | undefined;
  readonly organisation?: string | undefined;
  readonly json?: boolean | undefined;
};

/**
 * `zhiqi sign --profile sm2`: signs in the SM2 profile with a key and certificate of one's own, or else with fresh ones of the
 * built-in SM2 CA for `--name` and `--organisation`. 仅结构，无持牌 CA: said in the answer, the certificate and the signature.
 */
export async function signWithSm2(wish: Sm2Wish, terminal: Terminal): Promise<0> {
  if (!isProfile(wish.profile))
    throw new CommandError("cli.wrong_usage", "--profile 只有 pades、sm2、sm2-signed-data");
  const own = wish.key !== undefined && wish.cert !== undefined;
  if (!own && (wish.name === undefined || wish.organisation === undefined)) {
    throw new CommandError(
      "cli.wrong_usage",
      "国密签署须给 --key 与 --cert，或者 --name 与 --organisation（由内置国密演示 CA 签发，仅结构）",
    );
  }
  const { signer, maker, esId } = await sm2Signers({
    key: wish.key === undefined ? undefined : await readText(wish.key),
    certificates: wish.cert === undefined ? undefined : await readText(wish.cert),
    name: wish.name ?? "",
    organisation: wish.organisation ?? "",
  });
  const { pdf, ...told } = await signSm2File(buildDesk(), {
    pdf: await readBytes(wish.input),
    field: wish.field,
    form: FORMS[wish.profile],
    signer,
    maker,
    esId,
    sealJson: wish.seal === undefined ? undefined : await readText(wish.seal),
  });
  await writeBytes(wish.output, pdf);
  terminal.result(
    wish.json === true
      ? JSON.stringify({ file: wish.output, ...told }, null, 2)
      : `${wish.output}\n签名域 ${told.field}  签署人 ${told.signer}  ${told.profile}  ${told.notice}`,
  );
  return 0;
}
