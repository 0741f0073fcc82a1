export {
  accept,
  amend,
  freeze,
  object,
  openExercise,
  propose,
  protocolNow,
  review,
  status,
} from './agreement.ts'
export { addToCharter, foundCharter, showCharterOf, showCharters, signCharter } from './charter.ts'
export type { CharterView } from './charter.ts'
export { exportEvidence } from './evidence-bundle.ts'
export { answerKey, hasExamples, makeExamples, openStartHome, rehearse } from './examples.ts'
export type { ExampleStep } from './examples.ts'
export {
  checkFiles,
  checkFolder,
  hasProtocol,
  newExerciseFolder,
  readExerciseFolder,
} from './exercise-folder.ts'
export { serve } from './http/serve.ts'
export type { Served } from './http/serve.ts'
export { createHome, openHome, openHomeIfThere, systemWorld, writeWhole } from './institute.ts'
export type { Home, World } from './institute.ts'
export { ownerOf, readAs } from './networks.ts'
export type { WrittenBundle } from './publish.ts'
export { listQuarantine, receiveBundle } from './receive.ts'
export type { Received } from './receive.ts'
export { ledgerOf, openAs, reportInput } from './reports.ts'
export { analyseExercise, attach, cosign, submit } from './results.ts'
export { resumeRun, startRun } from './runs.ts'
export type { RunEnd } from './runs.ts'
export { isEvaluationFile, resumeSoloRun, startSoloRun } from './solo-run.ts'
export type { SoloEnd } from './solo-run.ts'
export { checkForReport } from './verify/evidence.ts'
export { verify } from './verify/verify.ts'
export type { VerificationResult } from './verify/result.ts'
