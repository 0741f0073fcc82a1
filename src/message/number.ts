import type { Locale } from './locale.ts'

/**
 * Numbers as they are read. Scores and differences come as shares (0.67, −0.28) and are shown in percent or
 * points. Rule of rounding (statistics §4): whole points if the half-width of the interval is at least one
 * point, else one decimal; a bound is never rounded to 0 or 100 % that it does not reach.
 *
 * Written out instead of Intl.NumberFormat: the same bytes under every ICU version, and nothing to construct.
 */

const MINUS = '\u2212'
const WORD_JOINER = '\u2060'
const NO_BREAK = '\u00A0'
const NARROW_NO_BREAK = '\u202F'

export type NumberStyle = {
  /** Digits after the decimal mark; more are shown where a bound would else read 0 or 100 %. */
  decimals?: number
  /** Write + before what is above zero. */
  signed?: boolean
}

/** Digits after the mark for a value with this interval, both in shares. */
export function decimalsFor(interval: { lo: number; hi: number }): number {
  // A hair of tolerance: .61–.63 is a half-width of one point, though not in binary.
  return (interval.hi - interval.lo) / 2 >= 0.01 - 1e-12 ? 0 : 1
}

/** A share as a percentage: `67%`, `67 %`. Never 0 or 100 % by rounding. */
export function formatPercent(locale: Locale, share: number, style: NumberStyle = {}): string {
  return `${digits(locale, share, style, true)}${percentSign(locale)}`
}

/** A difference of shares in points, without the word: `28`, `+7`, `−1`. */
export function formatPoints(locale: Locale, share: number, style: NumberStyle = {}): string {
  return withMark(locale, share * 100, style.decimals ?? 0, style.signed === true)
}

/** What plural forms are chosen by: the points as shown, without sign. */
export function pointsShown(share: number, style: NumberStyle = {}): number {
  return Math.abs(Number(fixed(share * 100, style.decimals ?? 0)))
}

export type RangeStyle = NumberStyle & { unit: 'percent' | 'points' }

/**
 * An interval that does not break across lines: `61–72%`, `61 à 72 %`; signed `−1 to +7`, `de −1 à +7`.
 * Percentages are cut at 0 and 100 % for display.
 */
export function formatRange(locale: Locale, range: { lo: number; hi: number }, style: RangeStyle): string {
  const percent = style.unit === 'percent'
  const decimals = style.decimals ?? decimalsFor(range)
  const lo = percent ? Math.min(1, Math.max(0, range.lo)) : range.lo
  const hi = percent ? Math.min(1, Math.max(0, range.hi)) : range.hi
  // A dash between signed numbers reads as another minus.
  const words = style.signed === true || lo < 0 || locale === 'fr'
  const from = digits(locale, lo, { ...style, decimals }, percent)
  const to = digits(locale, hi, { ...style, decimals }, percent)
  const unit = percent ? percentSign(locale) : ''
  if (!words) return `${from}\u2013${WORD_JOINER}${to}${unit}`
  const between = locale === 'fr' ? 'à' : 'to'
  const before = locale === 'fr' && (style.signed === true || lo < 0) ? `de${NO_BREAK}` : ''
  return `${before}${from}${NO_BREAK}${between}${NO_BREAK}${to}${unit}`
}

/** True where a percentage range is cut at 0 or 100 % for display. */
export function isClipped(range: { lo: number; hi: number }): boolean {
  return range.lo < 0 || range.hi > 1
}

/** A whole number with its thousands apart: `1,830`, `1 830`. */
export function formatCount(locale: Locale, count: number): string {
  const text = fixed(Math.abs(count), 0).replace(
    /\B(?=(?:\d{3})+$)/g,
    locale === 'fr' ? NARROW_NO_BREAK : ',',
  )
  return count < 0 ? `${MINUS}${text}` : text
}

/** A plain number with its decimal mark: `2.9`, `2,9`. */
export function formatNumber(locale: Locale, value: number, decimals: number): string {
  return withMark(locale, value, decimals, false)
}

/** A p-value: three decimals, and never 0. */
export function formatP(locale: Locale, p: number): string {
  if (p < 0.001) return `<${NO_BREAK}${formatNumber(locale, 0.001, 3)}`
  return formatNumber(locale, p, 3)
}

function percentSign(locale: Locale): string {
  return locale === 'fr' ? `${NO_BREAK}%` : '%'
}

function digits(locale: Locale, share: number, style: NumberStyle, percent: boolean): string {
  const decimals = enough(share, style.decimals ?? 0, percent)
  return withMark(locale, share * 100, decimals, style.signed === true)
}

/** As many decimals as asked for, and more until the text no longer claims an end that is not reached: a bound
 * of 0.2 points shown as 0 would hide on which side of zero it lies. */
function enough(share: number, decimals: number, percent: boolean): number {
  let wanted = decimals
  while (wanted < 9) {
    const shown = Math.abs(Number(fixed(share * 100, wanted)))
    const falseZero = shown === 0 && share !== 0
    const falseAll = percent && shown === 100 && share !== 1
    if (!falseZero && !falseAll) return wanted
    wanted += 1
  }
  // Closer to the end than nine decimals of a percent: binary dust of an exact 0 or 1.
  return decimals
}

function withMark(locale: Locale, value: number, decimals: number, signed: boolean): string {
  const text = fixed(Math.abs(value), decimals)
  const shown = locale === 'fr' ? text.replace('.', ',') : text
  if (Number(text) === 0) return shown
  if (value < 0) return `${MINUS}${shown}`
  return signed ? `+${shown}` : shown
}

/** Decimal text rounded half away from zero, forgiving binary dust: 28.499999999999996 is 28.5. */
function fixed(value: number, decimals: number): string {
  const scale = 10 ** decimals
  const rounded = Math.round(Math.abs(value) * scale + 1e-7) / scale
  return (value < 0 ? -rounded : rounded).toFixed(decimals)
}
