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
