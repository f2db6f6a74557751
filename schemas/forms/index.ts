import type { FormKind } from "./form-kind.ts";
import { hebeiAgencyRegistration } from "./hebei/agency-registration.ts";

export type { FormFormat, FormKind } from "./form-kind.ts";

/** Every form, in the order of the sources. */
export const FORMS: readonly FormKind[] = [hebeiAgencyRegistration];

/** The form of an id; undefined where there is none. */
export const formOf = (id: string): FormKind | undefined => FORMS.find((form) => form.id === id);
