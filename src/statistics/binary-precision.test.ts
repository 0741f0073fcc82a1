import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binaryPrecision, homogeneity } from './binary-precision.ts'
import { iso5725 } from './iso-5725.ts'
import { wilson } from './proportion.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const countsOf = (x: readonly number[], n: number): { x: number; n: number }[] =>
  x.map((passed) => ({ x: passed, n }))

// AOAC International, Appendix J (2012), table F: 10 labs of 12 replicates; binary_interlab_aoac.json
// (Rscript 03_binary_interlab.R), which prints LPOD .6333, s_r .4735, s_L .1045, s_R .4849.
const aoac = countsOf([7, 9, 6, 10, 5, 7, 5, 7, 11, 9], 12)

describe('binaryPrecision', () => {
  const got = valueOf(binaryPrecision(aoac))

  it('gives the example of AOAC', () => {
    expect(got.mean).toBeCloseTo(0.6333333333333333, 14)
    expect(got.repeatability).toBeCloseTo(0.47354242074224379, 13)
    expect(got.betweenLabs).toBeCloseTo(0.10460765241014129, 13)
    expect(got.reproducibility).toBeCloseTo(0.48495895206211542, 13)
    expect(got.labSd).toBeCloseTo(0.17213259316477408, 13)
    expect(got.interval?.lo).toBeCloseTo(0.51019709407027336, 12)
    expect(got.interval?.hi).toBeCloseTo(0.75646957259639325, 12)
    expect(got.homogeneity.chiSquare).toBeCloseTo(13.779904306220095, 11)
    expect(got.homogeneity.p).toBeCloseTo(0.13037267577225597, 12)
  })

  it('is ISO 5725-2 of the zeros and ones, unequal n too', () => {
    for (const counts of [
      aoac,
      [
        { x: 3, n: 5 },
        { x: 9, n: 10 },
        { x: 1, n: 2 },
        { x: 4, n: 7 },
      ],
    ]) {
      const zeros = counts.map(({ x, n }) => Array.from({ length: n }, (_, k) => (k < x ? 1 : 0)))
      const iso = valueOf(iso5725(zeros))
      const binary = valueOf(binaryPrecision(counts))
      expect(binary.repeatability).toBeCloseTo(iso.repeatability ?? Number.NaN, 14)
      expect(binary.labComponent).toBeCloseTo(iso.labComponent ?? Number.NaN, 14)
      expect(binary.reproducibility).toBeCloseTo(iso.reproducibility ?? Number.NaN, 14)
    }
  })

  it('has a reproducibility that the mean fixes: quote s_L', () => {
    expect(got.reproducibility ** 2).toBeCloseTo(got.mean * (1 - got.mean), 2)
  })

  it('never 2: is not the interval of one pooled binomial, nor its mean where n differ', () => {
    const spread = valueOf(binaryPrecision(countsOf([20, 90, 40, 95, 60], 100)))
    const pooled = valueOf(wilson(spread.mean, 500))
    const { lo, hi } = spread.interval ?? { lo: 0, hi: 0 }
    expect(hi - lo).toBeGreaterThan(5 * (pooled.hi - pooled.lo))
    const unequal = valueOf(
      binaryPrecision([
        { x: 1, n: 2 },
        { x: 90, n: 100 },
        { x: 2, n: 4 },
      ]),
    )
    expect(unequal.mean).toBeCloseTo((0.5 + 0.9 + 0.5) / 3, 15)
  })

  it('never 20: gives the same bits in any order', () => {
    const all = Array.from(aoac.keys())
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 10, maxLength: 10 }), (order) => {
        expect(binaryPrecision(order.flatMap((i) => aoac[i] ?? []))).toEqual(binaryPrecision(aoac))
      }),
    )
  })

  it('keeps a negative component, and has no interval of no width', () => {
    const alike = valueOf(binaryPrecision(countsOf([6, 6, 6], 12)))
    expect(alike.labComponent).toBeLessThan(0)
    expect(alike).toMatchObject({ betweenLabs: 0, interval: null, labSd: 0 })
  })

  it('warns below five labs', () => {
    const warnings = [2, 4, 5].map((labs) => {
      const result = binaryPrecision(aoac.slice(0, labs))
      return result.ok ? result.warnings : null
    })
    expect(warnings).toEqual([['too-few-labs'], ['too-few-labs'], []])
  })

  it.each([
    [[], 'too-few-labs'],
    [[{ x: 1, n: 2 }], 'too-few-labs'],
    [
      [
        { x: 1, n: 2 },
        { x: 0, n: 0 },
      ],
      'n-unknown',
    ],
    [
      [
        { x: 1, n: 2 },
        { x: 0, n: Number.NaN },
      ],
      'n-unknown',
    ],
    [
      [
        { x: 1, n: 2 },
        { x: 0, n: Number.POSITIVE_INFINITY },
      ],
      'n-unknown',
    ],
    [
      [
        { x: 1, n: 1 },
        { x: 0, n: 1 },
      ],
      'n-unknown',
    ],
    [
      [
        { x: 1, n: 2 },
        { x: 3, n: 2 },
      ],
      'out-of-range',
    ],
    [
      [
        { x: 1, n: 2 },
        { x: -1, n: 2 },
      ],
      'out-of-range',
    ],
    [
      [
        { x: 1, n: 2 },
        { x: 0.5, n: 2 },
      ],
      'out-of-range',
    ],
    [
      [
        { x: 2, n: 2 },
        { x: 3, n: 3 },
      ],
      'no-variation',
    ],
    [
      [
        { x: 0, n: 2 },
        { x: 0, n: 3 },
      ],
      'no-variation',
    ],
  ] as const)('refuses %j', (counts, want) => {
    expect(reasonOf(binaryPrecision(counts))).toBe(want)
  })

  it('gives numbers where one lab has all but one of the replicates', () => {
    expectSound(
      binaryPrecision([
        { x: 0, n: 9_192_597_849_964_088 },
        { x: 1, n: 1 },
      ]),
    )
  })

  it('gives numbers or a reason for any counts', () => {
    const count = fc.record({
      x: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double()),
      n: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double()),
    })
    fc.assert(
      fc.property(fc.array(count, { maxLength: 6 }), (counts) => {
        expectSound(binaryPrecision(counts))
        expectSound(homogeneity(counts))
      }),
      { numRuns: 300 },
    )
  })
})

describe('homogeneity', () => {
  // joint_testing_3rd_exercise.json, sensitivity_to_n, model B.
  it.each([
    [50, 9.7315630797773665, 0.28437445114141569],
    [100, 18.701264565871323, 0.016541564202726414],
  ])('of published shares depends on an n that was not published: %i', (n, chiSquare, p) => {
    const passed = [0.24, 0.2, 0.35, 0.2, 0.2, 0.2, 0.14, 0.26, 0.15]
    // As the oracle rounds: of 50, 17.5 → 18 and 7.5 → 8.
    const got = valueOf(homogeneity(passed.map((share) => ({ x: Math.round(share * n), n }))))
    expect(got.chiSquare).toBeCloseTo(chiSquare, 10)
    expect(got.p).toBeCloseTo(p, 12)
  })

  it('takes shares of n that are not whole', () => {
    const got = valueOf(
      homogeneity([
        { x: 17.5, n: 50 },
        { x: 25, n: 50 },
      ]),
    )
    // p̄ = .425: 2 · 50 · .075²/(.425 · .575)
    expect(got.chiSquare).toBeCloseTo((2 * 50 * 0.075 ** 2) / (0.425 * 0.575), 12)
  })
})
