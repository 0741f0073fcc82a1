export { parseGap } from './agreed-gap.ts'
export { analyse, analyseCollected } from './analysis/analyse.ts'
export type { Computed } from './analysis/analyse.ts'
export { collectRun } from './analysis/collected-run.ts'
export type { AnalysisRefusal, CollectedRun, InForce, RunWithTable } from './analysis/collected-run.ts'
export { analysisSeed } from './analysis/seed.ts'
export type { SetItems } from './attempts.ts'
export { verifyAnalysis } from './verify/analysis.ts'
export type { AnalysisEvidence } from './verify/analysis.ts'
export { amendmentDemands, applyAmendments, isInTime } from './amendment.ts'
export type { AmendmentFailure } from './amendment.ts'
export { comparability } from './comparability.ts'
export type { Comparability } from './comparability.ts'
export { findIncoherence } from './consistency.ts'
export { findStrangeGivers } from './waiver-problems.ts'
export type { FieldProblem } from './consistency.ts'
export { protocolDifference } from './difference.ts'
export type { FieldDifference } from './difference.ts'
export { fieldSharing, isAsStrict, resultsSharing, sharingOf } from './disclosure.ts'
export { DRIFT_MOMENTS, driftAbout, driftFact, driftOf } from './drift.ts'
export type { DriftAnswer, DriftMoment } from './drift.ts'
export { concealIdentity, observedFacts, plannedFacts } from './facts.ts'
export type { Observed, PlannedFacts } from './facts.ts'
export { findAt } from './field-path.ts'
export { promptsDigest, putBackPrompts, takeOutPrompts } from './judge-prompts.ts'
export { deviationLedger, factsAsPlan } from './ledger.ts'
export type { LedgerRow } from './ledger.ts'
export { pairLedger } from './pair-ledger.ts'
export type { PairRow } from './pair-ledger.ts'
export { FINDING_CODES, PREFLIGHT_RULES } from './preflight/finding.ts'
export type {
  CountedResult,
  Finding,
  FindingCode,
  PreflightInput,
  PreflightProtocol,
  PreflightRule,
  PreflightSet,
  ReplyParser,
  SetJudging,
  Severity,
} from './preflight/finding.ts'
export { preflight } from './preflight/preflight.ts'
export { waiverEntry } from './preflight/waivers.ts'
export {
  EvaluationFile,
  parseEvaluationFile,
  parseProtocolFile,
  PART_PURPOSES,
  ProtocolDraft,
  resolveDraft,
} from './protocol-file.ts'
export type { DraftIds } from './protocol-file.ts'
export { parsePassport, revealFault, sealInProtocol, sealModel } from './sealed-model.ts'
export type { Passport } from './sealed-model.ts'
export { assignedModels, assignedSets, dueFrom, exerciseState, overdueOn } from './state.ts'
export type { Due, ExerciseState, ExerciseStatements, Overdue, Signed } from './state.ts'
export { evaluationTemplate, exerciseTemplate, protocolTemplate } from './template.ts'
export type { TemplateOptions } from './template.ts'
export type { RescoreEffects, Rescored } from './verify/answers.ts'
export type { Finding as VerificationFinding, Received, Verification } from './verify/finding.ts'
export { setItemsOf, verifyIndex, verifyItems } from './verify/items.ts'
export { verifyRun } from './verify/run.ts'
export type { RunEvidence, VerifiedRun } from './verify/run.ts'
export { protocolInForce, verifySets } from './verify/sets.ts'
export type { DatasetsBySet, VerifiedSets } from './verify/sets.ts'
export { tableCounts } from './verify/table.ts'
