import { describe, expect, it } from 'vitest'
import { reasonOf, valueOf } from '../result.fixture.ts'
import { arePassOrFail, languagesOfAttempts, setsOfAttempts } from './of-attempts.ts'
import type { GroupedAttempt } from './of-attempts.ts'

const table = (
  labs: readonly string[],
  group: (item: number) => string | null = () => null,
): GroupedAttempt[] =>
  labs.flatMap((lab, i) =>
    Array.from({ length: 30 }, (_, j) => ({
      lab,
      item: `i${j}`,
      group: group(j),
      result: (j + i) % 4 === 0 ? 0 : 1,
    })),
  )

describe('the set a table asks for', () => {
  it.each([
    [['a'], 'lab', ['one-run']],
    [['a', 'b'], 'lab', ['two-configurations']],
    [['a', 'b'], 'configuration', ['two-configurations']],
    [['a', 'b', 'c'], 'lab', ['joint-exercise']],
    [[], 'lab', []],
  ] as const)('of %j by %s is %j', (labs, by, want) => {
    expect(setsOfAttempts(table(labs), { by, delta: 0.1 }).map(({ set }) => set)).toEqual(want)
  })

  it('is every pair of several configurations, each knowing how many were compared', () => {
    const pairs = setsOfAttempts(table(['a', 'b', 'c']), { by: 'configuration', delta: null, comparisons: 2 })
    expect(pairs.map(({ names }) => names)).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ])
    expect(
      pairs.map((pair) =>
        pair.set === 'two-configurations' ? valueOf(pair.result).diagnostics.comparisons : 0,
      ),
    ).toEqual([6, 6, 6])
  })

  it('puts items together that are in one group', () => {
    const [one] = setsOfAttempts(
      table(['a'], (item) => `g${item % 5}`),
      { by: 'lab', delta: null },
    )
    expect(one?.set === 'one-run' ? valueOf(one.result).diagnostics.groups : null).toBe(5)
    const [pair] = setsOfAttempts(
      table(['b', 'a'], (item) => `g${item % 5}`),
      { by: 'lab', delta: null },
    )
    expect(pair?.set === 'two-configurations' ? valueOf(pair.result).diagnostics.groups : null).toBe(5)
    const [joint] = setsOfAttempts(
      table(['c', 'b', 'a'], (item) => `g${item % 5}`),
      { by: 'lab', delta: null },
    )
    expect(joint?.set === 'joint-exercise' ? valueOf(joint.result).diagnostics.groups : null).toBe(5)
  })

  it('knows scores that are not 0 or 1', () => {
    expect(arePassOrFail(table(['a']))).toBe(true)
    expect(arePassOrFail([{ result: 'missing' }, { result: 0.5 }])).toBe(false)
  })
})

describe('several languages', () => {
  const inLanguage = (language: string, labs: readonly string[]) =>
    table(labs).map((row) => ({ ...row, language }))

  it('never 9: with one lab each cannot be told from their labs', () => {
    const found = languagesOfAttempts([...inLanguage('en', ['a']), ...inLanguage('fr', ['b'])])
    expect(found?.connectivity.sharedLanguages).toEqual([])
    expect(found === null ? null : reasonOf(found.effects)).toBe('not-connected')
  })

  it('that several labs ran have effects', () => {
    const found = languagesOfAttempts([...inLanguage('en', ['a', 'b']), ...inLanguage('fr', ['b', 'c'])])
    expect(found?.connectivity.components).toHaveLength(1)
    const { labs, languages } = valueOf(found?.effects ?? { ok: false, reason: 'not-connected' })
    expect(labs.map(({ lab }) => lab)).toEqual(['a', 'b', 'c'])
    expect(languages.map(({ language }) => language)).toEqual(['en', 'fr'])
  })

  it('are nothing to tell apart in one lab, or where there is one', () => {
    expect(languagesOfAttempts([...inLanguage('en', ['a']), ...inLanguage('fr', ['a'])])).toBeNull()
    expect(languagesOfAttempts(inLanguage('en', ['a', 'b']))).toBeNull()
  })
})
