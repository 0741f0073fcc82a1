import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import {
  betaQuantile,
  betaTails,
  binomialTails,
  chiSquareQuantile,
  chiSquareTails,
  fQuantile,
  fTails,
  gammaQuantile,
  gammaTails,
  normalQuantile,
  normalTails,
  poissonTails,
  tQuantile,
  tTails,
} from './distributions.ts'

function off(got: number, want: number): number {
  return Math.abs(got / want - 1)
}

// dist_grid.json: Rscript 15_dist_grid.R (R 4.2.2, base p and q functions).
describe('against R', () => {
  it.each([
    ['q norm 1e-10', normalQuantile(1e-10), -6.361340902404056],
    ['q norm .999999', normalQuantile(0.999999), 4.753424308817089],
    ['q t 1e-10, 1', tQuantile(1e-10, 1), -3183098861.8379064],
    ['q t .999999, 1e5', tQuantile(0.999999, 1e5), 4.753704716385477],
    ['q χ² 1e-10, 1', chiSquareQuantile(1e-10, 1), 1.5707963267948935e-20],
    ['q χ² .999999, 1e5', chiSquareQuantile(0.999999, 1e5), 102140.21100646198],
    ['q F .001, 1, 1', fQuantile(0.001, 1, 1), 2.4674051590789503e-6],
    ['q F .999, 200, 5000', fQuantile(0.999, 200, 5000), 1.3469589740783772],
    ['q beta .001, ½, ½', betaQuantile(0.001, 0.5, 0.5), 2.4673990709169446e-6],
    ['q beta .999, 1000.5, 1e4', betaQuantile(0.999, 1000.5, 10_000), 0.09963299631731626],
    ['q gamma .001, ½', gammaQuantile(0.001, 0.5), 7.853985746312452e-7],
    ['q gamma .999, 5000', gammaQuantile(0.999, 5000), 5221.365282705089],
  ])('%s to 1e-10', (_, got, want) => {
    expect(off(got, want)).toBeLessThan(1e-10)
  })

  it.each([
    ['norm 8', normalTails(8).upper, 6.220960574271785e-16],
    ['t −50, 1', tTails(-50, 1).lower, 0.006365349100972797],
    ['χ² .001, 1', chiSquareTails(0.001, 1).lower, 0.02522712063003961],
    ['F .5, 1, 2', fTails(0.5, 1, 2).lower, 0.4472135954999579],
    ['F 50, 30, 5000', fTails(50, 30, 5000).upper, 7.642505245810889e-258],
    ['binomial 1, 60, .001', binomialTails(1, 60, 0.001).upper, 0.001703001306971851],
    ['binomial 50, 1000, ½', binomialTails(50, 1000, 0.5).lower, 9.318463533269864e-217],
    ['Poisson 1, .01', poissonTails(1, 0.01).upper, 4.9667913340265896e-5],
    ['Poisson 50, 60', poissonTails(50, 60).lower, 0.10767787862197317],
  ])('tail of %s to 1e-11', (_, got, want) => {
    expect(off(got, want)).toBeLessThan(1e-11)
  })

  it('never 17: has a far tail of its own, never 1 − cdf', () => {
    expect(off(normalTails(20).upper, 2.7536241186062337e-89)).toBeLessThan(1e-11)
    expect(off(normalTails(-20).lower, 2.7536241186062337e-89)).toBeLessThan(1e-11)
    expect(1 - normalTails(20).lower).toBe(0)
  })
})

