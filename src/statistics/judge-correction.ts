/**
 * A judge's rate corrected by human labels of a random sample of the same outputs (which may be stratified by
 * verdict). N outputs judged, share P1 with verdict 1, P0 = 1 − P1; labelled a_1 with verdict 1, t_1 of them
 * true, a_0 with verdict 0, t_0 true.
 *
 *   PPV = (t_1 + ½)/(a_1 + 1), FOM = (t_0 + ½)/(a_0 + 1);  θ = P1·PPV + P0·FOM
 *   Var = P1² PPV(1 − PPV)/(a_1 + 1) + P0² FOM(1 − FOM)/(a_0 + 1) + (PPV − FOM)² P1P0/N;  θ ± z√Var
 *   bias of the raw rate: b = P1(1 − PPV) − P0·FOM, Var with the last term (1 − PPV + FOM)² P1P0/N
 *   Se = P1·PPV/θ, Sp = P0(1 − FOM)/(1 − θ): tp/(tp + fn) would be wrong under stratified labels
 *
 * A. Tenenbein, JASA 65 (1970) 1350. At most one output per item; else the item bootstrap.
 *
 * A judge's rate corrected by a sensitivity Se (of m1 true positives) and specificity Sp (of m0 true negatives) measured
 * elsewhere; p of n outputs have verdict 1, J = Se + Sp − 1.
 *
 *   θ = (p + Sp − 1)/J;  SE² = [p(1 − p)/n + (1 − θ)² Sp(1 − Sp)/m0 + θ² Se(1 − Se)/m1]/J²
 *   interval: first p ← (np + z²/2)/(n + z²), n ← n + z², Sp, Se ← (mq + 1)/(m + 2), m ← m + 2, θ from these, not
 *   clipped; shifted by 2z²(θSe(1 − Se)/m1 − (1 − θ)Sp(1 − Sp)/m0); ± z SE; clipped; J ≤ 0: [0, 1]
 *
 * W. J. Rogan, B. Gladen, Am. J. Epidemiol. 107 (1978) 71; Z. Lang, J. Reiczigel, Prev. Vet. Med. 113 (2014) 13;
 * arXiv:2511.21140. Labels of the outputs themselves give more: tenenbein.
 */
