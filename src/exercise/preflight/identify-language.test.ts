import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isIdentifiable, isLongEnough, isNearerTo } from './identify-language.ts'

const GERMAN = 'Wie viele Äpfel hat das Kind in dem blauen Haus am Fluss, wenn es jeden Tag drei davon isst?'
const FRENCH =
  'Combien de pommes l’enfant a-t-il dans la maison bleue au bord de la rivière, s’il en mange trois par jour ?'

describe('the language of a text', () => {
  it('is told where it is clearly another', () => {
    expect(isNearerTo('de', 'fr', GERMAN)).toBe(true)
    expect(isNearerTo('fr', 'de', GERMAN)).toBe(false)
    expect(isNearerTo('fr', 'de', FRENCH)).toBe(true)
  })

  it('cannot be told of short texts, of languages not known here, and of what has no letters', () => {
    for (let length = 0; length < 50; length += 7) {
      const short = GERMAN.slice(0, length)
      expect([isLongEnough(short), isNearerTo('de', 'fr', short)]).toEqual([false, false])
    }
    expect(isIdentifiable('cy')).toBe(false)
    expect(isNearerTo('de', 'cy', GERMAN)).toBe(false)
    expect(isNearerTo('cy', 'de', GERMAN)).toBe(false)
    expect(isNearerTo('de', 'fr', '1 + 1 = 2, '.repeat(50))).toBe(false)
  })

  it('is the same each time, and never two at once (property)', () => {
    const pieces = fc.array(fc.constantFrom(...`${GERMAN} ${FRENCH}`.split(' ')), { maxLength: 60 })
    fc.assert(
      fc.property(pieces, (words) => {
        const text = words.join(' ')
        const told = [isNearerTo('de', 'fr', text), isNearerTo('fr', 'de', text)]
        expect([isNearerTo('de', 'fr', text), isNearerTo('fr', 'de', text)]).toEqual(told)
        expect(told).not.toEqual([true, true])
        if (!isLongEnough(text)) expect(told).toEqual([false, false])
      }),
    )
  })
})
