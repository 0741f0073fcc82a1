/**
 * Reads a spreadsheet for translators back, also after other programs edited it: rows and columns in any order, columns
 * and sheets added, widths changed, runs of other fonts. What a cell no longer says as a text (a formula, a date made of
 * what was typed, cells merged over rows) is a fault of its row, for nobody can tell what was meant.
 */
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { readCsv } from '../csv.ts'
import { openCsvTable, quote } from '../csv-table.ts'
import type { ByteSource } from '../text-source.ts'
import type { MergedCells, SheetRow } from '../xlsx/sheet.ts'
import { openWorkbook, type Workbook } from '../xlsx/workbook.ts'
import { faultOf, mergedRows } from './cell-faults.ts'
import { findColumn, TRANSLATION_COLUMNS, type TranslationColumn } from './columns.ts'
import { unguardCsvCell } from './csv-cell.ts'
import { parseRecord, RECORD_COLUMNS, RECORD_PREFIX, RECORD_SHEET } from './records.ts'
import type { RowCells, RowRecord } from './table.ts'

export type ReadRow = { where: Sentence; cells: RowCells; faults: Sentence[] }

/** One language: what was written, in the order of the source, and what is there now. */
export type ReadLanguage = {
  language: string
  records: RowRecord[]
  rows: ReadRow[]
  /** False where the sheet of the language is gone. */
  found: boolean
  /** Columns that are somebody else's. */
  unread: string[]
}

export type TranslationFile = {
  languages: ReadLanguage[]
  /** Sheets that are somebody else's. */
  unread: string[]
}

/** Columns without which a row says nothing; choices and answers are only there where items have them. */
const NEEDED: readonly TranslationColumn[] = [
  'id',
  'source',
  'translation',
  'translator',
  'reviewer',
  'signedOff',
]
/** A title or remarks may have been put above the headers. */
const HEADER_WITHIN = 20

/** True for a file that `dataset translate` wrote; false for another, also for one that cannot be read. */
export async function isTranslationFile(source: ByteSource, name: string): Promise<boolean> {
  try {
    if (/\.csv$/i.test(name)) {
      // Leaving the loop closes the source.
      for await (const { fields } of readCsv(source, name)) return isRecorded(fields)
      return false
    }
    if (!/\.xlsx$/i.test(name)) return false
    return (await openWorkbook(source, name)).some((sheet) => sheet.name === RECORD_SHEET)
  } catch (cause) {
    if (cause instanceof ConcordError) return false
    throw cause
  }
}

/** Reads a workbook, or CSV by the ending of its name. Throws `bad-input` where it is no such spreadsheet. */
export async function readTranslationFile(source: ByteSource, name: string): Promise<TranslationFile> {
  return /\.csv$/i.test(name)
    ? readCsvFile(source, name)
    : readWorkbook(await openWorkbook(source, name), name)
}

