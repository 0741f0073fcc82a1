import type { Locale } from './locale.ts'

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
}

/** The day of an RFC 3339 timestamp or a date: `3 November 2026`, `1er mars 2026`; other text unchanged. */
export function formatDate(locale: Locale, text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(text) ?? []
  const name = MONTHS[locale][Number(month) - 1]
  if (year === undefined || name === undefined) return text
  const number = Number(day)
  return `${locale === 'fr' && number === 1 ? '1er' : number} ${name} ${year}`
}

/** Day and minute of an RFC 3339 timestamp in UTC: `3 November 2026, 14:05 UTC`. */
export function formatMoment(locale: Locale, text: string): string {
  const time = /T(\d{2}):(\d{2})/.exec(text)
  const date = formatDate(locale, text)
  if (time === null) return date
  return locale === 'fr' ? `${date}, ${time[1]} h ${time[2]} UTC` : `${date}, ${time[1]}:${time[2]} UTC`
}

/** `A`, `A and B`, `A, B and C`. */
export function formatList(locale: Locale, parts: readonly string[]): string {
  const last = parts.at(-1)
  if (last === undefined || parts.length === 1) return last ?? ''
  return `${parts.slice(0, -1).join(', ')} ${locale === 'fr' ? 'et' : 'and'} ${last}`
}

type Named = 'language' | 'script' | 'region'
const displayNames = new Map<string, Intl.DisplayNames>()

/** The name of a language by its BCP 47 tag, the tag itself where it has none; `und` gives `undefined`. */
export function findLanguageName(locale: Locale, tag: string): string | undefined {
  return tag.toLowerCase() === 'und' ? undefined : nameOf(locale, 'language', tag)
}

/** The name of a language, a script (ISO 15924) or a region (ISO 3166-1) by its code; the code where it has none. */
export function nameOf(locale: Locale, type: Named, code: string): string {
  const key = `${locale} ${type}`
  const names = displayNames.get(key) ?? new Intl.DisplayNames([locale], { type, fallback: 'code' })
  displayNames.set(key, names)
  try {
    return names.of(code) ?? code
  } catch {
    // A code that is not well-formed: shown as it is.
    return code
  }
}

/** The first letter in upper case, for a name that begins a cell or a line. */
export function capitalise(locale: Locale, text: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}
