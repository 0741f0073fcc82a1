/**
 * What missing attempts could do to the distances between labs (statistics.md 1): for each lab its missing
 * attempts worst and the others' best, and the reverse. An item of which a lab has no value at all is at an end
 * of the scale there; one that does not apply has left for every lab. The rule is that of the room statistics.
 */
import { distanceBounds as boundsOf, missingDecides as decides } from '../../statistics/index.ts'
import type { Attempts } from '../../statistics/index.ts'
import type { ItemValues } from '../attempts.ts'
import { hasMissing } from '../cells.ts'
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
