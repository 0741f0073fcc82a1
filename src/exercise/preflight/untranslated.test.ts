import { describe, expect, it } from 'vitest'
import { untranslated } from './untranslated.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief, cleanSet, withItems, withSet } from './preflight.fixture.ts'

describe('untranslated', () => {
  const inEnglish = (id: string): string => cleanSet('en').items.find((item) => item.id === id)?.input ?? ''

  it('finds items that equal their source item, with both texts', () => {
    expect(untranslated(alone())).toEqual([])
    const [found] = untranslated(PLANTED['untranslated.same'])
    expect(found).toMatchObject({ severity: 'block', set: 'set-fr', items: ['q3', 'q4'], count: 2 })
    expect(found?.found).toMatchObject([
      { ids: ['q3', 'q3'], joined: 'id', texts: [inEnglish('q3'), inEnglish('q3')] },
      { ids: ['q4', 'q4'] },
    ])
  })

  it('finds a long run of the source’s words in a translation', () => {
    const [found] = untranslated(PLANTED['untranslated.shared-run'])
    expect(found).toMatchObject({ severity: 'warn', items: ['q5'] })
    expect(found?.found).toMatchObject([
      { run: 'does a child of 7 years have in the blue house by the river' },
    ])
  })

  it.each([
    ['code', '`const total = apples + pears`'],
    ['an address', 'https://example.org/a/long/path/to/some/page'],
    ['a formula', '12 + 13 = ?'],
    ['encoded text', 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ='],
  ])('allows %s', (_, text) => {
    const same = withSet(
      withSet(alone(), 'set-en', (set) => withItems(set, ['q1'], (item) => ({ ...item, input: text }))),
      'set-fr',
      (set) => withItems(set, ['q1'], (item) => ({ ...item, input: text })),
    )
    expect(brief(untranslated(same))).toEqual([])
  })

  it('prints a hash where the reader may not see the text', () => {
    const [found] = untranslated({ ...PLANTED['untranslated.same'], showText: () => 'sha256:…' })
    expect(JSON.stringify(found)).not.toContain('river')
  })

  it('holds sets without ids against each other row by row, and says so', () => {
    const rows = alone().sets.map((set) => ({ ...set, idsDeclared: false }))
    const input = withSet({ protocol: null, sets: rows }, 'set-sw', (set) =>
      withItems(set, ['q7'], (item) => ({ ...item, input: inEnglish('q7') })),
    )
    expect(untranslated(input)[0]?.found).toMatchObject([{ ids: ['q7', 'q7'], joined: 'row' }])
  })
})
