/**
 * Intervals of one proportion.
 *
 *   Wilson            [p + z²/2n ± z √(p(1−p)/n + z²/4n²)] / (1 + z²/n), n real
 *   Clopper–Pearson   beta quantiles; exact, never shorter than nominal
 *
 * E. B. Wilson, JASA 22 (1927) 209; C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404.
 */
import { betaQuantile, normalQuantile } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'

/** Whether a confidence gives an interval that is neither all nor nothing. */
export function isConfidence(confidence: number): boolean {
  return confidence >= 0.01 && confidence <= 1 - 1e-9
}

/**
 * Wilson interval of the share p of n (n real, > 0). Refuses p outside [0, 1], a confidence outside
 * [.01, 1 − 1e-9] and an n at which the ends are one double: `out-of-range`.
 */
export function wilson(p: number, n: number, confidence = 0.95): Result<Interval> {
  if (!(p >= 0 && p <= 1) || !isConfidence(confidence)) return refuse('out-of-range')
  if (!(n > 0) || n === Number.POSITIVE_INFINITY) return refuse('n-unknown')
  const square = normalQuantile(1 - (1 - confidence) / 2) ** 2
  // The fraction times n. The lower end from the upper one (their product is n p²/(n + z²)), without cancellation.
  const root = Math.sqrt(square) * Math.sqrt(n * p * (1 - p) + square / 4)
  const top = n * p + square / 2 + root
  const lo = (n * p * p) / top
  const hi = p === 1 ? 1 : Math.min(1, top / (n + square))
  return lo < hi ? given({ lo, hi }) : refuse('out-of-range')
}

/** Clopper–Pearson interval of x successes in n trials, with the one-sided upper bound. */
export function clopperPearson(
  x: number,
  n: number,
  confidence = 0.95,
): Result<Interval & { upperOneSided: number }> {
  if (!Number.isInteger(x) || !Number.isInteger(n) || x < 0 || x > n) return refuse('out-of-range')
  if (!isConfidence(confidence)) return refuse('out-of-range')
  if (n === 0) return refuse('n-unknown')
  const alpha = 1 - confidence
  return given({
    lo: x === 0 ? 0 : betaQuantile(alpha / 2, x, n - x + 1),
    hi: x === n ? 1 : betaQuantile(1 - alpha / 2, x + 1, n - x),
    upperOneSided: x === n ? 1 : betaQuantile(1 - alpha, x + 1, n - x),
  })
}
