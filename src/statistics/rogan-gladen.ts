/**
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
import { isConfidence } from './proportion.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'

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

function faultOf(judged: JudgedShare, calibration: JudgeCalibration): Reason | null {
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
  const fault = isConfidence(confidence) ? faultOf(judged, calibration) : 'out-of-range'
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
  const fault = faultOf(judged, calibration)
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
