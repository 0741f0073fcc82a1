import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanOf, squaresAround, sumOf, varianceOf } from './sum.ts'

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
