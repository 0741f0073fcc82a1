import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { formatItemsIndex, itemHash, parseItemsIndex } from './items-index.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const salt = 'ab'.repeat(32)
const item = {
  id: 'q1',
  split: 'evaluation' as const,
  input: '1 + 1?',
  target: ['2'],
  itemKey: null,
  refKey: null,
}

describe('the hash of an item', () => {
  it('is the SHA-256 of its line', () => {
    const line = `{"id":"q1","input":"1 + 1?","itemKey":null,"refKey":null,"salt":"${salt}","split":"evaluation","target":["2"]}`
    expect(itemHash({ ...item, salt }, sha256)).toBe(createHash('sha256').update(line).digest('hex'))
  })

  it('is another one with another salt', () => {
    expect(itemHash({ ...item, salt }, sha256)).not.toBe(itemHash({ ...item, salt: 'cd'.repeat(32) }, sha256))
  })
})

describe('the index of items', () => {
  const entry = fc.record({
    id: fc.stringMatching(/^[0-9a-f]{64}$/),
    split: fc.constantFrom('exploratory' as const, 'tuning' as const, 'evaluation' as const),
  })

  it('gives its entries back, in an order that tells nothing of theirs', () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ id }) => id }), (entries) => {
        const bytes = formatItemsIndex(entries)
        expect(formatItemsIndex(entries.toReversed())).toEqual(bytes)
        const read = parseItemsIndex(bytes)
        expect(new Set(read)).toEqual(new Set(entries))
      }),
    )
  })

  it.each([
    ['an id twice', `{"id":"${salt}","split":"tuning"}\n`.repeat(2)],
    [
      'another order',
      `{"id":"${'b'.repeat(64)}","split":"tuning"}\n{"id":"${'a'.repeat(64)}","split":"tuning"}\n`,
    ],
    ['no last line feed', `{"id":"${salt}","split":"tuning"}`],
    ['another field', `{"id":"${salt}","split":"tuning","text":"x"}\n`],
    ['no JSON', 'x\n'],
  ])('is refused with %s', (_, text) => {
    expect(() => parseItemsIndex(new TextEncoder().encode(text))).toThrow(ConcordError)
  })
})
