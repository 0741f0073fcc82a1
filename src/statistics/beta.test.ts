import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incompleteBeta, lnBeta } from './beta.ts'
import { lnGamma } from './gamma.ts'

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
