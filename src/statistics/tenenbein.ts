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
 */
import { normalQuantile } from './distributions.ts'
import { isConfidence } from './proportion.ts'
import type { Generator } from './random.ts'
import { bootstrapItems } from './resampling.ts'
import { given, refuse } from './result.ts'
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
    bootstrapItems(sorted.length, replicates, random, (drawn) =>
      pick(
        sharesOf(
          sumOver((column) => {
            let sum = 0
            for (let k = 0; k < drawn.length; k++) sum += column[drawn[k] ?? -1] ?? Number.NaN
            return sum
          }),
        ),
      ),
    )
  return given({ rate: intervalOf(({ rate }) => rate), bias: intervalOf(({ bias }) => bias) })
}
