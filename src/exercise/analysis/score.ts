import type { RefusalReason, Refused, Score } from '../../statement/index.ts'
import { meanOf } from '../../statistics/index.ts'
import type { ItemValues } from '../attempts.ts'
import { commonItems, itemCount, meansOf } from '../cells.ts'
import { scoreInterval } from './estimates.ts'

export function refused(reason: RefusalReason): Refused {
  return { refused: reason }
}

/**
 * Score of one lab over the given items: mean of item means, interval from the effective n, bounds over every
 * item that applies. An interval that cannot be given is refused, the score itself only without any item.
 */
export function scoreOf(values: ItemValues, items: readonly number[]): Score | Refused {
  if (items.length === 0) return refused('too-few-items')
  const means = meansOf(values, items, 'declared')
  const attempts = Float64Array.from(items, (j) => itemCount(values, j, 'declared'))
  const inBounds = commonItems([values], 'low')
  return {
    value: meanOf(means),
    interval: scoreInterval(means, attempts, isBinary(values, items)),
    items: items.length,
    attempts: attempts.reduce((sum, count) => sum + count, 0),
    flipRate: flipRate(values, items),
    bounds: { lo: meanOf(meansOf(values, inBounds, 'low')), hi: meanOf(meansOf(values, inBounds, 'high')) },
    counts: values.counts,
  }
}

/** True where every attempt was 0 or 1: then, and only then, the squares within an item are sum − sum²/n. */
function isBinary(values: ItemValues, items: readonly number[]): boolean {
  return items.every((j) => {
    const n = values.n[j] ?? 0
    const sum = values.sum[j] ?? 0
    return n === 0 || Math.abs((values.ss[j] ?? 0) - sum * (1 - sum / n)) < 1e-9
  })
}

/** Share of items with two or more values whose attempts disagree; null where no item has two. */
function flipRate(values: ItemValues, items: readonly number[]): number | null {
  let repeated = 0
  let flipped = 0
  for (const j of items) {
    if ((values.n[j] ?? 0) < 2) continue
    repeated++
    if ((values.ss[j] ?? 0) > 0) flipped++
  }
  return repeated === 0 ? null : flipped / repeated
}
