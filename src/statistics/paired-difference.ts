/**
 * Two configurations, or two labs, on the same items.
 *
 *   pairedDifference   d_j = m_jA − m_jB; mean ± t_{I−1} SD/√I
 *   tango              the D that solve T = ±z, T = (b − c − ID) / √(I(2q + D(1 − D))),
 *                      q = (√(B² − 4AC) − B)/2A, A = 2I, B = −b − c + (2I − b + c)D, C = −cD(1 − D)
 *   mcnemar            exact and mid-p test on the discordant items
 *   newcombe           two independent proportions, from Wilson limits
 *
 * T. Tango, Stat. Med. 17 (1998) 891; R. G. Newcombe, Stat. Med. 17 (1998) 873 (method 10).
 *
 * How many items a comparison needs, and what it can detect.
 *
 *   n   = (z_{α/2} + z_β)² (ω² + σ_A²/K_A + σ_B²/K_B) / δ²       E. Miller, arXiv:2411.00640 §5
 *   MDE = (z_{α/2} + z_β) √((ω² + σ_A²/K_A + σ_B²/K_B) / n)
 *   two unpaired proportions: MDE = (z_{1−α/2} + z_{1−β}) √(2p(1 − p)/n)
 *
 * Variances below 0 or all 0, no attempts, and alpha or power outside 0 < α ≤ power < 1 are refused: `out-of-range`.
 */
