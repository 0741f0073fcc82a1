/**
 * How far the words of an answer are those of a target: the F1 of SQuAD (Rajpurkar et al. 2016, arXiv:1606.05250;
 * its evaluate-v1.1.py).
 *
 *   normalise   lower case; punctuation taken out; in English the articles a, an, the taken out; cut at white space
 *   F1          2 P R / (P + R), P = shared / words of the answer, R = shared / words of the target, where `shared`
 *               counts each word as often as both have it; 0 where nothing is shared
 *   value       the best over the targets
 *
 * Beyond SQuAD: punctuation is that of every script, full-width forms are their usual ones (NFKC), and in scripts that
 * put no space between words (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan) each character with its marks is a word,
 * as MLQA does for Chinese (Lewis et al. 2020, arXiv:1910.07475). A target without any word is no target.
 */
import type { Scorer } from '../../statement/index.ts'
import { PUNCTUATION } from './compared-form.ts'
import type { Sample, Scored } from './score.ts'

type F1Scorer = Extract<Scorer, { type: 'f1' }>

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}ー]\p{M}*/gu
const ARTICLES = new Set(['a', 'an', 'the'])

/** The F1 of the best target, in [0, 1]; an answer without any word has 0. */
export function scoreF1(scorer: F1Scorer, { target, completion }: Sample): Scored {
  const references = target.map((text) => wordsOf(text, scorer)).filter((words) => words.length > 0)
  if (references.length === 0) return { outcome: 'unscored', reason: 'scorer-error' }
  const said = wordsOf(completion, scorer)
  return { outcome: 'scored', value: Math.max(...references.map((reference) => f1(said, reference))) }
}

/** The words of a text that are compared. */
export function wordsOf(text: string, { language }: Pick<F1Scorer, 'language'>): string[] {
  const isEnglish = /^en(?:-|$)/i.test(language)
  return text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(PUNCTUATION, '')
    .replaceAll(UNSPACED, ' $& ')
    .split(/\s+/)
    .filter((word) => word !== '' && !(isEnglish && ARTICLES.has(word)))
}

function f1(said: readonly string[], reference: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of reference) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of said) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    shared += 1
  }
  // 2PR / (P + R), without dividing by nothing.
  return (2 * shared) / (said.length + reference.length)
}
