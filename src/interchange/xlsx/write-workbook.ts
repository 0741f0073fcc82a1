/**
 * Writes a workbook (Office Open XML, ECMA-376) of texts: every cell is a text, so that no program makes a date or a number
 * of what is typed over it. The same sheets give the same bytes.
 */
import { encodeCellText } from './cell-text.ts'
import { styleNumber, stylesXml, type CellStyle } from './styles.ts'

/** Most characters a cell can hold, and most characters of a sheet's name, in every program that reads workbooks. */
export const CELL_LIMIT = 32_767
export const SHEET_NAME_LIMIT = 31

export type CellToWrite = { text: string; style: CellStyle }

export type SheetToWrite = {
  /** At most 31 characters, none of []:*?/\ and no name twice. */
  name: string
  hidden: boolean
  /** Only cells that are open may be changed; there is no password, so that nobody is locked out. */
  guarded: boolean
  /** The first row stays in sight and can filter. */
  headed: boolean
  /** Widths in characters, by column. */
  widths: readonly number[]
  rows: readonly (readonly CellToWrite[])[]
  /** Values that a column may have below the first row, offered as a list. */
  lists: readonly { column: number; values: readonly string[] }[]
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** The least a ZIP file can say, so that no clock is in the bytes. */
const NO_TIME = '1980-01-01T00:00:00'

/** The bytes of the workbook. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const { strToU8, zipSync } = await import('fflate')
  const strings = new Map<string, number>()
  const indexOf = (text: string): number => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size)
    return strings.size - 1
  }
  const parts: Record<string, string> = {}
  for (const [index, sheet] of sheets.entries())
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, indexOf)
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([['rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index): [string, string, string] => [
        `rId${index + 1}`,
        `${OFFICE}/worksheet`,
        `worksheets/sheet${index + 1}.xml`,
      ]),
      [`rId${sheets.length + 1}`, `${OFFICE}/styles`, 'styles.xml'],
      [`rId${sheets.length + 2}`, `${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': stylesXml(),
    'xl/sharedStrings.xml': sharedStringsXml(strings),
    ...parts,
  }
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(`${XML}${xml}`)])),
    { mtime: NO_TIME },
  )
}

function sheetXml(sheet: SheetToWrite, indexOf: (text: string) => number): string {
  const width = sheet.widths.length
  const height = sheet.rows.length
  const last = `${columnName(Math.max(0, width - 1))}${Math.max(1, height)}`
  const pane = sheet.headed
    ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    : ''
  const rows = sheet.rows.map((cells, row) => {
    const inside = cells.map(({ text, style }, column) => {
      const place = `r="${columnName(column)}${row + 1}" s="${styleNumber(style)}"`
      return text === '' ? `<c ${place}/>` : `<c ${place} t="s"><v>${indexOf(text)}</v></c>`
    })
    return `<row r="${row + 1}" ht="${heightOf(cells, sheet.widths)}">${inside.join('')}</row>`
  })
  const lists = sheet.lists.map(({ column, values }) => {
    const range = `${columnName(column)}2:${columnName(column)}${Math.max(2, height)}`
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${attribute(values.join(','))}"</formula1></dataValidation>`
  })
  return [
    `<worksheet xmlns="${MAIN}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:${last}"/>`,
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${sheet.widths.map((each, at) => `<col min="${at + 1}" max="${at + 1}" width="${each}" customWidth="1"/>`).join('')}</cols>`,
    `<sheetData>${rows.join('')}</sheetData>`,
    sheet.guarded
      ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" insertColumns="0" sort="0" autoFilter="0"/>'
      : '',
    sheet.headed && height > 1 ? `<autoFilter ref="A1:${last}"/>` : '',
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup orientation="landscape" fitToHeight="0"/>',
    '</worksheet>',
  ].join('')
}

function workbookXml(sheets: readonly SheetToWrite[]): string {
  const active = Math.max(
    0,
    sheets.findIndex(({ hidden }) => !hidden),
  )
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${attribute(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  )
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${list.join('')}</sheets></workbook>`
}

function sharedStringsXml(strings: ReadonlyMap<string, number>): string {
  const list = [...strings.keys()].map(
    (text) => `<si><t xml:space="preserve">${escaped(encodeCellText(text))}</t></si>`,
  )
  return `<sst xmlns="${MAIN}" uniqueCount="${list.length}">${list.join('')}</sst>`
}

function contentTypes(sheets: number): string {
  const override = (path: string, type: string): string =>
    `<Override PartName="${path}" ContentType="${TYPE}.${type}+xml"/>`
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', 'sheet.main'),
    ...Array.from({ length: sheets }, (_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet')),
    override('/xl/styles.xml', 'styles'),
    override('/xl/sharedStrings.xml', 'sharedStrings'),
    '</Types>',
  ].join('')
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

const LINE = 15
/** Points; no program shows a row that is higher. */
const HIGHEST = 409
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/g

/** Height of a row in points, estimated from its texts: some programs do not fit rows to what is in them. */
function heightOf(cells: readonly CellToWrite[], widths: readonly number[]): number {
  const lines = cells.map(({ text }, column) => {
    const width = Math.max(1, (widths[column] ?? 10) - 1)
    return text
      .split('\n')
      .map((line) => Math.max(1, Math.ceil((line.length + (line.match(WIDE)?.length ?? 0)) / width)))
      .reduce((sum, each) => sum + each, 0)
  })
  return Math.min(HIGHEST, LINE * Math.max(1, ...lines))
}

/** 2 → `C`. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : `${columnName(Math.floor(column / 26) - 1)}${letter}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;')
}
