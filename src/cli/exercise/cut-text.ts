/**
 * Texts and lists of others as lines of ours: a text on one line, so that it does not pass for another line, and cut
 * with a count, so that a long one does not hide what follows.
 */
import type { Locale, Translate } from '../../message/index.ts'

/** The language lines are in, and its sentences. */
export type Voice = { locale: Locale; t: Translate }

const LONGEST_TEXT = 300
const LONGEST_ENTRY = 100
const LONGEST_LIST = 20

/** A text of others on one line; what is beyond `longest` characters is counted. */
export function cutText(t: Translate, text: string, longest = LONGEST_TEXT): string {
  const characters = Array.from(text.replace(/\s+/gu, ' ').trim())
  const more = characters.length - longest
  return more <= 0
    ? characters.join('')
    : t('review.cut', { text: characters.slice(0, longest).join(''), count: more })
}

/** The lines of each of a list; beyond twenty they are counted. */
export function cutList<T>(t: Translate, list: readonly T[], say: (one: T) => string | string[]): string[] {
  const lines = list.slice(0, LONGEST_LIST).flatMap(say)
  const more = list.length - LONGEST_LIST
  return more > 0 ? [...lines, t('review.more', { count: String(more) })] : lines
}

/** A list on one line, `none` where it is empty. */
export function oneLine(t: Translate, list: readonly string[]): string {
  if (list.length === 0) return t('review.none')
  return cutList(t, list, (text) => cutText(t, text, LONGEST_ENTRY)).join(', ')
}

/** A heading and what belongs to it, indented. */
export function below(heading: string, lines: readonly string[]): string[] {
  return [heading, ...lines.map((line) => `  ${line}`)]
}
