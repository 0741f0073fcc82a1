import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clopperPearson, isConfidence, wilson } from './proportion.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

// intervals_one_proportion.json: Rscript 05_intervals.R (R 4.2.2, prop.test without correction, binom.test, qbeta).
const ROWS = [
  { x: 0, n: 1, conf: 0.95, score: [0, 0.7934506856227626], exact: [0, 0.975], upper: 0.95 },
  {
    x: 0,
    n: 50,
    conf: 0.95,
    score: [0, 0.07134759913335868],
    exact: [0, 0.07112173646419762],
    upper: 0.058155079116972264,
  },
  {
    x: 3,
    n: 50,
    conf: 0.95,
    score: [0.020614970348973975, 0.1621709168883817],
    exact: [0.01254858783533406, 0.1654819466037729],
    upper: 0.14783717636418126,
  },
  {
    x: 47,
    n: 50,
    conf: 0.99,
    score: [0.792200999297703, 0.9847051599907842],
    exact: [0.7972937305313568, 0.9931275146670484],
    upper: 0.9911392385541274,
  },
  { x: 50, n: 50, conf: 0.95, score: [0.9286524008666414, 1], exact: [0.9288782635358024, 1], upper: 1 },
]

describe('intervals of a proportion', () => {
  it.each(ROWS)('of $x in $n at $conf are R’s', ({ x, n, conf, score, exact, upper }) => {
    const ours = valueOf(wilson(x / n, n, conf))
    expect(ours.lo).toBeCloseTo(score[0] ?? -1, 10)
    expect(ours.hi).toBeCloseTo(score[1] ?? -1, 10)
    const beta = valueOf(clopperPearson(x, n, conf))
    expect(beta.lo).toBeCloseTo(exact[0] ?? -1, 10)
    expect(beta.hi).toBeCloseTo(exact[1] ?? -1, 10)
    expect(beta.upperOneSided).toBeCloseTo(upper, 10)
  })

  it('never 10: 50 of 50 is .929–1, not [1, 1]; none of 50 does not exclude 5.8 %', () => {
    const all = valueOf(wilson(1, 50))
    expect(all.hi).toBe(1)
    expect(all.lo).toBeCloseTo(0.929, 3)
    expect(valueOf(clopperPearson(0, 50)).upperOneSided).toBeCloseTo(0.058, 3)
  })

  it('has its share inside, mirrors, and is never of zero width', () => {
    const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1e-300, 1e-17))
    const size = fc.double({ min: 1e-300, max: 1e9, noNaN: true })
    const confidence = fc.double({ min: 0.01, max: 0.999_999_999, noNaN: true })
    fc.assert(
      fc.property(share, size, confidence, (p, n, conf) => {
        const interval = valueOf(wilson(p, n, conf))
        expectSound(wilson(p, n, conf))
        expect(interval.lo).toBeGreaterThanOrEqual(0)
        expect(interval.hi).toBeLessThanOrEqual(1)
        expect(interval.lo).toBeLessThanOrEqual(p)
        expect(interval.hi).toBeGreaterThanOrEqual(p)
        expect(valueOf(wilson(0, n, conf)).lo).toBe(0)
        expect(valueOf(wilson(1, n, conf)).hi).toBe(1)
        const mirrored = valueOf(wilson(1 - p, n, conf))
        expect(Math.abs(mirrored.lo - (1 - interval.hi))).toBeLessThan(1e-12)
      }),
    )
  })

  it('of Clopper–Pearson holds that of Wilson’s share for every count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, at) => {
        const x = Math.round(at * n)
        const { lo, hi, upperOneSided } = valueOf(clopperPearson(x, n))
        expectSound(clopperPearson(x, n))
        expect(lo).toBeLessThanOrEqual(x / n)
        expect(hi).toBeGreaterThanOrEqual(x / n)
        expect(upperOneSided).toBeLessThanOrEqual(hi)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    [wilson(1.1, 10), 'out-of-range'],
    [wilson(Number.NaN, 10), 'out-of-range'],
    [wilson(0.5, 0), 'n-unknown'],
    [wilson(0.5, Number.NaN), 'n-unknown'],
    [wilson(0.5, Number.POSITIVE_INFINITY), 'n-unknown'],
    [wilson(0.5, 1e40), 'out-of-range'],
    [wilson(0.5, 10, 1), 'out-of-range'],
    [wilson(0.5, 10, 0), 'out-of-range'],
    [clopperPearson(0, 0), 'n-unknown'],
    [clopperPearson(3, 2), 'out-of-range'],
    [clopperPearson(0.5, 2), 'out-of-range'],
    [clopperPearson(1, 2, Number.NaN), 'out-of-range'],
  ])('case %#: refuses what is no proportion', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('takes confidences between nothing and certainty', () => {
    expect([0, 0.01, 0.95, 1 - 1e-9, 1, Number.NaN].map(isConfidence)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
