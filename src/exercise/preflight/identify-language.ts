/**
 * Which of two languages a text in Latin script is in: by the distance of its letter
 * trigrams from those of the Universal Declaration of Human Rights (Cavnar, Trenkle, N-Gram-Based Text
 * Categorization, 1994), as the package franc has them. Silent where languages are too close or the text is short.
 */
import { francAll } from 'franc'

/** ISO 639-3 code, as franc has it, by tag. */
const CODES: Readonly<Record<string, string>> = {
  ca: 'cat',
  cs: 'ces',
  da: 'dan',
  de: 'deu',
  en: 'eng',
  es: 'spa',
  fi: 'fin',
  fil: 'tgl',
  fr: 'fra',
  ha: 'hau',
  hr: 'hrv',
  hu: 'hun',
  id: 'ind',
  ig: 'ibo',
  it: 'ita',
  ms: 'zlm',
  nb: 'nob',
  nl: 'nld',
  no: 'nob',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  so: 'som',
  sv: 'swe',
  sw: 'swh',
  tl: 'tgl',
  tr: 'tur',
  vi: 'vie',
  yo: 'yor',
  zu: 'zul',
}
const LEAST_LETTERS = 60
/** Nearness of its own language that still says no, in units of franc: the nearest has 1. */
const LEAD = 0.95

/** True where the language of a tag can be told from others here. */
export function isIdentifiable(language: string): boolean {
  return CODES[language] !== undefined
}

/** True where a text has the letters that its language can be told from. */
export function isLongEnough(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS
}

/** True where a text is clearly nearer to one language than to its own; false where it may well be in its own. */
export function isNearerTo(other: string, own: string, text: string): boolean {
  const [code, ownCode] = [CODES[other], CODES[own]]
  if (code === undefined || ownCode === undefined || !isLongEnough(text)) return false
  const distances = francAll(text, { only: [code, ownCode], minLength: LEAST_LETTERS })
  const share = distances.find(([found]) => found === ownCode)?.[1] ?? 0
  return distances[0]?.[0] === code && share <= LEAD
}
