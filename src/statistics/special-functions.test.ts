import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digamma, incompleteBeta, incompleteGamma, lnBeta, lnGamma, trigamma } from './special-functions.ts'

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

describe('digamma and trigamma', () => {
  // mpmath 1.3, 30 digits.
  it.each([
    [0.3, -3.502524222200133, 12.24536454610773],
    [1, -0.5772156649015329, 1.6449340668482264],
    [2.5, 0.7031566406452432, 0.49035775610023485],
    [9.99, 2.250700372831201, 0.10527695014824179],
    [10, 2.251752589066721, 0.10516633568168575],
    [10_000, 9.210290371142849, 0.00010000500016666666],
  ])('of %d are mpmath’s', (x, psi, derivative) => {
    expect(Math.abs(digamma(x) / psi - 1)).toBeLessThan(4e-15)
    expect(Math.abs(trigamma(x) / derivative - 1)).toBeLessThan(4e-15)
  })

  it('fall by 1/x and 1/x² from x + 1 to x', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        const [large, scale] = [digamma(x + 1), Math.max(1, 1 / x, Math.abs(digamma(x)))]
        expect(Math.abs(large - digamma(x) - 1 / x)).toBeLessThan(1e-14 * scale)
        expect(Math.abs((trigamma(x + 1) + 1 / x ** 2) / trigamma(x) - 1)).toBeLessThan(1e-13)
      }),
    )
  })
})

const positive = fc.double({ min: 0.05, max: 1000, noNaN: true })

describe('lnBeta', () => {
  it('is that of factorials', () => {
    // B(a, b) = 1/(b C(a + b − 1, b))
    expect(lnBeta(1, 1)).toBeCloseTo(0, 15)
    expect(lnBeta(3, 4)).toBeCloseTo(-Math.log(60), 14)
    expect(lnBeta(20, 12)).toBeCloseTo(-Math.log(12 * 141_120_525), 12)
    expect(lnBeta(0.5, 0.5)).toBeCloseTo(Math.log(Math.PI), 13)
  })

  it('is ln Γ(a) + ln Γ(b) − ln Γ(a + b), the same either way round', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const parts = [lnGamma(a), lnGamma(b), -lnGamma(a + b)]
        const size = parts.reduce((sum, part) => sum + Math.abs(part), 1)
        expect(Math.abs(lnBeta(a, b) - parts.reduce((sum, part) => sum + part, 0))).toBeLessThan(1e-14 * size)
        expect(lnBeta(b, a)).toBe(lnBeta(a, b))
      }),
    )
  })

  it('keeps its digits at large arguments', () => {
    // B(½, n) ≈ √(π/n)·(1 + 1/(8n)): the difference of two ln Γ would keep 11 digits at 1e10.
    const want = 0.5 * Math.log(Math.PI / 1e10) + 1 / 8e10
    expect(Math.abs(lnBeta(0.5, 1e10) / want - 1)).toBeLessThan(1e-14)
  })
})

describe('incompleteBeta', () => {
  it('is x^a for b = 1 and arcsine for ½, ½', () => {
    expect(incompleteBeta(0.3, 4, 1).lower).toBeCloseTo(0.3 ** 4, 15)
    expect(incompleteBeta(0.3, 0.5, 0.5).lower).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.3)), 13)
  })

  it('mirrors, and its tails add up to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), positive, positive, (x, a, b) => {
        const { lower, upper } = incompleteBeta(x, a, b)
        expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-12)
        const mirrored = incompleteBeta(1 - x, b, a, x)
        expect(Math.abs(mirrored.upper - lower)).toBeLessThan(1e-9)
      }),
    )
  })

  it('knows its ends', () => {
    expect(incompleteBeta(0, 2, 3)).toEqual({ lower: 0, upper: 1 })
    expect(incompleteBeta(1, 2, 3)).toEqual({ lower: 1, upper: 0 })
  })
})
