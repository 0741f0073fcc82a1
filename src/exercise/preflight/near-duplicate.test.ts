import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearDuplicates } from './near-duplicate.ts'

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `word${from + index}`).join(' ')

describe('nearDuplicates', () => {
  it('measures shared over all 5-grams', () => {
    // 20 words are 16 grams; the last ten changed leave 6 of them, so 6 / 26.
    const texts = [words(0, 20), `${words(0, 10)} ${words(100, 10)}`]
    expect(nearDuplicates(texts, 0.2)).toEqual([{ a: 0, b: 1, resemblance: 6 / 26 }])
    expect(nearDuplicates(texts, 0.24)).toEqual([])
  })

  it('does not mind case and punctuation', () => {
    expect(nearDuplicates([words(0, 20), words(0, 20).toUpperCase().replaceAll(' ', ', ')], 1)).toHaveLength(
      1,
    )
  })

  it('takes characters where a script has no spaces', () => {
    const text = '川のそばの青い家に住む五歳の子どもはりんごをいくつ持っていますか'
    expect(nearDuplicates([text, text.replace('青', '赤')], 0.6)).toHaveLength(1)
    expect(
      nearDuplicates([text, '利用者の名前は秘密でありこの質問の答えを知りたい人のために書かれています'], 0.1),
    ).toEqual([])
  })

  it('says nothing of short texts', () => {
    expect(nearDuplicates(['What is two and two now?', 'What is two and two now?'], 0.5)).toEqual([])
  })

  it('finds the pairs that comparing every text with every other finds', () => {
    const gramsOf = (text: string): Set<string> => {
      const list = text.split(' ')
      return new Set(list.slice(4).map((_, at) => list.slice(at, at + 5).join(' ')))
    }
    const text = fc.tuple(
      fc.constantFrom(0, 5, 40),
      fc.integer({ min: 12, max: 20 }),
      fc.integer({ min: 0, max: 30 }),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.constantFrom(0.2, 0.5, 0.6, 0.8), (shapes, least) => {
        const texts = shapes.map(([from, count, tail]) => `${words(from, count)} ${words(tail, 6)}`)
        const want: string[] = []
        for (const [b, second] of texts.entries()) {
          for (const [a, first] of texts.slice(0, b).entries()) {
            const [x, y] = [gramsOf(first), gramsOf(second)]
            const shared = [...x].filter((gram) => y.has(gram)).length
            if (shared / (x.size + y.size - shared) >= least) want.push(`${a} ${b}`)
          }
        }
        expect(
          nearDuplicates(texts, least)
            .map(({ a, b }) => `${a} ${b}`)
            .toSorted(),
        ).toEqual(want.toSorted())
      }),
    )
  })

  it('finds one pair among 10,000 texts in a few seconds', () => {
    const texts = Array.from(
      { length: 10_000 },
      (_, index) => `${words(index * 31, 30)} how many are there now in all`,
    )
    texts.push(`${words(0, 30)} how many are left now in all`)
    const start = performance.now()
    expect(nearDuplicates(texts, 0.6)).toMatchObject([{ a: 0, b: 10_000 }])
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
