/**
 * What missing attempts could do to the distances between labs (statistics.md 1): for each lab its missing
 * attempts worst and the others' best, and the reverse. An item of which a lab has no value at all is at an end
 * of the scale there; one that does not apply has left for every lab.
 */
import { meanOf } from '../../statistics/index.ts'
import type { ItemValues } from '../attempts.ts'
import { commonItems, hasMissing, meansOf } from '../cells.ts'
import { stepDown } from './estimates.ts'
import type { StepDown } from './estimates.ts'

/** Interval of each lab's distance between the two extremes; null for all where nothing is missing. */
export function distanceBounds(labs: readonly ItemValues[]): ({ lo: number; hi: number } | null)[] {
  if (!labs.some(hasMissing)) return labs.map(() => null)
  const items = commonItems(labs, 'low')
  const low = labs.map((values) => meanOf(meansOf(values, items, 'low')))
  const high = labs.map((values) => meanOf(meansOf(values, items, 'high')))
  const others = (means: readonly number[], index: number): number =>
    means.reduce((sum, mean, k) => (k === index ? sum : sum + mean), 0) / (means.length - 1)
  return labs.map((_, index) => ({
    lo: (low[index] ?? 0) - others(high, index),
    hi: (high[index] ?? 0) - others(low, index),
  }))
}

/** True where one of these extremes gives another outcome or names other labs. */
export function missingDecides(
  labs: readonly ItemValues[],
  names: readonly string[],
  delta: number,
  declared: StepDown,
): boolean {
  if (!labs.some(hasMissing)) return false
  const items = commonItems(labs, 'low')
  const width = items.length
  const low = labs.map((values) => meansOf(values, items, 'low'))
  const high = labs.map((values) => meansOf(values, items, 'high'))
  return labs.some((_, index) =>
    [true, false].some((worst) => {
      const sum = new Float64Array(labs.length * width)
      labs.forEach((_values, k) => {
        const means = (k === index) === worst ? low[k] : high[k]
        if (means) sum.set(means, k * width)
      })
      const cells = {
        labs: labs.length,
        items: width,
        n: new Uint16Array(labs.length * width).fill(1),
        sum,
        ss: new Float64Array(labs.length * width),
      }
      const extreme = stepDown(cells, names, delta)
      return (
        'refused' in extreme ||
        extreme.outcome !== declared.outcome ||
        extreme.named.join(' ') !== declared.named.join(' ')
      )
    }),
  )
}
