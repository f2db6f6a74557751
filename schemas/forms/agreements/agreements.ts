import type { FormKind } from "../form-kind.ts";
import { amendmentAgreement } from "./amendment-agreement.ts";
import { authorityLetter } from "./authority-letter.ts";
import { terminationAgreement } from "./termination-agreement.ts";
import { xuhuiCooperationAgreement } from "./xuhui-cooperation-agreement.ts";
import { zhoukouCustodyAgreement } from "./zhoukou-custody-agreement.ts";

/** Papers that stand beside a custody contract or change it. */
export const agreements: readonly FormKind[] = [
  zhoukouCustodyAgreement,
  xuhuiCooperationAgreement,
  amendmentAgreement,
  terminationAgreement,
  authorityLetter,
];
