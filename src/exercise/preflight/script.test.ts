import { describe, expect, it } from 'vitest'
import { script } from './script.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief, cleanSet } from './preflight.fixture.ts'

describe('script', () => {
  it('says nothing of items in the script and language of their set', () => {
    expect(script(alone(cleanSet('en', 40), cleanSet('fr', 40), cleanSet('ja', 40)))).toEqual([])
  })

  it.each([
    ['script.other-script', 'block script.other-script set-fr q10'],
    ['script.mixed', 'warn script.mixed set-fr q11'],
    ['script.other-language', 'warn script.other-language set-fr q12'],
  ] as const)('finds %s and nothing else', (code, want) => {
    expect(brief(script(PLANTED[code]))).toEqual([want])
  })

  it('says of what items it cannot tell the language: short ones, and those of a language not known here', () => {
    const [short] = script(PLANTED['script.cannot-tell'])
    expect(short).toMatchObject({
      severity: 'note',
      set: 'set-fr',
      count: 40,
      values: { n: 40, why: 'short' },
    })
    const welsh = { ...cleanSet('fr', 40), language: 'cy', id: 'set-cy' }
    const unknown = welsh.items.map((item, row) => ({
      ...item,
      input: `Sawl afal gwyrdd sydd gan blant bach Caerdydd heddiw, rhif ${row}?`,
    }))
    expect(script(alone(cleanSet('en', 40), { ...welsh, items: unknown }))).toMatchObject([
      { code: 'script.cannot-tell', set: 'set-cy', values: { language: 'cy', why: 'unknown' } },
    ])
    // What is in another language is told however few of the others are long enough.
    expect(script(PLANTED['script.other-language']).map(({ code }) => code)).toEqual([
      'script.other-language',
    ])
  })

  it('tells the same of the same items, whatever was told before and in whatever order the sets are', () => {
    const sets = [cleanSet('en', 40), cleanSet('fr', 40), cleanSet('sw', 40)]
    const planted = PLANTED['script.other-language'].sets
    const first = script({ protocol: null, sets: planted })
    script(alone(...sets))
    expect(script({ protocol: null, sets: structuredClone(planted) })).toEqual(first)
    expect(script({ protocol: null, sets: planted.toReversed() })).toEqual(first)
  })

  it('prints the histogram of the set and of the worst items', () => {
    expect(script(PLANTED['script.other-script'])[0]?.found).toMatchObject({
      scripts: [{ script: 'Latn' }, { script: 'Cyrl' }],
      worst: [{ id: 'q10', scripts: [{ script: 'Cyrl', share: 1 }] }],
    })
    expect(script(PLANTED['script.other-language'])[0]?.found).toMatchObject([{ id: 'q12', language: 'de' }])
  })

  it('leaves an item that equals its source to the rule for that', () => {
    expect(script(PLANTED['untranslated.same'])).toEqual([])
  })
})
