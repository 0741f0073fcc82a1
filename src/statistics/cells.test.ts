import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import {
  addScore,
  cellFault,
  cellMeans,
  emptyCells,
  itemsOfAllLabs,
  mergeCells,
  selectCells,
} from './cells.ts'
import type { Cells } from './cells.ts'

type Attempt = [lab: number, item: number, score: number]

function cellsOf(attempts: readonly Attempt[], labs = 2, items = 3): Cells {
  const cells = emptyCells(labs, items)
  for (const [lab, item, score] of attempts) addScore(cells, lab, item, score)
  return cells
}

const score = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }))
const attempts = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 2 }), score), {
  maxLength: 25,
})
const passOrFail = attempts.map((list) =>
  list.map(([lab, item, value]): Attempt => [lab, item, value < 0.5 ? 0 : 1]),
)

function expectSame(a: Cells, b: Cells, tolerance: number): void {
  expect([...a.n]).toEqual([...b.n])
  for (const key of ['sum', 'ss'] as const) {
    for (const [at, value] of a[key].entries()) {
      expect(Math.abs(value - (b[key][at] ?? Number.NaN))).toBeLessThanOrEqual(tolerance)
    }
  }
}

describe('cells', () => {
  it('hold number, sum, and squares around the mean: x(1 − x/n) for 0 and 1', () => {
    const cells = cellsOf([
      [0, 1, 1],
      [0, 1, 0],
      [0, 1, 1],
      [1, 2, 1],
    ])
    expect([...cells.n]).toEqual([0, 3, 0, 0, 0, 1])
    expect([...cells.sum]).toEqual([0, 2, 0, 0, 0, 1])
    expect(cells.ss[1]).toBeCloseTo(2 * (1 - 2 / 3), 15)
    expect(cells.ss[5]).toBe(0)
  })

  it('hold the squares of any scores', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 30 }), (scores) => {
        const cells = cellsOf(scores.map((value): Attempt => [0, 0, value]))
        const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length
        const squares = scores.reduce((sum, value) => sum + (value - mean) ** 2, 0)
        expect(Math.abs((cells.ss[0] ?? -1) - squares)).toBeLessThan(1e-13)
      }),
    )
  })

  it('merge to the cells of all attempts, whatever the order: streams may come in any grouping', () => {
    fc.assert(
      fc.property(attempts, attempts, attempts, (a, b, c) => {
        const [x, y, z] = [cellsOf(a), cellsOf(b), cellsOf(c)]
        expectSame(mergeCells(mergeCells(x, y), z), mergeCells(x, mergeCells(y, z)), 1e-13)
        expectSame(mergeCells(x, y), mergeCells(y, x), 1e-13)
        expectSame(mergeCells(x, y), cellsOf([...a, ...b]), 1e-13)
        expectSame(mergeCells(x, emptyCells(2, 3)), x, 0)
      }),
    )
  })

  it('never 20: where scores are 0 or 1, neither order nor grouping of the attempts changes a bit', () => {
    fc.assert(
      fc.property(passOrFail, passOrFail, passOrFail, (a, b, c) => {
        const [x, y, z] = [cellsOf(a), cellsOf(b), cellsOf(c)]
        const left = mergeCells(mergeCells(x, y), z)
        expect(mergeCells(x, mergeCells(y, z))).toEqual(left)
        expect(mergeCells(z, mergeCells(y, x))).toEqual(left)
        expect(cellsOf([...a, ...b, ...c].toReversed())).toEqual(left)
      }),
    )
  })

  it('keep the squares of scores that only add up to a whole number', () => {
    const cells = cellsOf([
      [0, 0, 0.25],
      [0, 0, 0.75],
    ])
    expect([cells.sum[0], cells.ss[0]]).toEqual([1, 0.125])
  })

  it('do not change when merged or selected from', () => {
    const cells = cellsOf([[0, 0, 1]])
    const merged = mergeCells(cells, cells)
    const chosen = selectCells(cells, [0], [0])
    addScore(merged, 0, 0, 0)
    addScore(chosen, 0, 0, 0)
    expect(cells.n[0]).toBe(1)
    expect(cells.sum[0]).toBe(1)
  })

  it('of different size are not merged, and no cell overflows', () => {
    expect(() => mergeCells(emptyCells(2, 3), emptyCells(3, 2))).toThrow(ConcordError)
    const full = emptyCells(1, 1)
    full.n[0] = 65_535
    expect(() => addScore(full, 0, 0, 1)).toThrow(ConcordError)
    expect(full.n[0]).toBe(65_535)
  })
})

describe('reading cells', () => {
  const cells = cellsOf([
    [0, 0, 1],
    [1, 0, 0],
    [0, 2, 1],
    [0, 2, 0],
    [1, 2, 1],
    [0, 1, 1],
  ])

  it('gives means, and none where there is no attempt', () => {
    expect([...cellMeans(cells)]).toEqual([1, 1, 0.5, 0, Number.NaN, 1])
  })

  it('never 14: an item that one lab lacks leaves for all of them', () => {
    expect(itemsOfAllLabs(cells)).toEqual([0, 2])
    expect(itemsOfAllLabs(emptyCells(2, 3))).toEqual([])
  })

  it('selects labs and items in the order asked for', () => {
    const chosen = selectCells(cells, [1, 0], [2, 0])
    expect([...cellMeans(chosen)]).toEqual([1, 0, 0.5, 1])
    expect([chosen.labs, chosen.items]).toEqual([2, 2])
  })
})

describe('cellFault', () => {
  const complete = (): Cells => {
    const cells = emptyCells(2, 2)
    for (const lab of [0, 1]) for (const item of [0, 1]) addScore(cells, lab, item, lab === item ? 1 : 0)
    return cells
  }
  const wrong = (change: (cells: Cells) => void): Cells => {
    const cells = complete()
    change(cells)
    return cells
  }

  it.each([
    ['a complete table', complete(), null],
    ['an empty cell', wrong(({ n }) => n.fill(0, 1, 2)), 'mismatched-items'],
    ['arrays of another length', { ...complete(), items: 3 }, 'mismatched-items'],
    ['a score above 1', wrong((cells) => addScore(cells, 0, 0, 2)), 'out-of-range'],
    ['NaN', wrong((cells) => addScore(cells, 0, 0, Number.NaN)), 'out-of-range'],
    ['squares below 0', wrong(({ ss }) => ss.fill(-1, 0, 1)), 'out-of-range'],
    ['squares that are NaN', wrong(({ ss }) => ss.fill(Number.NaN, 0, 1)), 'out-of-range'],
    // 2 and −1: the mean is ½, the spread gives them away.
    [
      'scores outside whose mean is inside',
      wrong((cells) => {
        cells.n.fill(2, 0, 1)
        cells.sum.fill(1, 0, 1)
        cells.ss.fill(4.5, 0, 1)
      }),
      'out-of-range',
    ],
  ])('of %s', (_, cells, want) => {
    expect(cellFault(cells)).toBe(want)
  })
})
