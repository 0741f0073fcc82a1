export const LOCALES = ['en', 'fr'] as const
export type Locale = (typeof LOCALES)[number]

/** True for a locale that has a catalogue. */
export function isLocale(text: string): text is Locale {
  return LOCALES.some((locale) => locale === text)
}

/**
 * The locale a reader prefers by the header Accept-Language (RFC 9110 §12.5.4), `undefined` where none of ours
 * is named. The header comes from outside: whatever cannot be read is passed over.
 */
export function findLocale(acceptLanguage: string | null | undefined): Locale | undefined {
  let best: Locale | undefined
  let bestQuality = 0
  for (const part of (acceptLanguage ?? '').slice(0, 1000).split(',')) {
    const [range = '', ...parameters] = part.trim().split(';')
    const primary = range.trim().toLowerCase().split('-')[0] ?? ''
    const weight = parameters.map((one) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(one)?.[1]).find(Boolean)
    const quality = weight === undefined ? (parameters.length === 0 ? 1 : 0) : Number(weight)
    if (isLocale(primary) && quality > bestQuality && quality <= 1) {
      best = primary
      bestQuality = quality
    }
  }
  return best
}
