import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binaryPrecision, homogeneity, iso5725 } from './iso-5725.ts'
import { wilson } from './run-score.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { decimalOffsets } from './sum.ts'

// Sulphur in coal, level 3: ISO 5725-2:1994 B.1 as in iso5725_coal_sulfur.json (Rscript 01_iso5725.R, R 4.2.2), which
// reproduces the printed m = 1.667, s_r = .017, s_R = .035.
const coal = [
  [1.68, 1.7, 1.68, 1.69],
  [1.64, 1.64, 1.65],
  [1.61, 1.61, 1.62],
  [1.68, 1.66, 1.66],
  [1.64, 1.67, 1.6, 1.66, 1.68],
  [1.7, 1.73, 1.73],
  [1.69, 1.7, 1.68],
  [1.67, 1.68, 1.67],
]

/** NIST StRD SmLs07: nine treatments of 21 values around 10¹² + .4; certified F = 21. */
const smLs07 = [1.4, 1.3, 1.5, 1.3, 1.5, 1.3, 1.5, 1.3, 1.5].map((middle) =>
  Array.from({ length: 21 }, (_, k) => {
    const tenths = Math.round(middle * 10) + (k === 0 ? 0 : k % 2 === 1 ? -1 : 1)
    return `1000000000000.${tenths - 10}`
  }),
)

