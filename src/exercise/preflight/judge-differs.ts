/**
 * Rule `judge-differs`: languages that are compared are judged alike: by the same judge, prompt, version and parser.
 * Where they are not, a difference between languages may be one between judges. Fields that one side does not
 * state are unknown, and unknown is not equal (joint-exercises.md §7).
 */
import { finding, shownList, type Finding, type PreflightInput } from './finding.ts'
import { familiesOf } from './translations.ts'

/** Judging that differs between the translations of one set. */
export function judgeDiffers({ sets, judging = [], protocol }: PreflightInput): Finding[] {
  if (judging.length === 0 && protocol?.judging === undefined) {
    return sets.length === 0
      ? []
      : [
          finding('judge-differs.nothing-stated', 'note', null, {
            expected: 'judge, prompt, version and parser of each set',
            found: null,
          }),
        ]
  }
  const byFields = familiesOf(sets).flatMap((family): Finding[] => {
    const judged = family.flatMap((set) =>
      judging.filter((entry) => entry.sets.includes(set.id)).map((entry) => ({ set, entry })),
    )
    const names = [...new Set(judged.flatMap(({ entry }) => Object.keys(entry.fields)))].sort()
    const differing = names.filter(
      (name) => new Set(judged.map(({ entry }) => entry.fields[name] ?? null)).size > 1,
    )
    if (differing.length === 0) return []
    return [
      finding('judge-differs.fields', 'block', null, {
        expected: 'the same in every language',
        found: judged.map(({ set, entry }) => ({
          set: set.id,
          label: entry.label,
          fields: Object.fromEntries(differing.map((name) => [name, entry.fields[name] ?? null])),
        })),
        values: { fields: differing.join(', '), sets: shownList(judged.map(({ set }) => set.id)) },
      }),
    ]
  })
  return [...byFields, ...promptTranslated(protocol)]
}

/** A judge that is asked in the language of the test is another instrument in each language. */
function promptTranslated(protocol: PreflightInput['protocol']): Finding[] {
  if ((protocol?.judging?.judges ?? []).length === 0) return []
  const languages = protocol?.languages ?? []
  const translated = languages.filter((one) => one.translated.includes('judge-prompt'))
  if (translated.length === 0) return []
  return [
    finding('judge-differs.prompt-translated', 'warn', null, {
      expected: 'one judge prompt for every language',
      found: languages.map(({ tag, translated: what }) => ({
        tag,
        judgePrompt: what.includes('judge-prompt'),
      })),
      values: { languages: translated.map(({ tag }) => tag).join(', ') },
    }),
  ]
}
