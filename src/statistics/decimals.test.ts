import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOffsets } from './decimals.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

describe('decimalOffsets', () => {
  it('keeps the digits that doubles lose', () => {
    const got = valueOf(decimalOffsets(['1000000000000.4', '1000000000000.3', '1000000000000.5']))
    expect(got).toEqual({ base: 1000000000000.3, offsets: [0.1, 0, 0.2] })
    expect(1000000000000.4 - 1000000000000.3).not.toBeCloseTo(0.1, 5)
  })

  it('reads signs, exponents and missing digits', () => {
    const texts = [' -2', '+1.5e1', '.5', '3.', '-0.25E-2', '1e-3']
    expect(valueOf(decimalOffsets(texts))).toEqual({
      base: -2,
      offsets: [0, 17, 2.5, 5, 1.9975, 2.001],
    })
  })

  it.each([
    [[], 'too-few-items'],
    [['1', ''], 'out-of-range'],
    [['1', '.'], 'out-of-range'],
    [['1', 'x'], 'out-of-range'],
    [['1', '1,5'], 'out-of-range'],
    [['1', 'NaN'], 'out-of-range'],
    [['1', 'Infinity'], 'out-of-range'],
    [['1', '0x10'], 'out-of-range'],
    [['1', '1e999'], 'out-of-range'],
    [['1', '1e9999'], 'out-of-range'],
    [['1', '1'.repeat(61)], 'out-of-range'],
  ])('refuses %j', (texts, want) => {
    expect(reasonOf(decimalOffsets(texts))).toBe(want)
  })

  it('is the difference to the smallest, rounded once', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 8 }), (list) => {
        const got = decimalOffsets(list.map((value) => (value / 100).toFixed(2)))
        expectSound(got)
        const least = Math.min(...list)
        expect(valueOf(got).offsets).toEqual(list.map((value) => (value - least) / 100))
      }),
    )
  })
})
