import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetDigests, itemKey, normaliseText, promptHash, refKey, resolveLetter } from './item-identity.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const key = (question: string, choices?: string[]): string =>
  itemKey({ question, choices }, sha256).slice(0, 16)

describe('item identity', () => {
  it.each([
    ['What is 2+2?', undefined, 'dd9d350d09ace859'],
    [' \ufeffWhat\u00a0is\r\n2+2?\u3000', undefined, 'dd9d350d09ace859'],
    ['what is 2+2?', undefined, '0a130c8cf9946e3c'],
    ['Caf\u00e9?', undefined, '011ccb8dbee6a85b'],
    ['Cafe\u0301?', undefined, '011ccb8dbee6a85b'],
    ['x²=4', undefined, '661211fe95a5c200'],
    ['a\ud83d b', undefined, 'fc629bb82f513e94'],
    ['a\ufffd b', undefined, 'fc629bb82f513e94'],
    ['Capital of France?', ['Rome', 'Paris'], '494bdc8410277314'],
    ['Capital of France?', ['Paris', ' Rome'], '494bdc8410277314'],
  ])('of %j %j', (question, choices, want) => {
    expect(key(question, choices)).toBe(want)
  })

  it('tells media apart, in order', () => {
    const [one, two] = ['1'.repeat(64), '2'.repeat(64)]
    expect(itemKey({ question: 'q', media: [one, two] }, sha256)).not.toBe(
      itemKey({ question: 'q', media: [two, one] }, sha256),
    )
  })

  it('of expected answers, without order or repetition', () => {
    expect(refKey(['4'], sha256).slice(0, 16)).toBe('2c4906af4b13c571')
    expect(refKey([], sha256).slice(0, 16)).toBe('fb960dce45383b4d')
    expect(refKey(['b', 'a', ' a'], sha256)).toBe(refKey(['a', 'b'], sha256))
  })

  it('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text)
        expect(normaliseText(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps joiners, and collapses every kind of space', () => {
    expect(normaliseText('a\u200c\u200db')).toBe('a\u200c\u200db')
    expect(normaliseText('a\u2028\u0085\u2003\t\u1680b\u200b\u2060')).toBe('a b')
  })

  it('resolves letters to their choice, and leaves other targets', () => {
    const choices = ['Rome', 'Paris']
    expect(['A', 'b', 'C', 'Paris', ''].map((target) => resolveLetter(target, choices))).toEqual([
      'Rome',
      'Paris',
      'C',
      'Paris',
      '',
    ])
    expect(resolveLetter('A', [])).toBe('A')
  })

  it('hashes a prompt as it is sent', () => {
    const hash = (content: string): string => promptHash({ messages: [{ role: 'user', content }] }, sha256)
    expect(hash('a')).toBe(toHexSha('{"messages":[{"content":"a","role":"user"}],"tools":[]}'))
    expect(hash('a ')).not.toBe(hash('a'))
  })

  it('digests a set with and without its order', () => {
    const items = [
      { itemKey: 'b', refKey: '1' },
      { itemKey: 'a', refKey: '2' },
    ]
    expect(datasetDigests(items, sha256)).toEqual({
      ordered: toHexSha('concord-dataset-1\nb 1\na 2\n'),
      unordered: toHexSha('concord-dataset-1\na 2\nb 1\n'),
    })
  })
})

function toHexSha(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
