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

/** Wilson interval of the share p of n (n real, > 0). Refuses p outside [0, 1]: `out-of-range`. */
export function wilson(p: number, n: number, confidence = 0.95): Result<Interval> {
  if (!(p >= 0 && p <= 1) || !(confidence > 0 && confidence < 1)) return refuse('out-of-range')
  if (!(n > 0) || n === Number.POSITIVE_INFINITY) return refuse('n-unknown')
  const z = normalQuantile(1 - (1 - confidence) / 2)
  const square = (z * z) / n
  const centre = p + square / 2
  const half = z * Math.sqrt((p * (1 - p)) / n + square / (4 * n))
  return given({
    lo: p === 0 ? 0 : (centre - half) / (1 + square),
    hi: p === 1 ? 1 : (centre + half) / (1 + square),
  })
}

/** Clopper–Pearson interval of x successes in n trials, with the one-sided upper bound. */
export function clopperPearson(
  x: number,
  n: number,
  confidence = 0.95,
): Result<Interval & { upperOneSided: number }> {
  if (!Number.isInteger(x) || !Number.isInteger(n) || x < 0 || x > n) return refuse('out-of-range')
  if (n === 0) return refuse('n-unknown')
  const alpha = 1 - confidence
  return given({
    lo: x === 0 ? 0 : betaQuantile(alpha / 2, x, n - x + 1),
    hi: x === n ? 1 : betaQuantile(1 - alpha / 2, x + 1, n - x),
    upperOneSided: x === n ? 1 : betaQuantile(1 - alpha, x + 1, n - x),
  })
}
