export type { Interval, Reason, Result, Warning } from './result.ts'
export { meanOf, sumOf, varianceOf } from './sum.ts'
export { incompleteGamma, lnGamma } from './gamma.ts'
export { incompleteBeta, lnBeta } from './beta.ts'
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
export { clopperPearson, wilson } from './proportion.ts'
export { flipRate, runScore } from './run-score.ts'
export type { RunScore } from './run-score.ts'
export { clusteredSE } from './clustered-se.ts'
export { passAtK, passHatK, passOverItems } from './pass-at-k.ts'
export type { PassScore } from './pass-at-k.ts'
export { mcnemar, newcombe, pairedDifference, tango } from './paired-difference.ts'
export type { PairedDifference } from './paired-difference.ts'
export { itemsNeeded, minimalDetectableEffect, minimalDetectableGap } from './power.ts'
export { addScore, cellMeans, emptyCells, itemsOfAllLabs, mergeCells, selectCells } from './cells.ts'
export type { Cells } from './cells.ts'
export { cochranQ, crossedAnova, sdFactors } from './crossed-anova.ts'
export type { CrossedAnova } from './crossed-anova.ts'
export { attribution, beyondDelta, degreesOfEquivalence, notExcludedShare } from './equivalence.ts'
export type { Attribution, Equivalence } from './equivalence.ts'
export { coxReference, leaveOneOut, pauleMandel } from './summaries.ts'
export type { CoxReference, Distance, LabSummary } from './summaries.ts'
export { iso5725 } from './iso-5725.ts'
export type { Iso5725 } from './iso-5725.ts'
export { betweenLabConsistency } from './between-lab-consistency.ts'
export type { BetweenLabConsistency, BetweenLabRow, GrubbsTest } from './between-lab-consistency.ts'
export { repeatDeviations, withinLabConsistency } from './within-lab-consistency.ts'
export type { WithinLabConsistency } from './within-lab-consistency.ts'
export { cochranCritical, grubbsCritical, mandelHCritical, mandelKCritical } from './interlab-critical.ts'
export type { Critical, Flag } from './interlab-critical.ts'
export { binaryPrecision, homogeneity } from './binary-precision.ts'
export type { BinaryPrecision, Homogeneity, LabCount } from './binary-precision.ts'
export { decimalOffsets } from './decimals.ts'
export type { DecimalOffsets } from './decimals.ts'
export { algorithmA } from './algorithm-a.ts'
export type { AlgorithmA } from './algorithm-a.ts'
export { proficiencyScores } from './proficiency.ts'
export type { AssignedValue, LabResult, ProficiencyScore } from './proficiency.ts'
export { metaAnalysis, metaLeaveOneOut } from './meta-analysis.ts'
export type { LeftOut, MetaAnalysis, MetaInterval } from './meta-analysis.ts'
export type { VarianceMethod } from './between-variance.ts'
export { fromEffect, toEffects } from './effect-scale.ts'
export type { Effect, EffectScale } from './effect-scale.ts'
export type { Estimate } from './weighted-mean.ts'
export { benjaminiHochberg, holm } from './multiplicity.ts'
export { twoRaterAgreement, twoRaterIntervals } from './agreement.ts'
export type { AgreementIntervals, TwoRaterAgreement } from './agreement.ts'
export { manyRaterAgreement, manyRaterIntervals } from './agreement-of-many.ts'
export type { ManyRaterAgreement } from './agreement-of-many.ts'
export { krippendorffAlpha, krippendorffInterval } from './krippendorff.ts'
export type { KrippendorffAlpha, RatedUnit, Scale } from './krippendorff.ts'
export { tenenbein, tenenbeinIntervals } from './tenenbein.ts'
export type { JudgeCorrection, JudgedOutputs, JudgeEstimate } from './tenenbein.ts'
export { langReiczigel, roganGladen } from './rogan-gladen.ts'
export type { JudgeCalibration, JudgedShare, RoganGladen } from './rogan-gladen.ts'
export { connectivity } from './connectivity.ts'
export { labLanguage } from './lab-language.ts'
export { createGenerator, generatorFromSeed } from './random.ts'
export type { Generator } from './random.ts'
export { bootstrapItems, bootstrapMean, labPermutationTest, signFlipTest } from './resampling.ts'
export { configurationVerdict } from './verdict.ts'
