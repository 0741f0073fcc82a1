import { describe, expect, it } from 'vitest'
import { translatedCode } from './translated-code.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief, cleanSet } from './preflight.fixture.ts'

describe('translated-code', () => {
  it('finds codes outside the vocabulary of the others, with their values, counts and scripts', () => {
    expect(translatedCode(alone())).toEqual([])
    expect(translatedCode(PLANTED['translated-code.outside'])[0]).toMatchObject({
      severity: 'block',
      set: 'set-sw',
      count: 40,
      expected: { column: 'target', values: ['ok0', 'ok1'] },
      found: [
        { value: 'ndiyo0', count: 20, script: 'Latn' },
        { value: 'ndiyo1', count: 20, script: 'Latn' },
      ],
    })
  })

  it('finds one code of another script, by its rows', () => {
    const coded = (language: string, of: (row: number) => string) => {
      const set = cleanSet(language, 40)
      return { ...set, items: set.items.map((item, row) => ({ ...item, target: [of(row)] })) }
    }
    const input = alone(
      coded('en', () => 'vcr'),
      coded('ja', (row) => (row < 30 ? 'vcr' : 'ビデオデッキ')),
    )
    const [found, ...more] = translatedCode(input)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      set: 'set-ja',
      count: 10,
      items: ['q31', 'q32', 'q33', 'q34', 'q35', 'q36', 'q37', 'q38', 'q39', 'q40'],
      found: [{ value: 'ビデオデッキ', count: 10, script: 'Kana' }],
    })
  })

  it('asks which codes mean the same where each language has its own', () => {
    expect(brief(translatedCode(PLANTED['translated-code.own-words']))).toEqual([
      'warn translated-code.own-words',
    ])
  })
})
