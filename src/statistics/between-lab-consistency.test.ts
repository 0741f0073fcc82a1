import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betweenLabConsistency } from './between-lab-consistency.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

// Model B of joint_testing_3rd_exercise.json (Rscript 14_joint_tables.R), shares by language from arXiv:2601.15679:
// English, Farsi, French, Hindi, Japanese, Kiswahili, Korean, Mandarin Chinese, Telugu.
const passed = [0.24, 0.2, 0.35, 0.2, 0.2, 0.2, 0.14, 0.26, 0.15]

describe('betweenLabConsistency', () => {
  const got = valueOf(betweenLabConsistency(passed))

  it('gives mean, intervals, h, Grubbs and leave-one-out t of a published table', () => {
    expect(got.mean).toBeCloseTo(0.21555555555555556, 14)
    expect(got.sd).toBeCloseTo(0.062871120379533366, 14)
    expect(got.interval.lo).toBeCloseTo(0.16722853436218127, 12)
    expect(got.interval.hi).toBeCloseTo(0.26388257674892984, 12)
    expect(got.nextLab.lo).toBeCloseTo(0.062732096053264269, 12)
    expect(got.nextLab.hi).toBeCloseTo(0.36837901505784687, 12)
    expect(got.rows[2]?.h).toBeCloseTo(2.1384133706039465, 12)
    expect(got.highest.g).toBeCloseTo(2.1384133706039465, 12)
    expect(got.highest.p).toBeCloseTo(0.083963985048502929, 12)
    expect(got.rows[2]?.leaveOneOut?.t).toBeCloseTo(3.5511519888466827, 11)
    expect(got.rows[6]?.leaveOneOut?.t).toBeCloseTo(-1.3356461422412567, 11)
    expect(got.critical.h.straggler).toBeCloseTo(1.7770229475634911, 10)
    expect(got.critical.h.outlier).toBeCloseTo(2.1271498790661765, 10)
    expect(got.critical.grubbs.straggler).toBeCloseTo(2.2150042233255336, 10)
  })

  it('says outlier by h where the test over all labs does not: French, h = 2.14 of 2.13', () => {
    expect(got.rows.map(({ flag }) => flag)).toEqual([
      null,
      null,
      'outlier',
      null,
      null,
      null,
      null,
      null,
      null,
    ])
    expect(got.highest).toMatchObject({ lab: 2, flag: null })
    // Grubbs' p is the leave-one-out p, Bonferroni over the labs; Holm's largest is the same.
    expect(got.rows[2]?.leaveOneOut?.holm).toBeCloseTo(got.highest.p, 12)
  })

  it('never 7: a lab hides in the SD it widens; left out, it stands out; below 8 labs that is said', () => {
    const five = [0.8, 0.81, 0.79, 0.8, 0.6]
    const result = betweenLabConsistency(five)
    const { rows } = valueOf(result)
    expect(Math.abs(rows[4]?.h ?? 9)).toBeLessThan(1.79)
    expect(rows[4]?.leaveOneOut?.t ?? 0).toBeLessThan(-20)
    expect(rows[4]?.leaveOneOut?.holm ?? 1).toBeLessThan(0.002)
    expect(result.ok && result.warnings).toEqual(['too-few-labs'])
    // However far off, h of three labs stays below 1.1548 and its 1 % value is 1.1546.
    const far = valueOf(betweenLabConsistency([0, 0.001, 1000])).rows[2]
    expect(far?.h).toBeLessThan(1.15471)
    const eight = betweenLabConsistency([...five, 0.81, 0.8, 0.79])
    expect(eight.ok && eight.warnings).toEqual([])
  })

  it('never 20: gives the same bits in any order', () => {
    const all = Array.from(passed.keys())
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 9, maxLength: 9 }), (order) => {
        const mixed = valueOf(betweenLabConsistency(order.map((i) => passed[i] ?? Number.NaN)))
        expect(mixed.rows).toEqual(order.map((i) => got.rows[i]))
        expect({ ...mixed, rows: [], highest: null, lowest: null }).toEqual({
          ...got,
          rows: [],
          highest: null,
          lowest: null,
        })
        expect(mixed.highest).toEqual({ ...got.highest, lab: order.indexOf(2) })
      }),
    )
  })

  it('never 23: has a row for every lab, outliers too', () => {
    expect(valueOf(betweenLabConsistency([1, 1.1, 0.9, 1, 1.05, 0.95, 1, 1.02, 99])).rows).toHaveLength(9)
  })

  it('has no leave-one-out t against labs that do not differ', () => {
    const { rows, highest } = valueOf(betweenLabConsistency([1, 1, 1, 2]))
    expect(rows.map(({ leaveOneOut }) => leaveOneOut === null)).toEqual([false, false, false, true])
    expect(highest).toMatchObject({ lab: 3, p: 0, flag: 'outlier' })
  })

  it.each([
    [[], 'too-few-labs'],
    [[1, 2], 'too-few-labs'],
    [[1, 2, Number.NaN], 'out-of-range'],
    [[1, 2, Number.NEGATIVE_INFINITY], 'out-of-range'],
    [[1, 2, 1e101], 'out-of-range'],
    [[0.1, 0.1, 0.1], 'no-variation'],
    [[0.3, 0.3, 0.1 + 0.2], 'no-variation'],
  ] as const)('refuses %j', (means, want) => {
    expect(reasonOf(betweenLabConsistency(means))).toBe(want)
  })

  it('gives numbers or a reason for any means', () => {
    const mean = fc.oneof(
      fc.constantFrom(0, 1, 0.3, 0.1 + 0.2),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double(),
    )
    fc.assert(
      fc.property(fc.array(mean, { maxLength: 9 }), (means) => {
        expectSound(betweenLabConsistency(means))
      }),
      { numRuns: 300 },
    )
  })
})
