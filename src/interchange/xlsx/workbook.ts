/**
 * The sheets of a workbook (Office Open XML, ECMA-376). Of the package are read: xl/workbook.xml and its relations (which
 * sheets there are), xl/sharedStrings.xml, xl/styles.xml (which numbers are dates), and a sheet when it is asked for.
 */
import { ConcordError, sentence } from '../../error.ts'
import type { ByteSource } from '../text-source.ts'
import { xmlParts } from '../xml-parts.ts'
import { numberLooks } from './number-format.ts'
import { unpackWorkbook } from './package.ts'
import { readSheet, sharedStrings, type Sheet } from './sheet.ts'

/** The sheets in the order of the workbook; `read` refuses in one sentence what it cannot read. */
export type Workbook = { name: string; read(): Sheet }[]

/** Opens a workbook with at least one sheet; what is none is refused in one sentence. */
export async function openWorkbook(source: ByteSource, name: string): Promise<Workbook> {
  const parts = await unpackWorkbook(source, name)
  const strings = sharedStrings(parts.get('xl/sharedStrings.xml') ?? '', name)
  const looks = numberLooks(parts.get('xl/styles.xml') ?? '')
  const sheets = sheetPaths(parts).flatMap(({ title, path }) => {
    const xml = parts.get(path)
    return xml === undefined ? [] : [{ name: title, read: () => readSheet(xml, strings, looks, name) }]
  })
  if (sheets.length === 0) {
    throw new ConcordError('bad-input', sentence`${name}: the workbook has no sheet; save it again as .xlsx.`)
  }
  return sheets
}

/** Names and parts of the sheets, by their relations; the parts as they are where the workbook names none. */
function sheetPaths(parts: ReadonlyMap<string, string>): { title: string; path: string }[] {
  const pathById = new Map<string, string>()
  for (const part of xmlParts(parts.get('xl/_rels/workbook.xml.rels') ?? '')) {
    if (part.kind !== 'open' || part.name !== 'Relationship') continue
    const target = part.attributes.get('Target') ?? ''
    pathById.set(
      part.attributes.get('Id') ?? '',
      target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
    )
  }
  const named = [...xmlParts(parts.get('xl/workbook.xml') ?? '')].flatMap((part) => {
    if (part.kind !== 'open' || part.name !== 'sheet') return []
    const path = pathById.get(part.attributes.get('r:id') ?? part.attributes.get('id') ?? '')
    return path === undefined ? [] : [{ title: part.attributes.get('name') ?? '', path }]
  })
  if (named.length > 0) return named
  return [...parts.keys()]
    .filter((path) => path.startsWith('xl/worksheets/'))
    .sort()
    .map((path) => ({ title: '', path }))
}
