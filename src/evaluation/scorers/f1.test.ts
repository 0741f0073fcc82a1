import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreF1, wordsOf } from './f1.ts'

const f1 = (completion: string, target: string[], language = 'en') => {
  const scored = scoreF1({ type: 'f1', language }, { completion, target, choices: [] })
  if (scored.outcome === 'scored') return scored.value
  return scored.outcome === 'unscored' ? scored.reason : scored.outcome
}

describe('f1', () => {
  it.each([
    // Denver Broncos / the Denver Broncos: articles do not count in English.
    ['the Denver Broncos!', ['Denver Broncos'], 'en', 1],
    ['the Denver Broncos', ['Denver Broncos'], 'de', 0.8],
    ['It was the Denver Broncos', ['Denver Broncos'], 'en', 2 / 3],
    ['Broncos', ['Carolina Panthers', 'Denver Broncos'], 'en', 2 / 3],
    ['to be or not to be', ['to be'], 'en', 0.5],
    ['Carolina', ['Denver'], 'en', 0],
    ['', ['Denver'], 'en', 0],
    ['U.S.', ['us'], 'en', 1],
    ['a', ['a'], 'en', 'scorer-error'],
    ['a', ['a'], 'fr', 1],
    ['東京都です', ['東京'], 'ja', 4 / 7],
    ['กรุงเทพ', ['กรุงเทพ'], 'th', 1],
    ['Ｄｅｎｖｅｒ', ['Denver'], 'en', 1],
    ['« Montréal »', ['Montréal'], 'fr', 1],
  ])('%j for %j in %s', (completion, target, language, want) => {
    const found = f1(completion, target, language)
    if (typeof want === 'number') expect(found).toBeCloseTo(want, 12)
    else expect(found).toBe(want)
  })

  it('keeps marks with the characters they stand on', () => {
    expect(wordsOf('ที่นี่', { language: 'th' })).toEqual(['ที่', 'นี่'])
  })

  it('is in [0, 1], the same either way round, and 1 for the target itself', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '東', 'é', 'the ') })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const there = f1(a, [b], 'fr')
        if (typeof there === 'string') return
        expect(there >= 0 && there <= 1).toBe(true)
        expect(f1(b, [b], 'fr')).toBe(1)
        if (wordsOf(a, { language: 'fr' }).length > 0) expect(f1(b, [a], 'fr')).toBe(there)
      }),
    )
  })
})
