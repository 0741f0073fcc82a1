/**
 * Rule `split`: what is run for the result was not seen before. No question of one split stands in another, equal
 * or nearly so (near-duplicate.ts), in its own language or another: the translation of an item that was used for
 * tuning is known too.
 */
import type { Item } from '../../statement/index.ts'
import { LEAST_RESEMBLANCE } from './duplicate-input.ts'
import { finding, placeOf, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { excerpt, questionOf } from './item-text.ts'
import { nearDuplicates } from './near-duplicate.ts'
import { familiesOf } from './translations.ts'

/** Questions and keys that cross from one split into another. */
export function split(input: PreflightInput): Finding[] {
  return [
    ...input.sets.flatMap((set) => withinSet(set, input)),
    ...familiesOf(input.sets).flatMap((family) => acrossLanguages(family)),
  ]
}

function withinSet(set: PreflightSet, { showText = excerpt }: PreflightInput): Finding[] {
  if (new Set(set.items.map((item) => item.split)).size < 2) return []
  const items = set.items.filter((item) => item.input !== null)
  const firstByText = new Map<string, Item>()
  const same: [Item, Item][] = []
  for (const item of items) {
    const first = firstByText.get(questionOf(item))
    if (first === undefined) firstByText.set(questionOf(item), item)
    else if (first.split !== item.split) same.push([first, item])
  }
  const different = [...firstByText.values()]
  const near = nearDuplicates(different.map(questionOf), LEAST_RESEMBLANCE).flatMap(
    ({ a, b }): [Item, Item][] => {
      const [first, second] = [different[a], different[b]]
      return first === undefined || second === undefined || first.split === second.split
        ? []
        : [[first, second]]
    },
  )
  const report = (
    code: 'split.same-question' | 'split.near-question',
    severity: 'block' | 'warn',
    pairs: readonly [Item, Item][],
  ): Finding[] =>
    pairs.length === 0
      ? []
      : [
          finding(code, severity, placeOf(set), {
            items: [...new Set(pairs.flat().map(({ id }) => id))],
            expected: 'each question in one split',
            found: pairs.slice(0, 20).map((pair) => ({
              ids: pair.map(({ id }) => id),
              splits: pair.map((item) => item.split),
              texts: pair.map((item) => showText(item.input ?? '')),
            })),
            values: {
              pairs: pairs
                .slice(0, 3)
                .map(([a, b]) => `${a.id} (${a.split}) = ${b.id} (${b.split})`)
                .join('; '),
            },
          }),
        ]
  return [...report('split.same-question', 'block', same), ...report('split.near-question', 'warn', near)]
}

/** Ids that stand in one split in one language and in another in the next. */
function acrossLanguages(family: readonly PreflightSet[]): Finding[] {
  const seen = new Map<string, { split: Item['split']; set: string }>()
  return family.flatMap((set) => {
    if (!set.idsDeclared) return []
    const crossing = set.items.flatMap((item) => {
      const before = seen.get(item.id)
      if (before === undefined) seen.set(item.id, { split: item.split, set: set.id })
      return before === undefined || before.split === item.split
        ? []
        : [{ id: item.id, here: item.split, there: before.split, other: before.set }]
    })
    const [first] = crossing
    if (first === undefined) return []
    return [
      finding('split.crosses-languages', 'block', placeOf(set), {
        items: crossing.map(({ id }) => id),
        expected: crossing.slice(0, 20).map(({ id, there, other }) => ({ id, set: other, split: there })),
        found: crossing.slice(0, 20).map(({ id, here }) => ({ id, split: here })),
        values: { other: first.other, here: first.here, there: first.there },
      }),
    ]
  })
}
