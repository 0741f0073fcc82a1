/**
 * Rates of incidents: counts x over an exposure t (users, calls, hours).
 *
 *   garwood          χ²_{α/2}(2x)/2t (0 at x = 0) to χ²_{1−α/2}(2x + 2)/2t
 *   rateRatioExact   Clopper–Pearson limits π of x1 in x1 + x2; ratio π/(1 − π) · t2/t1;
 *                    p = sum of the Bin(x1 + x2, t1/(t1 + t2)) probabilities ≤ P(x1)(1 + 1e-7)
 *
 * F. Garwood, Biometrika 28 (1936) 437; J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313 (conditioning on the
 * sum). Without an exposure there is no rate: only "reports rose" may be said.
 *
 * Checks of the shape of a trend, beside the fitted one.
 *
 *   mannKendall      S = Σ sign(y_b − y_a), Var = [n(n − 1)(2n + 5) − Σt(t − 1)(2t + 5)]/18 (t tied values),
 *                    z = (S ∓ 1)/√Var; Sen's slope: median of (y_b − y_a)/(time_b − time_a)
 *   cochranArmitage  [Σs(x − np̄)]²/(p̄(1 − p̄)(Σns² − (Σns)²/N)) on χ²_1, for shares x/n at scores s
 *   laplace          (mean((T − T0)/(T1 − T0)) − ½)√(12n), for times T of single events in T0 … T1
 *
 * H. B. Mann, Econometrica 13 (1945) 245; P. K. Sen, JASA 63 (1968) 1379; P. Armitage, Biometrics 11 (1955) 375; D. R.
 * Cox, P. A. W. Lewis, The Statistical Analysis of Series of Events (1966) 3.3.
 */
import {
  betaQuantile,
  binomialTails,
  chiSquareQuantile,
  chiSquareTails,
  normalTails,
} from './distributions.ts'
import { given, isConfidence, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { lnBeta } from './special-functions.ts'
import { sumOf } from './sum.ts'

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

export type MannKendall = {
  s: number
  variance: number
  z: number
  p: number
  /** Sen's slope per unit of time. */
  slope: number
}

function twoSided(z: number): number {
  return Math.min(1, 2 * normalTails(Math.abs(z)).upper)
}

/** Σ t(t − 1)(2t + 5) over groups of tied values. */
function tieTerm(values: readonly number[]): number {
  const countByValue = new Map<number, number>()
  for (const value of values) countByValue.set(value, (countByValue.get(value) ?? 0) + 1)
  return sumOf([...countByValue.values()].map((t) => t * (t - 1) * (2 * t + 5)))
}

/** Median of at least one value. */
function median(values: Float64Array): number {
  const sorted = values.toSorted()
  const half = sorted.length >> 1
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : (sorted[half - 1] ?? 0) / 2 + upper / 2
}

/**
 * Mann–Kendall test of values that only rise or only fall, with Sen's slope; independent of the order given. Of counts
 * it says no more than that reports rose. Refuses fewer than three values (`too-few-items`), times that repeat or are no
 * numbers (`out-of-range`), and values that are all equal (`no-variation`).
 */
export function mannKendall(points: readonly { time: number; value: number }[]): Result<MannKendall> {
  const n = points.length
  if (n < 3) return refuse('too-few-items')
  if (!points.every(({ time, value }) => Number.isFinite(time) && Number.isFinite(value))) {
    return refuse('out-of-range')
  }
  const sorted = points.toSorted((a, b) => a.time - b.time)
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let s = 0
  let filled = 0
  for (const [b, later] of sorted.entries()) {
    for (let a = 0; a < b; a++) {
      const earlier = sorted[a] ?? later
      const gap = later.time - earlier.time
      const rise = later.value - earlier.value
      if (!(gap > 0)) return refuse('out-of-range')
      s += Math.sign(rise)
      slopes[filled++] = rise / gap
    }
  }
  const ties = tieTerm(sorted.map(({ value }) => (value === 0 ? 0 : value)))
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
  if (!(variance > 0)) return refuse('no-variation')
  const slope = median(slopes)
  if (!Number.isFinite(slope)) return refuse('out-of-range')
  const z = (s - Math.sign(s)) / Math.sqrt(variance)
  return given({ s, variance, z, p: twoSided(z), slope })
}

/** Successes of n at a score. */
export type ScoredGroup = { score: number; successes: number; n: number }

/**
 * Cochran–Armitage test of a share that rises or falls with a score. Refuses what are no counts (`out-of-range`), a
 * group of nobody (`n-unknown`), fewer than two groups (`too-few-items`), and one score only, or all or no successes
 * (`no-variation`).
 */
export function cochranArmitage(
  groups: readonly ScoredGroup[],
): Result<{ chiSquare: number; z: number; p: number }> {
  if (groups.length < 2) return refuse('too-few-items')
  for (const { score, successes, n } of groups) {
    if (n === 0) return refuse('n-unknown')
    const counts = Number.isSafeInteger(successes) && Number.isSafeInteger(n)
    if (!counts || successes < 0 || successes > n || !Number.isFinite(score)) return refuse('out-of-range')
  }
  const sorted = groups.toSorted((a, b) => a.score - b.score || a.n - b.n || a.successes - b.successes)
  const total = sumOf(sorted.map(({ n }) => n))
  const successes = sumOf(sorted.map((group) => group.successes))
  const first = sorted[0]?.score ?? 0
  const span = (sorted.at(-1)?.score ?? 0) - first
  if (successes === 0 || successes === total || span === 0) return refuse('no-variation')
  if (!Number.isFinite(span)) return refuse('out-of-range')
  // From 0 to 1 and around their mean: the statistic does not change, and nothing cancels.
  const scores = sorted.map(({ score }) => (score - first) / span)
  const mean = sumOf(sorted.map(({ n }, k) => n * (scores[k] ?? 0))) / total
  const share = successes / total
  const top = sumOf(sorted.map((group, k) => ((scores[k] ?? 0) - mean) * (group.successes - group.n * share)))
  const spread = sumOf(sorted.map(({ n }, k) => n * ((scores[k] ?? 0) - mean) ** 2))
  const z = top / Math.sqrt(share * ((total - successes) / total) * spread)
  return given({ chiSquare: z ** 2, z, p: chiSquareTails(z ** 2, 1).upper })
}

/**
 * Laplace's test of events that come ever faster (z > 0) or slower while they were watched, under an even exposure.
 * Refuses no window (`no-exposure`), fewer than two events (`too-few-items`), and an event outside (`out-of-range`).
 */
export function laplace(
  times: readonly number[],
  start: number,
  end: number,
): Result<{ z: number; p: number }> {
  const span = end - start
  if (!(span > 0)) return refuse('no-exposure')
  if (!Number.isFinite(span)) return refuse('out-of-range')
  if (times.length < 2) return refuse('too-few-items')
  if (!times.every((time) => time >= start && time <= end)) return refuse('out-of-range')
  const shares = Float64Array.from(times, (time) => (time - start) / span).sort()
  const z = (sumOf(shares) / times.length - 0.5) * Math.sqrt(12 * times.length)
  return given({ z, p: twoSided(z) })
}