import { normalQuantile } from './distributions.ts'
import { bootstrapItems } from './resampling.ts'
import type { Generator } from './resampling.ts'
import { given, inUnitRange, isConfidence, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { sumOf } from './sum.ts'

/** Outputs that a judge decided, of one language, model and measure, and what people said of some of them. */
export type JudgedOutputs = {
  /** Outputs judged, and of them those with verdict 1. */
  outputs: number
  positive: number
  /** Labelled outputs with verdict 1, and of them those that are truly so. */
  positiveLabelled: number
  positiveTrue: number
  /** Labelled outputs with verdict 0, and of them those that are truly 1. */
  negativeLabelled: number
  negativeTrue: number
}

/** Not cut at 0 and 1: that is for display. */
export type JudgeEstimate = Interval & { value: number; se: number }

export type JudgeCorrection = {
  /** P1: the judge's own rate. */
  raw: number
  /** θ: the corrected rate. */
  rate: JudgeEstimate
  /** b: how much the judge's rate is too high. */
  bias: JudgeEstimate
  /** Share of the outputs on which the judge and people agree. */
  agreement: number
  sensitivity: number
  specificity: number
  /** J = Se + Sp − 1. */
  youden: number
  positiveLabelled: number
  negativeLabelled: number
}

/** Labels of each verdict below which nothing is corrected. */
const FEWEST_LABELS = 10

const KEYS = [
  'outputs',
  'positive',
  'positiveLabelled',
  'positiveTrue',
  'negativeLabelled',
  'negativeTrue',
] as const

function areCounts(judged: JudgedOutputs): boolean {
  const { outputs, positive, positiveLabelled, positiveTrue, negativeLabelled, negativeTrue } = judged
  return (
    KEYS.every((key) => Number.isSafeInteger(judged[key]) && judged[key] >= 0) &&
    positive <= outputs &&
    positiveLabelled <= positive &&
    positiveTrue <= positiveLabelled &&
    negativeLabelled <= outputs - positive &&
    negativeTrue <= negativeLabelled
  )
}

function faultOf(judged: JudgedOutputs): Reason | null {
  if (!areCounts(judged)) return 'out-of-range'
  const fewest = Math.min(judged.positiveLabelled, judged.negativeLabelled)
  return fewest < FEWEST_LABELS ? 'too-few-labels' : null
}

type Shares = { p1: number; p0: number; ppv: number; fom: number; rate: number; bias: number }

function sharesOf(judged: JudgedOutputs): Shares {
  const p1 = judged.positive / judged.outputs
  const p0 = (judged.outputs - judged.positive) / judged.outputs
  const ppv = (judged.positiveTrue + 0.5) / (judged.positiveLabelled + 1)
  const fom = (judged.negativeTrue + 0.5) / (judged.negativeLabelled + 1)
  return { p1, p0, ppv, fom, rate: p1 * ppv + p0 * fom, bias: p1 * (1 - ppv) - p0 * fom }
}

/** The arithmetic alone, of counts that were checked; whether the labels suffice is for the caller. */
export function correctionOf(judged: JudgedOutputs, z: number): JudgeCorrection {
  const { p1, p0, ppv, fom, rate, bias } = sharesOf(judged)
  const { outputs, positiveLabelled, negativeLabelled } = judged
  const ofLabels =
    (p1 ** 2 * ppv * (1 - ppv)) / (positiveLabelled + 1) +
    (p0 ** 2 * fom * (1 - fom)) / (negativeLabelled + 1)
  const estimate = (value: number, gap: number): JudgeEstimate => {
    const se = Math.sqrt(ofLabels + (gap ** 2 * p1 * p0) / outputs)
    return { value, se, lo: value - z * se, hi: value + z * se }
  }
  const sensitivity = (p1 * ppv) / rate
  const specificity = (p0 * (1 - fom)) / (p1 * (1 - ppv) + p0 * (1 - fom))
  return {
    raw: p1,
    rate: estimate(rate, ppv - fom),
    bias: estimate(bias, 1 - ppv + fom),
    agreement: p1 * ppv + p0 * (1 - fom),
    sensitivity,
    specificity,
    youden: sensitivity + specificity - 1,
    positiveLabelled,
    negativeLabelled,
  }
}

/**
 * The judge's rate corrected by labels of these outputs, its bias, and its sensitivity and specificity. Never from
 * labels of other outputs or another language. Refuses what are no such counts (`out-of-range`) and fewer than 10 labels
 * of a verdict (`too-few-labels`).
 */
export function tenenbein(judged: JudgedOutputs, confidence = 0.95): Result<JudgeCorrection> {
  if (!isConfidence(confidence)) return refuse('out-of-range')
  const fault = faultOf(judged)
  if (fault !== null) return refuse(fault)
  return given(correctionOf(judged, normalQuantile(1 - (1 - confidence) / 2)))
}

function compareItems(a: JudgedOutputs, b: JudgedOutputs): number {
  for (const key of KEYS) if (a[key] !== b[key]) return a[key] - b[key]
  return 0
}

/**
 * Item bootstrap intervals of the corrected rate and of the bias, one after the other from one stream, for several
 * outputs per item: one entry per item. Independent of the order of the items; refuses as `tenenbein` of their sum.
 */
export function tenenbeinIntervals(
  items: readonly JudgedOutputs[],
  random: Generator,
  replicates = 1999,
  confidence = 0.95,
): Result<{ rate: Result<Interval>; bias: Result<Interval> }> {
  if (items.length < 2) return refuse('too-few-items')
  if (!items.every((item) => areCounts(item) && item.outputs > 0)) return refuse('out-of-range')
  const sorted = items.toSorted(compareItems)
  const columns = KEYS.map((key) => Float64Array.from(sorted, (item) => item[key]))
  const sumOver = (at: (column: Float64Array) => number): JudgedOutputs => {
    const [
      outputs = 0,
      positive = 0,
      positiveLabelled = 0,
      positiveTrue = 0,
      negativeLabelled = 0,
      negativeTrue = 0,
    ] = columns.map(at)
    return { outputs, positive, positiveLabelled, positiveTrue, negativeLabelled, negativeTrue }
  }
  const fault = faultOf(sumOver(sumOf))
  if (fault !== null) return refuse(fault)
  const intervalOf = (pick: (shares: Shares) => number): Result<Interval> =>
    bootstrapItems(
      sorted.length,
      replicates,
      random,
      (drawn) =>
        pick(
          sharesOf(
            sumOver((column) => {
              let sum = 0
              for (let k = 0; k < drawn.length; k++) sum += column[drawn[k] ?? -1] ?? Number.NaN
              return sum
            }),
          ),
        ),
      confidence,
    )
  return given({ rate: intervalOf(({ rate }) => rate), bias: intervalOf(({ bias }) => bias) })
}

/** Share p of n outputs with verdict 1. */
export type JudgedShare = { language: string; share: number; outputs: number }

/** How the judge did on outputs of this language whose truth is known. */
export type JudgeCalibration = {
  language: string
  sensitivity: number
  /** m1: outputs that were truly 1. */
  positives: number
  specificity: number
  /** m0: outputs that were truly 0. */
  negatives: number
}

export type RoganGladen = {
  /** P of the judge, and θ, which is not cut at 0 and 1. */
  raw: number
  value: number
  /** Null where p, Se and Sp are all 0 or 1: the interval still has width. */
  se: number | null
  interval: Interval
  youden: number
}

/** J below which a judge tells too little for its rate to be corrected. */
const WEAKEST = 0.3

type Numbers = { p: number; n: number; sp: number; m0: number; se: number; m1: number }

function calibrationFault(judged: JudgedShare, calibration: JudgeCalibration): Reason | null {
  const { sensitivity, positives, specificity, negatives } = calibration
  if (judged.language !== calibration.language) return 'mismatched-items'
  if (!inUnitRange([judged.share, sensitivity, specificity])) return 'out-of-range'
  if (!(judged.outputs >= 1 && Number.isFinite(judged.outputs))) return 'n-unknown'
  if (!(positives >= 1 && negatives >= 1)) return 'too-few-labels'
  return Number.isFinite(positives) && Number.isFinite(negatives) ? null : 'out-of-range'
}

function numbersOf(judged: JudgedShare, calibration: JudgeCalibration): Numbers {
  return {
    p: judged.share,
    n: judged.outputs,
    sp: calibration.specificity,
    m0: calibration.negatives,
    se: calibration.sensitivity,
    m1: calibration.positives,
  }
}

/** θ and its standard error, for J > 0. */
function corrected({ p, n, sp, m0, se, m1 }: Numbers): { theta: number; error: number } {
  const youden = se + sp - 1
  const theta = (p + sp - 1) / youden
  const variance =
    (p * (1 - p)) / n + ((1 - theta) ** 2 * sp * (1 - sp)) / m0 + (theta ** 2 * se * (1 - se)) / m1
  return { theta, error: Math.sqrt(variance) / youden }
}

/**
 * The interval of Lang and Reiczigel for the corrected rate, cut at 0 and 1 (`clipped`). With a judge no better than
 * chance all of [0, 1]; where it lies outside, verdicts and calibration contradict each other: `out-of-range`. The
 * calibration must be of the same language: else `mismatched-items`.
 */
export function langReiczigel(
  judged: JudgedShare,
  calibration: JudgeCalibration,
  confidence = 0.95,
): Result<Interval> {
  const fault = isConfidence(confidence) ? calibrationFault(judged, calibration) : 'out-of-range'
  if (fault !== null) return refuse(fault)
  const { p, n, sp, m0, se, m1 } = numbersOf(judged, calibration)
  const z = normalQuantile(1 - (1 - confidence) / 2)
  const adjusted: Numbers = {
    p: (n * p + z ** 2 / 2) / (n + z ** 2),
    n: n + z ** 2,
    sp: (m0 * sp + 1) / (m0 + 2),
    m0: m0 + 2,
    se: (m1 * se + 1) / (m1 + 2),
    m1: m1 + 2,
  }
  if (!(adjusted.se + adjusted.sp - 1 > 0)) return given({ lo: 0, hi: 1 }, ['clipped'])
  const { theta, error } = corrected(adjusted)
  const shift =
    2 *
    z ** 2 *
    ((theta * adjusted.se * (1 - adjusted.se)) / adjusted.m1 -
      ((1 - theta) * adjusted.sp * (1 - adjusted.sp)) / adjusted.m0)
  const low = theta + shift - z * error
  const high = theta + shift + z * error
  const lo = Math.max(0, low)
  const hi = Math.min(1, high)
  if (!(lo < hi)) return refuse('out-of-range')
  return given({ lo, hi }, low < 0 || high > 1 ? ['clipped'] : [])
}

/**
 * The judge's rate corrected by a calibration from elsewhere, in the same language (else `mismatched-items`). Refuses
 * J < .3 (`judge-too-weak`), no labels of a kind (`too-few-labels`), no outputs (`n-unknown`), and verdicts that this
 * calibration cannot have given (`out-of-range`). A rate outside [0, 1] is left as it is, and the warning is `clipped`.
 */
export function roganGladen(
  judged: JudgedShare,
  calibration: JudgeCalibration,
  confidence = 0.95,
): Result<RoganGladen> {
  const fault = calibrationFault(judged, calibration)
  if (fault !== null) return refuse(fault)
  const youden = calibration.sensitivity + calibration.specificity - 1
  if (youden < WEAKEST) return refuse('judge-too-weak')
  const interval = langReiczigel(judged, calibration, confidence)
  if (!interval.ok) return interval
  const { theta, error } = corrected(numbersOf(judged, calibration))
  const outside = theta < 0 || theta > 1
  return given(
    { raw: judged.share, value: theta, se: error > 0 ? error : null, interval: interval.value, youden },
    outside ? ['clipped'] : interval.warnings,
  )
}
