import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addScore, emptyCells, selectCells } from './cells.ts'
import type { Cells } from './cells.ts'
import { cochranQ, crossedAnova, sdFactors } from './crossed-anova.ts'
import { crossedLabItem, majorities } from './crossed-lab-item.fixture.ts'
import { chiSquareTails } from './distributions.ts'
import { wilson } from './run-score.ts'
import { createGenerator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

/** A table from the scores of each cell, labs outside. */
function tableOf(scores: readonly (readonly (readonly number[])[])[]): Cells {
  const cells = emptyCells(scores.length, scores[0]?.length ?? 0)
  for (const [lab, row] of scores.entries()) {
    for (const [item, list] of row.entries()) for (const score of list) addScore(cells, lab, item, score)
  }
  return cells
}

const every = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

describe('crossedAnova', () => {
  const got = valueOf(crossedAnova(crossedLabItem()))

  it('gives R’s sums of squares (crossed_lab_item.json: Rscript 13_crossed.R, aov)', () => {
    expect(got.ss.lab).toBeCloseTo(6.503472222222218, 11)
    expect(got.ss.item).toBeCloseTo(116.14930555555554, 10)
    expect(got.ss.labByItem).toBeCloseTo(67.32986111111111, 10)
    expect(got.ss.repeat).toBeCloseTo(153.33333333333334, 10)
    expect(got.df).toEqual({ lab: 5, item: 79, labByItem: 395, repeat: 960 })
    expect(got.itemsFixed?.f).toBeCloseTo(8.143478260869559, 10)
    expect(got.itemsFixed?.p).toBeCloseTo(1.535826896209715e-7, 15)
    expect(got.itemsRandom?.f).toBeCloseTo(7.630704966221437, 10)
    expect(got.components?.labByItem).toBeCloseTo(0.0035777074542897302, 13)
  })

  it('gives the worked numbers of the reference', () => {
    expect(got.thisTest.lo).toBeCloseTo(0.53038189, 8)
    expect(got.thisTest.hi).toBeCloseTo(0.68489589, 8)
    expect(got.tasksOfThisKind.se).toBeCloseTo(0.04249578, 9)
    expect(got.tasksOfThisKind.df).toBeCloseTo(18.487068, 6)
    expect(got.tasksOfThisKind.lo).toBeCloseTo(0.51852688, 8)
    expect(got.tasksOfThisKind.hi).toBeCloseTo(0.6967509, 8)
    expect(got.nextLab.lo).toBeCloseTo(0.40323608, 8)
    // As far above the mean as the lower end is below it; the reference prints .81204179.
    expect(got.nextLab.hi).toBeCloseTo(0.81204169, 8)
    expect(got.betweenLabs?.value).toBeCloseTo(0.06894963, 8)
    expect(got.betweenLabs?.lo).toBeCloseTo(0.03798325, 8)
    expect(got.betweenLabs?.hi).toBeCloseTo(0.17870536, 8)
    expect(got.reproducibilityLimit).toBeCloseTo(0.20612945, 8)
  })

  it('never 2: is not the interval of one pooled binomial, which is less than half as wide', () => {
    const pooled = valueOf(wilson(got.mean, 6 * 80 * 3))
    const { lo, hi } = got.thisTest
    expect(pooled.hi - pooled.lo).toBeLessThan((hi - lo) / 2)
  })

  it('never 3: weighs labs the same, however many attempts they made and however near 0 or 1 they are', () => {
    const scores = [
      [[1], [1], [0], [1]],
      [[0], [1], [0], [1]],
      [[1], [1], [1], [1]],
    ]
    const lopsided = scores.map((row, lab) =>
      row.map((list) => (lab === 2 ? list.flatMap((score) => every(50).map(() => score)) : list)),
    )
    const result = crossedAnova(tableOf(lopsided))
    expect(valueOf(result).mean).toBe(valueOf(crossedAnova(tableOf(scores))).mean)
    expect(valueOf(result).mean).toBeCloseTo((0.75 + 0.5 + 1) / 3, 15)
    expect(result.ok && result.warnings).toContain('unequal-repeats')
  })

  it('never 8: gives no joint figure of two labs', () => {
    expect(reasonOf(crossedAnova(selectCells(crossedLabItem(), [0, 1], every(80))))).toBe('too-few-labs')
  })

  it('never 11: does not narrow for tasks of this kind when every attempt is there twice', () => {
    const doubled = valueOf(crossedAnova(crossedLabItem(2)))
    for (const key of ['thisTest', 'tasksOfThisKind', 'nextLab'] as const) {
      expect(doubled[key].lo).toBeCloseTo(got[key].lo, 12)
      expect(doubled[key].hi).toBeCloseTo(got[key].hi, 12)
    }
  })

  it('never 14: refuses a cell without an attempt instead of leaving it out', () => {
    const cells = crossedLabItem()
    cells.n[17] = 0
    expect(reasonOf(crossedAnova(cells))).toBe('mismatched-items')
  })

  it('never 20: takes cells sorted by the caller; another order of items changes rounding alone', () => {
    const cells = crossedLabItem()
    const order = fc.shuffledSubarray(every(80), { minLength: 80, maxLength: 80 })
    fc.assert(
      fc.property(order, (shuffled) => {
        const mixed = selectCells(cells, every(6), shuffled)
        const other = valueOf(crossedAnova(mixed))
        expect(other.tasksOfThisKind.lo).toBeCloseTo(got.tasksOfThisKind.lo, 12)
        const sorted = every(80).map((item) => shuffled.indexOf(item))
        expect(valueOf(crossedAnova(selectCells(mixed, every(6), sorted)))).toEqual(got)
      }),
      { numRuns: 20 },
    )
  })

  it('never 22: neither clips an interval nor cuts a negative component off before it is used', () => {
    const agreeing = valueOf(
      crossedAnova(
        tableOf([
          [
            [1, 1],
            [0, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [0, 0],
            [1, 1],
            [0, 0],
            [1, 1],
          ],
          [
            [1, 1],
            [0, 0],
            [0, 0],
            [0, 0],
          ],
        ]),
      ),
    )
    expect(agreeing.components?.lab).toBeLessThan(0)
    const high = valueOf(
      crossedAnova(
        tableOf([
          [[1], [1], [1], [1]],
          [[1], [1], [1], [0]],
          [[1], [1], [1], [1]],
        ]),
      ),
    )
    expect(high.nextLab.hi).toBeGreaterThan(1)
    expect(high.thisTest.hi).toBeGreaterThan(1)
    expect(high.tasksOfThisKind.hi).toBeGreaterThan(1)
    expect(high.mean).toBeCloseTo(11 / 12, 15)
  })

  it('never 23: keeps a lab that deviates in the joint mean', () => {
    expect(got.labs).toBe(6)
    expect(got.labMeans[4]).toBeCloseTo(0.4666666666666667, 14)
    expect(got.mean).toBeCloseTo(0.6076388888888888, 14)
  })

  it('takes the harmonic mean of unequal repeats, and says so', () => {
    const result = crossedAnova(
      tableOf([
        [[1], [0, 1, 0]],
        [[0], [0]],
        [[1], [1]],
      ]),
    )
    expect(valueOf(result).repeats).toBeCloseTo(6 / (5 + 1 / 3), 14)
    expect(valueOf(result).df.repeat).toBe(2)
    expect(result.ok && result.warnings).toEqual(['unequal-repeats', 'too-few-labs'])
  })

  it('warns of fewer than five labs', () => {
    const warnings = [1, 2, 3, 4, 5, 6].map((labs) => {
      const result = crossedAnova(selectCells(crossedLabItem(), every(labs), every(80)))
      return result.ok ? result.warnings : null
    })
    expect(warnings).toEqual([null, null, ['too-few-labs'], ['too-few-labs'], [], []])
  })

  it('adds the degrees of freedom of labs and items that scatter alike', () => {
    // Additive, ±.2 between labs and between items: MS_LI = 0, df = (L − 1) + (I − 1).
    const table = [-0.2, 0, 0.2].map((lab) => [-0.2, 0, 0.2].map((item) => [0.5 + lab + item]))
    expect(valueOf(crossedAnova(tableOf(table))).tasksOfThisKind.df).toBeCloseTo(4, 10)
  })

  it('has no figure of repetition with one attempt per cell', () => {
    const single = valueOf(
      crossedAnova(
        tableOf([
          [[1], [0], [1]],
          [[0], [0], [1]],
          [[1], [1], [1]],
        ]),
      ),
    )
    expect(single).toMatchObject({
      components: null,
      repeatability: null,
      betweenLabs: null,
      reproducibility: null,
      reproducibilityLimit: null,
      itemsFixed: null,
      ms: { repeat: null },
    })
    expect(single.itemsRandom).not.toBeNull()
  })

  it('has no test against repeats that never differ, and no interval of s_L from 0 to 0', () => {
    const steady = valueOf(
      crossedAnova(
        tableOf([
          [
            [1, 1],
            [0, 0],
            [1, 1],
          ],
          [
            [0, 0],
            [0, 0],
            [1, 1],
          ],
          [
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        ]),
      ),
    )
    expect(steady.itemsFixed).toBeNull()
    expect(steady.repeatability).toBe(0)
    expect(steady.betweenLabs?.lo).toBeGreaterThan(0)
    // Three labs whose scores hardly differ, on items whose attempts differ much.
    const close = tableOf(
      every(3).map((lab) => every(40).map((item) => (lab === 0 && item === 0 ? [1, 1, 0, 1] : [1, 0, 0, 1]))),
    )
    expect(valueOf(crossedAnova(close)).betweenLabs).toBeNull()
  })

  it.each([
    ['one lab', tableOf([[[1], [0]]]), 'too-few-labs'],
    ['no lab', emptyCells(0, 5), 'too-few-labs'],
    ['one item', tableOf([[[1]], [[0]], [[1]]]), 'too-few-items'],
    ['no attempt', emptyCells(3, 3), 'mismatched-items'],
    ['all passed', tableOf(every(3).map(() => every(4).map(() => [1, 1]))), 'no-variation'],
    ['all failed', tableOf(every(3).map(() => every(4).map(() => [0]))), 'no-variation'],
    [
      'the same tenth everywhere',
      tableOf(every(3).map(() => every(7).map(() => [0.1, 0.1, 0.1]))),
      'no-variation',
    ],
    // Every item has the same mean and labs differ less than lab × item: (b) would have no width.
    [
      'items that cancel',
      tableOf([
        [[1], [0]],
        [[0], [1]],
        [[0.5], [0.5]],
      ]),
      'no-variation',
    ],
    [
      'items that cancel while labs differ',
      tableOf([
        [[1], [0], [0.5]],
        [[0], [1], [0.5]],
        [[0.1], [0.1], [0.1]],
      ]),
      'no-variation',
    ],
    [
      'a score of 2',
      tableOf([
        [[2], [0]],
        [[1], [0]],
        [[1], [1]],
      ]),
      'out-of-range',
    ],
  ])('refuses %s', (_, cells, want) => {
    expect(reasonOf(crossedAnova(cells))).toBe(want)
  })

  it('gives numbers or a reason for any table', () => {
    const score = fc.oneof(
      fc.constantFrom(0, 1, 0.1, 1 / 3, 1e-160),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    const shape = fc.record({
      labs: fc.integer({ min: 1, max: 5 }),
      items: fc.integer({ min: 1, max: 6 }),
      least: fc.integer({ min: 0, max: 2 }),
    })
    const table = shape.chain(({ labs, items, least }) => {
      const cell = fc.array(score, { minLength: least, maxLength: least + 1 })
      const row = fc.array(cell, { minLength: items, maxLength: items })
      return fc.array(row, { minLength: labs, maxLength: labs })
    })
    fc.assert(
      fc.property(table, (scores) => {
        const result = crossedAnova(tableOf(scores))
        expectSound(result)
        if (!result.ok) return
        const {
          mean,
          thisTest,
          tasksOfThisKind,
          nextLab,
          tasksOfThisKind: { df },
          labs,
          items,
        } = result.value
        for (const interval of [thisTest, tasksOfThisKind, nextLab]) {
          expect(interval.lo).toBeLessThan(mean)
          expect(interval.hi).toBeGreaterThan(mean)
        }
        expect(df).toBeGreaterThanOrEqual(1)
        expect(df).toBeLessThanOrEqual(items + labs)
      }),
      { numRuns: 300 },
    )
  })
})

describe('never 1: comparing labs on shared items', () => {
  /** Five labs, items N(1, 3) on the logit scale, the last lab `shift` lower; three attempts. */
  function simulate(seed: number, shift: number): Cells {
    const random = createGenerator([seed, 2, 3, 4])
    const cells = emptyCells(5, 50)
    const difficulty = every(50).map(() => 1 + 3 * random.normal())
    for (const lab of every(5)) {
      for (const [item, logit] of difficulty.entries()) {
        const chance = 1 / (1 + Math.exp(-(logit + (lab === 4 ? shift : 0))))
        for (let k = 0; k < 3; k++) addScore(cells, lab, item, random.uniform() < chance ? 1 : 0)
      }
    }
    return cells
  }

  function rejections(shift: number): { matched: number; binomial: number } {
    let matched = 0
    let binomial = 0
    for (let seed = 1; seed <= 100; seed++) {
      const { itemsFixed, labMeans, mean } = valueOf(crossedAnova(simulate(seed, shift)))
      if ((itemsFixed?.p ?? 1) < 0.05) matched += 1
      const chi = labMeans.reduce((sum, score) => sum + (150 * (score - mean) ** 2) / (mean * (1 - mean)), 0)
      if (chiSquareTails(chi, 4).upper < 0.05) binomial += 1
    }
    return { matched, binomial }
  }

  // statistics.md 7, first row: binomial χ² rejects 0–.006 without a deviation (matched .038–.060), and finds a
  // deviation of −.5 in .018 of exercises (matched .245).
  it('binomial error sees next to nothing where the matched test holds its 5 % and finds more', () => {
    const none = rejections(0)
    expect(none.binomial).toBeLessThanOrEqual(2)
    expect(none.matched).toBeLessThanOrEqual(11)
    const one = rejections(-0.5)
    expect(one.binomial).toBeLessThanOrEqual(7)
    expect(one.matched).toBeGreaterThanOrEqual(15)
  })
})

describe('cochranQ', () => {
  it('gives R’s Q of the majorities (crossed_lab_item.json, cochran_Q_majority_of_3)', () => {
    const { q, df, p } = valueOf(cochranQ(majorities(), 6, 80))
    expect(q).toBeCloseTo(20.217391304347824, 11)
    expect(df).toBe(5)
    expect(p).toBeCloseTo(0.0011376034531851585, 13)
  })

  it('never 20: gives the same bits for shuffled items', () => {
    const outcomes = majorities()
    const reversed = every(6).flatMap((lab) => outcomes.slice(lab * 80, (lab + 1) * 80).toReversed())
    expect(cochranQ(reversed, 6, 80)).toEqual(cochranQ(outcomes, 6, 80))
  })

  it.each([
    [cochranQ([1, 0], 1, 2), 'too-few-labs'],
    [cochranQ([1, 0], 2, 1), 'too-few-items'],
    [cochranQ([1, 0, 1], 2, 2), 'mismatched-items'],
    [cochranQ([1, 0, 1, 0.5], 2, 2), 'out-of-range'],
    [cochranQ([1, 1, 1, 1], 2, 2), 'no-variation'],
    [cochranQ([0, 0, 0, 0], 2, 2), 'no-variation'],
    [cochranQ([1, 0, 1, 0], 2, 2), 'no-variation'],
  ])('case %#: refuses what it cannot tell', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives numbers or a reason for any outcomes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 12, maxLength: 12 }), (outcomes) => {
        expectSound(cochranQ(outcomes, 3, 4))
      }),
    )
  })
})

describe('sdFactors', () => {
  // sd_uncertainty_by_labs.json: python3 12_misc.py.
  it.each([
    [2, 0.4461491849207089, 31.91015934964397],
    [3, 0.5206582666988174, 6.2847346964853825],
    [5, 0.5991331391341409, 2.873555634078219],
    [10, 0.6878352067489997, 1.8256101825195739],
  ])('of %i labs are %d and %d', (labs, lo, hi) => {
    const factors = valueOf(sdFactors(labs))
    expect(Math.abs(factors.lo / lo - 1)).toBeLessThan(1e-10)
    expect(Math.abs(factors.hi / hi - 1)).toBeLessThan(1e-10)
  })

  it.each([0, 1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s labs', (labs) => {
    expect(reasonOf(sdFactors(labs))).toBe('too-few-labs')
  })
})
