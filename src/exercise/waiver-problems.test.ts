import { expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import { parseProtocolFile } from './protocol-file.ts'
import { protocolTemplate } from './template.ts'

const template = protocolTemplate({ exercise: 'first', title: 'First', members: ['a', 'b', 'c'] })
const problemsOf = (entry: string): string[] => {
  const before = template.slice(0, template.indexOf('\nwaivers:'))
  const read = parseProtocolFile(`${before}\nwaivers:\n  - ${entry}\n`)
  return read.ok ? [] : read.problems.map(({ field, problem }) => `${field}: ${inEnglish(problem)}`)
}

it.each<[string, string, string[]]>([
  ['a whole one', '{ rule: power, set: english, by: a, reason: Only large ones matter. }', []],
  ['one for all sets', '{ rule: power, set: null, by: b, reason: 大きな差だけが問題である }', []],
  [
    'a rule that is none',
    '{ rule: powers, set: null, by: a, reason: Why. }',
    ['waivers.0.rule: powers is no rule of preflight; docs/reference/preflight.md lists them'],
  ],
  [
    'a rule that cannot be waived',
    '{ rule: denominator, set: null, by: a, reason: Why. }',
    ['waivers.0.rule: what denominator finds cannot be accepted; correct it, and remove the waiver'],
  ],
  [
    'nobody who gives it',
    '{ rule: power, set: null, reason: Why. }',
    ['waivers.0.by: name the participant that gives the reason'],
  ],
  [
    'somebody and a set from elsewhere, and the reason not written',
    '{ rule: power, set: french, by: z, reason: "…" }',
    [
      'waivers.0.set: french is not a set of items.sets',
      'waivers.0.reason: say why the finding is acceptable',
      'waivers.0.by: z is not a participant',
    ],
  ],
])('takes a waiver or says what is wrong: %s', (_, entry, want) => {
  expect(problemsOf(entry)).toEqual(want)
})