describe('iso5725', () => {
  const result = iso5725(coal)
  const got = valueOf(result)

  it('gives precision of unequal replicates', () => {
    expect(got).toMatchObject({ labs: 8, observations: 27, replicates: 3, df: { lab: 7, repeat: 19 } })
    expect(got.effectiveReplicates).toBeCloseTo(3.3544973544973544, 12)
    expect(got.mean).toBeCloseTo(1.6674074074074074, 13)
    expect(got.ms.repeat).toBeCloseTo(0.00029166666666666593, 15)
    expect(got.ms.lab).toBeCloseTo(0.003368121693121686, 14)
    expect(got.labComponent).toBeCloseTo(0.0009171135646687678, 15)
    expect(got.repeatability).toBeCloseTo(0.01707825127659931, 13)
    expect(got.betweenLabs).toBeCloseTo(0.030283882919281798, 13)
    expect(got.reproducibility).toBeCloseTo(0.03476751689918959, 13)
    expect(got.repeatabilityLimit).toBeCloseTo(0.047819103574478064, 13)
    expect(got.reproducibilityLimit).toBeCloseTo(0.09734904731773085, 13)
    expect(got.test?.f).toBeCloseTo(0.003368121693121686 / 0.00029166666666666593, 10)
    expect(got.labSds[4]).toBeCloseTo(0.03162277660168373, 13)
    expect(result.ok && result.warnings).toEqual(['unequal-repeats'])
  })

  it('never 23: flags lab 5, which repeats badly, and removes nobody', () => {
    const { within, between } = got
    expect(within?.rows[4]).toMatchObject({ flag: 'outlier' })
    expect(within?.rows[4]?.k).toBeCloseTo(2.1535276082326593, 11)
    expect(within?.cochran).toMatchObject({ lab: 4, flag: 'straggler' })
    expect(within?.cochran.c).toBeCloseTo(0.5797101449275348, 12)
    expect(within?.cochran.p).toBeCloseTo(0.01853242866553811, 12)
    expect(between?.rows.map(({ flag }) => flag)).toEqual(Array.from({ length: 8 }, () => null))
    expect(between?.lowest).toMatchObject({ lab: 2, flag: null })
    expect(got.labMeans).toHaveLength(8)
    expect(got.observations).toBe(coal.flat().length)
  })

  it('never 18: keeps F of SmLs07, where Σx² − (Σx)²/n makes it negative or nothing', () => {
    const texts = smLs07.flat()
    const { offsets } = valueOf(decimalOffsets(texts))
    const groups = smLs07.map((_, g) => offsets.slice(g * 21, (g + 1) * 21))
    expect(valueOf(iso5725(groups)).test?.f).toBeCloseTo(21, 12)
    // As doubles, which are off by up to 6e-5, three digits are left; the naive formula has none.
    const doubles = smLs07.map((group) => group.map(Number))
    expect(valueOf(iso5725(doubles)).test?.f).toBeCloseTo(21, 2)
    const squares = (values: number[]): number => values.reduce((sum, x) => sum + x * x, 0)
    const total = (values: number[]): number => values.reduce((sum, x) => sum + x, 0)
    const between =
      doubles.reduce((sum, group) => sum + total(group) ** 2 / 21, 0) - total(doubles.flat()) ** 2 / 189
    const within = squares(doubles.flat()) - doubles.reduce((sum, group) => sum + total(group) ** 2 / 21, 0)
    expect(Math.abs(between / 8 / (within / 180) - 21)).toBeGreaterThan(10)
  })

  it('never 20: gives the same bits in any order of replicates and labs', () => {
    const all = Array.from(coal.keys())
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 8, maxLength: 8 }), (order) => {
        const mixed = valueOf(iso5725(order.map((i) => (coal[i] ?? []).toReversed())))
        const { mean, ms, reproducibility, test, effectiveReplicates } = got
        expect(mixed).toMatchObject({ mean, ms, reproducibility, test, effectiveReplicates })
        expect(mixed.between?.rows).toEqual(order.map((i) => got.between?.rows[i]))
        expect(mixed.within?.rows).toEqual(order.map((i) => got.within?.rows[i]))
      }),
    )
  })

  it('keeps a negative component, and no lab effect below 0', () => {
    const alike = valueOf(
      iso5725([
        [1, 5],
        [2, 4],
        [1.5, 4.5],
      ]),
    )
    expect(alike.labComponent).toBeLessThan(0)
    expect(alike.betweenLabs).toBe(0)
    expect(alike.reproducibility).toBe(alike.repeatability)
    expect(alike.between).toBeNull()
  })

  it('of two labs is the analysis of variance alone', () => {
    const two = iso5725([
      [1, 2],
      [3, 5],
    ])
    // s_r² = (.5 + 2)/2, s_d² = 2 · 2 · 1.25²
    expect(valueOf(two)).toMatchObject({ between: null, within: null, ms: { lab: 6.25, repeat: 1.25 } })
    expect(valueOf(two).test?.f).toBeCloseTo(5, 14)
    expect(two.ok && two.warnings).toEqual(['too-few-labs'])
  })

  it('without replicates has lab means alone', () => {
    const single = valueOf(iso5725([[1], [2], [4], [3]]))
    expect(single).toMatchObject({
      replicates: 1,
      ms: { repeat: null },
      repeatability: null,
      betweenLabs: null,
      reproducibility: null,
      repeatabilityLimit: null,
      reproducibilityLimit: null,
      labComponent: null,
      test: null,
      within: null,
      labSds: [null, null, null, null],
    })
    expect(single.between?.mean).toBe(2.5)
  })

  it('takes n of the critical values from the labs that have replicates', () => {
    const some = valueOf(iso5725([[1], [2], [4], [3], [1, 2, 4], [2, 3, 4], [1, 1, 2]]))
    expect(some.replicates).toBe(3)
    expect(some.within?.labs).toBe(3)
    expect(some.within?.rows.slice(0, 4)).toEqual([null, null, null, null])
    expect(
      valueOf(
        iso5725([
          [1, 2],
          [2, 4, 5],
          [3, 1],
        ]),
      ).replicates,
    ).toBe(2)
    // Of 2 and 3, as common as each other, the smaller n has the larger critical value.
    expect(
      valueOf(
        iso5725([
          [1, 2],
          [2, 4, 5],
        ]),
      ).replicates,
    ).toBe(2)
  })

  it('takes what rounding leaves of equal values for no variation', () => {
    const thirds = [0.3, 0.1 + 0.2, 0.3]
    const steady = valueOf(iso5725([thirds, [0.5, 0.5, 0.5], [0.7, 0.7, 0.7]]))
    expect(steady).toMatchObject({ repeatability: 0, within: null, test: null })
    const level = valueOf(
      iso5725([
        [0.1, 0.5],
        [0.2, 0.4],
        [0.3, 0.3],
      ]),
    )
    expect(level.between).toBeNull()
  })

  it.each([
    ['no lab', [], 'too-few-labs'],
    ['one lab', [[1, 2]], 'too-few-labs'],
    ['a lab without a value', [[1, 2], [3], []], 'n-unknown'],
    ['NaN', [[1, Number.NaN], [3]], 'out-of-range'],
    ['infinity', [[1, Number.POSITIVE_INFINITY], [3]], 'out-of-range'],
    ['a value whose square is none', [[1, 1e200], [3]], 'out-of-range'],
    ['equal values', [[0.1, 0.1], [0.1]], 'no-variation'],
    ['values equal but for rounding', [[0.3], [0.1 + 0.2]], 'no-variation'],
  ] as const)('refuses %s', (_, labs, want) => {
    expect(reasonOf(iso5725(labs))).toBe(want)
  })

  it('gives numbers or a reason for any replicates', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1, 0.1, 0.3, 0.1 + 0.2, 1e-160, -1e99, 1e12),
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.double(),
    )
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 4 }), { maxLength: 6 }), (labs) => {
        const found = iso5725(labs)
        expectSound(found)
        if (!found.ok) return
        const { repeatability, reproducibility } = found.value
        expect(reproducibility ?? 0).toBeGreaterThanOrEqual(repeatability ?? 0)
      }),
      { numRuns: 500 },
    )
  })
})

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
