/** What a column of a set holds, told from its values and never from its name. */
import type { PreflightSet } from './finding.ts'
import { collapseSpace } from './item-text.ts'

/**
 * empty         most rows have nothing in it
 * number        numbers in digits
 * code          a closed vocabulary: few different short values, each used often
 * own-input     the question of the same row
 * source-input  the question of the source item
 * text          anything else
 */
export type ColumnKind = 'empty' | 'number' | 'code' | 'own-input' | 'source-input' | 'text'

export type ColumnProfile = {
  kind: ColumnKind
  rows: number
  filled: number
  different: number
  /** Median length of the values that are there, in characters. */
  length: number
  /** The commonest values, first. */
  most: { value: string; count: number }[]
}

const LEAST_ROWS = 8
const MOST = 0.5
const NEARLY_ALL = 0.9
const CODE_LENGTH = 30
const CODE_VALUES = 12
/** A value of a closed vocabulary stands in at least so many rows, on average. */
const CODE_USE = 4

/** The columns of a set beside id and question: a value for each item, in the order of the items. */
export function columnsOf(set: PreflightSet): Map<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>([
    ['target', set.items.map((item) => item.target.join('\n'))],
    ['source', set.items.map((item) => item.source ?? '')],
  ])
  for (const [name, values] of set.columns ?? []) columns.set(name, values)
  return columns
}

/** False where a text surely is another: most are told by their first letter, without going through them. */
function beginsAs(text: string, cell: string): boolean {
  return collapseSpace(text.trimStart().slice(0, 24)).charAt(0) === cell.charAt(0)
}

/** The profile of a column; null where there are too few rows to tell. `sourceInputs`: by row, where known. */
export function columnProfile(
  values: readonly string[],
  set: PreflightSet,
  sourceInputs: readonly (string | null)[],
): ColumnProfile | null {
  if (values.length < LEAST_ROWS) return null
  const cells = values.map(collapseSpace)
  const filled = cells.filter((cell) => cell !== '')
  const counts = new Map<string, number>()
  for (const cell of filled) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const lengths = filled.map((cell) => cell.length).sort((a, b) => a - b)
  const length = lengths[Math.floor(lengths.length / 2)] ?? 0
  const share = (is: (cell: string, row: number) => boolean): number =>
    filled.length === 0 ? 0 : cells.filter((cell, row) => cell !== '' && is(cell, row)).length / filled.length
  const equals = (text: string | null | undefined, cell: string): boolean =>
    text !== null && text !== undefined && beginsAs(text, cell) && collapseSpace(text) === cell
  let kind: ColumnKind = 'text'
  if (filled.length < MOST * cells.length) kind = 'empty'
  else if (share((cell, row) => equals(set.items[row]?.input, cell)) >= MOST) kind = 'own-input'
  else if (share((cell, row) => equals(sourceInputs[row], cell)) >= MOST) kind = 'source-input'
  else if (share((cell) => /^[+-]?\d[\d.,\u00A0\u202F ]*%?$/u.test(cell)) >= NEARLY_ALL) kind = 'number'
  else if (length <= CODE_LENGTH && counts.size <= CODE_VALUES && counts.size * CODE_USE <= filled.length) {
    kind = 'code'
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return {
    kind,
    rows: cells.length,
    filled: filled.length,
    different: counts.size,
    length,
    most: most.map(([value, count]) => ({ value, count })),
  }
}