import { binomialTails, normalQuantile, tQuantile, tTails } from './distributions.ts'
import { lnGamma } from './special-functions.ts'
import { wilson } from './run-score.ts'
import { alphaOf, given, inUnitRange, isConfidence, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { meanOf, varianceOf } from './sum.ts'

export type PairedDifference = {
  value: number
  se: number
  lo: number
  hi: number
  /** Two-sided p of "no difference". */
  p: number
  items: number
}

/**
 * Mean of the differences of item means, with the t interval over items. Items must stand in the same order in
 * both lists. All differences equal: `no-variation`.
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  confidence = 0.95,
): Result<PairedDifference> {
  if (a.length !== b.length) return refuse('mismatched-items')
  if (a.length < 2) return refuse('too-few-items')
  if (!inUnitRange(a) || !inUnitRange(b) || !isConfidence(confidence)) return refuse('out-of-range')
  const differences = Float64Array.from(a, (value, j) => value - (b[j] ?? 0)).sort()
  const items = differences.length
  const variance = varianceOf(differences)
  // Equal differences leave only rounding.
  if ((differences[items - 1] ?? 0) - (differences[0] ?? 0) < 1e-12) return refuse('no-variation')
  const value = meanOf(differences)
  const se = Math.sqrt(variance / items)
  const half = tQuantile(1 - alphaOf(confidence) / 2, items - 1) * se
  const p = Math.min(1, 2 * tTails(Math.abs(value) / se, items - 1).upper)
  return given({ value, se, lo: value - half, hi: value + half, p, items })
}

/**
 * Tango's score interval of (b − c)/I for one attempt per item: b items only A passed, c only B. Holds at the
 * edges; never of zero width.
 */
export function tango(b: number, c: number, items: number, confidence = 0.95): Result<Interval> {
  if (![b, c, items].every(Number.isInteger) || b < 0 || c < 0 || b + c > items) return refuse('out-of-range')
  if (items < 1) return refuse('too-few-items')
  if (!isConfidence(confidence)) return refuse('out-of-range')
  const z = normalQuantile(1 - (1 - confidence) / 2)
  if (b === 0 && c === 0) {
    const edge = z ** 2 / (items + z ** 2)
    return given({ lo: -edge, hi: edge })
  }
  const statistic = (d: number): number => {
    const A = 2 * items
    const B = -b - c + (2 * items - b + c) * d
    const C = -c * d * (1 - d)
    const root = Math.sqrt(Math.max(0, B * B - 4 * A * C))
    // The same solution without the difference of two nearly equal numbers.
    const q = B > 0 ? (-2 * C) / (root + B) : (root - B) / (2 * A)
    const variance = items * (2 * q + d * (1 - d))
    const top = b - c - items * d
    if (variance <= 0) return top === 0 ? 0 : top > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE
    return top / Math.sqrt(variance)
  }
  // T falls from D = −1 to D = 1.
  const solve = (target: number): number => {
    let low = -1
    let high = 1
    for (let step = 0; step < 200; step++) {
      const middle = (low + high) / 2
      if (middle === low || middle === high) break
      if (statistic(middle) > target) low = middle
      else high = middle
    }
    return (low + high) / 2
  }
  return given({ lo: b === 0 && c === items ? -1 : solve(z), hi: c === 0 && b === items ? 1 : solve(-z) })
}

function binomialHalf(m: number, n: number): number {
  return Math.exp(lnGamma(n + 1) - lnGamma(m + 1) - lnGamma(n - m + 1) - n * Math.LN2)
}

/** McNemar's exact and mid-p test of b against c discordant items. No discordant item: p = 1. */
export function mcnemar(b: number, c: number): Result<{ exact: number; midP: number }> {
  if (![b, c].every((count) => Number.isInteger(count) && count >= 0)) return refuse('out-of-range')
  const n = b + c
  if (n === 0) return given({ exact: 1, midP: 1 })
  const m = Math.min(b, c)
  const twice = 2 * binomialTails(m, n, 0.5).lower
  return given({ exact: Math.min(1, twice), midP: Math.min(1, twice - binomialHalf(m, n)) })
}

/** Newcombe's hybrid score interval of p1 − p2, for different items. */
export function newcombe(
  x1: number,
  n1: number,
  x2: number,
  n2: number,
  confidence = 0.95,
): Result<Interval & { value: number }> {
  if (!(n1 > 0 && n2 > 0)) return refuse('n-unknown')
  const p1 = x1 / n1
  const p2 = x2 / n2
  const one = wilson(p1, n1, confidence)
  const two = wilson(p2, n2, confidence)
  if (!one.ok) return one
  if (!two.ok) return two
  const value = p1 - p2
  return given({
    value,
    lo: value - Math.hypot(p1 - one.value.lo, two.value.hi - p2),
    hi: value + Math.hypot(one.value.hi - p1, p2 - two.value.lo),
  })
}

export type Variances = {
  /** Variance between items of the difference of expected scores. */
  between: number
  /** Variance within items, and attempts per item, of each side. */
  withinA: number
  attemptsA: number
  withinB: number
  attemptsB: number
}

/** z_{1−α/2} + z_{power}, or NaN where alpha or power leaves nothing to detect with. */
function factor(alpha: number, power: number): number {
  if (!(1 - alpha / 2 < 1 && alpha < 1 && power >= alpha && power < 1)) return Number.NaN
  return normalQuantile(1 - alpha / 2) + normalQuantile(power)
}

/** Total variance, or NaN where it is not a positive number. */
function total(v: Variances): number {
  const attempts = v.attemptsA > 0 && v.attemptsB > 0
  const sum = v.between + v.withinA / v.attemptsA + v.withinB / v.attemptsB
  const usable = attempts && v.between >= 0 && v.withinA >= 0 && v.withinB >= 0 && sum > 0
  return usable ? sum : Number.NaN
}

function finite(value: number): Result<number> {
  return value > 0 && Number.isFinite(value) ? given(value) : refuse('out-of-range')
}

/** Items needed (a real number) to detect a difference of `delta`. */
export function itemsNeeded(v: Variances, delta: number, alpha = 0.05, power = 0.8): Result<number> {
  if (!(delta > 0)) return refuse('out-of-range')
  return finite((factor(alpha, power) ** 2 * total(v)) / delta ** 2)
}

/** Smallest difference detected with this power by n items. */
export function minimalDetectableEffect(v: Variances, n: number, alpha = 0.05, power = 0.8): Result<number> {
  if (!(n > 0)) return refuse('n-unknown')
  return finite(factor(alpha, power) * Math.sqrt(total(v) / n))
}

/** Smallest difference of two unpaired proportions near p, each of n items. */
export function minimalDetectableGap(p: number, n: number, alpha = 0.05, power = 0.8): Result<number> {
  if (!(n > 0)) return refuse('n-unknown')
  if (!(p > 0 && p < 1)) return refuse('out-of-range')
  return finite(factor(alpha, power) * Math.sqrt((2 * p * (1 - p)) / n))
}

export type ConfigurationVerdict = 'equivalent' | 'better' | 'worse' | 'cannot-tell'

/**
 * Verdict on A − B from its 95 % interval: equivalent inside ±δ, else better or worse where 0 is outside, else
 * cannot tell (say then what could have been detected). Without δ there is no verdict: null.
 */
export function configurationVerdict(
  { lo, hi }: Interval,
  delta: number | null,
): ConfigurationVerdict | null {
  if (delta === null) return null
  if (lo > -delta && hi < delta) return 'equivalent'
  if (lo > 0) return 'better'
  if (hi < 0) return 'worse'
  return 'cannot-tell'
}
