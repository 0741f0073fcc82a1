/**
 * Rule `script`: each item of a set is in the script the set is in, by the Unicode property Script of its letters;
 * in Latin script, which many languages share, it is not in another language, by function words and letter
 * trigrams, which must agree. Code, addresses and encoded text are left out first. Whether the tag of the
 * set fits its text as a whole is the rule `language-tag`.
 */
import type { Item } from '../../statement/index.ts'
import { finding, placeOf, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { isIdentifiable, isLongEnough, isNearerTo } from './identify-language.ts'
import { excerpt, proseOf } from './item-text.ts'
import { findLanguage, findScript, isPrivateUse } from './language-registry.ts'
import {
  alikeTo,
  functionWordsIn,
  KNOWN_LANGUAGES,
  likelyLanguage,
  type LikelyLanguage,
} from './text-language.ts'
import { letterShare, scriptProfile, type TextScript } from './text-script.ts'
import { translatedSets } from './translations.ts'
import { isUntranslated } from './untranslated.ts'

const LEAST_LETTERS = 15
/** Below, an item is mixed: names and quotations may be in another script, most of it may not. */
const LEAST_SHARE = 0.3
/** Below, it is not in the script at all. */
const NONE = 0.1
/** Running text has a third and more of function words; from here on the language is not in doubt. */
const SURE_WORDS = 0.15
const WORDS = /[\p{L}\p{M}]+/gu

/** Items in another script or another language than their set. */
export function script(input: PreflightInput): Finding[] {
  const likely = new Map(input.sets.map((set) => [set, likelyLanguage(set.items)]))
  const languages = [
    ...new Set(
      [...KNOWN_LANGUAGES, ...input.sets.map((set) => languageOf(set, likely.get(set)))].filter(
        isIdentifiable,
      ),
    ),
  ]
  // What equals its source is the rule `untranslated`.
  const told = new Map(
    translatedSets(input).map(({ set, pairs }) => [
      set,
      new Set(pairs.filter(isUntranslated).map(({ item }) => item.id)),
    ]),
  )
  return input.sets.flatMap((given) => {
    const whole = likely.get(given)
    const prevailing = whole?.profile.script ?? null
    if (whole === undefined || prevailing === null) return []
    const ids = told.get(given)
    const set = { ...given, items: given.items.filter((item) => ids?.has(item.id) !== true) }
    return [
      ...inOtherScript(set, whole, prevailing, input),
      ...(prevailing === 'Latn' ? inOtherLanguage(set, languageOf(set, whole), languages, input) : []),
    ]
  })
}

/** What the text of the set says, else its tag. */
function languageOf(set: PreflightSet, likely: LikelyLanguage | undefined): string {
  return likely?.tag ?? set.language.split('-')[0]?.toLowerCase() ?? ''
}

function inOtherScript(
  set: PreflightSet,
  whole: LikelyLanguage,
  prevailing: TextScript,
  { showText = excerpt }: PreflightInput,
): Finding[] {
  const worst = set.items
    .flatMap((item) => {
      if (item.input === null) return []
      const prose = proseOf(item.input)
      const { share, letters } = letterShare(prose, prevailing)
      return letters >= LEAST_LETTERS && share < LEAST_SHARE ? [{ item, share, prose }] : []
    })
    .sort((a, b) => a.share - b.share)
  const report = (
    code: 'script.other-script' | 'script.mixed',
    severity: 'block' | 'warn',
    items: typeof worst,
  ): Finding[] =>
    items.length === 0
      ? []
      : [
          finding(code, severity, placeOf(set), {
            items: items.map(({ item }) => item.id),
            expected: { script: prevailing, leastShare: LEAST_SHARE },
            found: {
              scripts: whole.profile.shares.slice(0, 5),
              worst: items.slice(0, 20).map(({ item, prose }) => ({
                id: item.id,
                scripts: scriptProfile(prose).shares.slice(0, 3),
                text: showText(item.input ?? ''),
              })),
            },
            values: { script: scriptName(prevailing), scriptCode: prevailing },
          }),
        ]
  return [
    ...report(
      'script.other-script',
      'block',
      worst.filter(({ share }) => share < NONE),
    ),
    ...report(
      'script.mixed',
      'warn',
      worst.filter(({ share }) => share >= NONE),
    ),
  ]
}

/** `Korean (alias for Hangul + Han)` says more than a sentence needs. */
function scriptName(script: string): string {
  return findScript(script)?.meaning.replace(/ \(.*\)$/, '') ?? script
}

function inOtherLanguage(
  set: PreflightSet,
  own: string,
  languages: readonly string[],
  { showText = excerpt }: PreflightInput,
): Finding[] {
  const undecided = undecidedIn(set, own)
  const alike = alikeTo(own)
  const others = languages.filter((tag) => tag !== own && !alike.includes(tag))
  if (others.length === 0 || undecided.length === set.items.length) return cannotTell(set, own, undecided)
  const found = set.items.flatMap((item) => {
    if (item.input === null) return []
    const prose = proseOf(item.input)
    const words = prose.match(WORDS) ?? []
    const ofOwn = functionWordsIn(words, own) ?? 0
    const [likeliest] = others
      .map((tag) => ({ tag, count: functionWordsIn(words, tag) ?? 0 }))
      .sort((x, y) => y.count - x.count)
    if (likeliest === undefined || likeliest.count < SURE_WORDS * words.length || likeliest.count <= ofOwn) {
      return []
    }
    // Both signs must agree: languages share function words, and trigrams alone take names for another language.
    return isNearerTo(likeliest.tag, own, prose)
      ? [{ id: item.id, language: likeliest.tag, text: showText(item.input) }]
      : []
  })
  const reads = [...new Set(found.map(({ language }) => language))].join(', ')
  const untold = cannotTell(set, own, undecided)
  if (found.length === 0) return untold
  return [
    finding('script.other-language', 'warn', placeOf(set), {
      items: found.map(({ id }) => id),
      expected: { language: own },
      found: found.slice(0, 20),
      values: { expected: own, expectedCode: own, reads, readsCode: reads },
    }),
    ...untold,
  ]
}

/** Items of which it cannot be told whether they are in the language of the set: all where it is not known here. */
function undecidedIn(set: PreflightSet, own: string): readonly Item[] {
  const withText = set.items.filter(({ input }) => input !== null)
  return isIdentifiable(own) ? withText.filter(({ input }) => !isLongEnough(proseOf(input ?? ''))) : withText
}

/** A note where that is so for half of the items and more. */
function cannotTell(set: PreflightSet, own: string, undecided: readonly Item[]): Finding[] {
  // What no language has as its tag is the rule `language-tag`.
  if (undecided.length === 0 || undecided.length < set.items.length / 2) return []
  if (own === 'und' || isPrivateUse('language', own) || findLanguage(own) === undefined) return []
  return [
    finding('script.cannot-tell', 'note', placeOf(set), {
      items: undecided.map(({ id }) => id),
      expected: { language: own },
      found: null,
      values: {
        language: own,
        languageCode: own,
        n: set.items.length,
        why: isIdentifiable(own) ? 'short' : 'unknown',
      },
    }),
  ]
}
