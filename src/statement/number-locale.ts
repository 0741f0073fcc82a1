/**
 * How figures are written in a language, as the Unicode CLDR has it for its most common form (version 46): the mark
 * before decimals, and whether the digits before it stand in threes or, from the second group on, in twos (12,34,567).
 * A list of our own and not that of the machine, so that an answer comes to the same value everywhere and later on.
 */
const POINT = 'de-CH en es-MX he ja ko ms sw th zh'.split(' ')
const POINT_INDIAN = 'bn en-IN gu hi mr ta te'.split(' ')
/** With their own digits these have marks of their own, which are read as such everywhere; with ours a point. */
const OWN_MARKS = 'ar fa'.split(' ')
const COMMA = 'bg ca cs da de el es et fi fr hr hu id it lt lv nb nl pl pt ro ru sk sl sv tr uk vi'.split(' ')

export const NUMBER_LOCALES = [...POINT, ...POINT_INDIAN, ...OWN_MARKS, ...COMMA].toSorted()

export type NumberStyle = { decimal: 'point' | 'comma'; indian: boolean }

/** The style of one of NUMBER_LOCALES. */
export function numberStyle(locale: string): NumberStyle {
  const has = (list: readonly string[]): boolean => list.includes(locale)
  return { decimal: has(COMMA) ? 'comma' : 'point', indian: has(POINT_INDIAN) }
}