describe('quantiles', () => {
  const p = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
  const df = fc.double({ min: 0.5, max: 3000, noNaN: true })
  const returns = (
    tails: (x: number) => { lower: number; upper: number },
    x: number,
    probability: number,
  ): void => {
    const { lower, upper } = tails(x)
    const [got, want] = probability < 0.5 ? [lower, probability] : [upper, 1 - probability]
    expect(off(got, want)).toBeLessThan(1e-6)
  }

  it('lead back to their probability', () => {
    fc.assert(
      fc.property(p, df, df, (probability, a, b) => {
        returns(normalTails, normalQuantile(probability), probability)
        returns((x) => tTails(x, a), tQuantile(probability, a), probability)
        returns((x) => chiSquareTails(x, a), chiSquareQuantile(probability, a), probability)
        returns((x) => fTails(x, a, b), fQuantile(probability, a, b), probability)
        returns((x) => gammaTails(x, a), gammaQuantile(probability, a), probability)
      }),
      { numRuns: 60 },
    )
  })

  it('of the beta lead back to theirs', () => {
    fc.assert(
      fc.property(p, df, df, (probability, a, b) => {
        const x = betaQuantile(probability, a, b)
        // A quantile next to 1 has no more digits than a double there.
        fc.pre(x < 1 - 1e-6)
        returns((value) => betaTails(value, a, b), x, probability)
      }),
      { numRuns: 60 },
    )
  })

  it('are symmetric, and F on 1, d is t² on d', () => {
    expect(normalQuantile(0.5)).toBe(0)
    expect(tQuantile(0.5, 3)).toBe(0)
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), df, (probability, d) => {
        expect(normalQuantile(1 - probability)).toBeCloseTo(-normalQuantile(probability), 12)
        const t = tQuantile((1 + probability) / 2, d)
        expect(off(fQuantile(probability, 1, d), t * t)).toBeLessThan(1e-9)
      }),
      { numRuns: 40 },
    )
  })

  it.each([0, 1, -0.1, 1.1, Number.NaN])('do not exist for p = %s', (outside) => {
    expect(() => normalQuantile(outside)).toThrow(ConcordError)
    expect(() => tQuantile(outside, 3)).toThrow(ConcordError)
    expect(() => chiSquareQuantile(outside, 3)).toThrow(ConcordError)
    expect(() => fQuantile(outside, 3, 3)).toThrow(ConcordError)
    expect(() => gammaQuantile(outside, 3)).toThrow(ConcordError)
    expect(() => betaQuantile(outside, 3, 3)).toThrow(ConcordError)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('do not exist for %s degrees of freedom', (d) => {
    expect(() => tQuantile(0.9, d)).toThrow(ConcordError)
    expect(() => fQuantile(0.9, 2, d)).toThrow(ConcordError)
  })
})

describe('tails at the edges', () => {
  it.each([
    ['normal', normalTails(Number.POSITIVE_INFINITY), { lower: 1, upper: 0 }],
    ['t', tTails(Number.NEGATIVE_INFINITY, 2), { lower: 0, upper: 1 }],
    ['F at 0', fTails(0, 2, 3), { lower: 0, upper: 1 }],
    ['F far out', fTails(1e308, 20, 3), { lower: 1, upper: 0 }],
    ['χ² below 0', chiSquareTails(-1, 2), { lower: 0, upper: 1 }],
    ['binomial below 0', binomialTails(-1, 5, 0.5), { lower: 0, upper: 1 }],
    ['binomial at n', binomialTails(5, 5, 0.5), { lower: 1, upper: 0 }],
    ['binomial, p = 0', binomialTails(0, 5, 0), { lower: 1, upper: 0 }],
    ['Poisson below 0', poissonTails(-1, 2), { lower: 0, upper: 1 }],
    ['Poisson of mean 0', poissonTails(0, 0), { lower: 1, upper: 0 }],
  ])('of %s are numbers', (_, got, want) => {
    expect(got).toEqual(want)
  })

  it('of the binomial add up its probabilities', () => {
    // (1 + 5 + 10)/32
    expect(binomialTails(2, 5, 0.5).lower).toBeCloseTo(0.5, 14)
    expect(binomialTails(1.7, 5, 0.5).lower).toBeCloseTo(6 / 32, 14)
  })
})
