/**
 * How many items a comparison needs, and what it can detect.
 *
 *   n   = (z_{α/2} + z_β)² (ω² + σ_A²/K_A + σ_B²/K_B) / δ²       E. Miller, arXiv:2411.00640 §5
 *   MDE = (z_{α/2} + z_β) √((ω² + σ_A²/K_A + σ_B²/K_B) / n)
 *   two unpaired proportions: MDE = (z_{1−α/2} + z_{1−β}) √(2p(1 − p)/n)
 *
 * Variances below 0 or all 0, no attempts, and alpha or power outside 0 < α ≤ power < 1 are refused: `out-of-range`.
 */
import { normalQuantile } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'

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
