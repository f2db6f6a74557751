import { z } from "zod";
import { Contract, type Variant } from "../../../schemas/contract.ts";
import { type Jurisdiction, lawFor } from "../../../schemas/jurisdictions/index.ts";
import { elementsOf, type ElementOfVariant } from "./elements.ts";
import { type FieldSchema, fieldAt, fieldsOf } from "./field-schema.ts";

/** What is known of the values a template will be filled with, and what it must hold. */
export type KnownFields = {
  readonly variant: Variant | null;
  readonly form: string | null;
  readonly fields: FieldSchema;
  /** Values to show it with. */
  readonly sample: Readonly<Record<string, unknown>>;
  /** Seats that need a place to sign; undefined: not judged. */
  readonly seats: readonly string[] | undefined;
  readonly elements: readonly ElementOfVariant[];
};

/** A form's schema and sample, as `schemas/forms` gives them. */
export type FormFields = {
  readonly id: string;
  readonly schema: z.ZodType;
  readonly sample: Readonly<Record<string, unknown>>;
};

/** What a template of this form may use: the fields of its schema as they are. */
export function formFields(form: FormFields): KnownFields {
  const fields = fieldsOf(z.toJSONSchema(form.schema, { io: "output", unrepresentable: "any" }));
  return { variant: null, form: form.id, fields, sample: form.sample, seats: undefined, elements: [] };
}

const made = new Map<Variant, KnownFields>();

/** What a contract template of this variant may use: the names of `contractValues`, its seats, the elements its law asks for. */
export function variantFields(variant: Variant): KnownFields {
  const known = made.get(variant);
  if (known !== undefined) return known;
  const law = lawFor(variant);
  const fresh: KnownFields = {
    variant,
    form: null,
    fields: contractFields(law),
    sample: contractSample(law),
    seats: law.variant.seats.map(({ seat }) => seat),
    elements: elementsOf(law),
  };
  made.set(variant, fresh);
  return fresh;
}

/** What the seats alone already tell; everything else is shown by its name. */
function contractSample({ variant }: Jurisdiction): Readonly<Record<string, unknown>> {
  const parties = variant.seats.map(({ seat, role, label }) => ({
    seat,
    role: role[0],
    roleName: label,
    name: `〔${label}名称〕`,
  }));
  const first = (role: string) => parties.find((party) => party.role === role);
  return {
    variant: variant.id,
    title: `${variant.name.replace(/（.*$/u, "")}（样张）`,
    mode: variant.modes[0],
    parties,
    enterprise: first("enterprise"),
    agency: first("agency"),
    ...Object.fromEntries(parties.map((party) => [party.seat, party])),
    duties: variant.seats.map(({ seat }) => ({ seat })),
    fee: { payer: "甲方", payee: "乙方" },
  };
}

const text = (description: string): FieldSchema => ({ type: "string", description });
const list = (description: string, properties: Readonly<Record<string, FieldSchema>>): FieldSchema => ({
  type: "array",
  description,
  items: { type: "object", properties },
});

/** The contract as it travels, with what `contractValues` adds and turns round. */
function contractFields({ places, variant }: Jurisdiction): FieldSchema {
  const wire = described(fieldsOf(z.toJSONSchema(Contract, { io: "output" })), places, "");
  const at = (name: string): FieldSchema => fieldAt(wire, name) ?? {};
  const party = joinedWith(at("parties").items ?? {}, {
    roleName: text("在本类合同中的称谓"),
    licenceAsked: { type: "boolean", description: "要写执业许可证号" },
  });
  return {
    type: "object",
    properties: {
      ...withoutTravelling(wire.properties ?? {}),
      basis: text("签订依据"),
      parties: { ...at("parties"), items: party },
      enterprise: { ...party, description: "托管对象（企业）" },
      agency: { ...party, description: "托管机构" },
      ...Object.fromEntries(
        variant.seats.map(({ seat, label }) => [seat, { ...party, description: `${seat}（${label}）` }]),
      ),
      project: joinedWith(at("project"), { annex: at("attachments").items ?? {} }),
      duties: list("权利义务", { seat: text("席位"), text: text("权利义务") }),
      plan: joinedWith(
        { type: "object", description: "托管服务工作方案" },
        {
          no: { type: "number", description: "附件序号" },
          name: text("附件名称"),
          steps: list("步骤", { work: text("工作内容"), when: text("时间"), deliverable: text("成果") }),
        },
      ),
      fee: joinedWith(at("fee"), { paid: { type: "boolean", description: "有偿" } }),
      dispute: joinedWith(at("dispute"), {
        plain: { type: "boolean", description: "争议解决条款按模板的句子写得下" },
      }),
      effect: joinedWith(at("effect"), {
        holders: list("合同持有份数", {
          holder: text("持有人"),
          copies: { type: "number", description: "份数" },
        }),
      }),
      clauses: list("其他条款", { name: text("名称"), text: text("文字") }),
    },
  };
}

const joinedWith = (field: FieldSchema, more: Readonly<Record<string, FieldSchema>>): FieldSchema => ({
  ...field,
  properties: { ...field.properties, ...more },
});

/** What comes only by signing and filing is not printed in the contract. */
function withoutTravelling(
  properties: Readonly<Record<string, FieldSchema>>,
): Readonly<Record<string, FieldSchema>> {
  const {
    schema: _schema,
    signatures: _signatures,
    filing: _filing,
    docSha256: _digest,
    docBuiltAt: _built,
    ipInvolved: _involved,
    ...printed
  } = properties;
  return printed;
}

/** Chinese names of the fields, from the same table that findings take their places from. */
function described(field: FieldSchema, places: Jurisdiction["places"], at: string): FieldSchema {
  const words = field.description ?? worded(places[at]);
  const below = (name: string): string => (at === "" ? name : `${at}/${name}`);
  return {
    ...field,
    ...(words === undefined ? {} : { description: words }),
    ...(field.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(field.properties).map(([name, part]) => [
              name,
              described(part, places, below(name)),
            ]),
          ),
        }
      : {}),
    ...(field.items ? { items: described(field.items, places, below("*")) } : {}),
  };
}

/** `{seat} 名称` is 名称, `托管服务事项第{1}项 名称` is 托管服务事项 名称. */
const worded = (place: string | undefined): string | undefined =>
  place
    ?.replaceAll(/第\{\d\}[项件步期家]/gu, "")
    .replaceAll(/\{\w+\}/g, "")
    .trim() || undefined;
