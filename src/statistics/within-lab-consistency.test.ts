import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addScore, emptyCells } from './cells.ts'
import { crossedAnova } from './crossed-anova.ts'
import { crossedLabItem } from './crossed-lab-item.fixture.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { repeatDeviations, withinLabConsistency } from './within-lab-consistency.ts'

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
