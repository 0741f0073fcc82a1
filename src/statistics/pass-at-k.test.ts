import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passAtK, passHatK, passOverItems } from './pass-at-k.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

describe('passAtK and passHatK', () => {
  // pass_at_k.json: python3 12_misc.py (exact rationals; M. Chen et al., arXiv:2107.03374, eq. 1).
  it.each([
    [5, 2, 3, 9 / 10, 0],
    [10, 3, 5, 11 / 12, 0],
    [10, 8, 3, 1, 0.4666666666666667],
    [200, 13, 10, 0.49755111473060615, 1.2738851058221087e-14],
    [200, 13, 100, 8_670_143_107 / 8_670_841_134, 0],
    [1000, 3, 100, 150_239 / 553_890, 0],
    [1, 0, 1, 0, 0],
    [10, 10, 5, 1, 1],
  ])('of n = %i, c = %i, k = %i are %d and %d', (n, c, k, at, hat) => {
    expect(Math.abs(valueOf(passAtK(n, c, k)) - at)).toBeLessThan(1e-12)
    expect(Math.abs(valueOf(passHatK(n, c, k)) - hat)).toBeLessThanOrEqual(1e-12 * hat)
  })

  it('are unbiased: their mean over every draw of n attempts is that of k', () => {
    // n = 6 attempts passing with chance p: E[pass@k] = 1 − (1 − p)^k; the plug-in 1 − (1 − c/n)^k is not.
    const [n, k, p] = [6, 3, 0.3]
    const choose = [1, 6, 15, 20, 15, 6, 1]
    const expected = (f: (c: number) => number): number =>
      choose.reduce((sum, ways, c) => sum + ways * p ** c * (1 - p) ** (n - c) * f(c), 0)
    expect(expected((c) => valueOf(passAtK(n, c, k)))).toBeCloseTo(1 - (1 - p) ** k, 14)
    expect(expected((c) => valueOf(passHatK(n, c, k)))).toBeCloseTo(p ** k, 14)
    expect(expected((c) => 1 - (1 - c / n) ** k)).toBeLessThan(1 - (1 - p) ** k - 0.03)
  })

  it('are shares, equal for k = 1', () => {
    const counts = fc
      .integer({ min: 1, max: 300 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 1, max: n })))
    fc.assert(
      fc.property(counts, ([n, c, k]) => {
        const at = valueOf(passAtK(n, c, k))
        const hat = valueOf(passHatK(n, c, k))
        expect(at).toBeGreaterThanOrEqual(hat - 1e-15)
        expect(at).toBeLessThanOrEqual(1)
        expect(hat).toBeGreaterThanOrEqual(0)
        expect(Math.abs(valueOf(passAtK(n, c, 1)) - c / n)).toBeLessThan(1e-15)
      }),
    )
  })

  it.each([
    [5, 2, 6],
    [5, 6, 1],
    [5, -1, 1],
    [5, 2, 0],
    [0, 0, 1],
    [5.5, 2, 1],
    [5, Number.NaN, 1],
  ])('refuse n = %d, c = %d, k = %d', (n, c, k) => {
    expect(reasonOf(passAtK(n, c, k))).toBe('out-of-range')
    expect(reasonOf(passHatK(n, c, k))).toBe('out-of-range')
  })
})

describe('passOverItems', () => {
  it('is the mean of the items, with the standard error between them', () => {
    // pass@2 of 4 attempts: 0, 1/2, 5/6, 1.
    const counts = [0, 1, 2, 4].map((c) => ({ n: 4, c }))
    const got = valueOf(passOverItems(passAtK, counts, 2))
    expect(got.value).toBeCloseTo(7 / 12, 14)
    const values = [0, 1 / 2, 5 / 6, 1]
    const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - 7 / 12) ** 2, 0) / 3)
    expect(got.se).toBeCloseTo(sd / 2, 14)
    expect(got.interval?.hi).toBeCloseTo(7 / 12 + (3.182446305284263 * sd) / 2, 12)
    expect(passOverItems(passAtK, counts.toReversed(), 2)).toEqual(passOverItems(passAtK, counts, 2))
  })

  it('has no error of zero where every item has the same value', () => {
    const same = [3, 3, 3].map((n) => ({ n, c: n }))
    expect(valueOf(passOverItems(passHatK, same, 2))).toEqual({
      value: 1,
      se: null,
      interval: null,
      items: 3,
    })
  })

  it.each([
    [passOverItems(passAtK, [], 1), 'too-few-items'],
    [passOverItems(passAtK, [{ n: 5, c: 1 }], 1), 'too-few-items'],
    [
      passOverItems(
        passAtK,
        [5, 4].map((n) => ({ n, c: 1 })),
        5,
      ),
      'out-of-range',
    ],
  ])('case %#: refuses what has no mean', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives numbers or a reason for any counts', () => {
    const item = fc.record({ n: fc.integer({ min: 0, max: 6 }), c: fc.integer({ min: 0, max: 6 }) })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.integer({ min: 1, max: 4 }), (items, k) => {
        expectSound(passOverItems(passAtK, items, k))
        expectSound(passOverItems(passHatK, items, k))
      }),
    )
  })
})
