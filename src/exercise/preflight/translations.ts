import type { Item } from '../../statement/index.ts'
import type { PreflightInput, PreflightSet } from './finding.ts'

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

/** An item beside its source item, and what joins them; the order of rows proves nothing. */
export type Translation = { item: Item; source: Item; joined: 'id' | 'row' }

/** A translated set with the set it was translated from. */
export type TranslatedSet = { set: PreflightSet; source: PreflightSet; pairs: Translation[] }

/**
 * The set the others were translated from: the one whose language the protocol says is not translated, else the
 * English one. Undefined where neither is there: then nothing can be held against a source.
 */
export function sourceOf(
  family: readonly PreflightSet[],
  protocol: PreflightInput['protocol'],
): PreflightSet | undefined {
  const originals = (protocol?.languages ?? [])
    .filter(({ translated }) => translated.length === 0)
    .map(({ tag }) => tag)
  const [only, ...more] = originals
  const declared = more.length > 0 ? undefined : family.find((set) => set.language === only)
  return declared ?? family.find((set) => /^en(?:-|$)/i.test(set.language))
}

/** Each translated set of the input beside its source, item by item: by id, else row by row where n is the same. */
export function translatedSets({
  sets,
  protocol,
}: Pick<PreflightInput, 'sets' | 'protocol'>): TranslatedSet[] {
  return familiesOf(sets).flatMap((family) => {
    const source = sourceOf(family, protocol)
    if (source === undefined) return []
    const itemById = new Map(source.items.map((item) => [item.id, item]))
    return family
      .filter((set) => set !== source)
      .map((set) => ({ set, source, pairs: pairsOf(set, source, itemById) }))
  })
}

function pairsOf(
  set: PreflightSet,
  source: PreflightSet,
  sourceById: ReadonlyMap<string, Item>,
): Translation[] {
  const byId = set.items.flatMap((item): Translation[] => {
    const other = sourceById.get(item.id)
    return other === undefined ? [] : [{ item, source: other, joined: 'id' }]
  })
  if (set.idsDeclared && source.idsDeclared && byId.length > 0) return byId
  if (set.items.length !== source.items.length) return []
  return set.items.flatMap((item, row): Translation[] => {
    const other = source.items[row]
    return other === undefined ? [] : [{ item, source: other, joined: 'row' }]
  })
}
