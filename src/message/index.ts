export { LOCALES, findLocale, isLocale } from './locale.ts'
export type { Locale } from './locale.ts'
export { saySentence } from './say-sentence.ts'
export { sentences as frenchSentences } from './fr/sentence/index.ts'
export { translate } from './translate.ts'
export type { MessageValues, Translate } from './translate.ts'
export type { MessageKey } from './en/index.ts'
export {
  decimalsFor,
  formatCount,
  formatNumber,
  formatP,
  formatPercent,
  formatPoints,
  formatRange,
  isClipped,
  pointsShown,
} from './number.ts'
export type { NumberStyle, RangeStyle } from './number.ts'
export { capitalise, findLanguageName, formatDate, formatList, formatMoment, nameOf } from './words.ts'
