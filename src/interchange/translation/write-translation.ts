/**
 * Writes a spreadsheet for translators: a workbook with one sheet a language, or CSV for one language. The same sets, at the
 * same moment, give the same bytes.
 */
import { ConcordError, sentence } from '../../error.ts'
import type { Item, Sha256 } from '../../statement/index.ts'
import { formatCsv } from '../csv.ts'
import { quote } from '../csv-table.ts'
import type { CellStyle } from '../xlsx/styles.ts'
import { CELL_LIMIT, SHEET_NAME_LIMIT, writeWorkbook, type SheetToWrite } from '../xlsx/write-workbook.ts'
import { guardCsvCell } from './csv-cell.ts'
import { headerOf, layoutOf, SIGN_OFF, type TranslationLocale } from './columns.ts'
import { formatRecord, RECORD_COLUMNS, RECORD_PREFIX, RECORD_SHEET } from './records.ts'
import { translationTable, type TranslationSource, type TranslationTable } from './table.ts'

export type TranslationToWrite = {
  source: TranslationSource
  /** The languages with what is translated already, by id. */
  languages: readonly { language: string; present: ReadonlyMap<string, Item> }[]
  /** Language of the headers. */
  locale: TranslationLocale
  /** The moment of writing, which tells one spreadsheet from another. */
  written: string
}

/** What the first sheet tells the translators: its name and its lines. */
export type Guidance = { title: string; lines: readonly string[] }

/** The bytes of a workbook; a text that no cell can hold is refused with its item. */
export async function writeTranslationWorkbook(
  { source, languages, locale, written }: TranslationToWrite,
  guidance: Guidance,
  sha256: Sha256,
): Promise<Uint8Array> {
  for (const { language } of languages) {
    if (language.length > SHEET_NAME_LIMIT)
      throw new ConcordError(
        'bad-input',
        sentence`The tag ${quote(language)} is longer than the name of a sheet can be, ${SHEET_NAME_LIMIT} characters; shorten it.`,
      )
  }
  const tables = languages.map(({ language, present }) => ({
    language,
    table: translationTable(source, language, present, { locale, written }, sha256),
  }))
  const hidden = { style: 'plain' as const }
  return writeWorkbook([
    {
      name: guidance.title,
      hidden: false,
      guarded: false,
      headed: false,
      widths: [100],
      rows: guidance.lines.map((text) => [{ text, style: 'plain' }]),
      lists: [],
    },
    ...tables.map(({ language, table }) => sheetOf(table, { from: source.language, to: language }, locale)),
    {
      name: RECORD_SHEET,
      hidden: true,
      guarded: true,
      headed: true,
      widths: RECORD_COLUMNS.map(() => 20),
      rows: [
        RECORD_COLUMNS.map((text) => ({ text, ...hidden })),
        ...tables.flatMap(({ table }) =>
          table.rows.map(({ record }) => formatRecord(record).map((text) => ({ text, ...hidden }))),
        ),
      ],
      lists: [],
    },
  ])
}

function sheetOf(
  { columns, rows }: TranslationTable,
  languages: { from: string; to: string },
  locale: TranslationLocale,
): SheetToWrite {
  const styles = columns.map((column): CellStyle => {
    const { open, side } = layoutOf(column)
    const isRightToLeft =
      side !== null && RIGHT_TO_LEFT.test(side === 'source' ? languages.from : languages.to)
    return open ? (isRightToLeft ? 'open-rtl' : 'open') : isRightToLeft ? 'locked-rtl' : 'locked'
  })
  return {
    name: languages.to,
    hidden: false,
    guarded: true,
    headed: true,
    widths: columns.map((column) => layoutOf(column).width),
    rows: [
      columns.map((column) => ({ text: headerOf(column, locale, languages), style: 'header' })),
      ...rows.map(({ cells }) =>
        columns.map((column, at) => {
          const text = cells[column]
          if (text.length > CELL_LIMIT) throw tooLong(cells.id, text.length)
          return { text, style: styles[at] ?? 'locked' }
        }),
      ),
    ],
    lists: [{ column: columns.indexOf('signedOff'), values: SIGN_OFF[locale] }],
  }
}

/** Languages and scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  /^(?:ar|arc|azb|ckb|dv|fa|ha-Arab|he|iw|ji|ks|ku-Arab|nqo|pnb|prs|ps|sd|syr|ug|ur|yi)(?:-|$)|-(?:Arab|Hebr|Syrc|Thaa|Nkoo|Adlm|Rohg)(?:-|$)/i

function tooLong(id: string, length: number): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`The item ${quote(id)} has a text of ${length} characters, and a cell holds ${CELL_LIMIT}; write a .csv file instead.`,
  )
}

/** The bytes of a CSV file for one language, with a byte order mark, by which spreadsheet programs know it is UTF-8. */
export function writeTranslationCsv(
  source: TranslationSource,
  { language, present }: TranslationToWrite['languages'][number],
  { locale, written }: Pick<TranslationToWrite, 'locale' | 'written'>,
  sha256: Sha256,
): Uint8Array {
  const { columns, rows } = translationTable(source, language, present, { locale, written }, sha256)
  const languages = { from: source.language, to: language }
  return new TextEncoder().encode(
    `\uFEFF${formatCsv([
      [
        ...columns.map((column) => headerOf(column, locale, languages)),
        ...RECORD_COLUMNS.map((column) => `${RECORD_PREFIX}${column}`),
      ],
      ...rows.map(({ cells, record }) => [
        ...columns.map((column) => guardCsvCell(cells[column])),
        ...formatRecord(record).map(guardCsvCell),
      ]),
    ])}`,
  )
}
