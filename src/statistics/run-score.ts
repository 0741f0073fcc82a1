/**
 * Intervals of one proportion.
 *
 *   Wilson            [p + z²/2n ± z √(p(1−p)/n + z²/4n²)] / (1 + z²/n), n real
 *   Clopper–Pearson   beta quantiles; exact, never shorter than nominal
 *
 * E. B. Wilson, JASA 22 (1927) 209; C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404.
 *
 * One run. Its score: the mean of item means, with an interval that knows that repeats of an item are not new items.
 *
 *   s²     = Σ(m_j − p)² / (I − 1) / I
 *   n_eff  = p(1 − p)/s², at most Σr_j; I where s = 0 or p is 0 or 1
 *   n*     = n_eff (z / t_{I−1})², and Wilson's interval for p with n*
 *
 * E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193, with Wilson's form.
 *
 * Standard error of a mean of clustered scores, S_c = Σ_c (y − ȳ), π_c = n_c / n.
 *
 *   CR0 = √(Σ S_c²) / n                        Miller, arXiv:2411.00640
 *   HC1 = CR0 √(C / (C − 1))                   what Inspect prints
 *   CR2 = √(Σ S_c² / (1 − π_c)) / n            used here, with
 *   df  = 1 / [Σπ_c² + (Σa_c)² − Σa_c²],  a_c = π_c² / (1 − π_c)
 *
 * R. M. Bell, D. F. McCaffrey, Survey Methodology 28 (2002) 169.
 *
 * Of c successes in n attempts at an item: the chance that at least one of k draws passes, that all k pass. Over items
 * the mean, with the standard error and the t interval of the items' values.
 *
 *   pass@k = 1 − C(n−c, k) / C(n, k)     M. Chen et al., arXiv:2107.03374
 *   pass^k = C(c, k) / C(n, k)           S. Yao et al., arXiv:2406.12045
 *
 * The plug-in 1 − (1 − c/n)^k is biased.
 */
import { betaQuantile, normalQuantile, tQuantile } from './distributions.ts'
import { alphaOf, given, inUnitRange, isConfidence, refuse } from './result.ts'
import type { Interval, Result, Warning } from './result.ts'
import { meanOf, squaresAround, sumOf, varianceOf } from './sum.ts'

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

export type RunScore = {
  /** Mean of the item means. */
  value: number
  /** Standard error; null where all items have the same mean. */
  se: number | null
  interval: Interval
  items: number
  attempts: number
  effectiveN: number
  /** Variance against that of independent attempts; null where p is 0 or 1. */
  designEffect: number | null
  /** All passed or all failed: the share of the other kind that is not excluded (one-sided). */
  notExcluded: number | null
}

/**
 * Score of one run from its item means in [0, 1] and the number of attempts of each item. Refuses fewer than
 * two items (`too-few-items`), a mean outside [0, 1] (`out-of-range`), lists of different length
 * (`mismatched-items`), an item without an attempt (`n-unknown`). Set `continuous` for scores that are not 0 or 1: t
 * interval, and `no-variation` when all items are equal and the mean is neither 0 nor 1.
 */
export function runScore(
  itemMeans: ArrayLike<number>,
  repeats: ArrayLike<number>,
  { continuous = false, confidence = 0.95 }: { continuous?: boolean; confidence?: number } = {},
): Result<RunScore> {
  const items = itemMeans.length
  if (items !== repeats.length) return refuse('mismatched-items')
  if (items < 2) return refuse('too-few-items')
  if (!inUnitRange(itemMeans) || !isConfidence(confidence)) return refuse('out-of-range')
  const alpha = alphaOf(confidence)
  const sorted = Float64Array.from(itemMeans).sort()
  const attempts = sumOf(repeats)
  for (let j = 0; j < items; j++) if (!((repeats[j] ?? 0) >= 1)) return refuse('n-unknown')
  if (!Number.isFinite(attempts)) return refuse('n-unknown')
  const value = meanOf(sorted)
  // Means that are equal up to the rounding of their sums have no variance.
  const equal = (sorted[items - 1] ?? 0) - (sorted[0] ?? 0) < 1e-12
  const variance = equal ? 0 : squaresAround(sorted, value) / (items - 1) / items
  const extreme = sorted[items - 1] === 0 || sorted[0] === 1
  const p = extreme ? Math.round(value) : value
  const t = tQuantile(1 - alpha / 2, items - 1)
  const spread = p * (1 - p)
  const warnings: Warning[] = items < 10 ? ['few-items'] : []
  if (continuous && !extreme) {
    if (!(variance > 0)) return refuse('no-variation')
    const se = Math.sqrt(variance)
    return given(
      {
        value: p,
        se,
        interval: { lo: p - t * se, hi: p + t * se },
        items,
        attempts,
        effectiveN: Math.min(spread / variance, attempts),
        designEffect: variance / (spread / attempts),
        notExcluded: null,
      },
      warnings,
    )
  }
  const effectiveN = Math.min(variance > 0 && spread > 0 ? spread / variance : items, attempts)
  const z = normalQuantile(1 - alpha / 2)
  const interval = wilson(p, effectiveN * (z / t) ** 2, confidence)
  if (!interval.ok) return interval
  return given(
    {
      value: p,
      se: variance > 0 ? Math.sqrt(variance) : null,
      interval: interval.value,
      items,
      attempts,
      effectiveN,
      designEffect: variance > 0 && spread > 0 ? variance / (spread / attempts) : null,
      notExcluded: extreme ? 1 - alpha ** (1 / items) : null,
    },
    warnings,
  )
}

