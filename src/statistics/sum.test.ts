import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { decimalOffsets, meanOf, squaresAround, sumOf, varianceOf } from './sum.ts'

describe('sums', () => {
  it.each([
    { values: [], want: 0 },
    { values: [1, 1e100, 1, -1e100], want: 2 },
    { values: Array.from({ length: 10 }, () => 0.1), want: 1 },
    { values: [1e16, 1, -1e16], want: 1 },
  ])('adds $values to $want', ({ values, want }) => {
    expect(sumOf(values)).toBe(want)
  })

  it('is exact for whole numbers in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 }), (values) => {
        const exact = Number(values.reduce((sum, value) => sum + BigInt(value), 0n))
        expect(sumOf(values) - exact).toBe(0)
        expect(sumOf(values.toReversed()) - exact).toBe(0)
        expect(meanOf(values) - exact / values.length).toBe(0)
      }),
    )
  })
})

describe('varianceOf', () => {
  it('is that of the values', () => {
    expect(varianceOf([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(32 / 7, 14)
    expect(squaresAround([1, 2, 3], 2)).toBe(2)
  })

  it('never 18: does not lose the spread of values near 10¹² (first treatment of NIST StRD SmLs07)', () => {
    // 1000000000000.4, then ten pairs .3 and .5: sum of squares .2 on 20.
    const pairs = Array.from({ length: 10 }, () => [1e12 + 0.3, 1e12 + 0.5]).flat()
    const values = [1e12 + 0.4, ...pairs]
    expect(Math.abs(varianceOf(values) / 0.01 - 1)).toBeLessThan(2e-3)
    const squares = values.reduce((sum, x) => sum + x * x, 0)
    const total = values.reduce((sum, x) => sum + x, 0)
    const naive = (squares - total ** 2 / values.length) / 20
    expect(Math.abs(naive / 0.01 - 1)).toBeGreaterThan(1)
  })
})

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
