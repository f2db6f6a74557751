import type { Bytes } from "../../../src/kit/bytes.ts";
import { certificateRequest, newSigningKey, type PageKey } from "../../../src/sign/client/index.ts";
import { readCertificateRequest } from "../../../src/sign/cms/read-certificate-request.ts";
import { type PreparationRequest, prepareForKey } from "../../../src/sign/revision.ts";
import { type makeAuthority, partyOf, TODAY } from "../fixtures.ts";

/** A page's key, and everything the server prepared for it: the state between prepare and complete. */
export type PageSigning = {
  readonly key: PageKey;
  readonly request: PreparationRequest;
  readonly prepared: Bytes;
};

/** Goes the way of a page up to the prepared revision: key, request, certificate, preparation. */
export async function pageSigning(
  seat: "甲方" | "乙方",
  pdf: Bytes,
  authority: ReturnType<typeof makeAuthority>,
): Promise<PageSigning> {
  const key = await newSigningKey();
  const requested = await readCertificateRequest(await certificateRequest(key));
  const { key: _own, ...party } = await partyOf(seat, authority);
  const holder = { ...requested, heldBy: "browser" } as const;
  const issued = await authority.ca.issue({
    subject: { commonName: party.signerName, organisation: party.organisation, uscc: "91130100MA0EXAMPL1" },
    key: holder,
    notBefore: TODAY,
    hours: 24,
  });
  const request = { ...party, ...issued, pdf, key: holder };
  return { key, request, prepared: (await prepareForKey(request)).pdf };
}
