import { fillPattern, inEnglish } from '../error.ts'
import type { Sentence } from '../error.ts'
import { sentences as french } from './fr/sentence/index.ts'
import { setFrenchSpaces } from './french-spaces.ts'
import type { Locale } from './locale.ts'

/**
 * A sentence of the source in one language, its values as they are. What the catalogue does not have stays English:
 * better than no sentence. (A test holds the catalogue complete.)
 */
export function saySentence(locale: Locale, sentence: Sentence): string {
  if (locale === 'en') return inEnglish(sentence)
  const pattern = Object.hasOwn(french, sentence.pattern) ? french[sentence.pattern] : undefined
  return fillPattern(
    pattern === undefined ? sentence.pattern : setFrenchSpaces(pattern),
    sentence.values.map((value) => (typeof value === 'object' ? saySentence(locale, value) : `${value}`)),
  )
}
