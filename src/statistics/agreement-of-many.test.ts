import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { twoRaterAgreement } from './agreement.ts'
import { manyRaterAgreement, manyRaterIntervals } from './agreement-of-many.ts'
import { createGenerator } from './random.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const seeded = () => createGenerator([1, 2, 3, 4])

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
