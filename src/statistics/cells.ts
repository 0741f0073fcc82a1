/**
 * Labs × items of one language, model and measure, as three typed arrays, lab-major: number of attempts, sum
 * of scores, and sum of squares around the cell's mean (0/1 scores: x(1 − x/n)). No object per cell.
 *
 * Merging two cells: ss = ss_a + ss_b + δ² n_a n_b/(n_a + n_b), δ the difference of means (T. F. Chan,
 * G. H. Golub, R. J. LeVeque, 1979). Where every score is 0 or 1 the squares are made from the two counts again, so
 * that merging is exact and no order of attempts changes a bit.
 */
import { ConcordError, sentence } from '../error.ts'

export type Cells = {
  readonly labs: number
  readonly items: number
  /** Length labs · items; cell of lab i and item j at i · items + j. */
  readonly n: Uint16Array
  readonly sum: Float64Array
  readonly ss: Float64Array
}

/** Cells without an attempt. */
export function emptyCells(labs: number, items: number): Cells {
  const size = labs * items
  return {
    labs,
    items,
    n: new Uint16Array(size),
    sum: new Float64Array(size),
    ss: new Float64Array(size),
  }
}

/** Why these cells are no complete table of scores in [0, 1]; null if they are. */
export function cellFault(cells: Cells): 'mismatched-items' | 'out-of-range' | null {
  const { n, sum, ss } = cells
  const size = cells.labs * cells.items
  if (n.length !== size || sum.length !== size || ss.length !== size) return 'mismatched-items'
  for (let at = 0; at < size; at++) {
    const count = n[at] ?? 0
    if (count === 0) return 'mismatched-items'
    const mean = (sum[at] ?? 0) / count
    const squares = ss[at] ?? 0
    if (!(mean >= 0 && mean <= 1)) return 'out-of-range'
    // Scores in [0, 1] spread at most as 0 and 1 do.
    if (!(squares >= 0 && squares <= count * (mean * (1 - mean) + 1e-9))) return 'out-of-range'
  }
  return null
}

function mergeInto(cells: Cells, at: number, n: number, sum: number, ss: number): void {
  const had = cells.n[at] ?? 0
  if (n === 0) return
  if (had > 0) {
    const gap = (cells.sum[at] ?? 0) / had - sum / n
    cells.ss[at] = (cells.ss[at] ?? 0) + ss + (gap * gap * had * n) / (had + n)
  } else {
    cells.ss[at] = ss
  }
  if (had + n > 65_535) {
    throw new ConcordError(
      'bad-input',
      sentence`A lab has more than 65,535 attempts of one item; a cell holds no more.`,
    )
  }
  const count = had + n
  const total = (cells.sum[at] ?? 0) + sum
  cells.n[at] = count
  cells.sum[at] = total
  // Scores in [0, 1] have these squares only if each is 0 or 1: else Σx² < Σx.
  const passOrFail = (total * (count - total)) / count
  if (Number.isInteger(total) && Math.abs((cells.ss[at] ?? 0) - passOrFail) < 1e-9) cells.ss[at] = passOrFail
}

/** Adds one score to a cell, in place. */
export function addScore(cells: Cells, lab: number, item: number, score: number): void {
  mergeInto(cells, lab * cells.items + item, 1, score, 0)
}

/** Cells of both, for the same labs and items in the same order; associative, of 0/1 scores to the bit. */
export function mergeCells(a: Cells, b: Cells): Cells {
  if (a.labs !== b.labs || a.items !== b.items) {
    throw new ConcordError('internal', sentence`Cells of different labs or items were to be merged.`)
  }
  const merged: Cells = { ...a, n: a.n.slice(), sum: a.sum.slice(), ss: a.ss.slice() }
  for (let at = 0; at < a.labs * a.items; at++) {
    mergeInto(merged, at, b.n[at] ?? 0, b.sum[at] ?? 0, b.ss[at] ?? 0)
  }
  return merged
}

/** The means m_ij, lab-major; NaN where a cell has no attempt. */
export function cellMeans(cells: Cells): Float64Array {
  const means = new Float64Array(cells.n.length)
  for (let at = 0; at < means.length; at++) means[at] = (cells.sum[at] ?? 0) / (cells.n[at] ?? 0)
  return means
}

/** Items for which every lab has at least one attempt, as indexes in order. */
export function itemsOfAllLabs(cells: Cells): number[] {
  const common: number[] = []
  for (let j = 0; j < cells.items; j++) {
    let complete = true
    for (let i = 0; i < cells.labs && complete; i++) complete = (cells.n[i * cells.items + j] ?? 0) > 0
    if (complete) common.push(j)
  }
  return common
}

/** The same cells for some labs and items, given as indexes. */
export function selectCells(cells: Cells, labs: readonly number[], items: readonly number[]): Cells {
  const chosen = emptyCells(labs.length, items.length)
  for (const [i, lab] of labs.entries()) {
    for (const [j, item] of items.entries()) {
      const from = lab * cells.items + item
      const to = i * items.length + j
      chosen.n[to] = cells.n[from] ?? 0
      chosen.sum[to] = cells.sum[from] ?? 0
      chosen.ss[to] = cells.ss[from] ?? 0
    }
  }
  return chosen
}
