import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentOf } from './moment.ts'

describe('momentOf', () => {
  it('is what Date.parse says, from the year 1 to 9999', () => {
    const wrong: string[] = []
    for (
      let at = Date.parse('0001-01-01T12:34:56Z');
      at < Date.parse('9999-12-31T00:00:00Z');
      at += 11 * 86_399_000
    ) {
      const text = `${new Date(at).toISOString().slice(0, 19)}Z`
      if (momentOf(text) !== at) wrong.push(text)
    }
    expect(wrong).toEqual([])
  })

  it.each([
    '1970-01-01T00:00:00Z',
    '2024-02-29T23:59:59Z',
    '2026-02-29T00:00:00Z',
    '2026-02-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '0000-01-01T00:00:00Z',
    '2026-06-01T00:00:00+02:00',
    '2026-06-01T00:00:00.5Z',
    '2026-06-01',
    '2026-06-01 00:00:00Z',
    '20x6-06-01T00:00:00Z',
    '2026-06-01T00:00:0:Z',
    '',
    'soon',
  ])('%s is what Date.parse says', (text) => {
    expect(momentOf(text)).toEqual(Date.parse(text))
  })

  it('is what Date.parse says of twenty characters of any kind', () => {
    const character = fc.constantFrom(...'0123456789-:TZ+ ./')
    fc.assert(
      fc.property(fc.array(character, { minLength: 20, maxLength: 20 }), (characters) => {
        const shaped = [...characters]
        for (const [at, mark] of [
          [4, '-'],
          [7, '-'],
          [10, 'T'],
          [13, ':'],
          [16, ':'],
          [19, 'Z'],
        ] as const)
          shaped[at] = mark
        for (const text of [characters.join(''), shaped.join('')])
          expect(momentOf(text)).toEqual(Date.parse(text))
      }),
    )
  })
})