function readWorkbook(workbook: Workbook, name: string): TranslationFile {
  const digests = workbook.find((sheet) => sheet.name === RECORD_SHEET)
  if (digests === undefined) throw notOurs(name)
  const recordsByLanguage = groupRecords(recordsOf(digests.read().rows, name), name)
  const read = new Map<string, { sheet: string } & Pick<ReadLanguage, 'rows' | 'unread'>>()
  const unread: string[] = []
  for (const sheet of workbook) {
    if (sheet.name === RECORD_SHEET) continue
    const { rows, merged } = sheet.read()
    const header = rows
      .slice(0, HEADER_WITHIN)
      .find(({ cells }) =>
        cells.some((cell) => cell !== undefined && findColumn(cell.text) === 'translation'),
      )
    const columns = header === undefined ? null : columnsOf(header)
    const language = columns === null ? undefined : languageOf(sheet.name, columns, recordsByLanguage)
    if (header === undefined || columns === null || language === undefined) {
      unread.push(sheet.name)
      continue
    }
    checkColumns(columns, sentence`${name}, sheet ${sheet.name}`)
    const before = read.get(language)
    if (before !== undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}: the sheets ${quote(before.sheet)} and ${quote(sheet.name)} are both for ${language}; remove one.`,
      )
    }
    const below = rows.filter(({ row }) => row > header.row)
    read.set(language, {
      sheet: sheet.name,
      rows: rowsOf(below, merged, columns, sheet.name),
      unread: columns.unread,
    })
  }
  const languages = [...recordsByLanguage].map(([language, records]): ReadLanguage => {
    const own = read.get(language)
    return { language, records, rows: own?.rows ?? [], found: own !== undefined, unread: own?.unread ?? [] }
  })
  return { languages, unread }
}

/** Columns by their place, with the header as it stands there. */
type Columns = {
  at: ReadonlyMap<TranslationColumn, { column: number; header: string }>
  twice: string | null
  unread: string[]
}

function columnsOf(header: SheetRow): Columns {
  const at = new Map<TranslationColumn, { column: number; header: string }>()
  const unread: string[] = []
  let twice: string | null = null
  for (const [column, cell] of header.cells.entries()) {
    if (cell === undefined || cell.text.trim() === '') continue
    const known = findColumn(cell.text)
    if (known === undefined) unread.push(cell.text.trim())
    else if (at.has(known)) twice = cell.text.trim()
    else at.set(known, { column, header: cell.text.trim() })
  }
  return { at, twice, unread }
}

function checkColumns({ at, twice }: Pick<Columns, 'at' | 'twice'>, where: Sentence): void {
  if (twice !== null)
    throw new ConcordError(
      'bad-input',
      sentence`${where}: two columns are named ${quote(twice)}; remove one.`,
    )
  const missing = NEEDED.find((column) => !at.has(column))
  if (missing !== undefined)
    throw new ConcordError(
      'bad-input',
      sentence`${where}: the column ${missing} is gone; take it from a copy of what Concord wrote.`,
    )
}

/** By the name of the sheet, else by the tag in the header of the translations: sheets get renamed. */
function languageOf(
  sheet: string,
  { at }: Columns,
  records: ReadonlyMap<string, unknown>,
): string | undefined {
  const tagged = /\(([^()]*)\)\s*$/.exec(at.get('translation')?.header ?? '')?.[1]?.trim()
  return [sheet.trim(), tagged].find((tag) => tag !== undefined && records.has(tag))
}

function rowsOf(
  rows: readonly SheetRow[],
  merged: readonly MergedCells[],
  { at }: Columns,
  sheet: string,
): ReadRow[] {
  const isMerged = mergedRows(
    merged,
    [...at.values()].map(({ column }) => column),
  )
  return rows.flatMap(({ row, cells }): ReadRow[] => {
    const faults: Sentence[] = []
    const textOf = (column: TranslationColumn): string => {
      const place = at.get(column)
      const cell = place === undefined ? undefined : cells[place.column]
      if (place === undefined || cell === undefined || column === 'state') return ''
      const fault = faultOf(cell, column)
      if (fault !== null) faults.push(sentence`${place.header}: ${fault}`)
      return cell.text
    }
    const read = cellsBy(textOf)
    if (isBlank(read) && faults.length === 0) return []
    if (isMerged(row)) faults.push(sentence`cells are merged there; part them, and fill in each row`)
    return [{ where: sentence`sheet ${sheet}, row ${row}`, cells: read, faults }]
  })
}

function cellsBy(textOf: (column: TranslationColumn) => string): RowCells {
  return {
    id: textOf('id').trim(),
    source: textOf('source'),
    translation: textOf('translation'),
    sourceChoices: textOf('sourceChoices'),
    choices: textOf('choices'),
    sourceAnswers: textOf('sourceAnswers'),
    answers: textOf('answers'),
    translator: textOf('translator'),
    reviewer: textOf('reviewer'),
    adaptation: textOf('adaptation'),
    signedOff: textOf('signedOff'),
    state: '',
  }
}

function isBlank(cells: RowCells): boolean {
  return TRANSLATION_COLUMNS.every((column) => cells[column].trim() === '')
}

function recordsOf(rows: readonly SheetRow[], name: string): RowRecord[] {
  const [header, ...below] = rows
  const names = header?.cells.map((cell) => cell?.text.trim() ?? '') ?? []
  return below.flatMap(({ row, cells }) => {
    if (cells.every((cell) => cell === undefined || cell.text === '')) return []
    const values = new Map(names.map((column, at) => [column, cells[at]?.text ?? '']))
    return [parseRecord(values, name, sentence`sheet ${RECORD_SHEET}, row ${row}`)]
  })
}

async function readCsvFile(source: ByteSource, name: string): Promise<TranslationFile> {
  const table = await openCsvTable(source, name)
  if (!isRecorded(table.columns)) throw notOurs(name)
  const at = new Map<TranslationColumn, string>()
  const unread: string[] = []
  let twice: string | null = null
  for (const header of table.columns) {
    if (header.startsWith(RECORD_PREFIX)) continue
    const known = findColumn(header)
    if (known === undefined) unread.push(header)
    else if (at.has(known)) twice = header
    else at.set(known, header)
  }
  checkColumns(
    { at: new Map([...at].map(([column, header]) => [column, { column: 0, header }])), twice },
    sentence`${name}, line ${1}`,
  )
  const rows: ReadRow[] = []
  const records: RowRecord[] = []
  const copies = new Set<string>()
  for await (const { line, cells } of table.rows) {
    const textOf = (column: TranslationColumn): string => {
      const header = at.get(column)
      return header === undefined || column === 'state' ? '' : unguardCsvCell(cells.get(header) ?? '')
    }
    const where = sentence`line ${line}`
    const read = cellsBy(textOf)
    const values = new Map(
      RECORD_COLUMNS.map((column) => [column, unguardCsvCell(cells.get(`${RECORD_PREFIX}${column}`) ?? '')]),
    )
    if (!isBlank(read)) rows.push({ where, cells: read, faults: [] })
    // A row that somebody added has none of ours, one that was copied has them again.
    const known = JSON.stringify([...values])
    if ([...values.values()].every((value) => value === '') || copies.has(known)) continue
    copies.add(known)
    records.push(parseRecord(values, name, where))
  }
  const byLanguage = [...groupRecords(records, name)]
  const [[language, own] = ['', []], more] = byLanguage
  if (more !== undefined)
    throw new ConcordError(
      'bad-input',
      sentence`${name}: the file holds rows of ${language} and of ${more[0]}; give each language a file of its own.`,
    )
  return { languages: [{ language, records: own, rows, found: true, unread }], unread: [] }
}

function isRecorded(columns: readonly string[]): boolean {
  return RECORD_COLUMNS.every((column) => columns.includes(`${RECORD_PREFIX}${column}`))
}

function groupRecords(records: readonly RowRecord[], name: string): Map<string, RowRecord[]> {
  const byLanguage = new Map<string, RowRecord[]>()
  const seen = new Set<string>()
  for (const record of records) {
    const key = JSON.stringify([record.language, record.id])
    const [first] = records
    if (
      seen.has(key) ||
      record.file !== first?.file ||
      record.from !== first.from ||
      record.stem !== first.stem
    ) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}: the item ${quote(record.id)} stands twice in what Concord wrote for itself, or for another set; take a copy in which it was not changed.`,
      )
    }
    seen.add(key)
    const own = byLanguage.get(record.language) ?? []
    own.push(record)
    byLanguage.set(record.language, own)
  }
  if (byLanguage.size === 0) throw notOurs(name)
  return byLanguage
}

function notOurs(name: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${name}: this is no spreadsheet of “dataset translate”, or what Concord wrote beside the texts is gone; give it a copy as it was written, and translate there.`,
  )
}
