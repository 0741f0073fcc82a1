import * as door from './index.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manyRaterAgreement, manyRaterIntervals, twoRaterAgreement, twoRaterIntervals } from './agreement.ts'
import { createGenerator } from './resampling.ts'
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

// Psychiatric diagnoses of 30 patients by 6 raters: J. L. Fleiss, Psychol. Bull. 76 (1971) 378. Results from
// agreement_multi_rater.json, `Rscript 06_agreement.R` (R 4.2.2).
const FLEISS = `00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
  00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006`
  .split(/\s+/)
  .map((row) => Array.from(row, Number))

describe('agreement of many raters', () => {
  it('of Fleiss’ patients is the published κ .430, with P̄ and AC1', () => {
    const got = valueOf(manyRaterAgreement(FLEISS))
    expect(got).toMatchObject({ units: 30, raters: 6 })
    expect(got.kappa).toBeCloseTo(0.43024452006014086, 13)
    expect(got.observed).toBeCloseTo(0.5555555555555556, 13)
    expect(got.ac1).toBeCloseTo(0.4478845158445642, 13)
    expect(got.prevalence.reduce((sum, share) => sum + share ** 2, 0)).toBeCloseTo(0.21993827160493828, 13)
  })

  it('has the intervals that the linearised standard errors give, roughly', () => {
    const { kappa, ac1 } = valueOf(manyRaterIntervals(FLEISS, seeded()))
    // .430 ± 2.045 · .0542 and .448 ± 2.045 · .0557 (Gwet's variances, same source).
    expect(valueOf(kappa).lo).toBeCloseTo(0.319, 1)
    expect(valueOf(kappa).hi).toBeCloseTo(0.541, 1)
    expect(valueOf(ac1).lo).toBeCloseTo(0.334, 1)
    expect(valueOf(ac1).hi).toBeCloseTo(0.562, 1)
  })

  it('never 13: gives κ alone; where one category is rare AC1 shows what κ hides', () => {
    const counts = [...Array.from({ length: 118 }, () => [2, 0]), ...Array.from({ length: 7 }, () => [1, 1])]
    const got = valueOf(manyRaterAgreement(counts))
    expect(got.observed).toBeCloseTo(0.944, 12)
    expect(got.kappa).toBeCloseTo(-0.028806584362140154, 12)
    // The same AC1 as of the table 118/5/2/0: it looks at the mean of the two margins only.
    expect(got.ac1).toBeCloseTo(
      valueOf(
        twoRaterAgreement([
          [118, 5],
          [2, 0],
        ]),
      ).ac1,
      13,
    )
  })

  it('never 20: depends on the order of the units', () => {
    const shuffled = fc.shuffledSubarray(FLEISS, { minLength: 30, maxLength: 30 })
    const intervals = manyRaterIntervals(FLEISS, seeded(), 99)
    fc.assert(
      fc.property(shuffled, (counts) => {
        expect(manyRaterAgreement(counts)).toEqual(manyRaterAgreement(FLEISS))
        expect(manyRaterIntervals(counts, seeded(), 99)).toEqual(intervals)
      }),
      { numRuns: 20 },
    )
  })

  it('of complete agreement is 1, without an interval', () => {
    const counts = [
      [4, 0, 0],
      [0, 4, 0],
      [4, 0, 0],
    ]
    expect(valueOf(manyRaterAgreement(counts))).toMatchObject({ observed: 1, kappa: 1, ac1: 1 })
    const intervals = valueOf(manyRaterIntervals(counts, seeded(), 199))
    // Some replicates hold one category only: too many to leave out.
    expect(reasonOf(intervals.ac1)).toBe('not-converged')
    const many = Array.from({ length: 20 }, (_, unit) => (unit % 2 === 0 ? [4, 0, 0] : [0, 4, 0]))
    for (const interval of Object.values(valueOf(manyRaterIntervals(many, seeded(), 199)))) {
      expect(reasonOf(interval)).toBe('no-variation')
    }
  })

  it('is a number or a reason', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 })).chain(([q, n]) =>
      fc.array(
        fc.array(fc.nat({ max: q - 1 }), { minLength: n, maxLength: n }).map((labels) => {
          const row = Array.from({ length: q }, () => 0)
          for (const label of labels) row[label] = (row[label] ?? 0) + 1
          return row
        }),
        { maxLength: 12 },
      ),
    )
    fc.assert(
      fc.property(counts, (rows) => {
        expectSound(manyRaterAgreement(rows))
        const intervals = manyRaterIntervals(rows, seeded(), 19)
        if (!intervals.ok) return
        for (const interval of Object.values(intervals.value)) expectSound(interval)
      }),
    )
  })

  it.each([
    [[], 'too-few-items'],
    [[[2, 1]], 'too-few-items'],
    [[[3], [3]], 'mismatched-items'],
    [[[2, 1], [3]], 'mismatched-items'],
    [
      [
        [2, 1],
        [2, 2],
      ],
      'mismatched-items',
    ],
    [
      [
        [1, 0],
        [0, 1],
      ],
      'too-few-labels',
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      'too-few-labels',
    ],
    [
      [
        [2, 0],
        [2, 0],
      ],
      'no-variation',
    ],
    [
      [
        [2, 0],
        [3, -1],
      ],
      'out-of-range',
    ],
    [
      [
        [1.5, 0.5],
        [2, 0],
      ],
      'out-of-range',
    ],
    [
      [
        [1e9, 0],
        [0, 1e9],
      ],
      'out-of-range',
    ],
  ])('of %j is refused', (counts, want) => {
    expect(reasonOf(manyRaterAgreement(counts))).toBe(want)
    expect(reasonOf(manyRaterIntervals(counts, seeded(), 9))).toBe(want)
  })
})
