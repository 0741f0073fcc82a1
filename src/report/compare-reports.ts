/** Where two reports of one exercise differ, said as a reader of the second finds it. */
import { sentence, type Sentence } from '../error.ts'
import type { JsonValue } from '../statement/index.ts'
import { Json } from '../statement/index.ts'
import type { Block, Cell, ReportDocument, Text } from './document.ts'

export type ReportDifference = {
  /** The place in words: section, table, row, column. */
  place: Sentence
  /** The same place for programs: path in the document, such as `report.blocks.3.rows.2.1.text`. */
  path: string
  /** What it must be, and what stands there; undefined where there is none. */
  expected: JsonValue | undefined
  found: JsonValue | undefined
}

type Leaf = Omit<ReportDifference, 'place' | 'path'> & { path: readonly string[] }

/** Every place in which `found` differs from `expected`, in the order of the report, each once; what no reader sees last. */
export function compareReports(expected: ReportDocument, found: ReportDocument): ReportDifference[] {
  const byPlace = new Map<string, ReportDifference>()
  for (const { path, ...values } of leaves(Json.parse(expected), Json.parse(found), [])) {
    const place = placeOf(path, expected, found)
    // Of a cell only what is shown first is said: its text, then the number behind it.
    const key = JSON.stringify(place)
    if (!byPlace.has(key)) byPlace.set(key, { place, path: ['report', ...path].join('.'), ...values })
  }
  return [...byPlace.values()].toSorted((a, b) => Number(isHidden(a)) - Number(isHidden(b)))
}

function isHidden({ path }: ReportDifference): boolean {
  return !path.startsWith('report.blocks.')
}

/** The difference in one sentence. */
export function differenceInWords({ place, expected, found }: ReportDifference): Sentence {
  if (found === undefined) return sentence`report: ${place} is missing; the evidence gives ${shown(expected)}`
  return expected === undefined
    ? sentence`report: ${place} says ${shown(found)}, which does not follow from the evidence`
    : sentence`report: ${place} says ${shown(found)}, the evidence gives ${shown(expected)}`
}

function leaves(expected: JsonValue, found: JsonValue, path: readonly string[]): Leaf[] {
  if (!isTree(expected) || !isTree(found) || Array.isArray(expected) !== Array.isArray(found))
    return expected === found ? [] : [{ path, expected, found }]
  const [before, after] = [new Map(Object.entries(expected)), new Map(Object.entries(found))]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Leaf[] => {
    const [one, other] = [before.get(key), after.get(key)]
    const at = [...path, key]
    if (one === undefined || other === undefined) return [{ path: at, expected: one, found: other }]
    return leaves(one, other, at)
  })
}

function isTree(value: JsonValue): value is JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null
}

function placeOf(path: readonly string[], expected: ReportDocument, found: ReportDocument): Sentence {
  const [part, index = '', ...inside] = path
  if (part !== 'blocks')
    return part === 'sources' ? sentence`the list of its sources` : sentence`its field ${part ?? ''}`
  const block = found.blocks[Number(index)] ?? expected.blocks[Number(index)]
  return block === undefined ? sentence`section ${Number(index) + 1}` : placeInBlock(block, inside)
}

function placeInBlock(block: Block, [field = '', at = '', ...inside]: readonly string[]): Sentence {
  const number = Number(at) + 1
  switch (block.block) {
    case 'kicker':
      return sentence`the line above the title`
    case 'title':
      return sentence`the title`
    case 'headline':
      return sentence`the headline (sentence ${number})`
    case 'verification':
      return sentence`the box that says whether it was verified`
    case 'figures':
      return placeInFigure(block, at, inside)
    case 'table':
      return placeInTable(block, field, at, inside)
    case 'limits': {
      const list = field === 'cannot' ? block.cannot : block.shows
      return at === 'items'
        ? sentence`the list “${list.heading}” (item ${Number(inside[0]) + 1})`
        : sentence`the list “${list.heading}”`
    }
    case 'note':
    case 'how-to-verify':
      return sentence`the section “${block.heading}”`
  }
}

function placeInFigure(
  { figures }: Extract<Block, { block: 'figures' }>,
  at: string,
  [part = '', row = '']: readonly string[],
): Sentence {
  const figure = figures[Number(at)]
  if (figure === undefined) return sentence`figure ${Number(at) + 1}`
  const label = part === 'rows' ? figure.rows[Number(row)]?.label : undefined
  return label === undefined
    ? sentence`the figure “${plain(figure.heading)}”`
    : sentence`the figure “${plain(figure.heading)}”, row “${plain(label)}”`
}

function placeInTable(
  table: Extract<Block, { block: 'table' }>,
  field: string,
  at: string,
  [columnAt = '', part = '']: readonly string[],
): Sentence {
  const heading = plain(table.heading)
  if (field === 'lead') return sentence`the text above the table “${heading}”`
  if (field === 'notes') return sentence`the note below the table “${heading}”`
  if (field !== 'rows') return sentence`the head of the table “${heading}”`
  const row = table.rows[Number(at)]
  const label = rowName(row, Number(at))
  if (row === undefined || columnAt === '') return sentence`the table “${heading}”, row ${label},`
  const column = table.columns[Number(columnAt)]
  const name = column === undefined ? '' : plain(column.text)
  const cell =
    name === ''
      ? sentence`the table “${heading}”, row ${label}, column ${Number(columnAt) + 1},`
      : sentence`the table “${heading}”, row ${label}, column “${name}”,`
  if (part === 'value') return sentence`the number behind the text of ${cell}`
  return part === 'ref' ? sentence`the link in ${cell}` : cell
}

/** Rows are found by their first cell. */
function rowName(row: readonly Cell[] | undefined, at: number): string {
  const text = row?.[0] === undefined ? '' : plain(row[0].text)
  return text === '' ? String(at + 1) : `“${text}”`
}

const SHOWN = 160

function shown(value: JsonValue | undefined): string | Sentence {
  if (value === undefined || value === null || value === '') return sentence`nothing`
  const text = plain(typeof value === 'string' ? value : JSON.stringify(value))
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
  return typeof value === 'string' ? `“${cut}”` : cut
}

/** Without the marks that keep the direction of foreign text. */
function plain(text: Text): string {
  return (typeof text === 'string' ? text : text.foreign).replace(/[\u2060\u2066-\u2069]/g, '')
}
