/**
 * Score of one run: the mean of item means, with an interval that knows that repeats of an item are not
 * new items.
 *
 *   s²     = Σ(m_j − p)² / (I − 1) / I
 *   n_eff  = p(1 − p)/s², at most Σr_j; I where s = 0 or p is 0 or 1
 *   n*     = n_eff (z / t_{I−1})², and Wilson's interval for p with n*
 *
 * E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193, with Wilson's form.
 */
import { normalQuantile, tQuantile } from './distributions.ts'
import { wilson } from './proportion.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Result, Warning } from './result.ts'
import { meanOf, squaresAround, sumOf } from './sum.ts'

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
 * (`mismatched-items`), an item without an attempt (`n-unknown`). Set `continuous` for scores that are not 0 or 1: t interval, and `no-variation` when
 * all items are equal and the mean is neither 0 nor 1.
 */
export function runScore(
  itemMeans: ArrayLike<number>,
  repeats: ArrayLike<number>,
  options: { continuous?: boolean } = {},
): Result<RunScore> {
  const items = itemMeans.length
  if (items !== repeats.length) return refuse('mismatched-items')
  if (items < 2) return refuse('too-few-items')
  if (!inUnitRange(itemMeans)) return refuse('out-of-range')
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
  const t = tQuantile(0.975, items - 1)
  const spread = p * (1 - p)
  const warnings: Warning[] = items < 10 ? ['few-items'] : []
  if (options.continuous === true && !extreme) {
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
  const z = normalQuantile(0.975)
  const interval = wilson(p, effectiveN * (z / t) ** 2)
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
      notExcluded: extreme ? 1 - 0.05 ** (1 / items) : null,
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
