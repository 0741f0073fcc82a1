/**
 * The number in an answer, in whatever way people write it.
 *
 *   digits      those of every script in use: ASCII, full-width, Arabic-Indic, Persian, Devanagari, Bengali, Thai …
 *   grouping    spaces (thin ones too), apostrophes, commas or points between groups of three: 1 234 567  1'234  1,234
 *               1.234; the Arabic ٬; in the languages of the Indian way 12,34,567
 *   decimal     point or comma; the Arabic ٫, which is nothing else
 *   sign        - − – － before the figure, unless a letter or digit stands before it (10-5 is 10 and 5)
 *   around it   currency signs, Markdown, LaTeX ({,} and \,), a percent sign
 *
 * One mark before exactly three digits (1,234 or 1.234) can be read both ways; with `decimal: auto` such a figure
 * counts as right if either reading is. 45 % counts as 45 and as 0.45. A target in plain notation (-1234.5) is
 * read in that one way. What is declared is never guessed: `decimal: comma`, or `locale: de` for the marks of a
 * language, reads 1.234 as 1234 only, and 12.5 as no number with decimals.
 */
import { type Sentence, sentence } from '../../error.ts'
import { numberStyle } from '../../statement/index.ts'
import type { Scorer } from '../../statement/index.ts'
import type { Sample, Scored } from './score.ts'

type NumericScorer = Extract<Scorer, { type: 'numeric' }>
type Decimal = NumericScorer['decimal']
type Style = { decimal: Decimal; indian: boolean }

/** Rounding of a difference of two doubles, relative to their size. */
const ROUNDING = 1e-12
const PLAIN = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** Digit zero of each script that has its own digits, ten in a row. */
const ZEROS = [
  0xff10, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0,
]
const FOREIGN_DIGIT = new RegExp(
  `[${ZEROS.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join('')}]`,
  'g',
)
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const GROUPED_INDIAN = /^\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$/
/** Stands for ٫ once digits are folded: a decimal mark whatever is declared. */
const SURE_DECIMAL = '\uE000'
const FIGURE =
  /(?<sign>[+-]\s?)?(?:[$€£¥₹₩]\s?)?(?<figure>(?:\d+(?:[.,'’\uE000]\d+| \d{3}(?!\d))*|\.\d+)(?:[eE][+-]?\d+(?![\p{L}\d]))?)(?<percent>\s?%)?/gu

/** 1 if the number taken from the answer is within `tolerance` of a target; no number: unparsed. */
export function scoreNumeric(scorer: NumericScorer, { target, completion }: Sample): Scored {
  const style = styleOf(scorer)
  const accepted = target.flatMap((text) => targetReadings(text, style))
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
  scorer: Pick<NumericScorer, 'take' | 'decimal' | 'locale'>,
  completion: string,
): number[] | undefined {
  const figures = readFigures(completion, styleOf(scorer))
  return scorer.take === 'first' ? figures.at(0) : figures.at(-1)
}

/** Why the scorer cannot be used; null when it can. */
export function numericFault({ decimal, locale }: NumericScorer): Sentence | null {
  if (locale === undefined || decimal === 'auto') return null
  return sentence`the scorer declares both locale and decimal; keep one`
}

function styleOf({ decimal, locale }: Pick<NumericScorer, 'decimal' | 'locale'>): Style {
  return locale === undefined ? { decimal, indian: false } : numberStyle(locale)
}

/** With a comma declared, a point in a target groups where it can; else the target is in plain notation. */
function targetReadings(text: string, style: Style): number[] {
  const plain = text.trim()
  const groups = style.decimal === 'comma' && /^[+-]?\d{1,3}\.\d{3}$/.test(plain)
  if (PLAIN.test(plain) && !groups) return [Number(plain)]
  return readFigures(text, style).at(-1) ?? []
}

/** Every figure of a text, in order, each with the values it can stand for. */
export function readFigures(text: string, style: Style): number[][] {
  const out: number[][] = []
  const folded = fold(text)
  for (const match of folded.matchAll(FIGURE)) {
    const before = folded[match.index - 1] ?? ''
    const negative = match.groups?.['sign']?.startsWith('-') === true && !/[\p{L}\p{N}]/u.test(before)
    const percent = match.groups?.['percent'] !== undefined
    const parts = figureReadings(match.groups?.['figure'] ?? '', style)
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
function figureReadings(figure: string, style: Style): number[][] {
  const { decimal, indian } = style
  const [, body = '', exponent = ''] = /^(.*?)([eE].*)?$/.exec(figure) ?? []
  const number = (digits: string): number => Number(`${digits}${exponent}`)
  const sure = body.split(SURE_DECIMAL)
  if (sure.length === 2) return [[number(body.replaceAll(/[ '’.,]/g, '').replace(SURE_DECIMAL, '.'))]]
  if (sure.length > 2) return sure.flatMap((part) => figureReadings(part, style))
  const spaced = /[ '’]/.test(body)
  const plain = body.replaceAll(/[ '’]/g, '')
  if (spaced && !/^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/.test(body))
    return body.split(/[ '’]/).flatMap((part) => figureReadings(part, style))
  const points = plain.split('.').length - 1
  const commas = plain.split(',').length - 1
  const asPoint = plain.replaceAll(',', '')
  const asComma = plain.replaceAll('.', '').replace(',', '.')
  if (points + commas === 0) return [[number(plain)]]
  const pointReads =
    points <= 1 && (commas === 0 || GROUPED.test(plain) || (indian && GROUPED_INDIAN.test(plain)))
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
  return (
    text
      .replaceAll(FOREIGN_DIGIT, (digit) => {
        const code = digit.charCodeAt(0)
        const zero = ZEROS.find((first) => code >= first && code < first + 10) ?? code
        return String(code - zero)
      })
      // Their own marks mean one thing only.
      .replaceAll(/(?<=\d)٬(?=\d)/g, '')
      .replaceAll(/(?<=\d)٫(?=\d)/g, SURE_DECIMAL)
      .replaceAll(/\{,\}|，|٬/g, ',')
      .replaceAll(/．|٫/g, '.')
      .replaceAll(/\\[,;: ]|[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
      .replaceAll(/[−–﹣－]/g, '-')
      .replaceAll(/[％٪﹪]|\\%/g, '%')
      .replaceAll(/\\\$|＄/g, '$')
  )
}
