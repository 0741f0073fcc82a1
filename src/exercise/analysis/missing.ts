/**
 * What missing attempts could do to the distances between labs (statistics.md 1): for each lab its missing
 * attempts worst and the others' best, and the reverse. An item of which a lab has no value at all is at an end
 * of the scale there; one that does not apply has left for every lab. The rule is that of the room statistics.
 */
import {
  distanceBounds as boundsOf,
  droppedItems,
  missingDecides as decides,
  missingness,
  openBounds,
} from '../../statistics/index.ts'
import type { JointResult } from '../../statement/index.ts'
import type { Attempts } from '../../statistics/index.ts'
import type { ItemValues } from '../attempts.ts'
import { cellsOf, hasMissing } from '../cells.ts'
import type { StepDown } from './estimates.ts'

/** Interval of each lab's distance between the two extremes; null for all where nothing is missing. */
export function distanceBounds(labs: readonly ItemValues[]): ({ lo: number; hi: number } | null)[] {
  return labs.some(hasMissing) ? boundsOf(attemptsOf(labs)) : labs.map(() => null)
}

/** True where one of these extremes gives another outcome or names other labs. */
export function missingDecides(
  labs: readonly ItemValues[],
  names: readonly string[],
  delta: number,
  declared: StepDown,
): boolean {
  const named = declared.named.map((lab) => names.indexOf(lab))
  return decides(attemptsOf(labs), delta, { outcome: declared.outcome, named })
}

/** First minus second between the two extremes; absent where nothing is missing of what both attempted. */
export function differenceBounds(
  a: ItemValues,
  b: ItemValues,
): { differenceBounds?: { lo: number; hi: number } } {
  const bounds = openBounds(attemptsOf([a, b]))?.[0]
  return bounds === undefined ? {} : { differenceBounds: bounds }
}

/** Whether attempts end without a result equally often in every lab; absent where none does. */
export function missingnessOf(labs: readonly ItemValues[]): Pick<JointResult, 'missingness'> {
  const found = labs.length < 2 || !labs.some(hasMissing) ? null : missingness(attemptsOf(labs))
  if (found === null) return {}
  return { missingness: found.ok ? found.value : { refused: found.reason } }
}

/** The score of each lab on the items that are not compared, over those that it has. */
export function scoresOnDropped(
  labs: readonly ItemValues[],
  items: readonly number[],
): { scoreOnDropped?: number }[] {
  const all = (labs[0]?.items ?? []).map((_, j) => j)
  if (items.length === all.length) return []
  return droppedItems(cellsOf(labs, all), items).scores.map((score) =>
    score === null ? {} : { scoreOnDropped: score },
  )
}

/** Labs side by side, lab-major; every one has the items of its set. */
function attemptsOf(labs: readonly ItemValues[]): Attempts {
  const items = labs[0]?.items.length ?? 0
  const size = labs.length * items
  const attempts: Attempts = {
    labs: labs.length,
    items,
    n: new Uint16Array(size),
    sum: new Float64Array(size),
    ss: new Float64Array(size),
    missing: new Uint16Array(size),
    notApplicable: new Uint16Array(size),
  }
  for (const [lab, values] of labs.entries()) {
    for (const key of ['n', 'sum', 'ss', 'missing', 'notApplicable'] as const) {
      attempts[key].set(values[key], lab * items)
    }
  }
  return attempts
}
