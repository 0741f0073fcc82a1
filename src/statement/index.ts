export { decodeBase64, encodeBase64 } from './base64.ts'
export {
  canonicalText,
  decodeUtf8,
  MAX_DEPTH,
  parseJson,
  readCanonical,
  writeCanonical,
} from './canonical.ts'
export {
  BodyNonce,
  compareLinks,
  Header,
  Link,
  LINK_RELATIONS,
  needsNonce,
  Origin,
  Sharing,
  TLP_LABELS,
} from './header.ts'
export type { TlpLabel } from './header.ts'
export { fromHex, toHex } from './hex.ts'
export {
  BlobId,
  blobIdOf,
  hexOf,
  PAYLOAD_TYPE,
  preAuthEncoding,
  StatementId,
  statementIdOf,
  statementIdOfSigned,
} from './identity.ts'
export type { Sha256 } from './identity.ts'
export {
  BODY_NAME,
  ENCRYPTED_BODY_NAME,
  kindOf,
  NAMESPACE,
  predicateTypeOf,
  SIZE_LIMITS,
  Statement,
  STATEMENT_TYPE,
  StatementType,
  Subject,
  SubjectName,
} from './in-toto.ts'
export { datasetDigests, itemKey, normaliseText, promptHash, refKey, resolveLetter } from './item-identity.ts'
export { formatItemsIndex, itemHash, parseItemsIndex } from './items-index.ts'
export { faultOf, firstFault } from './schema-fault.ts'
export { isKind, KINDS } from './kinds.ts'
export type { BodyOf, Kind } from './kinds.ts'
export { Charter, CharterKey, CharterMember, KEY_ROLES, KeyRole, MEMBER_STATUSES } from './kinds/charter.ts'
export type { JsonValue } from './kinds/common.ts'
export { DATA_SEEN, Json, LanguageTag, Sha256Hex, Slug, StatementRef, Timestamp } from './kinds/common.ts'
export { Amendment, AmendmentBody, SharingAmendment } from './kinds/amendment.ts'
export {
  Analysis,
  AnalysisResult,
  LabLanguageResult,
  LabPairResult,
  ModelPairsResult,
  RunScoresResult,
} from './kinds/analysis.ts'
export { PlannedAnalysis, plansPublishedRates } from './kinds/analysis-plan.ts'
export { PublishedRates } from './kinds/published-rates.ts'
export { PublishedRatesResult } from './kinds/published-rates-result.ts'
export { JointFigures, JointResult, LabRow } from './kinds/joint-result.ts'
export { RefusalReason, Refused, Score } from './kinds/score.ts'
export { Dataset, Item, Split, TranslationVersion } from './kinds/dataset.ts'
export { Disclosure, DISCLOSURE_FIELDS } from './kinds/disclosure.ts'
export type { DisclosureField, FieldMarking } from './kinds/disclosure.ts'
export { Erasure, ERASURE_REASONS, ERASURE_SCOPES } from './kinds/erasure.ts'
export { Evaluation } from './kinds/evaluation.ts'
export { Model } from './kinds/model.ts'
export { Opinion } from './kinds/opinion.ts'
export type { Role } from './kinds/protocol.ts'
export { Protocol, PROTOCOL_PARTS, RunLimits } from './kinds/protocol.ts'
export { Receipt } from './kinds/receipt.ts'
export { Retraction, RETRACTION_REASONS } from './kinds/retraction.ts'
export { Reveal } from './kinds/reveal.ts'
export { FACT_CLASSES, FACT_FIELDS, Facts, OutcomeCounts, Run } from './kinds/run.ts'
export type { FactClass, FactField } from './kinds/run.ts'
export type { Judge } from './kinds/judge.ts'
export { Scorer } from './kinds/scorer.ts'
export type { Normalisation } from './kinds/scorer.ts'
export { Withdrawal } from './kinds/withdrawal.ts'
export { OUTCOMES } from './outcome-row.ts'
export type { Outcome, OutcomeRow } from './outcome-row.ts'
export { checkedAndSorted, outcomeAt, rowsOf, unsortedColumnsOf } from './outcome-columns.ts'
export type { OutcomeColumns, TextColumn } from './outcome-columns.ts'
export { numberStyle } from './number-locale.ts'
export { readOutcomeTable, writeOutcomeTable } from './outcome-table.ts'
