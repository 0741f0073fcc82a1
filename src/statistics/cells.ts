/**
 * Labs × items of one language, model and measure, as three typed arrays, lab-major: number of attempts, sum
 * of scores, and sum of squares around the cell's mean (0/1 scores: x(1 − x/n)). No object per cell.
 *
 * Merging two cells: ss = ss_a + ss_b + δ² n_a n_b/(n_a + n_b), δ the difference of means (T. F. Chan,
 * G. H. Golub, R. J. LeVeque, 1979).
 */
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

function mergeInto(cells: Cells, at: number, n: number, sum: number, ss: number): void {
  const had = cells.n[at] ?? 0
  if (n === 0) return
  if (had > 0) {
    const gap = (cells.sum[at] ?? 0) / had - sum / n
    cells.ss[at] = (cells.ss[at] ?? 0) + ss + (gap * gap * had * n) / (had + n)
  } else {
    cells.ss[at] = ss
  }
  cells.n[at] = had + n
  cells.sum[at] = (cells.sum[at] ?? 0) + sum
}

/** Adds one score to a cell, in place. */
export function addScore(cells: Cells, lab: number, item: number, score: number): void {
  mergeInto(cells, lab * cells.items + item, 1, score, 0)
}

/** Cells of both, for the same labs and items in the same order; associative up to rounding. */
export function mergeCells(a: Cells, b: Cells): Cells {
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
