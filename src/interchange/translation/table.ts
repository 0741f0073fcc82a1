/**
 * One language of a spreadsheet for translators: a row for each item of the source, and beside it what Concord needs to
 * read it back: which source it was written from, and how the row was when it was written.
 */
import { itemKey, refKey, resolveLetter, toHex, writeCanonical } from '../../statement/index.ts'
import type { Item, Sha256 } from '../../statement/index.ts'
import { formatCellList, parseCellList } from './cell-list.ts'
import {
  parseSignOff,
  SIGN_OFF,
  STATE_WORDS,
  TRANSLATION_COLUMNS,
  type TranslationColumn,
  type TranslationLocale,
  type TranslationState,
} from './columns.ts'
import { versionsOf } from './versions.ts'

/** A set that is to be translated. */
export type TranslationSource = {
  /** Name of its file, and what the names of its translations begin with: `leakage-` of `leakage-en.csv`. */
  file: string
  stem: string
  language: string
  items: readonly Item[]
}

/** What only Concord reads of a row. */
export type RowRecord = {
  language: string
  from: string
  file: string
  stem: string
  id: string
  split: Item['split']
  /** Where the item is from; empty = not said. */
  origin: string
  /** Keys of question and answers of the source; a change of either is found. */
  sourceKey: string
  answerKey: string
  /** Digest of what may be filled in, as it was written. */
  base: string
  /** When the spreadsheet was written, which tells it from others for the same items. */
  written: string
  /** Version of the translation that was written; 0 = there was none. */
  version: number
}

export type RowCells = Readonly<Record<TranslationColumn, string>>
export type TranslationTable = {
  columns: TranslationColumn[]
  rows: { cells: RowCells; record: RowRecord }[]
}

/** The row of an item, with the present wording of its translation if there is one. */
export function rowOf(source: Item, present: Item | undefined, locale: TranslationLocale): RowCells {
  const state = stateOf(source, present)
  const [yes] = SIGN_OFF[locale]
  return {
    id: source.id,
    source: source.input ?? '',
    translation: present?.input ?? '',
    sourceChoices: formatCellList(source.choices ?? []),
    choices: formatCellList(present?.choices ?? []),
    sourceAnswers: formatCellList(source.target),
    // Most answers are letters or numbers, which stay.
    answers: formatCellList(present?.target ?? source.target),
    translator: present?.translator ?? '',
    reviewer: present?.reviewer ?? '',
    adaptation: present?.translation?.adaptation ?? '',
    // Where the source was changed, it has to be signed off again.
    signedOff: state === 'released' ? yes : '',
    state: STATE_WORDS[locale][state],
  }
}

function stateOf(source: Item, present: Item | undefined): TranslationState {
  if (present === undefined) return 'to-translate'
  const { translation } = present
  if (translation === undefined) return 'released'
  if (translation.source !== null && translation.source !== source.itemKey) return 'source-changed'
  return translation.signedOff ? 'released' : 'draft'
}

/** Items that only an id is known of have nothing to translate and are left out. */
export function translationTable(
  source: TranslationSource,
  language: string,
  present: ReadonlyMap<string, Item>,
  { locale, written }: { locale: TranslationLocale; written: string },
  sha256: Sha256,
): TranslationTable {
  const items = source.items.filter(({ input }) => input !== null)
  const rows = items.map((item) => {
    const now = present.get(item.id)
    const cells = rowOf(item, now, locale)
    const record: RowRecord = {
      language,
      from: source.language,
      file: source.file,
      stem: source.stem,
      id: item.id,
      split: item.split,
      origin: item.source ?? '',
      ...sourceKeysOf(cells, sha256),
      base: filledDigest(cells, sha256),
      written,
      version: now === undefined ? 0 : (versionsOf(now).at(-1)?.version ?? 0),
    }
    return { cells, record }
  })
  const isUsed = (column: TranslationColumn): boolean =>
    column === 'choices' || column === 'sourceChoices'
      ? items.some(({ choices = [] }) => choices.length > 0)
      : column === 'answers' || column === 'sourceAnswers'
        ? items.some(({ target }) => target.length > 0)
        : true
  return { columns: TRANSLATION_COLUMNS.filter(isUsed), rows }
}

/** The keys of the source of a row, as it stands there. */
export function sourceKeysOf(cells: RowCells, sha256: Sha256): { sourceKey: string; answerKey: string } {
  const choices = parseCellList(cells.sourceChoices)
  return {
    sourceKey: itemKey({ question: cells.source, choices }, sha256),
    answerKey: refKey(
      parseCellList(cells.sourceAnswers).map((answer) => resolveLetter(answer, choices)),
      sha256,
    ),
  }
}

/** Digest of what is filled in: equal as long as nobody changed a letter of it. */
export function filledDigest(cells: RowCells, sha256: Sha256): string {
  return toHex(
    sha256(
      writeCanonical({
        translation: lines(cells.translation),
        choices: parseCellList(cells.choices).map(lines),
        answers: parseCellList(cells.answers).map(lines),
        translator: lines(cells.translator),
        reviewer: lines(cells.reviewer),
        adaptation: lines(cells.adaptation),
        signedOff: parseSignOff(cells.signedOff) ?? lines(cells.signedOff),
      }),
    ),
  )
}

/** Programs end the lines of a cell in their own ways, and leave a space at its end. */
export function lines(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').trim()
}
