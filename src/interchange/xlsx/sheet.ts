/** The cells of one sheet of a workbook, as they are stored, with what a reader must know of each. */
import { ConcordError, sentence } from '../../error.ts'
import { xmlParts } from '../xml-parts.ts'
import { decodeCellText } from './cell-text.ts'
import type { NumberLook } from './number-format.ts'
import { tooLarge } from './package.ts'

export type SheetCell = {
  /** Numbers as they are stored, formulas as the value that was last computed, formatted runs joined. */
  text: string
  kind: 'text' | 'number' | 'date' | 'boolean' | 'error'
  /** A number that is not shown as it is stored: a share of a hundred, an amount. */
  dressed: boolean
  formula: boolean
}

/** A row with its number, from 1; a cell that is not there is undefined. */
export type SheetRow = { row: number; cells: (SheetCell | undefined)[] }

/** Cells that are shown as one, rows and columns from 1 and 0. */
export type MergedCells = { top: number; bottom: number; left: number; right: number }

export type Sheet = { rows: SheetRow[]; merged: MergedCells[] }

/** Attacker-controlled: few bytes may place a cell far away, or stand for many texts. */
const LIMITS = { cells: 5_000_000, columns: 16_384, merged: 100_000, strings: 5_000_000 }

/** Reads a sheet; refuses in one sentence what is too large, or a cell whose text is not in the workbook. */
export function readSheet(
  xml: string,
  strings: readonly string[],
  looks: readonly NumberLook[],
  name: string,
): Sheet {
  const rows: SheetRow[] = []
  const merged: MergedCells[] = []
  let cells: (SheetCell | undefined)[] = []
  let row = 0
  /** Where a cell stands that does not say it: beside the one before, an empty one too. */
  let next = 0
  let count = 0
  let cell = { column: 0, type: '', style: 0, text: '', formula: false }
  const inside = openElements()
  for (const part of xmlParts(xml)) {
    if (part.kind === 'open') {
      if (part.name === 'row') {
        const given = Number(part.attributes.get('r'))
        row = Number.isSafeInteger(given) && given > 0 ? given : row + 1
        cells = []
        next = 0
      } else if (part.name === 'c') {
        const { attributes } = part
        const column = columnOf(attributes.get('r')) ?? next
        next = column + 1
        const style = Number(attributes.get('s') ?? 0)
        cell = { column, type: attributes.get('t') ?? 'n', style, text: '', formula: false }
        count += 1
        if (count > LIMITS.cells || column >= LIMITS.columns) throw tooLarge(name)
      } else if (part.name === 'f') cell.formula = true
      else if (part.name === 'mergeCell') {
        const range = rangeOf(part.attributes.get('ref'))
        if (merged.length >= LIMITS.merged) throw tooLarge(name)
        if (range !== null) merged.push(range)
      }
      if (!part.empty) inside.push(part.name)
      else if (part.name === 'row') rows.push({ row, cells })
    } else if (part.kind === 'text') {
      const within = inside.at()
      if (within === 'v' || (within === 't' && inside.hints === 0)) cell.text += part.text
    } else {
      inside.pop()
      if (part.name === 'c') {
        count += Math.max(0, cell.column - cells.length)
        if (count > LIMITS.cells) throw tooLarge(name)
        while (cells.length < cell.column) cells.push(undefined)
        cells[cell.column] = valueOf(cell, strings, looks, name, row)
      }
      if (part.name === 'row') rows.push({ row, cells })
    }
  }
  return { rows, merged }
}

function valueOf(
  { type, text, style, formula }: { type: string; text: string; style: number; formula: boolean },
  strings: readonly string[],
  looks: readonly NumberLook[],
  name: string,
  row: number,
): SheetCell {
  const plain = { dressed: false, formula }
  if (type === 's') {
    const shared = strings[Number(text)]
    if (shared !== undefined) return { text: shared, kind: 'text', ...plain }
    throw new ConcordError(
      'bad-input',
      sentence`${name}, row ${row}: a cell refers to a text that is not in the workbook; save it again as .xlsx.`,
    )
  }
  if (type === 'e') return { text, kind: 'error', ...plain }
  if (type === 'b') return { text: text === '1' ? 'true' : 'false', kind: 'boolean', ...plain }
  if (type === 'd') return { text, kind: 'date', ...plain }
  if (type === 'str' || type === 'inlineStr') return { text: decodeCellText(text), kind: 'text', ...plain }
  const look = text === '' ? 'plain' : (looks[style] ?? 'plain')
  return { text, kind: look === 'date' ? 'date' : 'number', dressed: look === 'other', formula }
}

/** The texts that cells refer to, in their order; formatted runs joined, phonetic hints left out. */
export function sharedStrings(xml: string, name: string): string[] {
  const strings: string[] = []
  let text = ''
  const inside = openElements()
  for (const part of xmlParts(xml)) {
    if (strings.length > LIMITS.strings) throw tooLarge(name)
    if (part.kind === 'open' && !part.empty) inside.push(part.name)
    if (part.kind === 'open' && part.name === 'si') text = ''
    if (part.kind === 'open' && part.name === 'si' && part.empty) strings.push('')
    if (part.kind === 'text' && inside.at() === 't' && inside.hints === 0) text += part.text
    if (part.kind === 'close') {
      inside.pop()
      if (part.name === 'si') strings.push(decodeCellText(text))
    }
  }
  return strings
}

/** The elements that are open, and how many of them are phonetic hints; in the same time however deep it is. */
function openElements() {
  const names: string[] = []
  return {
    hints: 0,
    at: (): string | undefined => names.at(-1),
    push(name: string): void {
      names.push(name)
      if (name === 'rPh') this.hints += 1
    },
    pop(): void {
      if (names.pop() === 'rPh') this.hints -= 1
    },
  }
}

/** `C7` → 2. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** `B2:C5`. */
function rangeOf(reference: string | undefined): MergedCells | null {
  const [, from = '', to = ''] = /^([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})$/.exec(reference ?? '') ?? []
  const [left, right] = [columnOf(from), columnOf(to)]
  if (left === null || right === null) return null
  return { top: rowOf(from), bottom: rowOf(to), left, right }
}

function rowOf(reference: string): number {
  return Number(reference.replace(/^[A-Z]+/, ''))
}
