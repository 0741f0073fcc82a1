/**
 * Attempts of labs (or configurations) at items before it is decided how those without a result count, and what each
 * way of counting makes of them:
 *
 *   scored-only        an attempt without a result leaves the denominator
 *   missing-as-worst   it counts as 0; missing-as-best: as 1
 *   bounds             every one 0, every one 1: always given beside the figure
 *
 * An attempt that does not apply leaves the denominator; between labs its item leaves for every lab. Labs are compared
 * on the items that count in all of them.
 */
import { addScore, emptyCells, mergeCells } from '../cells.ts'
import type { Cells } from '../cells.ts'
import { cochranQ } from '../crossed-anova.ts'
import type { Result } from '../result.ts'
import { meanOf } from '../sum.ts'

/** Attempts with a result as cells; beside them, lab-major, those that have none and those that do not apply. */
export type Attempts = Cells & { readonly missing: Uint16Array; readonly notApplicable: Uint16Array }

export type Denominator = 'scored-only' | 'missing-as-worst' | 'missing-as-best'

/** What came of one attempt: a score in [0, 1], or why there is none. */
export type AttemptResult = number | 'missing' | 'not-applicable'

/** One line of a table of attempts. */
export type AttemptRow = { lab: string; item: string; result: AttemptResult }

/** The attempts of a table with the names of its labs and items, sorted, so that the order of lines changes no bit. */
export type NamedAttempts = { labs: string[]; items: string[]; attempts: Attempts }

export function emptyAttempts(labs: number, items: number): Attempts {
  const size = labs * items
  return {
    ...emptyCells(labs, items),
    missing: new Uint16Array(size),
    notApplicable: new Uint16Array(size),
  }
}

/** Adds up the lines of a table. Scores must be in [0, 1]; the estimators refuse others. */
export function collectAttempts(rows: readonly AttemptRow[]): NamedAttempts {
  const labs = [...new Set(rows.map(({ lab }) => lab))].toSorted()
  const items = [...new Set(rows.map(({ item }) => item))].toSorted()
  const labIndex = new Map(labs.map((lab, index) => [lab, index]))
  const itemIndex = new Map(items.map((item, index) => [item, index]))
  const attempts = emptyAttempts(labs.length, items.length)
  const scored: { lab: number; item: number; score: number }[] = []
  for (const row of rows) {
    const lab = labIndex.get(row.lab) ?? 0
    const item = itemIndex.get(row.item) ?? 0
    const at = lab * items.length + item
    if (typeof row.result === 'number') scored.push({ lab, item, score: row.result })
    else {
      const states = row.result === 'missing' ? attempts.missing : attempts.notApplicable
      states[at] = (states[at] ?? 0) + 1
    }
  }
  scored.sort((a, b) => a.lab - b.lab || a.item - b.item || a.score - b.score)
  for (const { lab, item, score } of scored) addScore(attempts, lab, item, score)
  return { labs, items, attempts }
}

/** The attempts of some labs at some items, given as indexes. */
export function selectAttempts(
  attempts: Attempts,
  labs: readonly number[],
  items: readonly number[],
): Attempts {
  const chosen = emptyAttempts(labs.length, items.length)
  for (const [i, lab] of labs.entries()) {
    for (const [j, item] of items.entries()) {
      for (const key of ['n', 'sum', 'ss', 'missing', 'notApplicable'] as const) {
        chosen[key][i * items.length + j] = attempts[key][lab * attempts.items + item] ?? 0
      }
    }
  }
  return chosen
}

/** The attempts of some labs at all items. */
export function attemptsOfLabs(attempts: Attempts, labs: readonly number[]): Attempts {
  return selectAttempts(attempts, labs, range(attempts.items))
}

