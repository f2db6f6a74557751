import { z } from "zod";
import { pageOf } from "./list.ts";

/** 启用 → 停用 → 启用 …；注销以后不再改变。 */
export const SealState = z.enum(["enabled", "disabled", "cancelled"]);
export type SealState = z.infer<typeof SealState>;

export const RegisteredSealKind = z.enum(["公章", "合同专用章", "备案专用章", "法定代表人名章"]);
export type RegisteredSealKind = z.infer<typeof RegisteredSealKind>;

/** How a seal is drawn. The name on it is never said: it is the organisation's registered one, of a 名章 `person_name`. */
export const SealDrawing = z
  .object({
    shape: z.enum(["round", "oval"]).optional().describe("圆形；椭圆 45×30 mm"),
    diameter_mm: z
      .union([z.literal(38), z.literal(40), z.literal(42), z.literal(45), z.literal(58)])
      .optional()
      .describe("圆章直径，毫米；不填为 40"),
    line: z.string().trim().min(1).max(12).optional().describe("中心下方的字，如部门"),
    code: z
      .string()
      .regex(/^\d{13,14}$/)
      .optional()
      .describe("印章编码，13 或 14 位数字；只刻在图上，不作证明"),
    details: z.array(z.string().trim().min(1).max(24)).max(3).optional().describe("58 mm 专用章中间的几行字"),
    person_name: z.string().trim().min(2).max(9).optional().describe("法定代表人名章上的姓名"),
    width_mm: z.number().min(10).max(100).optional().describe("自备图样的真实宽度，毫米"),
    ground: z
      .enum(["keep", "white", "all-but-red"])
      .optional()
      .describe("自备 PNG 的底色：保留、去白底、只留红色"),
  })
  .strict()
  .meta({ id: "SealDrawing" });
export type SealDrawing = z.infer<typeof SealDrawing>;

export const CreateSealInput = z
  .object({
    kind: RegisteredSealKind,
    drawing: SealDrawing.omit({ width_mm: true, ground: true }).default({}),
    user_ids: z
      .array(z.string().min(1).max(64))
      .max(100)
      .default([])
      .describe("可以使用的人员；不填则本机构有签署权限的密钥都可以使用"),
  })
  .strict()
  .meta({ id: "CreateSealInput" });
export type CreateSealInput = z.infer<typeof CreateSealInput>;

/** What is said about an uploaded picture, in the query beside its bytes. */
export const UploadSealQuery = z
  .object({
    kind: RegisteredSealKind,
    width_mm: z.coerce.number().min(10).max(100).describe("真实宽度，毫米"),
    ground: z.enum(["keep", "white", "all-but-red"]).default("white"),
  })
  .strict();
export type UploadSealQuery = z.infer<typeof UploadSealQuery>;

export const SealUsersInput = z
  .object({ user_ids: z.array(z.string().min(1).max(64)).max(100) })
  .strict()
  .meta({ id: "SealUsersInput" });
export type SealUsersInput = z.infer<typeof SealUsersInput>;

/** What the life cycle lets an owner do. */
export const SealDeed = z.enum(["enable", "disable", "cancel"]);
export type SealDeed = z.infer<typeof SealDeed>;

export const SealView = z
  .object({
    id: z.string(),
    kind: RegisteredSealKind,
    mode: z.enum(["live", "test"]),
    name: z.string().describe("刻在章上的名称：机构的登记名称，名章则为姓名"),
    source: z.enum(["drawn", "picture"]).describe("由本平台绘制，或者自备图样"),
    drawing: SealDrawing,
    state: SealState,
    standing: z
      .enum(["registered", "sample"])
      .describe("sample：图上带“样章”。内置演示 CA、测试密钥、自备图样、名章一律如此"),
    user_ids: z.array(z.string()),
    version: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: "Seal" });
export type SealView = z.infer<typeof SealView>;

export const SealList = pageOf(SealView).meta({ id: "SealList" });
export type SealList = z.infer<typeof SealList>;

export const SealUseView = z
  .object({
    id: z.string(),
    envelope_id: z.string(),
    seat: z.string(),
    person_id: z.string().nullable(),
    key_id: z.string(),
    sha256: z.string().describe("盖章后的 PDF"),
    standing: z.enum(["registered", "sample"]),
    used_at: z.string(),
  })
  .meta({ id: "SealUse" });
export type SealUseView = z.infer<typeof SealUseView>;

export const SealUseList = pageOf(SealUseView).meta({ id: "SealUseList" });
export type SealUseList = z.infer<typeof SealUseList>;

export const PreviewKind = z.enum(["svg", "png"]);
export type PreviewKind = z.infer<typeof PreviewKind>;
