import { agreements } from "./agreements/agreements.ts";
import { cnipaPilotApplication } from "./cnipa/pilot-application.ts";
import { cnipaApplicationOutline, cnipaRecommendation, cnipaYearlySummary } from "./cnipa/pilot-papers.ts";
import type { FormKind } from "./form-kind.ts";
import { hebeiAgencyRegistration } from "./hebei/agency-registration.ts";
import { hebeiFilingApplication } from "./hebei/filing-application.ts";
import {
  hebeiFilingAcceptance,
  hebeiFilingCorrection,
  hebeiFilingRefusal,
  hebeiReviewOpinion,
} from "./hebei/filing-letters.ts";
import { hebeiPerformanceSummary } from "./hebei/performance-summary.ts";
import { hebeiQuarterTableOne, hebeiQuarterTableTwo } from "./hebei/quarter-tables.ts";
import { hebeiSatisfaction } from "./hebei/satisfaction.ts";
import { hebeiWorkPlan } from "./hebei/work-plan.ts";
import { hunanSubcentreApplication } from "./hunan/subcentre-application.ts";
import {
  hunanAnnualAssessment,
  hunanConstructionPlan,
  hunanPreparationStatement,
} from "./hunan/subcentre-papers.ts";
import { xuhuiAssessment } from "./xuhui/assessment.ts";
import { xuhuiIpArchive } from "./xuhui/ip-archive.ts";
import { zhoukouAcceptanceIndicators } from "./zhoukou/acceptance-indicators.ts";
import { zhoukouAgencyScore, zhoukouSubsidyProposal } from "./zhoukou/agency-money.ts";
import { zhoukouParkApplication } from "./zhoukou/park-application.ts";

export type { FormFormat, FormKind } from "./form-kind.ts";

/** Every form, in the order of the sources. */
export const FORMS: readonly FormKind[] = [
  hebeiAgencyRegistration,
  hebeiFilingApplication,
  hebeiFilingAcceptance,
  hebeiFilingCorrection,
  hebeiFilingRefusal,
  hebeiReviewOpinion,
  hebeiWorkPlan,
  hebeiPerformanceSummary,
  hebeiSatisfaction,
  hebeiQuarterTableOne,
  hebeiQuarterTableTwo,
  zhoukouParkApplication,
  zhoukouAcceptanceIndicators,
  zhoukouAgencyScore,
  zhoukouSubsidyProposal,
  xuhuiAssessment,
  xuhuiIpArchive,
  cnipaPilotApplication,
  cnipaApplicationOutline,
  cnipaRecommendation,
  cnipaYearlySummary,
  hunanSubcentreApplication,
  hunanConstructionPlan,
  hunanPreparationStatement,
  hunanAnnualAssessment,
  ...agreements,
];

/** The form of an id; undefined where there is none. */
export const formOf = (id: string): FormKind | undefined => FORMS.find((form) => form.id === id);