/** The attempts of all labs at some items. */
export function attemptsOfItems(attempts: Attempts, items: readonly number[]): Attempts {
  return selectAttempts(attempts, range(attempts.labs), items)
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** The cells as they count. */
export function countedCells(attempts: Attempts, denominator: Denominator): Cells {
  const { labs, items, missing, n, sum, ss } = attempts
  const scored: Cells = { labs, items, n, sum, ss }
  if (denominator === 'scored-only') return scored
  return mergeCells(scored, {
    ...emptyCells(labs, items),
    n: missing,
    sum: Float64Array.from(missing, (count) => (denominator === 'missing-as-best' ? count : 0)),
  })
}

function itemsWhere(attempts: Attempts, counts: (at: number) => boolean): number[] {
  const { labs, items, notApplicable } = attempts
  const common: number[] = []
  for (let j = 0; j < items; j++) {
    let stays = true
    for (let i = 0; i < labs && stays; i++) {
      const at = i * items + j
      stays = counts(at) && (labs === 1 || notApplicable[at] === 0)
    }
    if (stays) common.push(j)
  }
  return common
}

/** Items that count in every lab, as indexes. */
export function commonItems(attempts: Attempts, denominator: Denominator): number[] {
  const { n, missing } = attempts
  return itemsWhere(attempts, (at) =>
    denominator === 'scored-only' ? (n[at] ?? 0) > 0 : (n[at] ?? 0) + (missing[at] ?? 0) > 0,
  )
}

/** Items that every lab attempted, with a result or without: those the bounds are made of. */
export function attemptedItems(attempts: Attempts): number[] {
  return commonItems(attempts, 'missing-as-worst')
}

export function hasMissing({ missing }: Attempts): boolean {
  return missing.some((count) => count > 0)
}

/** Mean of one cell with every attempt without a result at one end of the scale. */
function extremeMean({ n, sum, missing }: Attempts, at: number, best: boolean): number {
  const without = missing[at] ?? 0
  return ((sum[at] ?? 0) + (best ? without : 0)) / ((n[at] ?? 0) + without)
}

/** Means of one lab over the items, its attempts without a result all at one end of the scale. */
function extremeMeans(
  attempts: Attempts,
  lab: number,
  items: readonly number[],
  best: boolean,
): Float64Array {
  return Float64Array.from(items, (j) => extremeMean(attempts, lab * attempts.items + j, best))
}

/** One mean per cell: the lab's attempts without a result at one end of the scale, all others' at the other end. */
export function extremeCells(attempts: Attempts, lab: number, ownBest: boolean): Cells {
  const items = attemptedItems(attempts)
  const width = items.length
  const size = attempts.labs * width
  const sum = new Float64Array(size)
  for (let i = 0; i < attempts.labs; i++) {
    sum.set(extremeMeans(attempts, i, items, (i === lab) === ownBest), i * width)
  }
  return {
    labs: attempts.labs,
    items: width,
    n: new Uint16Array(size).fill(1),
    sum,
    ss: new Float64Array(size),
  }
}

/** Between what the score of one lab lies, however its attempts without a result count; null where it has none. */
export function scoreBounds(attempts: Attempts, lab = 0): { lo: number; hi: number } | null {
  const own = attemptsOfLabs(attempts, [lab])
  const items = attemptedItems(own)
  if (items.length === 0) return null
  return {
    lo: meanOf(extremeMeans(own, 0, items, false)),
    hi: meanOf(extremeMeans(own, 0, items, true)),
  }
}

/**
 * Between what the distance of each lab to the mean of the others lies: its missing attempts worst and the others' best,
 * and the reverse. Without a missing attempt at what all attempted, both ends are the distance.
 */
export function distanceBounds(attempts: Attempts): { lo: number; hi: number }[] {
  const items = attemptedItems(attempts)
  const each = range(attempts.labs)
  const low = each.map((lab) => meanOf(extremeMeans(attempts, lab, items, false)))
  const high = each.map((lab) => meanOf(extremeMeans(attempts, lab, items, true)))
  const others = (means: readonly number[], index: number): number =>
    means.reduce((sum, mean, k) => (k === index ? sum : sum + mean), 0) / (means.length - 1)
  return each.map((index) => ({
    lo: (low[index] ?? 0) - others(high, index),
    hi: (high[index] ?? 0) - others(low, index),
  }))
}

/** The same, where a missing attempt opens them; null where none does. */
export function openBounds(attempts: Attempts): { lo: number; hi: number }[] | null {
  const attempted = attemptsOfItems(attempts, attemptedItems(attempts))
  return attempts.labs > 1 && hasMissing(attempted) ? distanceBounds(attempts) : null
}

/** True where every score is 0 or 1: then, and only then, the squares within a cell are x(1 − x/n). */
export function isPassOrFail({ n, sum, ss }: Cells): boolean {
  return n.every((count, at) => {
    const total = sum[at] ?? 0
    return count === 0 || Math.abs((ss[at] ?? 0) - total * (1 - total / count)) < 1e-9
  })
}

export type Repeats = { fewest: number; most: number }

/** Fewest and most attempts of a cell. */
export function repeatsOf({ n }: Cells): Repeats {
  return {
    fewest: n.reduce((least, count) => Math.min(least, count), 65_535),
    most: n.reduce((most, count) => Math.max(most, count), 0),
  }
}

/** Items that some lab lacks: how many there are, and the score of each lab on those it has. */
export type Dropped = { items: number; scores: (number | null)[] }

/** What leaves when labs are compared on the items that count in all of them. */
export function droppedItems(counted: Cells, kept: readonly number[]): Dropped {
  const { labs, items, n, sum } = counted
  const stays = new Set(kept)
  const left = range(items).filter((j) => !stays.has(j))
  const scores = range(labs).map((lab) => {
    const means = left.flatMap((j) => {
      const count = n[lab * items + j] ?? 0
      return count === 0 ? [] : [(sum[lab * items + j] ?? 0) / count]
    })
    return means.length === 0 ? null : meanOf(means)
  })
  return { items: left.length, scores }
}

export type Missingness = Result<{ q: number; df: number; p: number }> | null

/**
 * Whether attempts end without a result as often in every lab: Cochran's Q on the items all attempted, an item counting
 * where some attempt at it has none. Null where nothing is missing.
 */
export function missingness(attempts: Attempts): Missingness {
  if (!hasMissing(attempts)) return null
  const { labs, items, missing } = attempts
  const attempted = attemptedItems(attempts)
  const lacking = range(labs).flatMap((lab) =>
    attempted.map((j) => ((missing[lab * items + j] ?? 0) > 0 ? 1 : 0)),
  )
  return cochranQ(lacking, labs, attempted.length)
}
