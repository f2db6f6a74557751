import type { Predicate } from "../../schemas/jurisdictions/predicate.ts";
import { askAttachmentListed, askAttachmentsPresent } from "./attachment-elements.ts";
import { askArbitration, askDuties, askIndicators } from "./clause-elements.ts";
import { askClause } from "./clause-rule.ts";
import { askCourt, askDutiesSay, askPenaltyRate, askStandardTerms } from "./covenant-elements.ts";
import { askBid, askOrganiserKind, askParkConditions, askRecipients } from "./park-elements.ts";
import {
  askAbbreviations,
  askAgencyLicence,
  askContacts,
  askElectronicAgreed,
  askSignPlace,
} from "./particular-elements.ts";
import {
  askCreditStatement,
  askOverlap,
  askPaymentTime,
  askProjectSubsidy,
  askQualifications,
  askQuarterlyPackage,
} from "./project-elements.ts";
import {
  askCrossPageSeal,
  askFilesListed,
  askPages,
  askRegistered,
  askShownAlike,
  askTemplateSlots,
} from "./record-elements.ts";
import {
  askCertificate,
  askIdentityPrivacy,
  askNotice,
  askResidentId,
  askWillingness,
} from "./signer-elements.ts";
import {
  askAccount,
  askAmount,
  askAmountInWords,
  askCharged,
  askFreeStated,
  askGratuitous,
  askPayer,
  askSchedule,
} from "./fee-elements.ts";
import { askEnterpriseClass, askFiledInTime, askFiledWith, askFirstSigning } from "./filing-elements.ts";
import {
  askCopies,
  askDistinctCodes,
  askMode,
  askRepealedLaw,
  askResidence,
  askSeats,
  askSigningDay,
  askTitle,
} from "./head-elements.ts";
import { askEnterpriseInPark, askPark, askProject, askProjectEnterprises } from "./local-elements.ts";
import type { Inquiry, Observation } from "./observation.ts";
import { askOwnership } from "./ownership.ts";
import {
  askAddress,
  askCreditCode,
  askOrganisationType,
  askPartyName,
  askPersonName,
} from "./party-elements.ts";
import {
  askCatalogue,
  askDue,
  askQuantity,
  askRights,
  askScope,
  askScopeFitsMode,
  askScopeIncludes,
} from "./scope-elements.ts";
import {
  askDocumentDigest,
  askSealText,
  askSignatureName,
  askSignedByAll,
  askSignedTime,
  askSignerAuthority,
} from "./signing-elements.ts";
import { askBackdated, askTermDays, askTermLength } from "./term-elements.ts";
import { askText } from "./text-element.ts";
import { askPlaceholders, askVagueWords } from "./wording.ts";

type Kind = Predicate["kind"];
type Ask<K extends Kind> = (
  predicate: Extract<Predicate, { kind: K }>,
  inquiry: Inquiry,
) => readonly Observation[];

/** A question that needs nothing but the contract. */
const plain =
  (ask: (inquiry: Inquiry) => readonly Observation[]) =>
  (_: unknown, inquiry: Inquiry): readonly Observation[] =>
    ask(inquiry);

/** One function a kind: the type asks for all of them, so a kind without its question does not compile. */
const QUESTIONS: { readonly [K in Kind]: Ask<K> } = {
  text: askText,
  seats: plain(askSeats),
  titleOfVariant: plain(askTitle),
  repealedLaw: askRepealedLaw,
  signingDay: plain(askSigningDay),
  copies: plain(askCopies),
  partyName: plain(askPartyName),
  creditCode: plain(askCreditCode),
  distinctCodes: plain(askDistinctCodes),
  organisationType: askOrganisationType,
  address: plain(askAddress),
  residence: askResidence,
  personName: plain(askPersonName),
  mode: plain(askMode),
  scope: plain(askScope),
  catalogue: plain(askCatalogue),
  scopeIncludes: askScopeIncludes,
  scopeFitsMode: askScopeFitsMode,
  quantity: plain(askQuantity),
  dueInTerm: plain(askDue),
  rightsListed: plain(askRights),
  termDays: plain(askTermDays),
  termLength: askTermLength,
  backdated: plain(askBackdated),
  duties: plain(askDuties),
  payer: plain(askPayer),
  amount: plain(askAmount),
  amountInWords: plain(askAmountInWords),
  schedule: plain(askSchedule),
  gratuitous: plain(askGratuitous),
  charged: plain(askCharged),
  account: plain(askAccount),
  indicators: askIndicators,
  ownership: plain(askOwnership),
  arbitration: askArbitration,
  signedByAll: plain(askSignedByAll),
  sealText: plain(askSealText),
  signatureName: plain(askSignatureName),
  signerAuthority: plain(askSignerAuthority),
  signedTime: plain(askSignedTime),
  documentDigest: plain(askDocumentDigest),
  attachmentsPresent: plain(askAttachmentsPresent),
  attachmentListed: askAttachmentListed,
  placeholders: plain(askPlaceholders),
  vagueWords: plain(askVagueWords),
  filedInTime: plain(askFiledInTime),
  filedWith: plain(askFiledWith),
  enterpriseClass: askEnterpriseClass,
  firstSigning: plain(askFirstSigning),
  parkNamed: plain(askPark),
  enterpriseInPark: plain(askEnterpriseInPark),
  project: askProject,
  projectEnterprises: plain(askProjectEnterprises),
  clause: askClause,
  signPlace: plain(askSignPlace),
  electronicAgreed: askElectronicAgreed,
  pages: plain(askPages),
  registered: plain(askRegistered),
  residentId: plain(askResidentId),
  abbreviations: plain(askAbbreviations),
  agencyLicence: askAgencyLicence,
  contacts: plain(askContacts),
  dutiesSay: askDutiesSay,
  paymentTime: askPaymentTime,
  freeStated: plain(askFreeStated),
  penaltyRate: askPenaltyRate,
  standardTerms: askStandardTerms,
  court: plain(askCourt),
  certificate: plain(askCertificate),
  willingness: plain(askWillingness),
  crossPageSeal: plain(askCrossPageSeal),
  filesListed: plain(askFilesListed),
  qualifications: askQualifications,
  shownAlike: plain(askShownAlike),
  templateSlots: plain(askTemplateSlots),
  organiserKind: askOrganiserKind,
  bid: plain(askBid),
  recipients: plain(askRecipients),
  parkConditions: askParkConditions,
  projectSubsidy: plain(askProjectSubsidy),
  creditStatement: plain(askCreditStatement),
  overlap: plain(askOverlap),
  quarterlyPackage: plain(askQuarterlyPackage),
  notice: plain(askNotice),
  identityPrivacy: plain(askIdentityPrivacy),
};

/** What a rule's question finds in a contract. */
export function judge<K extends Kind>(
  predicate: Extract<Predicate, { kind: K }>,
  inquiry: Inquiry,
): readonly Observation[] {
  const ask: Ask<K> = QUESTIONS[predicate.kind];
  return ask(predicate, inquiry);
}
