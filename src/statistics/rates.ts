/**
 * Rates of incidents: counts x over an exposure t (users, calls, hours).
 *
 *   garwood          χ²_{α/2}(2x)/2t (0 at x = 0) to χ²_{1−α/2}(2x + 2)/2t
 *   rateRatioExact   Clopper–Pearson limits π of x1 in x1 + x2; ratio π/(1 − π) · t2/t1;
 *                    p = sum of the Bin(x1 + x2, t1/(t1 + t2)) probabilities ≤ P(x1)(1 + 1e-7)
 *
 * F. Garwood, Biometrika 28 (1936) 437; J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313 (conditioning on the
 * sum). Without an exposure there is no rate: only "reports rose" may be said.
 */
import { lnBeta } from './beta.ts'
import { betaQuantile, binomialTails, chiSquareQuantile } from './distributions.ts'
import { isConfidence } from './proportion.ts'
import { given, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'

/** A count and what it was counted over; null where nobody knows. */
export type Exposed = { count: number; exposure: number | null }

export type RateRatio = {
  /** Rate of the first against that of the second; null where the second has no events. */
  ratio: number | null
  lo: number
  /** Null where the second has no events: nothing bounds the ratio from above. */
  hi: number | null
  /** Exact two-sided p of "the rates are equal". */
  p: number
}

/** Why a count has no rate; null if it has one. */
export function exposureFault({ count, exposure }: Exposed): Reason | null {
  if (!Number.isSafeInteger(count) || count < 0) return 'out-of-range'
  if (exposure === null || !(exposure > 0)) return 'no-exposure'
  return Number.isFinite(exposure) ? null : 'out-of-range'
}

/**
 * Rate per unit of exposure with its exact interval. Refuses an exposure that is unknown or 0 (`no-exposure`), and
 * what is no count or has no rate among doubles (`out-of-range`).
 */
export function garwood(observed: Exposed, confidence = 0.95): Result<Interval & { rate: number }> {
  const fault = isConfidence(confidence) ? exposureFault(observed) : 'out-of-range'
  if (fault !== null) return refuse(fault)
  const { count } = observed
  const exposure = observed.exposure ?? 0
  const alpha = 1 - confidence
  const lo = count === 0 ? 0 : chiSquareQuantile(alpha / 2, 2 * count) / 2 / exposure
  const hi = chiSquareQuantile(1 - alpha / 2, 2 * count + 2) / 2 / exposure
  return lo < hi && Number.isFinite(hi) ? given({ rate: count / exposure, lo, hi }) : refuse('out-of-range')
}

/** ln P(k) of n trials, from ln B: no difference of large ln Γ. */
function lnBinomial(k: number, n: number, p: number, q: number): number {
  return k * Math.log(p) + (n - k) * Math.log(q) - Math.log(n + 1) - lnBeta(k + 1, n - k + 1)
}

/** Sum of the probabilities that are at most P(x)(1 + 1e-7), as R's binom.test takes it. */
function exactP(x: number, n: number, p: number, q: number): number {
  const most = lnBinomial(x, n, p, q) + Math.log1p(1e-7)
  const mode = Math.min(n, Math.floor((n + 1) * p))
  if (x === mode) return 1
  // From the mode outwards the probabilities fall: bisect for the first small one on the other side.
  let near = mode
  let far = x < mode ? n + 1 : -1
  if (lnBinomial(mode, n, p, q) <= most) return 1
  while (Math.abs(far - near) > 1) {
    const middle = Math.floor((near + far) / 2)
    if (lnBinomial(middle, n, p, q) <= most) far = middle
    else near = middle
  }
  const own = x < mode ? binomialTails(x, n, p).lower : binomialTails(x - 1, n, p).upper
  const other = x < mode ? binomialTails(far - 1, n, p).upper : binomialTails(far, n, p).lower
  return Math.min(1, own + other)
}

/**
 * Exact comparison of two rates, first against second. Refuses unknown exposures (`no-exposure`), what are no counts
 * (`out-of-range`), and no events at all (`no-variation`).
 */
export function rateRatioExact(first: Exposed, second: Exposed, confidence = 0.95): Result<RateRatio> {
  const fault = isConfidence(confidence) ? (exposureFault(first) ?? exposureFault(second)) : 'out-of-range'
  if (fault !== null) return refuse(fault)
  const [x1, x2] = [first.count, second.count]
  const n = x1 + x2
  if (n === 0) return refuse('no-variation')
  // t2/t1, and t1/(t1 + t2) with its complement, without the sum of two large exposures.
  const scale = (second.exposure ?? 0) / (first.exposure ?? 0)
  const p = 1 / (1 + scale)
  const q = 1 / (1 + 1 / scale)
  if (!Number.isSafeInteger(n) || !(scale > 0 && p > 0 && q > 0)) return refuse('out-of-range')
  const alpha = 1 - confidence
  // 1 − π of one limit is the mirrored quantile: no subtraction near 1.
  const odds = (tail: number, a: number, b: number): number =>
    betaQuantile(tail, a, b) / betaQuantile(1 - tail, b, a)
  const lo = x1 === 0 ? 0 : odds(alpha / 2, x1, x2 + 1) * scale
  const hi = x2 === 0 ? null : odds(1 - alpha / 2, x1 + 1, x2) * scale
  const ratio = x2 === 0 ? null : (x1 / x2) * scale
  const finite = [lo, hi ?? 0, ratio ?? 0].every(Number.isFinite)
  if (!finite || !(hi === null || lo < hi)) return refuse('out-of-range')
  return given({ ratio, lo, hi, p: exactP(x1, n, p, q) })
}
