import { normaliseText } from '../../statement/index.ts'
import type { Normalisation } from '../../statement/index.ts'

/** Punctuation of every script, and the signs that ASCII counts among its own. */
export const PUNCTUATION = /[\p{P}$+<=>^`|~]/gu

/**
 * The form in which an answer and a target are compared, once more is declared not to count. Marks are taken off
 * letters of the Latin, Greek and Cyrillic scripts only: in others they are vowels (कि is not क).
 */
export function comparedForm(text: string, { ignoreCase, ignoreSpace, normalise = [] }: FormOptions): string {
  let form = text.toWellFormed()
  if (normalise.includes('width')) form = form.normalize('NFKC')
  if (normalise.includes('diacritics'))
    form = form
      .normalize('NFD')
      .replaceAll(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu, '$1')
  if (normalise.includes('punctuation')) form = form.replaceAll(PUNCTUATION, '')
  form = ignoreSpace ? normaliseText(form) : form.normalize('NFC')
  if (normalise.includes('space')) form = form.replaceAll(/\s+/g, '')
  return ignoreCase ? form.toLowerCase() : form
}

type FormOptions = {
  ignoreCase: boolean
  /** Space around is left out and a run of it counts as one. */
  ignoreSpace: boolean
  normalise?: readonly Normalisation[] | undefined
}
