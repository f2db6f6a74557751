import { Hono } from "hono";
import { ListQuery } from "../../../schemas/api/list.ts";
import {
  CreateSealInput,
  PreviewKind,
  SealDeed,
  SealList,
  SealUseList,
  SealUsersInput,
  SealView,
  UploadSealQuery,
} from "../../../schemas/api/seal.ts";
import { changeSealState, changeSealUsers } from "../../app/seals/change-seal.ts";
import { createSeal, uploadSeal } from "../../app/seals/create-seal.ts";
import { getSeal, listSeals, listSealUses, sealPreview } from "../../app/seals/read-seals.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput, readQuery } from "../read-input.ts";
import { PICTURE_TYPES, readPicture } from "../read-picture.ts";
import { fileResponse } from "../stored-file.ts";

/** `/v1/seals`: an organisation's seals, drawn by us or from its own pictures; 印章图形, never 电子印章. */
export const seals = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "createSeal",
        tag: "印章",
        summary: "登记印章（由本平台绘制）",
        description:
          "章上的名称是本机构的登记名称，不能另填。登记以后，签署时同种印章即用最新启用的一枚。绘制的是印章图形，不是电子印章；除正式密钥加外部 CA 以外一律带“样章”。",
        scope: "seals:write",
        body: CreateSealInput,
        answer: { status: 201, schema: SealView, says: "印章" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = await readInput(c, CreateSealInput);
      return once(c, {
        operation: "createSeal",
        scope: "seals:write",
        input,
        status: 201,
        run: (caller) => createSeal(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/pictures",
    operation(
      {
        id: "uploadSeal",
        tag: "印章",
        summary: "登记印章（自备图样）",
        description:
          "请求体就是图样：PNG（最多 600 万点）或只含轮廓的 SVG，最多 8 MB。`ground` 去白底或只留红色；`width_mm` 是真实宽度。自备图样未经核验，一律带“样章”。",
        scope: "seals:write",
        files: PICTURE_TYPES,
        query: UploadSealQuery,
        answer: { status: 201, schema: SealView, says: "印章" },
        problems: [413, 415],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = readQuery(c, UploadSealQuery);
      const bytes = await readPicture(c);
      return once(c, {
        operation: "uploadSeal",
        scope: "seals:write",
        input: { ...input, sha256: await sha256Hex(bytes) },
        status: 201,
        run: (caller) => uploadSeal(c.var.house, caller, { bytes, input }),
      });
    },
  )
  .get(
    "/",
    operation({
      id: "listSeals",
      tag: "印章",
      summary: "列出印章",
      scope: "seals:read",
      query: ListQuery,
      answer: { schema: SealList, says: "一页印章，新的在前" },
      problems: [400],
    }),
    async (c) => c.json(await listSeals(c.var.house, c.var.caller, readQuery(c, ListQuery))),
  )
  .get(
    "/:id",
    operation({
      id: "getSeal",
      tag: "印章",
      summary: "查看印章",
      scope: "seals:read",
      answer: { schema: SealView, says: "印章" },
      problems: [404],
    }),
    async (c) => c.json(await getSeal(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .get(
    "/:id/preview/:kind",
    operation({
      id: "sealPreview",
      tag: "印章",
      summary: "看印章图形",
      description: "`kind` 为 `svg` 或 `png`（192 点每英寸）；与盖在 PDF 上的是同一图形。",
      scope: "seals:read",
      answer: { file: "image/svg+xml", says: "图形" },
      problems: [404],
    }),
    async (c) => {
      const kind = PreviewKind.safeParse(c.req.param("kind"));
      if (!kind.success) throw new HttpError("http.not_found", "印章图形只有 svg、png。");
      const asked = { id: c.req.param("id"), kind: kind.data };
      return fileResponse(await sealPreview(c.var.house, c.var.caller, asked));
    },
  )
  .get(
    "/:id/uses",
    operation({
      id: "listSealUses",
      tag: "印章",
      summary: "用印记录",
      scope: "seals:read",
      query: ListQuery,
      answer: { schema: SealUseList, says: "一页用印记录，新的在前" },
      problems: [400, 404],
    }),
    async (c) => {
      const asked = { id: c.req.param("id"), query: readQuery(c, ListQuery) };
      return c.json(await listSealUses(c.var.house, c.var.caller, asked));
    },
  )
  .post(
    "/:id/users",
    operation(
      {
        id: "changeSealUsers",
        tag: "印章",
        summary: "指定可以用印的人员",
        scope: "seals:write",
        body: SealUsersInput,
        answer: { schema: SealView, says: "印章" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, SealUsersInput)), id: c.req.param("id") };
      return once(c, {
        operation: "changeSealUsers",
        scope: "seals:write",
        input,
        status: 200,
        run: (caller) => changeSealUsers(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/:deed",
    operation(
      {
        id: "changeSealState",
        tag: "印章",
        summary: "启用、停用、注销印章",
        description: "`deed` 为 `enable`、`disable`、`cancel`。注销以后不再改变；已经盖过的不受影响。",
        scope: "seals:write",
        answer: { schema: SealView, says: "印章" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const deed = SealDeed.safeParse(c.req.param("deed"));
      if (!deed.success) throw new HttpError("http.not_found", "对印章只能 enable、disable、cancel。");
      const input = { id: c.req.param("id"), deed: deed.data };
      return once(c, {
        operation: "changeSealState",
        scope: "seals:write",
        input,
        status: 200,
        run: (caller) => changeSealState(c.var.house, caller, input),
      });
    },
  );
