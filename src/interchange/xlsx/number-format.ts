/**
 * Which cells of a workbook show a date or a time: their style says so by a number format (ECMA-376 part 1, 18.8.30), one
 * of the built-in ones or a code with the letters of a date.
 */
import { xmlParts } from '../xml-parts.ts'

/** How a style shows a number: as it is, as a date or a time, or in another way, such as a share of a hundred. */
export type NumberLook = 'plain' | 'date' | 'other'

const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** General, whole numbers, two decimals, text. */
const PLAIN = new Set([0, 1, 2, 49])

/** How each cell style shows numbers, by its number. */
export function numberLooks(styles: string): NumberLook[] {
  const codes = new Map<number, string>()
  const looks: NumberLook[] = []
  let inCells = false
  for (const part of xmlParts(styles)) {
    if (part.kind === 'text') continue
    if (part.name === 'cellXfs') inCells = part.kind === 'open' && !part.empty
    if (part.kind === 'close') continue
    if (part.name === 'numFmt') {
      codes.set(Number(part.attributes.get('numFmtId')), part.attributes.get('formatCode') ?? '')
    } else if (part.name === 'xf' && inCells) {
      const id = Number(part.attributes.get('numFmtId') ?? 0)
      looks.push(lookOf(id, codes.get(id)))
    }
  }
  return looks
}

function lookOf(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return PLAIN.has(id) ? 'plain' : isBuiltInDate(id) ? 'date' : 'other'
  // Quoted texts, escaped characters, colours and conditions are no part of a date; [h] and [mm] are.
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
  if (/^(?:general|@|0|0\.0+|#+)?$/i.test(bare)) return 'plain'
  return /[dmyhs]/i.test(bare) ? 'date' : 'other'
}
