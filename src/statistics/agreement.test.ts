import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { twoRaterAgreement, twoRaterIntervals } from './agreement.ts'
import * as door from './index.ts'
import { createGenerator } from './random.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const seeded = () => createGenerator([1, 2, 3, 4])

// agreement_two_raters.json: `Rscript 06_agreement.R` (R 4.2.2, psych 2.2.9).
const ROWS = [
  {
    table: [
      [20, 5],
      [10, 15],
    ],
    observed: 0.7,
    kappa: 0.4,
    se: 0.12699606293110033,
    ac1: 0.4059405940594059,
    positive: 0.7272727272727273,
    negative: 0.6666666666666666,
  },
  {
    table: [
      [118, 5],
      [2, 0],
    ],
    observed: 0.944,
    kappa: -0.02339181286549608,
    se: 0.012286756672845255,
    ac1: 0.9407763376087177,
    positive: 0.9711934156378601,
    negative: 0,
  },
  {
    table: [
      [190, 3],
      [5, 2],
    ],
    observed: 0.96,
    kappa: 0.3133047210300439,
    se: 0.1785953392644137,
    ac1: 0.9575281376088342,
    positive: 0.979381443298969,
    negative: 0.3333333333333333,
  },
]

describe('agreement of two raters', () => {
  it.each(ROWS)('$table is R’s', ({ table, observed, kappa, se, ac1, positive, negative }) => {
    const got = valueOf(twoRaterAgreement(table))
    expect(got.observed).toBeCloseTo(observed, 13)
    expect(got.kappa).toBeCloseTo(kappa, 13)
    expect(got.kappaSe).toBeCloseTo(se, 13)
    expect(got.ac1).toBeCloseTo(ac1, 13)
    expect(got.byCategory[0]).toBeCloseTo(positive, 13)
    expect(got.byCategory[1]).toBeCloseTo(negative, 13)
  })

  it('never 13: gives κ alone; the paradox 118/5/2/0 comes with agreement .944 and AC1 .941', () => {
    const got = valueOf(
      twoRaterAgreement([
        [118, 5],
        [2, 0],
      ]),
    )
    expect(got).toMatchObject({ items: 125, observed: 0.944, prevalence: [0.972, 0.028] })
    expect(got.kappa).toBeCloseTo(-0.023, 3)
    expect(got.ac1).toBeCloseTo(0.941, 3)
    const intervals = valueOf(
      twoRaterIntervals(
        [
          [118, 5],
          [2, 0],
        ],
        seeded(),
      ),
    )
    expect(Object.keys(intervals)).toEqual(['observed', 'kappa', 'ac1'])
    expect(Object.keys(door).filter((name) => /kappa|fleiss|cohen/i.test(name))).toEqual([])
  })

  it('never 10: gives a standard error or an interval without width', () => {
    const complete = valueOf(
      twoRaterAgreement([
        [30, 0],
        [0, 20],
      ]),
    )
    expect(complete).toMatchObject({ observed: 1, kappa: 1, ac1: 1, kappaSe: null, byCategory: [1, 1] })
    const intervals = valueOf(
      twoRaterIntervals(
        [
          [30, 0],
          [0, 20],
        ],
        seeded(),
        99,
      ),
    )
    for (const interval of Object.values(intervals)) expect(reasonOf(interval)).toBe('no-variation')
  })

  it('of a rater who used one category is κ 0 without a standard error', () => {
    const got = valueOf(
      twoRaterAgreement([
        [80, 20],
        [0, 0],
      ]),
    )
    expect(got).toMatchObject({ observed: 0.8, kappa: 0, kappaSe: null, byCategory: [160 / 180, 0] })
  })

  it('of raters who never agree is −1 where they share the categories evenly', () => {
    const got = valueOf(
      twoRaterAgreement([
        [0, 25],
        [25, 0],
      ]),
    )
    expect(got).toMatchObject({ observed: 0, kappa: -1, ac1: -1, byCategory: [0, 0] })
  })

  it('leaves out a category that nobody used', () => {
    const got = valueOf(
      twoRaterAgreement([
        [9, 1, 0],
        [2, 8, 0],
        [0, 0, 0],
      ]),
    )
    expect(got.byCategory[2]).toBeNull()
    expect(got.prevalence[2]).toBe(0)
  })

  it('has the item bootstrap intervals around the estimate', () => {
    const intervals = valueOf(
      twoRaterIntervals(
        [
          [20, 5],
          [10, 15],
        ],
        seeded(),
      ),
    )
    const { lo, hi } = valueOf(intervals.kappa)
    // κ ± 1.96 SE is .151 to .649.
    expect(lo).toBeCloseTo(0.15, 1)
    expect(hi).toBeCloseTo(0.65, 1)
    expect(
      twoRaterIntervals(
        [
          [20, 5],
          [10, 15],
        ],
        seeded(),
      ),
    ).toEqual({ ok: true, warnings: [], value: intervals })
  })

  it('is a number or a reason, and the same for the raters exchanged', () => {
    const tables = fc.integer({ min: 2, max: 4 }).chain((q) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: q, maxLength: q }), {
        minLength: q,
        maxLength: q,
      }),
    )
    fc.assert(
      fc.property(tables, (table) => {
        const result = twoRaterAgreement(table)
        expectSound(result)
        const transposed = twoRaterAgreement(table.map((_, i) => table.map((row) => row[i] ?? 0)))
        expect(transposed.ok).toBe(result.ok)
        if (!result.ok || !transposed.ok) return
        const { observed, kappa, ac1, kappaSe } = result.value
        for (const value of [kappa, ac1]) {
          expect(value).toBeLessThanOrEqual(1)
          expect(value).toBeGreaterThanOrEqual(-1 - 1e-12)
        }
        expect(kappaSe === null || kappaSe > 0).toBe(true)
        expect(transposed.value.observed).toBe(observed)
        expect(transposed.value.kappa).toBeCloseTo(kappa, 12)
        expect(transposed.value.ac1).toBeCloseTo(ac1, 12)
      }),
    )
  })

  it.each([
    [[], 'mismatched-items'],
    [[[5]], 'mismatched-items'],
    [[[5, 1], [2]], 'mismatched-items'],
    [
      [
        [5, 1],
        [2, -1],
      ],
      'out-of-range',
    ],
    [
      [
        [5, 1],
        [2, 0.5],
      ],
      'out-of-range',
    ],
    [
      [
        [5, 1],
        [2, Number.NaN],
      ],
      'out-of-range',
    ],
    [
      [
        [2 ** 52, 2 ** 52],
        [2 ** 52, 1],
      ],
      'out-of-range',
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      'too-few-items',
    ],
    [
      [
        [1, 0],
        [0, 0],
      ],
      'too-few-items',
    ],
    [
      [
        [50, 0],
        [0, 0],
      ],
      'no-variation',
    ],
    [
      [
        [0, 0],
        [0, 50],
      ],
      'no-variation',
    ],
  ])('of %j is refused', (table, want) => {
    expect(reasonOf(twoRaterAgreement(table))).toBe(want)
    expect(reasonOf(twoRaterIntervals(table, seeded(), 10))).toBe(want)
  })

  it('warns below ten items and resamples no more than it can hold', () => {
    expect(
      twoRaterAgreement([
        [3, 1],
        [1, 3],
      ]),
    ).toMatchObject({ warnings: ['few-items'] })
    expect(
      reasonOf(
        twoRaterIntervals(
          [
            [1e9, 1],
            [1, 1],
          ],
          seeded(),
          1,
        ),
      ),
    ).toBe('out-of-range')
  })
})
