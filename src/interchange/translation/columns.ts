/**
 * The columns of a spreadsheet for translators. Their headers are written in one language and read in every one:
 *
 *   id, source, translation, choices and answers of both where items have any, translator, reviewer, adaptation,
 *   signed off, state
 *
 * What only Concord reads stands beside: in a workbook on a hidden sheet, in CSV in columns that begin with `concord:`.
 */
export const TRANSLATION_LOCALES = ['en', 'fr'] as const
export type TranslationLocale = (typeof TRANSLATION_LOCALES)[number]

export const TRANSLATION_COLUMNS = [
  'id',
  'source',
  'translation',
  'sourceChoices',
  'choices',
  'sourceAnswers',
  'answers',
  'translator',
  'reviewer',
  'adaptation',
  'signedOff',
  'state',
] as const
export type TranslationColumn = (typeof TRANSLATION_COLUMNS)[number]

/** In which language a column is: that of the source, of the translation, or of the people. */
type Side = 'source' | 'translation' | null

const COLUMNS: Readonly<
  Record<TranslationColumn, { en: string; fr: string; side: Side; width: number; open: boolean }>
> = {
  id: { en: 'Id', fr: 'Identifiant', side: null, width: 14, open: false },
  source: { en: 'Source', fr: 'Source', side: 'source', width: 55, open: false },
  translation: { en: 'Translation', fr: 'Traduction', side: 'translation', width: 55, open: true },
  sourceChoices: { en: 'Choices', fr: 'Choix', side: 'source', width: 30, open: false },
  choices: { en: 'Translated choices', fr: 'Choix traduits', side: 'translation', width: 30, open: true },
  sourceAnswers: { en: 'Answers', fr: 'Réponses', side: 'source', width: 18, open: false },
  answers: { en: 'Translated answers', fr: 'Réponses traduites', side: 'translation', width: 18, open: true },
  translator: { en: 'Translator', fr: 'Traduit par', side: null, width: 18, open: true },
  reviewer: { en: 'Reviewer', fr: 'Relu par', side: null, width: 18, open: true },
  adaptation: { en: 'Adaptation', fr: 'Adaptation', side: null, width: 35, open: true },
  signedOff: { en: 'Signed off', fr: 'Validé', side: null, width: 12, open: true },
  state: { en: 'State', fr: 'État', side: null, width: 22, open: false },
}

/** What a reviewer chooses. */
export const SIGN_OFF: Readonly<Record<TranslationLocale, readonly [yes: string, no: string]>> = {
  en: ['yes', 'no'],
  fr: ['oui', 'non'],
}
const YES = new Set(['yes', 'oui', 'y', 'o', 'true', 'vrai', '1', 'x', '✓', '✔'])
const NO = new Set(['', 'no', 'non', 'n', 'false', 'faux', '0'])

/** Where an item stands when the spreadsheet is written. */
export type TranslationState = 'to-translate' | 'draft' | 'released' | 'source-changed'
export const STATE_WORDS: Readonly<Record<TranslationLocale, Readonly<Record<TranslationState, string>>>> = {
  en: {
    'to-translate': 'to be translated',
    draft: 'draft',
    released: 'released',
    'source-changed': 'source changed since',
  },
  fr: {
    'to-translate': 'à traduire',
    draft: 'brouillon',
    released: 'publié',
    'source-changed': 'source modifiée depuis',
  },
}

/** The header of a column, with the language of its texts where they have one: `Translation (fr)`. */
export function headerOf(
  column: TranslationColumn,
  locale: TranslationLocale,
  languages: { from: string; to: string },
): string {
  const { [locale]: word, side } = COLUMNS[column]
  if (side === null) return word
  return `${word} (${side === 'source' ? languages.from : languages.to})`
}

/** Width in characters, and whether it is to be filled in. */
export function layoutOf(column: TranslationColumn): { width: number; open: boolean; side: Side } {
  return COLUMNS[column]
}

/** The column a header names, in whichever language, case and white space; undefined for one of somebody else's. */
export function findColumn(header: string): TranslationColumn | undefined {
  const word = plain(header.replace(/\s*\([^()]*\)\s*$/, ''))
  return TRANSLATION_COLUMNS.find((column) =>
    TRANSLATION_LOCALES.some((locale) => plain(COLUMNS[column][locale]) === word),
  )
}

/** What a cell of the column `signedOff` says; null where it says neither. */
export function parseSignOff(text: string): boolean | null {
  const word = plain(text)
  return YES.has(word) ? true : NO.has(word) ? false : null
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
}
