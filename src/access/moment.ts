/**
 * A moment, RFC 3339, as milliseconds since 1970; NaN where it cannot be read. The same number as `Date.parse`, which
 * takes most of the time of a decision; read here where it is written as statements and charters write it,
 * `2026-06-01T00:00:00Z`, with a day that is in every month.
 */
export function momentOf(text: string): number {
  if (
    text.length !== 20 ||
    text.charCodeAt(4) !== DASH ||
    text.charCodeAt(7) !== DASH ||
    text.charCodeAt(10) !== T ||
    text.charCodeAt(13) !== COLON ||
    text.charCodeAt(16) !== COLON ||
    text.charCodeAt(19) !== Z
  )
    return Date.parse(text)
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  const plain =
    year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60
  if (!plain) return Date.parse(text)
  // Days of the proleptic Gregorian calendar, the year beginning in March.
  const march = month > 2 ? year : year - 1
  const days =
    365 * march +
    Math.floor(march / 4) -
    Math.floor(march / 100) +
    Math.floor(march / 400) +
    Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) +
    day -
    DAYS_TO_1970
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
}

const DASH = 45
const COLON = 58
const T = 84
const Z = 90
const ZERO = 48
/** From 1 March of the year 0, counted as above. */
const DAYS_TO_1970 = 719_469

/** Two digits; NaN for anything else. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const units = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN
}
