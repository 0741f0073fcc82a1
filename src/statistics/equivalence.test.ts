import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addScore, cellMeans, emptyCells, selectCells } from './cells.ts'
import type { Cells } from './cells.ts'
import { crossedAnova } from './crossed-anova.ts'
import { crossedLabItem } from './crossed-lab-item.fixture.ts'
import { attribution, beyondDelta, degreesOfEquivalence, notExcludedShare } from './equivalence.ts'
import { pairedDifference } from './paired-difference.ts'
import { createGenerator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const every = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Labs whose items pass with the given chances: items N(1, 2) on the logit scale, three attempts. */
function simulate(seed: number, shifts: readonly number[], items: number): Cells {
  const random = createGenerator([seed, 7, 8, 9])
  const cells = emptyCells(shifts.length, items)
  const chances = every(items).map(() => 1 / (1 + Math.exp(-(1 + 2 * random.normal()))))
  for (const [lab, shift] of shifts.entries()) {
    for (const [item, chance] of chances.entries()) {
      for (let k = 0; k < 3; k++) addScore(cells, lab, item, random.uniform() < chance + shift ? 1 : 0)
    }
  }
  return cells
}

/** Every lab passes the first items and fails the rest. */
function steps(passed: readonly number[], items: number): Cells {
  const cells = emptyCells(passed.length, items)
  for (const [lab, count] of passed.entries()) {
    for (const item of every(items)) addScore(cells, lab, item, item < count ? 1 : 0)
  }
  return cells
}

describe('degreesOfEquivalence', () => {
  // crossed_lab_item.json, degrees_of_equivalence_leave_one_out_paired_by_item: Rscript 13_crossed.R.
  it.each([
    [
      0, -0.019166666666666676, 0.028492201662131258, 0.5031019656231978, 0.6262849251149986,
      0.02845561846493979,
    ],
    [
      1, 0.07583333333333334, 0.027270168603071448, 0.006776385757676663, 0.033881928788383316,
      0.028746980517767234,
    ],
    [
      4, -0.16916666666666666, 0.030992575445915195, 5.373996421758931e-7, 3.2243978530553584e-6,
      0.02756305901423538,
    ],
  ])('of lab %i are R’s', (lab, d, se, p, holm, fixed) => {
    const row = valueOf(degreesOfEquivalence(crossedLabItem()))[lab]
    expect(row?.d).toBeCloseTo(d, 12)
    expect(row?.se).toBeCloseTo(se, 12)
    expect((row?.p ?? 0) / p).toBeCloseTo(1, 9)
    expect((row?.holm ?? 0) / holm).toBeCloseTo(1, 9)
    expect(row?.seItemsFixed).toBeCloseTo(fixed, 12)
  })

  it('are L/(L − 1) of the distance to the mean of all', () => {
    const { labMeans, mean } = valueOf(crossedAnova(crossedLabItem()))
    for (const { lab, d } of valueOf(degreesOfEquivalence(crossedLabItem()))) {
      expect(d).toBeCloseTo((6 / 5) * ((labMeans[lab] ?? 0) - mean), 13)
    }
  })

  it('of two labs are their paired difference', () => {
    const cells = selectCells(crossedLabItem(), [0, 1], every(80))
    const means = cellMeans(cells)
    const want = valueOf(pairedDifference(means.slice(0, 80), means.slice(80)))
    const [first] = valueOf(degreesOfEquivalence(cells))
    expect(first?.d).toBeCloseTo(want.value, 13)
    expect(first?.lo).toBeCloseTo(want.lo, 12)
    expect(first?.p).toBeCloseTo(want.p, 12)
  })

  it('never 10: say what is not excluded where no item differs, not zero', () => {
    for (const row of valueOf(degreesOfEquivalence(steps([30, 30, 30], 50)))) {
      expect(row).toMatchObject({ d: 0, se: null, p: null, holm: null })
      expect(row.hi).toBeCloseTo(0.058155079116972264, 12)
      expect(row.lo).toBe(-row.hi)
    }
    expect(notExcludedShare(50)).toBeCloseTo(0.058155079116972264, 12)
  })

  it('have no error for these items alone with one attempt in a cell', () => {
    for (const row of valueOf(degreesOfEquivalence(steps([10, 20, 30], 50))))
      expect(row.seItemsFixed).toBeNull()
  })
})

describe('beyondDelta', () => {
  it('gives the worked numbers of lab 5', () => {
    const five = valueOf(beyondDelta(crossedLabItem(), 0.05))[4]
    expect(five?.p).toBeCloseTo(0.00024267, 8)
    expect(five?.holm).toBeCloseTo(0.00145603, 8)
    expect(valueOf(beyondDelta(crossedLabItem(), 0.1))[4]?.holm).toBeCloseTo(0.17080322, 8)
  })

  it('never 10: does not take a lab for beyond δ for certain where all items differ by the same', () => {
    // Every item of lab 0 is .3 below: 2(1 − (.3 − .1))^4.
    const cells = emptyCells(3, 4)
    for (const lab of every(3)) for (const item of every(4)) addScore(cells, lab, item, lab === 0 ? 0.4 : 0.7)
    const first = valueOf(beyondDelta(cells, 0.1))[0]
    expect(first?.p).toBeCloseTo(2 * 0.8 ** 4, 12)
  })
})

describe('attribution', () => {
  it('names lab 5 of the worked exercise, and shows every lab against the rest', () => {
    const found = valueOf(attribution(crossedLabItem(), 0.05))
    expect(found).toMatchObject({ outcome: 'differs', named: [4], remaining: [0, 1, 2, 3, 5] })
    expect(found.remainingAgree).toBe('cannot-tell')
    expect(found.steps.map(({ setAside }) => setAside)).toEqual([4, null])
    expect(found.final.map(({ lab }) => lab)).toEqual([0, 1, 2, 3, 4, 5])
    expect(found.final[4]?.d).toBeCloseTo(-0.16916666666666666, 12)
  })

  it('names nobody who is not beyond δ, and does not read that as agreement (never 5)', () => {
    const found = valueOf(attribution(crossedLabItem(), 0.1))
    expect(found).toMatchObject({ outcome: 'cannot-tell', named: [], remainingAgree: 'cannot-tell' })
    expect(found.steps).toHaveLength(1)
  })

  it('takes an interval that leaves δ below for no agreement, as one that leaves it above', () => {
    const passed = [100, 118, 118, 118, 118]
    for (const cells of [
      steps(passed, 200),
      steps(
        passed.map((count) => 200 - count),
        200,
      ),
    ]) {
      const found = valueOf(attribution(cells, 0.1))
      expect(Math.abs(found.final[0]?.d ?? 1)).toBeCloseTo(0.09, 12)
      expect(found).toMatchObject({ outcome: 'cannot-tell', named: [] })
    }
  })

  it('finds agreement where every interval lies within δ', () => {
    const cells = simulate(3, [0, 0, 0, 0, 0], 400)
    expect(valueOf(attribution(cells, 0.1))).toMatchObject({
      outcome: 'agree',
      named: [],
      remainingAgree: 'agree',
    })
  })

  it('never 7: an outlier does not hide itself nor accuse its neighbours: set aside, the rest agree', () => {
    const cells = simulate(4, [0, 0, -0.45], 400)
    // In the full set an honest lab is off by half the gap, beyond δ as well.
    const full = valueOf(beyondDelta(cells, 0.1))
    expect(full.filter(({ holm }) => holm < 0.05).map(({ lab }) => lab)).toEqual([0, 1, 2])
    expect(valueOf(attribution(cells, 0.1))).toMatchObject({
      outcome: 'differs',
      named: [2],
      remaining: [0, 1],
      remainingAgree: 'agree',
    })
  })

  it('sets two labs aside one after the other', () => {
    const found = valueOf(attribution(simulate(5, [0, -0.3, 0, 0.05, 0, -0.5], 400), 0.1))
    expect(found.named).toEqual([1, 5])
    expect(found.steps.map(({ setAside }) => setAside)).toEqual([5, 1, null])
  })

  it('cannot tell which of three labs is off that differ all from one another', () => {
    const found = valueOf(attribution(steps([30, 90, 150], 200), 0.05))
    expect(found).toMatchObject({ outcome: 'cannot-tell-which', named: [], remaining: [0, 1, 2] })
  })

  it('sets the first aside of two as far off', () => {
    // Labs 0 and 1 mirror each other around 2 and 3.
    const found = valueOf(attribution(steps([40, 160, 100, 100, 100], 200), 0.05))
    expect(found.steps[0]?.setAside).toBe(0)
    expect(found.named).toEqual([0, 1])
  })

  it('never 23: removes nobody: the cells are untouched and every lab keeps its distance', () => {
    const cells = crossedLabItem()
    const before = [cells.n.slice(), cells.sum.slice(), cells.ss.slice()]
    expect(valueOf(attribution(cells, 0.05)).final).toHaveLength(6)
    expect([cells.n, cells.sum, cells.ss]).toEqual(before)
    expect(valueOf(degreesOfEquivalence(cells))).toHaveLength(6)
  })
})

describe('degenerate tables', () => {
  const odd = (change: (cells: Cells) => void): Cells => {
    const cells = crossedLabItem()
    change(cells)
    return cells
  }

  it.each([
    ['one lab', steps([3], 5), 'too-few-labs'],
    ['one item', steps([0, 1, 1], 1), 'too-few-items'],
    ['an empty cell (never 14)', odd(({ n }) => n.fill(0, 3, 4)), 'mismatched-items'],
    ['a score above 1', odd(({ sum }) => sum.fill(4, 3, 4)), 'out-of-range'],
    ['a score that is NaN', odd(({ sum }) => sum.fill(Number.NaN, 3, 4)), 'out-of-range'],
  ] as const)('%s is refused', (_, cells, want) => {
    expect(reasonOf(degreesOfEquivalence(cells))).toBe(want)
    expect(reasonOf(beyondDelta(cells, 0.1))).toBe(want)
    expect(reasonOf(attribution(cells, 0.1))).toBe(want)
  })

  it('nothing is said of two labs about who is off, nor without a δ', () => {
    expect(reasonOf(attribution(steps([3, 4], 9), 0.1))).toBe('too-few-labs')
    for (const delta of [0, -0.1, Number.NaN]) {
      expect(reasonOf(attribution(crossedLabItem(), delta))).toBe('out-of-range')
      expect(reasonOf(beyondDelta(crossedLabItem(), delta))).toBe('out-of-range')
    }
  })

  it('give numbers or a reason, and name only labs set aside', () => {
    const score = fc.oneof(fc.constantFrom(0, 1, 0.1, 1 / 3), fc.double({ min: 0, max: 1, noNaN: true }))
    const shape = fc.record({ labs: fc.integer({ min: 1, max: 6 }), items: fc.integer({ min: 1, max: 8 }) })
    const table = shape.chain(({ labs, items }) => {
      const cell = fc.array(score, { minLength: 1, maxLength: 3 })
      const row = fc.array(cell, { minLength: items, maxLength: items })
      return fc.array(row, { minLength: labs, maxLength: labs })
    })
    fc.assert(
      fc.property(table, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (scores, delta) => {
        const cells = emptyCells(scores.length, scores[0]?.length ?? 0)
        for (const [lab, row] of scores.entries()) {
          for (const [item, list] of row.entries()) for (const one of list) addScore(cells, lab, item, one)
        }
        expectSound(degreesOfEquivalence(cells))
        expectSound(beyondDelta(cells, delta))
        const found = attribution(cells, delta)
        expectSound(found)
        if (!found.ok) return
        const { named, remaining, steps: taken, outcome } = found.value
        const aside = taken.flatMap(({ setAside }) => (setAside === null ? [] : [setAside]))
        expect(named.length === 0 || named.toSorted().join() === aside.toSorted().join()).toBe(true)
        expect([...named, ...remaining].toSorted((a, b) => a - b)).toEqual(every(cells.labs))
        expect(outcome === 'differs').toBe(named.length > 0)
      }),
      { numRuns: 200 },
    )
  })
})

describe('items in groups', () => {
  const one = simulate(11, [0, 0, 0.02, -0.3], 30)
  const own = every(30).map((item) => `g${item}`)
  /** Every item eight times, in a group of its own. */
  const copies = selectCells(
    one,
    every(4),
    every(240).map((k) => Math.floor(k / 8)),
  )
  const groups = every(240).map((k) => `g${Math.floor(k / 8)}`)
  const close = (got: number | null | undefined, want: number | null | undefined) =>
    expect(Math.abs((got ?? 0) - (want ?? 1))).toBeLessThan(1e-9)

  it('of one item each are the items', () => {
    const plain = valueOf(degreesOfEquivalence(one))
    const grouped = valueOf(degreesOfEquivalence(one, 0.95, own))
    for (const [lab, row] of grouped.entries()) {
      for (const key of ['d', 'se', 'lo', 'hi', 'p', 'holm'] as const) close(row[key], plain[lab]?.[key])
    }
    for (const [lab, row] of valueOf(beyondDelta(one, 0.1, own)).entries())
      close(row.holm, valueOf(beyondDelta(one, 0.1))[lab]?.holm)
    expect(valueOf(attribution(one, 0.1, own)).named).toEqual(valueOf(attribution(one, 0.1)).named)
  })

  it('never 11: copies of items in their groups tell no more than the items did', () => {
    const plain = valueOf(degreesOfEquivalence(one))
    const grouped = valueOf(degreesOfEquivalence(copies, 0.95, groups))
    const blind = valueOf(degreesOfEquivalence(copies))
    for (const [lab, row] of grouped.entries()) {
      for (const key of ['d', 'se', 'lo', 'hi', 'p'] as const) close(row[key], plain[lab]?.[key])
      expect((blind[lab]?.hi ?? 0) - (blind[lab]?.lo ?? 0)).toBeLessThan((row.hi - row.lo) / 2)
    }
    const found = valueOf(attribution(copies, 0.15, groups))
    expect(found.outcome).toBe(valueOf(attribution(one, 0.15)).outcome)
    for (const [lab, row] of found.final.entries())
      close(row.hi, valueOf(attribution(one, 0.15)).final[lab]?.hi)
  })

  it('do not name a lab for a few groups that its items only repeat', () => {
    const few = simulate(5, [0, 0, 0, -0.25], 8)
    const repeated = selectCells(
      few,
      every(4),
      every(160).map((k) => Math.floor(k / 20)),
    )
    const of = every(160).map((k) => `g${Math.floor(k / 20)}`)
    expect(valueOf(attribution(repeated, 0.1)).named).toEqual([3])
    expect(valueOf(attribution(repeated, 0.1, of))).toMatchObject({ outcome: 'cannot-tell', named: [] })
  })

  it('say what so many groups do not exclude where no distance differs', () => {
    const cells = steps([10, 10, 10], 20)
    const of = every(20).map((item) => `g${item % 4}`)
    for (const { se, lo, hi } of valueOf(degreesOfEquivalence(cells, 0.95, of))) {
      expect(se).toBeNull()
      expect([lo, hi]).toEqual([-notExcludedShare(4), notExcludedShare(4)])
    }
  })

  it('are refused where they are those of other items, or one', () => {
    expect([
      reasonOf(degreesOfEquivalence(one, 0.95, own.slice(1))),
      reasonOf(beyondDelta(one, 0.1, own.slice(1))),
      reasonOf(attribution(one, 0.1, own.slice(1))),
      reasonOf(
        degreesOfEquivalence(
          one,
          0.95,
          own.map(() => 'all'),
        ),
      ),
    ]).toEqual(['mismatched-items', 'mismatched-items', 'mismatched-items', 'too-few-items'])
  })
})