/**
 * Share of the items with at least two attempts whose attempts disagree (0 < mean < 1), or null without such
 * items. For scores that are 0 or 1.
 */
export function flipRate(itemMeans: ArrayLike<number>, repeats: ArrayLike<number>): number | null {
  let repeated = 0
  let flipped = 0
  for (let j = 0; j < itemMeans.length; j++) {
    if ((repeats[j] ?? 0) < 2) continue
    repeated += 1
    const mean = itemMeans[j] ?? 0
    if (mean > 0 && mean < 1) flipped += 1
  }
  return repeated === 0 ? null : flipped / repeated
}

export type ClusteredSE = {
  mean: number
  cr0: number
  hc1: number
  cr2: number
  df: number
  interval: Interval
  clusters: number
}

/**
 * Clustered standard errors and the CR2 interval of the mean of `scores` in [0, 1], grouped by `clusters`. Refuses
 * fewer than two clusters (`too-few-items`) and clusters whose means are all the same (`no-variation`).
 */
export function clusteredSE(
  scores: readonly number[],
  clusters: readonly (string | number)[],
  confidence = 0.95,
): Result<ClusteredSE> {
  const n = scores.length
  if (n !== clusters.length) return refuse('mismatched-items')
  if (n < 2) return refuse('too-few-items')
  if (!inUnitRange(scores) || !isConfidence(confidence)) return refuse('out-of-range')
  const mean = meanOf(scores.toSorted((a, b) => a - b))
  const members = new Map<string | number, number[]>()
  for (const [index, cluster] of clusters.entries()) {
    const list = members.get(cluster)
    const distance = (scores[index] ?? 0) - mean
    if (list === undefined) members.set(cluster, [distance])
    else list.push(distance)
  }
  const groups = [...members.values()].map((list) => ({
    share: list.length / n,
    sum: sumOf(list.toSorted((a, b) => a - b)),
  }))
  if (groups.length < 2) return refuse('too-few-items')
  const by = (f: (group: { share: number; sum: number }) => number): number =>
    sumOf(groups.map(f).toSorted((a, b) => a - b))
  const cr0 = Math.sqrt(by((group) => group.sum ** 2)) / n
  const cr2 = Math.sqrt(by((group) => group.sum ** 2 / (1 - group.share))) / n
  // What is left when the distances of every cluster add up to nothing is rounding.
  if (!(cr2 > 1e-12)) return refuse('no-variation')
  const a = (group: { share: number }): number => group.share ** 2 / (1 - group.share)
  const df = 1 / (by((group) => group.share ** 2) + by(a) ** 2 - by((group) => a(group) ** 2))
  const half = tQuantile(1 - alphaOf(confidence) / 2, df) * cr2
  return given({
    mean,
    cr0,
    hc1: cr0 * Math.sqrt(groups.length / (groups.length - 1)),
    cr2,
    df,
    interval: { lo: mean - half, hi: mean + half },
    clusters: groups.length,
  })
}

export type PassScore = {
  /** Mean over the items. */
  value: number
  /** Over items like these; null, as the interval, where every item has the same value. */
  se: number | null
  interval: Interval | null
  items: number
}

function ratio(from: number, n: number, k: number): number {
  let product = 1
  for (let i = 0; i < k; i++) product *= (from - i) / (n - i)
  return from < k ? 0 : product
}

function usable(n: number, c: number, k: number): boolean {
  return [n, c, k].every(Number.isInteger) && c >= 0 && c <= n && k >= 1 && k <= n
}

/** Unbiased chance that at least one of k attempts passes; refuses k > n: `out-of-range`. */
export function passAtK(n: number, c: number, k: number): Result<number> {
  return usable(n, c, k) ? given(1 - ratio(n - c, n, k)) : refuse('out-of-range')
}

/** Unbiased chance that all of k attempts pass; refuses k > n: `out-of-range`. */
export function passHatK(n: number, c: number, k: number): Result<number> {
  return usable(n, c, k) ? given(ratio(c, n, k)) : refuse('out-of-range')
}

/**
 * Mean over items of `passAtK` or `passHatK`. Refuses fewer than two items (`too-few-items`) and an item with fewer
 * than k attempts (`out-of-range`).
 */
export function passOverItems(
  of: typeof passAtK,
  items: readonly { n: number; c: number }[],
  k: number,
): Result<PassScore> {
  if (items.length < 2) return refuse('too-few-items')
  const values = new Float64Array(items.length)
  for (const [j, { n, c }] of items.entries()) {
    const value = of(n, c, k)
    if (!value.ok) return value
    values[j] = value.value
  }
  values.sort()
  const value = meanOf(values)
  // Equal up to the rounding of the products.
  if ((values.at(-1) ?? 0) - (values[0] ?? 0) < 1e-12) {
    return given({ value, se: null, interval: null, items: items.length })
  }
  const se = Math.sqrt(varianceOf(values) / items.length)
  const half = tQuantile(0.975, items.length - 1) * se
  return given({ value, se, interval: { lo: value - half, hi: value + half }, items: items.length })
}
