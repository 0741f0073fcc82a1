/**
 * The first sheet of a workbook (Office Open XML, ECMA-376) as a table whose first row names the columns. Of the
 * package are read: xl/workbook.xml and its relations (which sheet is the first), xl/sharedStrings.xml, the sheet.
 * Every value is taken as its text: numbers as they are stored, formulas as the value that was last computed,
 * formatted runs joined, phonetic hints left out. Dates are numbers in a workbook and stay so.
 */
import { ConcordError, sentence } from '../error.ts'
import { quote, type CsvTable, type TableRow } from './csv-table.ts'
import type { ByteSource } from './text-source.ts'
import { xmlParts } from './xml-parts.ts'

/** Attacker-controlled: a small file may claim to hold very much. */
const LIMITS = { file: 64_000_000, part: 256_000_000, entries: 10_000, cells: 5_000_000, columns: 16_384 }

/** Opens a workbook; what cannot be read is refused in one sentence with its row. */
export async function openXlsxTable(source: ByteSource, name: string): Promise<CsvTable> {
  const parts = await unpack(await readBytes(source, name), name)
  const strings = sharedStrings(parts.get('xl/sharedStrings.xml') ?? '')
  const sheet = parts.get(firstSheet(parts))
  if (sheet === undefined) {
    throw new ConcordError('bad-input', sentence`${name}: the workbook has no sheet; save it again as .xlsx.`)
  }
  const rows = sheetRows(sheet, strings, name)
  const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (header === undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: the first sheet is empty; its first row must name the columns.`,
    )
  }
  const columns = header.cells.map((cell) => cell.trim())
  while (columns.at(-1) === '') columns.pop()
  const twice = columns.find((column, at) => column === '' || columns.indexOf(column) !== at)
  if (twice !== undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, row ${header.row}: two columns are named ${quote(twice)}; name each differently.`,
    )
  }
  return { columns, rows: namedRows(rest, columns, name) }
}

async function* namedRows(
  rows: readonly { row: number; cells: string[] }[],
  columns: readonly string[],
  name: string,
): AsyncGenerator<TableRow> {
  for (const { row, cells } of rows) {
    if (cells.slice(columns.length).some((cell) => cell !== '')) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, row ${row}: there is a value beside the last named column; name its column, or remove it.`,
      )
    }
    yield { line: row, cells: new Map(columns.map((column, at) => [column, cells[at] ?? ''])) }
  }
}

async function readBytes(source: ByteSource, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > LIMITS.file) throw tooLarge(name)
    pieces.push(piece)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** The parts that are needed, as text. Only a part's declared size is ever allocated, and it is limited. */
async function unpack(bytes: Uint8Array, name: string): Promise<Map<string, string>> {
  const { unzipSync } = await import('fflate')
  let entries = 0
  let size = 0
  let large = false
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        entries += 1
        const isWanted =
          /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/
        if (!isWanted.test(file.name)) return false
        size += file.originalSize
        large ||= entries > LIMITS.entries || size > LIMITS.part
        return !large
      },
    })
    if (large) throw tooLarge(name)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    return new Map(Object.entries(files).map(([part, content]) => [part, decoder.decode(content)]))
  } catch (cause) {
    if (cause instanceof ConcordError) throw cause
    throw new ConcordError(
      'bad-input',
      sentence`${name}: this is not a workbook, or a damaged one; save it again as .xlsx.`,
      { cause },
    )
  }
}

function tooLarge(name: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${name}: the workbook is too large to be read; save it as .csv.`,
  )
}

/** Path of the sheet that stands first in the workbook, by its relation; the first part where none says it. */
function firstSheet(parts: ReadonlyMap<string, string>): string {
  const [sheet] = [...xmlParts(parts.get('xl/workbook.xml') ?? '')].filter(
    (part) => part.kind === 'open' && part.name === 'sheet',
  )
  const id = sheet?.kind === 'open' ? sheet.attributes.get('r:id') : undefined
  for (const part of xmlParts(parts.get('xl/_rels/workbook.xml.rels') ?? '')) {
    if (part.kind === 'open' && part.name === 'Relationship' && part.attributes.get('Id') === id) {
      const target = part.attributes.get('Target') ?? ''
      return target.startsWith('/') ? target.slice(1) : `xl/${target}`
    }
  }
  return [...parts.keys()].filter((path) => path.startsWith('xl/worksheets/')).sort()[0] ?? ''
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  const inside: string[] = []
  for (const part of xmlParts(xml)) {
    if (part.kind === 'open' && !part.empty) inside.push(part.name)
    if (part.kind === 'open' && part.name === 'si') text = ''
    if (part.kind === 'open' && part.name === 'si' && part.empty) strings.push('')
    if (part.kind === 'text' && inside.at(-1) === 't' && !inside.includes('rPh')) text += part.text
    if (part.kind === 'close') {
      inside.pop()
      if (part.name === 'si') strings.push(text)
    }
  }
  return strings
}

function sheetRows(
  xml: string,
  strings: readonly string[],
  name: string,
): { row: number; cells: string[] }[] {
  const rows: { row: number; cells: string[] }[] = []
  let cells: string[] = []
  let row = 0
  let count = 0
  let cell = { column: 0, type: '', text: '' }
  const inside: string[] = []
  for (const part of xmlParts(xml)) {
    if (part.kind === 'open') {
      if (part.name === 'row') {
        row = Number(part.attributes.get('r') ?? row + 1)
        cells = []
      } else if (part.name === 'c') {
        const column = columnOf(part.attributes.get('r')) ?? cells.length
        cell = { column, type: part.attributes.get('t') ?? 'n', text: '' }
        count += 1
        if (count > LIMITS.cells || column >= LIMITS.columns) throw tooLarge(name)
      }
      if (!part.empty) inside.push(part.name)
    } else if (part.kind === 'text') {
      const within = inside.at(-1)
      if (within === 'v' || (within === 't' && !inside.includes('rPh'))) cell.text += part.text
    } else {
      inside.pop()
      if (part.name === 'c') {
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = valueOf(cell, strings, name, row)
      }
      if (part.name === 'row') rows.push({ row, cells })
    }
  }
  return rows
}

function valueOf(
  { type, text }: { type: string; text: string },
  strings: readonly string[],
  name: string,
  row: number,
): string {
  if (type === 's') {
    const shared = strings[Number(text)]
    if (shared !== undefined) return shared
    throw new ConcordError(
      'bad-input',
      sentence`${name}, row ${row}: a cell refers to a text that is not in the workbook; save it again as .xlsx.`,
    )
  }
  if (type === 'e') {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, row ${row}: a formula ended in the error ${quote(text)}; correct it.`,
    )
  }
  if (type === 'b') return text === '1' ? 'true' : 'false'
  return text
}

/** `C7` → 2. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
