import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en/index.ts'
import type { MessageKey } from './en/index.ts'
import { fr } from './fr/index.ts'
import { setFrenchSpaces } from './french-spaces.ts'
import type { Locale } from './locale.ts'

export type MessageValues = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, values?: MessageValues) => string

const CATALOGUES: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { en, fr }

/** The ICU pattern of a message as it is compiled. */
export function patternOf(locale: Locale, key: MessageKey): string {
  const pattern = CATALOGUES[locale][key]
  return locale === 'fr' ? setFrenchSpaces(pattern) : pattern
}

const translateByLocale = new Map<Locale, Translate>()

/**
 * The sentences of one language: `(key, values) => string`. A value that a message asks for and does not get
 * is an error, never an empty place. Numbers are given as text already formatted, except where a message
 * counts (plural).
 */
export function translate(locale: Locale): Translate {
  const known = translateByLocale.get(locale)
  if (known !== undefined) return known
  const formats = new Map<MessageKey, IntlMessageFormat>()
  const made: Translate = (key, values = {}) => {
    const pattern = patternOf(locale, key)
    // Most messages of a command's help are plain: they cost no parser and no Intl object.
    if (!/[{}'#<]/.test(pattern)) return pattern
    let format = formats.get(key)
    if (format === undefined) {
      format = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true })
      formats.set(key, format)
    }
    return String(format.format(values))
  }
  translateByLocale.set(locale, made)
  return made
}
