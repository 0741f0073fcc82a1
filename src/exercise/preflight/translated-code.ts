/**
 * Rule `translated-code`: a column with a closed vocabulary (codes, labels, ids; see column-profile.ts) has the same
 * values in every language. The vocabulary is what at least half of the languages have. A set with values outside
 * it had its codes translated with its text; where no two languages share a value, each has words of its own and
 * somebody must say which mean the same.
 */
import { finding, placeOf, type Finding, type PreflightInput } from './finding.ts'
import { collapseSpace } from './item-text.ts'
import { profiledColumns, type ProfiledSet } from './shifted-column.ts'
import { scriptOfCode } from './text-script.ts'

/** Codes and labels that were translated, or that are not in the vocabulary of the others. */
export function translatedCode(input: PreflightInput): Finding[] {
  return profiledColumns(input).flatMap(({ column, sets, source }) => {
    const coded = sets.filter(({ profile }) => profile.kind === 'code')
    if (coded.length < 2) return []
    const holders = new Map<string, number>()
    for (const { profile } of coded) {
      for (const { value } of profile.most) holders.set(value, (holders.get(value) ?? 0) + 1)
    }
    const shared = [...holders].filter(([, count]) => count >= 2 && count >= coded.length / 2)
    const ofSource = coded.find(({ set }) => set === source)?.profile.most.map(({ value }) => value)
    const show = input.showText ?? ((text) => text)
    if (shared.length > 0) return outside(column, coded, new Set(shared.map(([value]) => value)), show)
    // With two languages only, the source says what the codes are.
    if (coded.length === 2 && ofSource !== undefined) return outside(column, coded, new Set(ofSource), show)
    return [ownWords(column, coded, show)]
  })
}

type Show = (text: string) => string

function outside(
  column: string,
  coded: readonly ProfiledSet[],
  vocabulary: ReadonlySet<string>,
  show: Show,
): Finding[] {
  const scripts = [...new Set([...vocabulary].map(scriptOfCode))]
  return coded.flatMap(({ set, values, profile }) => {
    const strange = profile.most.filter(({ value }) => !vocabulary.has(value))
    if (strange.length === 0) return []
    const strangeValues = new Set(strange.map(({ value }) => value))
    return [
      finding('translated-code.outside', 'block', placeOf(set), {
        items: set.items
          .filter((_, row) => strangeValues.has(collapseSpace(values[row] ?? '')))
          .map((item) => item.id),
        expected: { column, values: [...vocabulary].sort().slice(0, 20).map(show), scripts },
        found: strange
          .slice(0, 20)
          .map(({ value, count }) => ({ value: show(value), count, script: scriptOfCode(value) })),
        values: {
          column,
          outside: shown(strange.map(({ value }) => show(value))),
          vocabulary: shown([...vocabulary].sort().map(show)),
        },
      }),
    ]
  })
}

function ownWords(column: string, coded: readonly ProfiledSet[], show: Show): Finding {
  return finding('translated-code.own-words', 'warn', null, {
    expected: { column, values: 'the same in every language' },
    found: coded.map(({ set, profile }) => ({
      set: set.id,
      language: set.language,
      values: profile.most.slice(0, 20).map(({ value, count }) => ({ value: show(value), count })),
    })),
    values: {
      column,
      sets: shown(coded.map(({ set, profile }) => `${set.id}: ${show(profile.most[0]?.value ?? '')}`)),
    },
  })
}

function shown(values: readonly string[]): string {
  const list = values.slice(0, 5).map((value) => (value.length > 40 ? `${value.slice(0, 39)}…` : value))
  return `${list.join(', ')}${values.length > 5 ? ' …' : ''}`
}
