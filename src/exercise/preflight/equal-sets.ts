/**
 * Rule `equal-sets`: the same keys and the same n in every language that is compared, and the n that the
 * protocol states. What is compared is for the analysis plan to say: all plan entries but `lab-language`
 * compare within one set, and that one is descriptive, so a set that was planned smaller is a note. Without a
 * protocol every language is taken as compared.
 */
import {
  finding,
  placeOf,
  plannedItems,
  shownList,
  type Finding,
  type PreflightInput,
  type PreflightSet,
} from './finding.ts'
import { commonOf, familiesOf, missingFrom, referenceOf } from './translations.ts'

/** Sets that lack items others have, or have another number of them than was agreed. */
export function equalSets(input: PreflightInput): Finding[] {
  return [
    ...againstProtocol(input),
    ...familiesOf(input.sets).flatMap((family) => withinFamily(family, input)),
  ]
}

function againstProtocol({ sets }: PreflightInput): Finding[] {
  return sets.flatMap((set) => {
    const found = plannedItems(set).length
    if (set.n === null || set.n === found) return []
    return [
      finding('equal-sets.planned-count', 'block', placeOf(set), {
        expected: set.n,
        found,
        values: { expected: set.n, found, split: set.split ?? 'all' },
      }),
    ]
  })
}

function withinFamily(family: readonly PreflightSet[], { protocol }: PreflightInput): Finding[] {
  const keysOf = (set: PreflightSet): Set<string> => new Set(plannedItems(set).map((item) => item.id))
  // The largest set, so that the others are said to lack what it has.
  const largest = Math.max(...family.map((set) => keysOf(set).size))
  const reference = referenceOf(
    family.filter((set) => keysOf(set).size === largest),
    keysOf,
  )
  if (reference === undefined) return []
  const theirs = keysOf(reference)
  return family.flatMap((set) => {
    const own = keysOf(set)
    if (own.size === largest) return []
    // Ids that join nothing are the other rule's; here it is the number that differs.
    const joined = commonOf(own, theirs).length > 0
    const missing = joined ? missingFrom(theirs, own) : []
    const planned = protocol !== null
    return [
      finding(
        planned ? 'equal-sets.planned-fewer' : 'equal-sets.fewer',
        planned ? 'note' : 'block',
        placeOf(set),
        {
          items: missing,
          expected: { with: reference.id, n: largest },
          found: { n: own.size, missing: missing.slice(0, 20) },
          values: { other: reference.id, n: own.size, otherN: largest, missing: shownList(missing) },
        },
      ),
    ]
  })
}
