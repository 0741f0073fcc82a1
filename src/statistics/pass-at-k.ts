/**
 * Of c successes in n attempts at an item: the chance that at least one of k draws passes, that all k pass. Over items
 * the mean, with the standard error and the t interval of the items' values.
 *
 *   pass@k = 1 − C(n−c, k) / C(n, k)     M. Chen et al., arXiv:2107.03374
 *   pass^k = C(c, k) / C(n, k)           S. Yao et al., arXiv:2406.12045
 *
 * The plug-in 1 − (1 − c/n)^k is biased.
 */
import { tQuantile } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { meanOf, varianceOf } from './sum.ts'

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
