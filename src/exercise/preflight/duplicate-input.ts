/**
 * Rule `duplicate-input`: within a set, no two items put the same question. Same = equal text, choices
 * included, after NFC, trimming and collapsing of white space: such an item counts twice. Near = 5-gram
 * resemblance of at least `LEAST_RESEMBLANCE`.
 */
import type { Item } from '../../statement/index.ts'
import { finding, placeOf, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { excerpt, questionOf } from './item-text.ts'
import { nearDuplicates } from './near-duplicate.ts'

/** From here on two different texts are reported as near-duplicates. */
export const LEAST_RESEMBLANCE = 0.6

/** Questions that stand twice in a set, or nearly. */
export function duplicateInput(input: PreflightInput): Finding[] {
  return input.sets.flatMap((set) => {
    input.onSets?.(1)
    const items = set.items.filter((item) => item.input !== null)
    const findings: Finding[] = []
    if (items.length < set.items.length) {
      findings.push(
        finding('duplicate-input.no-text', 'note', placeOf(set), {
          items: set.items.filter((item) => item.input === null).map((item) => item.id),
          expected: 'the text of every item',
          found: { without: set.items.length - items.length, of: set.items.length },
        }),
      )
    }
    const show = input.showText ?? excerpt
    return [...findings, ...sameTexts(set, items, show), ...nearTexts(set, items, show)]
  })
}

type Show = (text: string) => string

function sameTexts(set: PreflightSet, items: readonly Item[], show: Show): Finding[] {
  const groups = [...groupByText(items).values()].filter((group) => group.length > 1)
  if (groups.length === 0) return []
  const pairs = groups.map((group) => group.map((item) => item.id))
  return [
    finding('duplicate-input.same', 'block', placeOf(set), {
      items: pairs.flat(),
      expected: 'each question once',
      found: groups.slice(0, 20).map((group) => ({
        ids: group.map((item) => item.id),
        text: show(group[0]?.input ?? ''),
        targets: new Set(group.map((item) => item.target.join('\n'))).size === 1 ? 'equal' : 'different',
      })),
      values: { groups: groups.length, pairs: shownGroups(pairs) },
    }),
  ]
}

function nearTexts(set: PreflightSet, items: readonly Item[], show: Show): Finding[] {
  // One item per text: equal texts are reported above.
  const firsts = [...groupByText(items).values()].flatMap((group) => group.slice(0, 1))
  const near = nearDuplicates(
    firsts.map((item) => questionOf(item)),
    LEAST_RESEMBLANCE,
  ).flatMap(({ a, b, resemblance }) => {
    const [first, second] = [firsts[a], firsts[b]]
    return first === undefined || second === undefined ? [] : [{ first, second, resemblance }]
  })
  if (near.length === 0) return []
  const pairs = near.map(({ first, second }) => [first.id, second.id])
  return [
    finding('duplicate-input.near', 'warn', placeOf(set), {
      items: [...new Set(pairs.flat())],
      expected: { resemblanceBelow: LEAST_RESEMBLANCE },
      found: near.slice(0, 20).map(({ first, second, resemblance }) => ({
        ids: [first.id, second.id],
        resemblance: Math.round(resemblance * 1000) / 1000,
        texts: [show(first.input ?? ''), show(second.input ?? '')],
      })),
      values: { groups: near.length, pairs: shownGroups(pairs) },
    }),
  ]
}

function groupByText(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = questionOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

function shownGroups(groups: readonly string[][]): string {
  const shown = groups.slice(0, 3).map((ids) => ids.slice(0, 4).join(' = '))
  return groups.length > 3 ? `${shown.join('; ')} …` : shown.join('; ')
}
