import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from './random.ts'

describe('fillBelow', () => {
  it('gives the published vector', () => {
    const drawn = new Uint32Array(10)
    createGenerator([1, 2, 3, 4]).fillBelow(10, drawn)
    expect([...drawn]).toEqual([0, 0, 0, 0, 3, 2, 4, 9, 7, 4])
  })

  it('gives what below gives one after the other, and goes on from there', () => {
    const word = fc.integer({ min: 1, max: 2 ** 32 - 1 })
    // Bounds just above 2³¹ reject almost every second draw.
    const bound = fc.oneof(
      fc.integer({ min: 1, max: 50_000 }),
      fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      fc.constant(2 ** 31 + 1),
    )
    fc.assert(
      fc.property(word, word, bound, fc.integer({ min: 0, max: 300 }), (s0, s3, n, length) => {
        const one = createGenerator([s0, 0, 7, s3])
        const other = createGenerator([s0, 0, 7, s3])
        const drawn = new Uint32Array(length)
        one.fillBelow(n, drawn)
        expect([...drawn]).toEqual(Array.from({ length }, () => other.below(n)))
        expect(one.next()).toBe(other.next())
      }),
    )
  })
})
