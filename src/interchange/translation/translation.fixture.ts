/** A small set to translate, and its spreadsheet as somebody gives it back. */
import { sentence } from '../../error.ts'
import { itemKey, refKey } from '../../statement/index.ts'
import type { Item, Sha256 } from '../../statement/index.ts'
import type { TranslationColumn } from './columns.ts'
import type { ReadLanguage } from './read-translation.ts'
import { translationTable, type TranslationSource } from './table.ts'
import { takeTranslations, type PresentItems, type TakenTranslations } from './take-translations.ts'

export const AT = '2026-11-03T09:00:00Z'
export const LATER = '2026-11-10T09:00:00Z'
export const NOTHING: PresentItems = { released: [], drafts: [] }

export function translationTools(sha256: Sha256) {
  const sourceItem = (id: string, input: string, more: Partial<Item> = {}): Item => {
    const target = more.target ?? ['1']
    return {
      id,
      split: 'evaluation',
      input,
      target,
      itemKey: itemKey({ question: input, choices: more.choices }, sha256),
      refKey: refKey(target, sha256),
      ...more,
    }
  }
  const source: TranslationSource = {
    file: 'rivers-en.csv',
    stem: 'rivers-',
    language: 'en',
    items: [
      sourceItem('q1', 'How long is {river}?', { source: 'An atlas' }),
      sourceItem('q2', 'Which is longer?', { choices: ['the Nile', 'the Seine'], target: ['A'] }),
      sourceItem('q3', 'How wide is it?', { split: 'exploratory' }),
    ],
  }
  /** The spreadsheet for what is there, with some cells filled in, as it is read back. */
  const filled = (
    { released, drafts }: PresentItems,
    cells: Record<string, Partial<Record<TranslationColumn, string>>>,
    of: TranslationSource = source,
    written = AT,
  ): ReadLanguage => {
    const present = new Map([...released, ...drafts].map((item) => [item.id, item]))
    const { rows } = translationTable(of, 'fr', present, { locale: 'en', written }, sha256)
    return {
      language: 'fr',
      records: rows.map(({ record }) => record),
      rows: rows.map(({ cells: written, record }, at) => ({
        where: sentence`sheet ${'fr'}, row ${at + 2}`,
        cells: { ...written, ...cells[record.id] },
        faults: [],
      })),
      found: true,
      unread: [],
    }
  }
  const take = (
    read: ReadLanguage,
    present: PresentItems = NOTHING,
    now: readonly Item[] | null = source.items,
    at = AT,
  ): TakenTranslations => takeTranslations(read, present, now, at, sha256)
  return { SOURCE: source, sourceItem, filled, take }
}
