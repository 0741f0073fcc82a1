/**
 * Rule `shifted-column`: a column holds the same kind of thing in every language (see column-profile.ts). One that
 * holds codes here, the question there and an answer elsewhere was shifted when the files were put together, and
 * is not the same test.
 */
import { columnProfile, columnsOf, type ColumnKind, type ColumnProfile } from './column-profile.ts'
import { finding, placeOf, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { excerpt } from './item-text.ts'
import { familiesOf, sourceOf, translatedSets } from './translations.ts'

/** Names of the kinds in the messages, which take no hyphens. */
const WORDING: Readonly<Record<ColumnKind, string>> = {
  empty: 'empty',
  number: 'number',
  code: 'code',
  'own-input': 'ownInput',
  'source-input': 'sourceInput',
  text: 'text',
}

export type ProfiledSet = { set: PreflightSet; values: readonly string[]; profile: ColumnProfile }

/** Columns that hold another kind of thing than in most languages. */
export function shiftedColumn(input: PreflightInput): Finding[] {
  return profiledColumns(input).flatMap(({ column, sets, source }) => {
    const kinds = new Set(sets.map(({ profile }) => profile.kind))
    if (kinds.size < 2) return []
    const usual = usualKind(sets, source)
    const profiles = sets.map(({ set, profile }) => ({
      set: set.id,
      language: set.language,
      ...profile,
      most: profile.most
        .slice(0, 3)
        .map(({ value, count }) => ({ value: (input.showText ?? excerpt)(value), count })),
    }))
    return sets
      .filter(({ profile }) => profile.kind !== usual)
      .map(({ set, profile }) =>
        finding('shifted-column.kinds', 'block', placeOf(set), {
          items: set.items.map((item) => item.id),
          expected: { column, kind: usual },
          found: { kind: profile.kind, profiles },
          values: { column, kind: WORDING[profile.kind], usual: WORDING[usual] },
        }),
      )
  })
}

/** Each column that at least two translations of a set have, with its profile in each. */
export function profiledColumns(
  input: PreflightInput,
): { column: string; sets: ProfiledSet[]; source: PreflightSet | undefined }[] {
  const sourceInputs = new Map(
    translatedSets(input).map(({ set, pairs }) => {
      const inputById = new Map(pairs.map(({ item, source }) => [item.id, source.input]))
      return [set, set.items.map((item) => inputById.get(item.id) ?? null)]
    }),
  )
  return familiesOf(input.sets).flatMap((family) => {
    const columns = new Map(family.map((set) => [set, columnsOf(set)]))
    const names = new Set([...columns.values()].flatMap((byName) => [...byName.keys()]))
    return [...names].flatMap((column) => {
      const sets = family.flatMap((set): ProfiledSet[] => {
        const values = columns.get(set)?.get(column)
        const profile = values === undefined ? null : columnProfile(values, set, sourceInputs.get(set) ?? [])
        return values === undefined || profile === null ? [] : [{ set, values, profile }]
      })
      return sets.length < 2 ? [] : [{ column, sets, source: sourceOf(family, input.protocol) }]
    })
  })
}

/** What most sets have; where several kinds are as frequent, what the source has, else the first. */
function usualKind(sets: readonly ProfiledSet[], source: PreflightSet | undefined): ColumnKind {
  const counts = new Map<ColumnKind, number>()
  for (const { profile } of sets) counts.set(profile.kind, (counts.get(profile.kind) ?? 0) + 1)
  const largest = Math.max(...counts.values())
  const often = [...counts].filter(([, count]) => count === largest).map(([kind]) => kind)
  const ofSource = sets.find(({ set }) => set === source)?.profile.kind
  return often.find((kind) => kind === ofSource) ?? often[0] ?? 'text'
}
