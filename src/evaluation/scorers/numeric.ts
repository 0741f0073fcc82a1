/**
 * The number in an answer, in whatever way people write it.
 *
 *   digits      ASCII, full-width, Arabic-Indic, Persian, Devanagari, Bengali
 *   grouping    spaces, apostrophes, commas or points between groups of three: 1 234 567  1'234  1,234  1.234
 *   decimal     point or comma
 *   sign        - − – － before the figure, unless a letter or digit stands before it (10-5 is 10 and 5)
 *   around it   currency signs, Markdown, LaTeX ({,} and \,), a percent sign
 *
 * One mark before exactly three digits (1,234 or 1.234) can be read both ways; with `decimal: auto` such a figure
 * counts as right if either reading is. 45 % counts as 45 and as 0.45. A target in plain notation (-1234.5) is
 * read in that one way.
 */
import type { Scorer } from '../../statement/index.ts'
import type { Sample, Scored } from './score.ts'

type NumericScorer = Extract<Scorer, { type: 'numeric' }>
type Decimal = NumericScorer['decimal']

/** Rounding of a difference of two doubles, relative to their size. */
const ROUNDING = 1e-12
const PLAIN = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** First digits of the scripts that have their own. */
const ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966, 0x09e6]
const FOREIGN_DIGIT = /[０-９٠-٩۰-۹०-९০-৯]/g
const FIGURE =
  /(?<sign>[+-]\s?)?(?:[$€£¥₹₩]\s?)?(?<figure>(?:\d+(?:[.,'’]\d+| \d{3}(?!\d))*|\.\d+)(?:[eE][+-]?\d+(?![\p{L}\d]))?)(?<percent>\s?%)?/gu

/** 1 if the number taken from the answer is within `tolerance` of a target; no number: unparsed. */
export function scoreNumeric(scorer: NumericScorer, { target, completion }: Sample): Scored {
  const accepted = target.flatMap((text) => targetReadings(text, scorer.decimal))
  if (accepted.length === 0) return { outcome: 'unscored', reason: 'scorer-error' }
  const readings = takenFigure(scorer, completion)
  if (readings === undefined) return { outcome: 'unscored', reason: 'unparsed' }
  const near = (a: number, b: number): boolean =>
    Math.abs(a - b) <= scorer.tolerance + ROUNDING * Math.max(Math.abs(a), Math.abs(b))
  return {
    outcome: 'scored',
    value: readings.some((said) => accepted.some((want) => near(said, want))) ? 1 : 0,
  }
}

/** The values the figure that is scored can stand for; undefined where the answer has no figure. */
export function takenFigure(
  { take, decimal }: Pick<NumericScorer, 'take' | 'decimal'>,
  completion: string,
): number[] | undefined {
  const figures = readFigures(completion, decimal)
  return take === 'first' ? figures.at(0) : figures.at(-1)
}

function targetReadings(text: string, decimal: Decimal): number[] {
  const plain = text.trim()
  if (PLAIN.test(plain) && decimal !== 'comma') return [Number(plain)]
  return readFigures(text, decimal).at(-1) ?? []
}

/** Every figure of a text, in order, each with the values it can stand for. */
export function readFigures(text: string, decimal: Decimal): number[][] {
  const out: number[][] = []
  const folded = fold(text)
  for (const match of folded.matchAll(FIGURE)) {
    const before = folded[match.index - 1] ?? ''
    const negative = match.groups?.['sign']?.startsWith('-') === true && !/[\p{L}\p{N}]/u.test(before)
    const percent = match.groups?.['percent'] !== undefined
    const parts = figureReadings(match.groups?.['figure'] ?? '', decimal)
    for (const [index, readings] of parts.entries()) {
      const signed = readings.map((value) => (negative && index === 0 ? -value : value))
      out.push(
        percent && index === parts.length - 1 ? signed.flatMap((value) => [value, value / 100]) : signed,
      )
    }
  }
  return out
}

/** Readings of one run of digits and marks; several figures where the marks cannot be those of one number. */
function figureReadings(figure: string, decimal: Decimal): number[][] {
  const [, body = '', exponent = ''] = /^(.*?)([eE].*)?$/.exec(figure) ?? []
  const number = (digits: string): number => Number(`${digits}${exponent}`)
  const spaced = /[ '’]/.test(body)
  const plain = body.replaceAll(/[ '’]/g, '')
  if (spaced && !/^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/.test(body))
    return body.split(/[ '’]/).flatMap((part) => figureReadings(part, decimal))
  const points = plain.split('.').length - 1
  const commas = plain.split(',').length - 1
  const asPoint = plain.replaceAll(',', '')
  const asComma = plain.replaceAll('.', '').replace(',', '.')
  if (points + commas === 0) return [[number(plain)]]
  const pointReads = points <= 1 && (commas === 0 || /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain))
  const commaReads = commas <= 1 && (points === 0 || /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain))
  const readings = [
    ...(pointReads && decimal !== 'comma' ? [number(asPoint)] : []),
    ...(commaReads && decimal !== 'point' ? [number(asComma)] : []),
  ]
  // With spaces or apostrophes as grouping, the one mark left is the decimal mark.
  if (spaced && points + commas === 1) return [[number(plain.replace(',', '.'))]]
  if (readings.length > 0) return [[...new Set(readings)]]
  return plain
    .split(/[.,]/)
    .filter((part) => part !== '')
    .map((part) => [Number(part)])
}

function fold(text: string): string {
  return text
    .replaceAll(FOREIGN_DIGIT, (digit) => {
      const code = digit.charCodeAt(0)
      const zero = ZEROS.find((first) => code >= first && code < first + 10) ?? code
      return String(code - zero)
    })
    .replaceAll(/\{,\}|，|٬/g, ',')
    .replaceAll(/．|٫/g, (mark) => (mark === '٫' ? '.' : '.'))
    .replaceAll(/\\[,;: ]|[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
    .replaceAll(/[−–﹣－]/g, '-')
    .replaceAll(/[％٪﹪]|\\%/g, '%')
    .replaceAll(/\\\$|＄/g, '$')
}
