import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOffsets } from './decimals.ts'
import { iso5725 } from './iso-5725.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

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
