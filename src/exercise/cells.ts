/**
 * Items of several labs, side by side: what enters an estimate, and what the bounds are made of.
 *
 *   declared   values, and missing attempts where the protocol counts them at an end of the scale
 *   low, high  every missing attempt 0, every missing attempt 1 (statistics.md 1, "the bounds are always given")
 *
 * An attempt that does not apply leaves the denominator; between labs its item leaves for every lab.
 */
import type { Cells } from '../statistics/index.ts'
import type { ItemValues } from './attempts.ts'

export type Counting = 'declared' | 'low' | 'high'

/** Mean of one item in one lab; NaN where nothing counts. */
export function itemMean(values: ItemValues, item: number, counting: Counting): number {
  const n = values.n[item] ?? 0
  const sum = values.sum[item] ?? 0
  const missing = values.missing[item] ?? 0
  if (counting === 'low') return sum / (n + missing)
  if (counting === 'high') return (sum + missing) / (n + missing)
  const ones = values.asOne[item] ?? 0
  return (sum + ones) / (n + (values.asZero[item] ?? 0) + ones)
}

/** Number of attempts that count for an item. */
export function itemCount(values: ItemValues, item: number, counting: Counting): number {
  const n = values.n[item] ?? 0
  return counting === 'declared'
    ? n + (values.asZero[item] ?? 0) + (values.asOne[item] ?? 0)
    : n + (values.missing[item] ?? 0)
}

/** Sum of squares of an item's attempts around their mean, as declared. */
export function itemSpread(values: ItemValues, item: number): number {
  const n = values.n[item] ?? 0
  const zeros = values.asZero[item] ?? 0
  const ones = values.asOne[item] ?? 0
  const within = values.ss[item] ?? 0
  if (zeros + ones === 0) return within
  const own = n === 0 ? 0 : (values.sum[item] ?? 0) / n
  const mean = itemMean(values, item, 'declared')
  return within + n * (own - mean) ** 2 + zeros * mean ** 2 + ones * (1 - mean) ** 2
}

/**
 * Items (as indexes) that count in every lab. With `declared` each lab must have a value there; for the bounds
 * an item without any value is at an end of the scale.
 */
export function commonItems(labs: readonly ItemValues[], counting: Counting): number[] {
  const size = labs[0]?.items.length ?? 0
  const alone = labs.length === 1
  const common: number[] = []
  for (let j = 0; j < size; j++) {
    const stays = labs.every(
      (values) => itemCount(values, j, counting) > 0 && (alone || values.notApplicable[j] === 0),
    )
    if (stays) common.push(j)
  }
  return common
}

/** The `Cells` of the room statistics: lab-major, for the given items, as declared. */
export function cellsOf(labs: readonly ItemValues[], items: readonly number[]): Cells {
  const width = items.length
  const n = new Uint16Array(labs.length * width)
  const sum = new Float64Array(labs.length * width)
  const ss = new Float64Array(labs.length * width)
  for (const [i, values] of labs.entries()) {
    for (let k = 0; k < width; k++) {
      const j = items[k] ?? 0
      const at = i * width + k
      n[at] = itemCount(values, j, 'declared')
      sum[at] = (values.sum[j] ?? 0) + (values.asOne[j] ?? 0)
      ss[at] = itemSpread(values, j)
    }
  }
  return { labs: labs.length, items: width, n, sum, ss }
}

/** Item means of one lab over the given items. */
export function meansOf(values: ItemValues, items: readonly number[], counting: Counting): Float64Array {
  return Float64Array.from(items, (j) => itemMean(values, j, counting))
}

/** True where some attempt is missing: then the bounds differ from the figure. */
export function hasMissing(values: ItemValues): boolean {
  return values.missing.some((count) => count > 0)
}
