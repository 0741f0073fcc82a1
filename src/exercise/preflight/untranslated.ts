/**
 * Rule `untranslated`: no item equals its source item, and none holds a long run of its words. Code, addresses,
 * markup and encoded text are left out first (item-text.ts): they stay as they are in every language. Names are
 * allowed for by what a run must have: `LEAST_RUN` words in a row, most of them different and without a capital,
 * and function words of the source's language, which ciphers and filler have not.
 */
import type { Item } from '../../statement/index.ts'
import { finding, placeOf, type Finding, type PreflightInput } from './finding.ts'
import { excerpt, proseOf, questionOf } from './item-text.ts'
import { wordGrams } from './near-duplicate.ts'
import { functionWordsIn } from './text-language.ts'
import { translatedSets, type Translation } from './translations.ts'

const LEAST_RUN = 8
const LEAST_SMALL = 5
const LEAST_FUNCTION_WORDS = 2
/** Fewer letters of prose may well be the same in two languages: a name, a formula. */
const LEAST_LETTERS = 12

/** Items that were not translated, or only in part. */
export function untranslated(input: PreflightInput): Finding[] {
  const show = input.showText ?? excerpt
  // A source has many translations.
  const runsBySource = new Map<Item, Runs>()
  return translatedSets(input).flatMap(({ set, source, pairs }) => {
    const same = pairs.filter(isUntranslated)
    const runs: (Translation & { run: string })[] = []
    for (const pair of pairs) {
      if (pair.item.input === null || pair.source.input === null || isUntranslated(pair)) continue
      const theirs = runsBySource.get(pair.source) ?? runsOf(pair.source.input)
      runsBySource.set(pair.source, theirs)
      const run = sharedRun(pair.item.input, theirs, source.language)
      if (run !== null) runs.push({ ...pair, run })
    }
    const evidence = (pair: Translation) => ({
      ids: [pair.item.id, pair.source.id],
      joined: pair.joined,
      texts: [show(pair.item.input ?? ''), show(pair.source.input ?? '')],
    })
    const findings: Finding[] = []
    if (same.length > 0) {
      findings.push(
        finding('untranslated.same', 'block', placeOf(set), {
          items: same.map(({ item }) => item.id),
          expected: { source: source.id, text: 'a translation' },
          found: same.slice(0, 20).map(evidence),
          values: { source: source.id },
        }),
      )
    }
    if (runs.length > 0) {
      findings.push(
        finding('untranslated.shared-run', 'warn', placeOf(set), {
          items: runs.map(({ item }) => item.id),
          expected: { source: source.id, wordsInARowBelow: LEAST_RUN },
          found: runs.slice(0, 20).map((pair) => ({ ...evidence(pair), run: show(pair.run) })),
          values: { source: source.id, words: LEAST_RUN },
        }),
      )
    }
    return findings
  })
}

/** True where an item equals its source item, and has text that could be translated. */
export function isUntranslated({ item, source }: Translation): boolean {
  return (
    item.input !== null &&
    source.input !== null &&
    questionOf(item) === questionOf(source) &&
    (proseOf(source.input).match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS
  )
}

const WORDS = /[\p{L}\p{M}\p{N}'’]+/gu

/** Words of a text, and where each run of `LEAST_RUN` of them begins first. */
type Runs = { words: string[]; starts: ReadonlyMap<string, number> }

function runsOf(source: string): Runs {
  const words = wordsOf(source)
  const starts = new Map<string, number>()
  for (const [at, gram] of wordGrams(words, LEAST_RUN).entries()) if (!starts.has(gram)) starts.set(gram, at)
  return { words, starts }
}

/** The first long run of words that both texts have; null where there is none. */
function sharedRun(text: string, { words: theirs, starts }: Runs, language: string): string | null {
  if (starts.size === 0) return null
  const own = wordsOf(text)
  const grams = wordGrams(own, LEAST_RUN)
  for (let at = 0; at < grams.length; at += 1) {
    const start = starts.get(grams[at] ?? '')
    if (start === undefined) continue
    let length = LEAST_RUN
    while (own[at + length] !== undefined && own[at + length] === theirs[start + length]) length += 1
    const run = own.slice(at, at + length)
    const small = new Set(run.filter((word) => /^\p{Ll}/u.test(word)))
    const telling = functionWordsIn(run, language)
    if (small.size >= LEAST_SMALL && (telling === null || telling >= LEAST_FUNCTION_WORDS))
      return run.join(' ')
    at += length - LEAST_RUN
  }
  return null
}

function wordsOf(text: string): string[] {
  return proseOf(text.normalize('NFC')).match(WORDS) ?? []
}
