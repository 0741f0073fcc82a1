import { describe, expect, it } from 'vitest'
import { contradictoryName } from './contradictory-name.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief } from './preflight.fixture.ts'

describe('contradictory-name', () => {
  it('says nothing where nothing is said of the sets', () => {
    expect(contradictoryName(alone())).toEqual([])
  })

  it.each([
    ['contradictory-name.language', ['warn contradictory-name.language set-fr']],
    ['contradictory-name.no-language', ['note contradictory-name.no-language set-sw']],
    ['contradictory-name.description', ['warn contradictory-name.description set-sw']],
    ['contradictory-name.description-elsewhere', ['warn contradictory-name.description-elsewhere']],
    ['contradictory-name.category', ['block contradictory-name.category river-fr q1 q2 q3']],
  ] as const)('finds %s and nothing else', (code, want) => {
    expect(brief(contradictoryName(PLANTED[code]))).toEqual(want)
  })

  it('prints all five: file, name, description, tag and text', () => {
    expect(contradictoryName(PLANTED['contradictory-name.language'])[0]).toMatchObject({
      expected: { language: 'fr' },
      found: { file: 'set-fr.csv', name: 'Rivers, Farsi', description: null, tag: 'fr' },
    })
  })

  it('finds a file named for another language than the set is in', () => {
    const input = {
      protocol: null,
      sets: alone().sets.map((set) => ({
        ...set,
        about: { file: 'items/ja.csv', name: null, description: null, licence: null, source: null },
      })),
    }
    expect(brief(contradictoryName(input))).toEqual([
      'warn contradictory-name.language set-en',
      'warn contradictory-name.language set-fr',
      'warn contradictory-name.language set-sw',
    ])
  })
})
