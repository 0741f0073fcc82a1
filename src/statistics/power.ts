/**
 * How many items a comparison needs, and what it can detect.
 *
 *   n   = (z_{α/2} + z_β)² (ω² + σ_A²/K_A + σ_B²/K_B) / δ²       E. Miller, arXiv:2411.00640 §5
 *   MDE = (z_{α/2} + z_β) √((ω² + σ_A²/K_A + σ_B²/K_B) / n)
 *   two unpaired proportions: MDE = (z_{1−α/2} + z_{1−β}) √(2p(1 − p)/n)
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

function factor(alpha: number, power: number): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power)
}

function total(v: Variances): number {
  return v.between + v.withinA / v.attemptsA + v.withinB / v.attemptsB
}

/** Items needed (a real number) to detect a difference of `delta`. */
export function itemsNeeded(v: Variances, delta: number, alpha = 0.05, power = 0.8): Result<number> {
  const n = (factor(alpha, power) ** 2 * total(v)) / delta ** 2
  return delta > 0 && Number.isFinite(n) ? given(n) : refuse('out-of-range')
}

/** Smallest difference detected with this power by n items. */
export function minimalDetectableEffect(v: Variances, n: number, alpha = 0.05, power = 0.8): Result<number> {
  return n > 0 ? given(factor(alpha, power) * Math.sqrt(total(v) / n)) : refuse('n-unknown')
}

/** Smallest difference of two unpaired proportions near p, each of n items. */
export function minimalDetectableGap(p: number, n: number, alpha = 0.05, power = 0.8): Result<number> {
  if (!(n > 0)) return refuse('n-unknown')
  if (!(p > 0 && p < 1)) return refuse('out-of-range')
  return given(factor(alpha, power) * Math.sqrt((2 * p * (1 - p)) / n))
}
