import {
  capitalise,
  decimalsFor,
  findLanguageName,
  formatCount,
  formatDate,
  formatList,
  formatNumber,
  formatP,
  formatPercent,
  formatPoints,
  formatRange,
  translate,
} from '../../message/index.ts'
import type { Locale, Translate } from '../../message/index.ts'
import type { RefusalReason, Score } from '../../statement/index.ts'
import type { Cell, Ref, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { titleIn } from './title-in.ts'

type Range = { lo: number; hi: number }
type Refused = { refused: RefusalReason }

/** True for a result that is a reason instead of a number. */
export function isRefused(result: object): result is Refused {
  return 'refused' in result
}

/**
 * How a report speaks: one language, the names of one exercise, and the rounding of its figures. Names are set
 * apart where they run from right to left, so that they cannot turn the sentence around them.
 */
export type Voice = {
  locale: Locale
  t: Translate
  /** The number as a word up to ten. */
  word: (count: number) => string
  list: (parts: readonly string[]) => string
  count: (count: number) => string
  number: (value: number, decimals: number) => string
  p: (p: number) => string
  date: (text: string) => string
  percent: (share: number, interval?: Range) => string
  percentRange: (range: Range) => string
  /** Points without sign. */
  points: (share: number, interval?: Range) => string
  signedPoints: (share: number, interval?: Range) => string
  pointsRange: (range: Range, signed: boolean) => string
  /** A change in hundredths, with its signs and without a bound. */
  signedRange: (range: Range) => string
  /** A rate as it was printed, with that many digits of the share after the point; and the like for two of them. */
  rate: (share: number, decimals: number) => string
  rateRange: (range: Range, decimals: number) => string
  /** Difference of two such rates in points, with its sign. */
  ratePoints: (share: number, decimals: number) => string
  rateGap: (range: Range, decimals: number) => string
  /** An institute's name, for a sentence. */
  name: (member: string) => string
  /** The same for a cell or label. */
  nameText: (member: string) => Text
  language: (tag: string) => string
  /** Title of a measure, its id where the protocol has none. */
  measure: (id: string) => string
  measureText: (id: string) => Text
  sentence: (text: string) => string
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Text of others inside a sentence: isolated (U+2068 … U+2069) where it would turn the line around. */
export function isolate(text: string): string {
  const inner = text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
  return RIGHT_TO_LEFT.test(inner) ? `\u2068${inner}\u2069` : inner
}

/** The voice of one report. */
export function voiceOf(input: ReportInput, locale: Locale): Voice {
  const names = new Map(input.members.map(({ id, name }) => [id, name]))
  return voiceWith(
    locale,
    names,
    new Map(input.protocol.body.aggregation.measures.map((one) => [one.id, titleIn(locale, one)])),
    input.protocol.body.analysis.confidence,
  )
}

/** The voice of figures without an exercise: every name stands for itself. */
export function plainVoice(locale: Locale, confidence = 0.95): Voice {
  return voiceWith(locale, new Map(), new Map(), confidence)
}

function voiceWith(
  locale: Locale,
  names: ReadonlyMap<string, string>,
  measures: ReadonlyMap<string, ReturnType<typeof titleIn>>,
  confidence: number,
): Voice {
  const translated = translate(locale)
  const percent = Math.round(confidence * 1000) / 10
  // How sure an interval is stands in many captions and heads: every message has it, and needs no argument for it.
  const sure = formatNumber(locale, percent, Number.isInteger(percent) ? 0 : 1)
  const t: Translate = (key, values) => translated(key, { sure, ...values })
  const decimals = (interval: Range | undefined): number =>
    interval === undefined ? 0 : decimalsFor(interval)
  const foreign = (text: string): Text => ({ foreign: text, lang: null })
  return {
    locale,
    t,
    word: (count) => t('report.number', { count }),
    list: (parts) => formatList(locale, parts),
    count: (count) => formatCount(locale, count),
    number: (value, digits) => formatNumber(locale, value, digits),
    p: (p) => formatP(locale, p),
    date: (text) => formatDate(locale, text),
    percent: (share, interval) => formatPercent(locale, share, { decimals: decimals(interval) }),
    percentRange: (range) => formatRange(locale, range, { unit: 'percent' }),
    points: (share, interval) => formatPoints(locale, Math.abs(share), { decimals: decimals(interval) }),
    signedPoints: (share, interval) =>
      formatPoints(locale, share, { decimals: decimals(interval), signed: true }),
    pointsRange: (range, signed) => formatRange(locale, held(range), { unit: 'points', signed }),
    signedRange: (range) => formatRange(locale, range, { unit: 'points', signed: true }),
    rate: (share, digits) => formatPercent(locale, share, { decimals: afterPercent(digits) }),
    rateRange: (range, digits) =>
      formatRange(locale, range, { unit: 'percent', decimals: afterPercent(digits) }),
    ratePoints: (share, digits) =>
      formatPoints(locale, share, { decimals: afterPercent(digits), signed: true }),
    rateGap: (range, digits) =>
      formatRange(locale, range, { unit: 'points', decimals: afterPercent(digits) }),
    name: (member) => isolate(names.get(member) ?? member),
    nameText: (member) => foreign(names.get(member) ?? member),
    language: (tag) => findLanguageName(locale, tag) ?? 'none',
    measure: (id) => isolate(measures.get(id)?.foreign ?? id),
    measureText: (id) => measures.get(id) ?? foreign(id),
    sentence: (text) => capitalise(locale, text),
  }
}

/** Digits of a percentage from those of its share. */
function afterPercent(decimals: number): number {
  return Math.max(0, decimals - 2)
}

/** No difference of two shares passes 100 points; an interval from t may, and is cut for display. */
function held({ lo, hi }: Range): Range {
  return { lo: Math.max(-1, lo), hi: Math.min(1, hi) }
}

/** A cell; what is not given is null or false. */
export function cell(text: Text, more: Partial<Omit<Cell, 'text'>> = {}): Cell {
  return { text, value: null, ref: null, attention: false, title: null, ...more }
}

/** A cell that says that no figure is given, and why on demand. */
export function refusedCell(voice: Voice, refused: Refused): Cell {
  return cell(voice.t('report.refused'), { title: refusalSentence(voice, refused) })
}

export function refusalSentence(voice: Voice, { refused }: Refused): string {
  return voice.t(`report.refusal.${refused}`)
}

/** Value and interval of a score, as two cells that lead to the run behind them. */
export function scoreCells(
  voice: Voice,
  score: Score | Refused,
  ref: Ref | null,
  attention = false,
): [Cell, Cell] {
  if (isRefused(score)) return [refusedCell(voice, score), refusedCell(voice, score)]
  const { value, interval } = score
  if (isRefused(interval)) {
    return [cell(voice.percent(value), { value, ref, attention }), refusedCell(voice, interval)]
  }
  return [
    cell(voice.percent(value, interval), { value, ref, attention }),
    cell(voice.percentRange(interval), { value: [interval.lo, interval.hi], ref }),
  ]
}

/** `67% (61–72%)`, or the value alone where no interval is given. */
export function scoreWords(voice: Voice, score: Score | Refused): string {
  if (isRefused(score)) return voice.t('report.refused')
  if (isRefused(score.interval)) return voice.percent(score.value)
  return `${voice.percent(score.value, score.interval)} (${voice.percentRange(score.interval)})`
}
