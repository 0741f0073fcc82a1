import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incompleteGamma, lnGamma } from './gamma.ts'

/** Relative distance, absolute near 0. */
function off(got: number, want: number): number {
  return Math.abs(got - want) / Math.max(Math.abs(want), 1e-300)
}

describe('lnGamma', () => {
  // dist_grid.json, lgamma: Rscript 15_dist_grid.R (R 4.2.2).
  it.each([
    [1e-8, 18.42068073818021],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1.5, -0.12078223763524518],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [100.5, 361.43554046777757],
    [1e4, 82099.71749644238],
    [1e8, 1742068066.1038349],
  ])('at %s is R’s to 1e-13', (x, want) => {
    expect(off(lnGamma(x), want)).toBeLessThan(1e-13)
  })

  it('is 0 at 1 and 2', () => {
    expect(Math.abs(lnGamma(1))).toBe(0)
    expect(Math.abs(lnGamma(2))).toBe(0)
  })

  it('follows Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (x) => {
        const step = lnGamma(x) + Math.log(x)
        expect(Math.abs(lnGamma(x + 1) - step)).toBeLessThan(1e-12 * Math.max(1, Math.abs(step)))
      }),
    )
  })
})

describe('incompleteGamma', () => {
  it('is 1 − e^−x for a = 1, both tails', () => {
    for (const x of [1e-20, 1e-3, 0.5, 1.9, 2.1, 30, 700]) {
      const { lower, upper } = incompleteGamma(1, x)
      expect(off(lower, -Math.expm1(-x))).toBeLessThan(1e-13)
      expect(off(upper, Math.exp(-x))).toBeLessThan(1e-12)
    }
  })

  it('has both tails, which add up to 1 and move the right way', () => {
    const a = fc.double({ min: 0.05, max: 5000, noNaN: true })
    fc.assert(
      fc.property(a, fc.double({ min: 0, max: 2, noNaN: true }), (shape, share) => {
        const x = shape * share
        const { lower, upper } = incompleteGamma(shape, x)
        expect(lower).toBeGreaterThanOrEqual(0)
        expect(upper).toBeGreaterThanOrEqual(0)
        expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-12)
        expect(incompleteGamma(shape, x * 1.01 + 1e-6).upper).toBeLessThanOrEqual(upper + 1e-14)
      }),
    )
  })

  it('knows its ends', () => {
    expect(incompleteGamma(3, 0)).toEqual({ lower: 0, upper: 1 })
    expect(incompleteGamma(3, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 })
  })
})
