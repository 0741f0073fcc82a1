export type { Interval, Reason, Result, Warning } from './result.ts'
export { decimalOffsets, meanOf, sumOf, varianceOf } from './sum.ts'
export type { DecimalOffsets } from './sum.ts'
export { incompleteBeta, incompleteGamma, lnBeta, lnGamma } from './special-functions.ts'
export {
  betaQuantile,
  betaTails,
  binomialTails,
  chiSquareQuantile,
  chiSquareTails,
  fQuantile,
  fTails,
  gammaQuantile,
  gammaTails,
  normalQuantile,
  normalTails,
  poissonTails,
  tQuantile,
  tTails,
} from './distributions.ts'
export {
  clopperPearson,
  clusteredSE,
  flipRate,
  passAtK,
  passHatK,
  passOverItems,
  runScore,
  wilson,
} from './run-score.ts'
export type { PassScore, RunScore } from './run-score.ts'
export {
  configurationVerdict,
  itemsNeeded,
  mcnemar,
  minimalDetectableEffect,
  minimalDetectableGap,
  newcombe,
  pairedDifference,
  tango,
} from './paired-difference.ts'
export type { PairedDifference } from './paired-difference.ts'
export { addScore, cellMeans, emptyCells, itemsOfAllLabs, mergeCells, selectCells } from './cells.ts'
export type { Cells } from './cells.ts'
export { cochranQ, crossedAnova, sdFactors } from './crossed-anova.ts'
export type { CrossedAnova } from './crossed-anova.ts'
export { attribution, beyondDelta, degreesOfEquivalence, notExcludedShare } from './equivalence.ts'
export type { Attribution, Equivalence } from './equivalence.ts'
export { coxReference, leaveOneOut, pauleMandel } from './summaries.ts'
export type { CoxReference, Distance, Estimate, LabSummary, VarianceMethod } from './summaries.ts'
export { binaryPrecision, homogeneity, iso5725 } from './iso-5725.ts'
export type { BinaryPrecision, Homogeneity, Iso5725, LabCount } from './iso-5725.ts'
export {
  betweenLabConsistency,
  cochranCritical,
  grubbsCritical,
  mandelHCritical,
  mandelKCritical,
  repeatDeviations,
  withinLabConsistency,
} from './interlab-consistency.ts'
export type {
  BetweenLabConsistency,
  BetweenLabRow,
  Critical,
  Flag,
  GrubbsTest,
  WithinLabConsistency,
} from './interlab-consistency.ts'
export { algorithmA, proficiencyScores } from './proficiency.ts'
export type { AlgorithmA, AssignedValue, LabResult, ProficiencyScore } from './proficiency.ts'
export { fromEffect, metaAnalysis, metaLeaveOneOut, toEffects } from './meta-analysis.ts'
export type { Effect, EffectScale, LeftOut, MetaAnalysis, MetaInterval } from './meta-analysis.ts'
export { benjaminiHochberg, holm } from './multiplicity.ts'
export { manyRaterAgreement, manyRaterIntervals, twoRaterAgreement, twoRaterIntervals } from './agreement.ts'
export type { AgreementIntervals, ManyRaterAgreement, TwoRaterAgreement } from './agreement.ts'
export { krippendorffAlpha, krippendorffInterval } from './krippendorff.ts'
export type { KrippendorffAlpha, RatedUnit, Scale } from './krippendorff.ts'
export { langReiczigel, roganGladen, tenenbein, tenenbeinIntervals } from './judge-correction.ts'
export type {
  JudgeCalibration,
  JudgeCorrection,
  JudgedOutputs,
  JudgedShare,
  JudgeEstimate,
  RoganGladen,
} from './judge-correction.ts'
export {
  attemptsToTellApart,
  pOfOneRate,
  rateExists,
  rateInterval,
  roundingOf,
  totalOfRates,
} from './published-rates.ts'
export type { RatesTotal, RoundedRate } from './published-rates.ts'
export { cochranArmitage, garwood, laplace, mannKendall, rateRatioExact } from './rates.ts'
export type { Exposed, MannKendall, RateRatio, ScoredGroup } from './rates.ts'
export { poissonTrend } from './poisson-trend.ts'
export type { Period, PoissonTrend, TrendEstimate, TrendModel } from './poisson-trend.ts'
export { cusum, cusumRunLengths, rateMonitor, shareEvidence } from './monitoring.ts'
export type { Cusum, CusumPlan, CusumRunLengths, RateEvidence, RateMonitor, RatePlan } from './monitoring.ts'
export { connectivity, labLanguage } from './lab-language.ts'
export type { Connectivity, LabLanguage } from './lab-language.ts'
export {
  bootstrapItems,
  bootstrapMean,
  createGenerator,
  generatorFromSeed,
  energyTest,
  labPermutationTest,
  signFlipTest,
} from './resampling.ts'
export type { Generator } from './resampling.ts'
export { collectAttempts, distanceBounds, droppedItems, missingness, openBounds } from './sets/attempts.ts'
export type { AttemptResult, AttemptRow, Attempts, Denominator, NamedAttempts } from './sets/attempts.ts'
export { oneRun, oneRunOfTotals } from './sets/one-run.ts'
export type { OneRun, Total } from './sets/one-run.ts'
export { twoConfigurations, twoConfigurationsOfTotals } from './sets/two-configurations.ts'
export type { TwoConfigurations } from './sets/two-configurations.ts'
export { jointExercise, missingDecides } from './sets/joint-exercise.ts'
export type { JointExercise, JointVerdict } from './sets/joint-exercise.ts'
export { arePassOrFail, languagesOfAttempts, setsOfAttempts } from './sets/of-attempts.ts'
export type { GroupedAttempt, SetOfAttempts } from './sets/of-attempts.ts'
export { jointExerciseOfTotals } from './sets/joint-exercise-of-totals.ts'
export type { JointExerciseOfTotals } from './sets/joint-exercise-of-totals.ts'
export { collectJudged, judgeAgainstPeople, twoRaters } from './sets/judge.ts'
export type { JudgeAgainstPeople, JudgedRow, RatedRow, TwoRaters } from './sets/judge.ts'
export { incidents } from './sets/incidents.ts'
export type { Incidents } from './sets/incidents.ts'
