import type { PreflightSet } from './finding.ts'

/**
 * Groups sets into families, the translations of one set, in the order of the input. Where no two sets share a
 * language there is one family. Else the names tell: `leakage-fr` and `leakage_en` belong together, since they
 * are equal without their last part.
 */
export function familiesOf(sets: readonly PreflightSet[]): PreflightSet[][] {
  const languages = new Set(sets.map((set) => set.language.toLowerCase()))
  if (languages.size === sets.length) return sets.length === 0 ? [] : [[...sets]]
  const byStem = new Map<string, PreflightSet[]>()
  for (const set of sets) {
    const stem = set.id.replace(/[-_.][^-_.]+$/, '')
    byStem.set(stem, [...(byStem.get(stem) ?? []), set])
  }
  return [...byStem.values()]
}

/**
 * The set of a family whose keys most other sets share: what the others are held against. With equal overlap
 * the larger, then the first, so that one wrong set is told from the others and not the others from it.
 */
export function referenceOf(
  family: readonly PreflightSet[],
  keysOf: (set: PreflightSet) => ReadonlySet<string>,
): PreflightSet | undefined {
  const keys = family.map(keysOf)
  let best: { set: PreflightSet; overlap: number; size: number } | undefined
  for (const [index, set] of family.entries()) {
    const own = keys[index] ?? new Set<string>()
    let overlap = 0
    for (const [other, theirs] of keys.entries()) if (other !== index) overlap += commonOf(own, theirs).length
    const better =
      best === undefined || overlap > best.overlap || (overlap === best.overlap && own.size > best.size)
    if (better) best = { set, overlap, size: own.size }
  }
  return best?.set
}

/** What two sets of keys share, in the order of the first. */
export function commonOf(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((key) => b.has(key))
}

/** What the first has and the second has not, in the order of the first. */
export function missingFrom(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((key) => !b.has(key))
}
