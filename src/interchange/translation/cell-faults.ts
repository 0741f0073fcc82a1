/** What makes of a cell something that nobody can tell the meaning of. */
import { sentence, type Sentence } from '../../error.ts'
import { quote } from '../csv-table.ts'
import type { MergedCells, SheetCell } from '../xlsx/sheet.ts'
import type { TranslationColumn } from './columns.ts'

/** Why a cell is not the text that somebody typed; null where it is. */
export function faultOf(cell: SheetCell, column: TranslationColumn): Sentence | null {
  if (cell.formula) return sentence`a formula stands there; write what it gives as a text`
  if (cell.kind === 'error') return sentence`the error ${quote(cell.text)} stands there; write the text`
  if (cell.kind === 'date')
    return sentence`the program made a date of what was typed; format the cell as text and type it again`
  if (cell.dressed)
    return sentence`the number is shown otherwise than it is kept; format the cell as text and type it again`
  if (cell.kind === 'boolean' && column !== 'signedOff')
    return sentence`the program made a truth value of what was typed; format the cell as text and type it again`
  return null
}

/** Whether a row has cells of these columns that are shown as one with others. */
export function mergedRows(
  merged: readonly MergedCells[],
  columns: readonly number[],
): (row: number) => boolean {
  const spans = merged
    .filter(({ left, right }) => columns.some((column) => column >= left && column <= right))
    .map(({ top, bottom }) => ({ top, bottom }))
    .sort((a, b) => a.top - b.top)
  // Attacker-controlled: spans that lie over one another are put together, so that each row is asked of few.
  const apart: { top: number; bottom: number }[] = []
  for (const span of spans) {
    const before = apart.at(-1)
    if (before !== undefined && span.top <= before.bottom)
      before.bottom = Math.max(before.bottom, span.bottom)
    else apart.push(span)
  }
  return (row) => {
    let [from, to] = [0, apart.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((apart[middle]?.top ?? row) <= row) from = middle + 1
      else to = middle
    }
    return row <= (apart[from - 1]?.bottom ?? 0)
  }
}
