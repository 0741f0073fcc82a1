import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addScore, emptyCells } from './cells.ts'
import { crossedAnova } from './crossed-anova.ts'
import { crossedLabItem } from './crossed-lab-item.fixture.ts'
import {
  betweenLabConsistency,
  cochranCritical,
  cochranP,
  flagOf,
  grubbsCritical,
  grubbsP,
  mandelHCritical,
  mandelKCritical,
  repeatDeviations,
  withinLabConsistency,
} from './interlab-consistency.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

describe('critical values', () => {
  // iso5725_critical_values.json (Rscript 01_iso5725.R); ISO 5725-2:1994, tables 4 to 7, print .516 and .615,
  // 2.126 and 2.274, 1.75 and 2.06 for 8 labs (of 3 replicates).
  it.each([
    [cochranCritical(3, 2, 0.05), 0.9669444444444444],
    [cochranCritical(8, 3, 0.05), 0.5156874570365015],
    [cochranCritical(8, 3, 0.01), 0.6151665102966507],
    [cochranCritical(20, 6, 0.01), 0.20479891265946817],
    [mandelKCritical(3, 2, 0.05), 1.6454482671904334],
    [mandelKCritical(8, 3, 0.01), 1.9637770384173023],
    [mandelKCritical(20, 6, 0.05), 1.4724755998637535],
    [grubbsCritical(3, 0.05), 1.1543048513440386],
    [grubbsCritical(8, 0.05), 2.1266450871954636],
    [grubbsCritical(8, 0.01), 2.2743651270798937],
    [grubbsCritical(40, 0.01), 3.3806834758341027],
    [mandelHCritical(3, 0.05), 1.1511409819812508],
    [mandelHCritical(8, 0.01), 2.0648901745005763],
    [mandelHCritical(40, 0.05), 1.9239690004675807],
  ])('case %#: are R’s to 1e-9', (result, want) => {
    expect(Math.abs(valueOf(result) / want - 1)).toBeLessThan(1e-9)
  })

  it('have the p value they were made for', () => {
    for (const labs of [3, 5, 8, 20]) {
      for (const alpha of [0.05, 0.01]) {
        expect(cochranP(valueOf(cochranCritical(labs, 3, alpha)), labs, 3)).toBeCloseTo(alpha, 11)
        // Of three labs G lies close to its largest value, where p turns on the last digits.
        expect(grubbsP(valueOf(grubbsCritical(labs, alpha)), labs)).toBeCloseTo(alpha, labs === 3 ? 9 : 11)
      }
    }
  })

  it('end at 0 and 1', () => {
    expect(cochranP(1, 5, 3)).toBe(0)
    expect(cochranP(0.2, 5, 3)).toBe(1)
    expect(grubbsP(4 / Math.sqrt(5), 5)).toBe(0)
    expect(grubbsP(0.5, 5)).toBe(1)
  })

  it.each([
    [cochranCritical(1, 2, 0.05), 'too-few-labs'],
    [cochranCritical(2, 1, 0.05), 'n-unknown'],
    [cochranCritical(2, 2, 0), 'out-of-range'],
    [mandelKCritical(Number.NaN, 2, 0.05), 'too-few-labs'],
    [mandelKCritical(5, Number.POSITIVE_INFINITY, 0.05), 'n-unknown'],
    [mandelKCritical(5, 2, 1), 'out-of-range'],
    [grubbsCritical(2, 0.05), 'too-few-labs'],
    [grubbsCritical(3, Number.NaN), 'out-of-range'],
    [mandelHCritical(2, 0.05), 'too-few-labs'],
    [mandelHCritical(3, -1), 'out-of-range'],
  ])('case %#: refuse what has none', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

describe('flagOf', () => {
  it.each([
    [1, null],
    [1.5, null],
    [1.6, 'straggler'],
    [2, 'straggler'],
    [2.1, 'outlier'],
  ])('of %d is %s', (value, want) => {
    expect(flagOf(value, { straggler: 1.5, outlier: 2 })).toBe(want)
  })
})

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

describe('withinLabConsistency', () => {
  // ISO 5725-2:1994 B.1, level 1 (iso5725_coal_sulfur.json, Rscript 01_iso5725.R).
  const sds = [
    0.0050000000000000044, 0.0099999999999999534, 0.020816659994661285, 0.010000000000000009,
    0.018708286933869681, 0.0057735026918962632, 0.011547005383792526, 0.025166114784235805,
  ]

  it('gives k and Cochran’s C', () => {
    const got = valueOf(withinLabConsistency(sds, 3))
    expect(got.rows[7]?.k).toBeCloseTo(1.6738707590409576, 12)
    expect(got.rows[0]?.k).toBeCloseTo(0.33256439728421672, 12)
    // k beyond its 5 % value, 1.669; C, the test over all labs, is not.
    expect(got.rows[7]?.flag).toBe('straggler')
    expect(got.cochran).toMatchObject({ lab: 7, flag: null })
    expect(got.cochran.c).toBeCloseTo(0.35023041474654387, 12)
    expect(got.cochran.p).toBeCloseTo(0.39120611855874227, 10)
    expect(got.critical.cochran.straggler).toBeCloseTo(0.51568745703650154, 10)
    expect(got.critical.k.outlier).toBeCloseTo(1.9637770384173023, 10)
  })

  it('never 20: gives the same bits in any order', () => {
    const got = valueOf(withinLabConsistency(sds, 3))
    const reversed = valueOf(withinLabConsistency(sds.toReversed(), 3))
    expect(reversed.rows.toReversed()).toEqual(got.rows)
    expect(reversed.cochran).toEqual({ ...got.cochran, lab: 0 })
  })

  it('passes over labs with one replicate, and keeps one that alone varies', () => {
    const got = valueOf(withinLabConsistency([null, 0, 1, 0], 2))
    expect(got.labs).toBe(3)
    expect(got.rows[0]).toBeNull()
    expect(got.cochran).toMatchObject({ lab: 2, c: 1, p: 0, flag: 'outlier' })
  })

  it.each([
    [[1, 2], 2, 'too-few-labs'],
    [[1, 2, null], 2, 'too-few-labs'],
    [[1, 2, 3], 1, 'n-unknown'],
    [[1, 2, 3], Number.NaN, 'n-unknown'],
    [[1, 2, -3], 2, 'out-of-range'],
    [[1, 2, Number.NaN], 2, 'out-of-range'],
    [[1, 2, 1e200], 2, 'out-of-range'],
    [[0, 0, 0], 2, 'no-variation'],
  ] as const)('refuses %j of %d replicates', (sds, n, want) => {
    expect(reasonOf(withinLabConsistency(sds, n))).toBe(want)
  })

  it('gives numbers or a reason for any deviations', () => {
    const sd = fc.oneof(
      fc.constantFrom(0, 1, 1e-99, null),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double(),
    )
    fc.assert(
      fc.property(fc.array(sd, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (list, n) => {
        const result = withinLabConsistency(list, n)
        expectSound(result)
        if (!result.ok) return
        const squares = result.value.rows.reduce((sum, row) => sum + (row === null ? 0 : row.k ** 2), 0)
        expect(squares / result.value.labs).toBeCloseTo(1, 9)
      }),
      { numRuns: 300 },
    )
  })
})

describe('repeatDeviations', () => {
  it('pools the squares within items, lab by lab, to MS_E of the joint analysis', () => {
    const { sds, replicates } = valueOf(repeatDeviations(crossedLabItem()))
    // 80 items of three attempts: 160 degrees of freedom.
    expect(replicates).toBe(161)
    const mean = sds.reduce<number>((sum, sd) => sum + (sd ?? 0) ** 2, 0) / 6
    expect(mean).toBeCloseTo(valueOf(crossedAnova(crossedLabItem())).ms.repeat ?? Number.NaN, 13)
    const { rows, cochran } = valueOf(withinLabConsistency(sds, replicates))
    for (const row of rows) expect(Math.abs((row?.k ?? 9) - 1)).toBeLessThan(0.15)
    expect(cochran.flag).toBeNull()
  })

  it('finds a lab whose attempts never differ', () => {
    const cells = emptyCells(3, 40)
    for (let lab = 0; lab < 3; lab++) {
      for (let item = 0; item < 40; item++) {
        for (let k = 0; k < 3; k++) addScore(cells, lab, item, lab > 0 && k === 0 ? 0 : 1)
      }
    }
    const { sds, replicates } = valueOf(repeatDeviations(cells))
    expect(sds[0]).toBe(0)
    expect(valueOf(withinLabConsistency(sds, replicates)).rows[1]?.flag).toBe('outlier')
  })

  it('has none for a lab with one attempt per item, and refuses where no lab repeats', () => {
    const cells = emptyCells(2, 2)
    for (const lab of [0, 1]) for (const item of [0, 1]) addScore(cells, lab, item, item)
    expect(reasonOf(repeatDeviations(cells))).toBe('n-unknown')
    addScore(cells, 1, 0, 1)
    expect(valueOf(repeatDeviations(cells))).toEqual({ sds: [null, Math.sqrt(0.5)], replicates: 2 })
    expect(reasonOf(repeatDeviations(emptyCells(2, 2)))).toBe('mismatched-items')
  })
})
