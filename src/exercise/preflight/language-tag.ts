/**
 * Rule `language-tag`: each language is named by a well-formed tag (RFC 5646) whose subtags are in the IANA
 * registry, and the tag names the language of the text. Country codes (`jp`, `kr`, `cn`) and home-made codes
 * are told apart; a code that is valid for *another* language is found where the text's script contradicts
 * it (blocks) or its function words read like another language (warns).
 */
import {
  findGrandfathered,
  findLanguage,
  findRegion,
  findScript,
  isExtlang,
  isPrivateUse,
  isVariant,
  parseLanguageTag,
  type LanguageTagParts,
  type Registered,
} from './language-registry.ts'
import { finding, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { REGISTRY_DATE } from './language-subtags.ts'
import { likelyLanguage, type LikelyLanguage } from './text-language.ts'
import { isWrittenIn } from './text-script.ts'

/** Special codes that name no language: undetermined, several, none, not coded. */
const NO_LANGUAGE = ['und', 'mul', 'zxx', 'mis']
const LEAST_SHARE_OF_EXPECTED = 0.2

/** Tags that break the grammar, are not registered, or name another language than the text is in. */
export function languageTag({ sets }: PreflightInput): Finding[] {
  return sets.flatMap(ofSet)
}

function ofSet(set: PreflightSet): Finding[] {
  const tag = set.language
  const texts = set.items.flatMap((item) => (item.input === null ? [] : [item.input]))
  const likely = likelyLanguage(set.items)
  const at = { set: set.id, language: tag }
  const evidence = (meaning: string | null) => ({
    tag,
    meaning,
    registry: REGISTRY_DATE,
    proposed: likely.tag,
    by: likely.by,
    scripts: likely.profile.shares.slice(0, 4),
  })
  const proposal = proposalFor(tag, likely)
  const values = { tag, proposed: proposal ?? '–' }

  const whole = findGrandfathered(tag)
  const parts = parseLanguageTag(tag)
  if (whole !== undefined) return [deprecated(at, tag, whole)]
  if (parts === null) {
    return [
      finding('language-tag.malformed', 'block', at, {
        expected: { tag: proposal, grammar: 'RFC 5646' },
        found: evidence(null),
        values,
      }),
    ]
  }
  if (parts.language === '' || isPrivateUse('language', parts.language)) {
    return [
      finding('language-tag.private-use', 'warn', at, {
        expected: { tag: proposal },
        found: evidence('private use'),
        values,
      }),
    ]
  }
  const registered = findLanguage(parts.language)
  if (registered === undefined) {
    const region = parts.language.length === 2 ? findRegion(parts.language) : undefined
    return [
      finding(region === undefined ? 'language-tag.unregistered' : 'language-tag.country-code', 'block', at, {
        expected: { tag: proposal },
        found: evidence(region === undefined ? null : `region: ${region.meaning}`),
        values: {
          ...values,
          region: region?.meaning ?? '–',
          ...(region === undefined ? {} : { regionCode: parts.language.toUpperCase() }),
        },
      }),
    ]
  }
  const unknown = unregisteredParts(parts)
  if (unknown.length > 0) {
    return [
      finding('language-tag.unregistered-part', 'block', at, {
        expected: { tag: parts.language },
        found: { ...evidence(registered.meaning), unknown },
        values: { ...values, parts: unknown.join(', ') },
      }),
    ]
  }
  const findings = registered.preferred === null ? [] : [deprecated(at, tag, registered)]
  if (NO_LANGUAGE.includes(parts.language)) {
    findings.push(
      finding('language-tag.undetermined', 'note', at, {
        expected: { tag: proposal },
        found: evidence(registered.meaning),
        values,
      }),
    )
    return findings
  }
  if (texts.length === 0) {
    findings.push(
      finding('language-tag.no-text', 'note', at, {
        expected: 'the text of the items',
        found: evidence(registered.meaning),
        values: { ...values, meaning: registered.meaning, meaningCode: parts.language },
      }),
    )
    return findings
  }
  const contradiction = contradicts(parts, registered, likely)
  if (contradiction !== null) {
    findings.push(
      finding(contradiction.code, contradiction.severity, at, {
        expected: { tag: proposal, script: contradiction.expected },
        found: {
          ...evidence(registered.meaning),
          alsoRegion: findRegion(tag)?.meaning ?? null,
          share: likely.share,
        },
        values: {
          ...values,
          meaning: registered.meaning,
          meaningCode: parts.language,
          script: scriptName(likely.profile.script),
          ...(likely.profile.script === null ? {} : { scriptCode: likely.profile.script }),
          reads: findLanguage(likely.tag ?? '')?.meaning ?? '–',
          ...(likely.tag === null ? {} : { readsCode: likely.tag }),
        },
      }),
    )
  }
  return findings
}

type Contradiction = {
  code: 'language-tag.other-script' | 'language-tag.other-language'
  severity: 'block' | 'warn'
  expected: string | null
}

function contradicts(
  parts: LanguageTagParts,
  registered: Registered,
  likely: LikelyLanguage,
): Contradiction | null {
  const { script, shares } = likely.profile
  if (script === null) return null
  const language = parts.extlangs[0] ?? parts.language
  const preferred = registered.preferred === '' ? null : registered.preferred
  const isLikely = [likely.tag, ...likely.alike].some((tag) => tag === language || tag === preferred)
  const expected = parts.script ?? registered.script
  if (expected !== null && !isWrittenIn(script, expected)) {
    // A language that is also written otherwise, and names and code in a text, are no contradiction.
    const some = shares.find((entry) => isPartOf(entry.script, expected))?.share ?? 0
    if (some >= LEAST_SHARE_OF_EXPECTED || (parts.script === null && isLikely)) return null
    return { code: 'language-tag.other-script', severity: 'block', expected }
  }
  if (isLikely || likely.tag === null) return null
  if (likely.by === 'script') return { code: 'language-tag.other-script', severity: 'block', expected }
  // Telling letters are those of the large languages of a script; small ones may have them too.
  if (likely.by === 'letters' && expected === null && script !== 'Hani') return null
  return { code: 'language-tag.other-language', severity: 'warn', expected }
}

/** True where a counted script is part of what the tag's script is written in. */
function isPartOf(counted: string, expected: string): boolean {
  if (expected === 'Jpan') return counted === 'Kana'
  if (expected === 'Kore') return counted === 'Hang'
  return counted === expected
}

/** A tag to write instead: from the text, else what the code is commonly meant for; null where none is near. */
function proposalFor(tag: string, likely: LikelyLanguage): string | null {
  if (likely.tag !== null) return likely.tag
  const first = tag.split(/[-_]/)[0]?.toLowerCase() ?? ''
  const longer = first.length === 3 ? canonicalLanguage(first) : null
  if (longer !== null && longer !== first) return longer
  const region = first.length === 2 && findLanguage(first) === undefined ? findRegion(first) : undefined
  const fromRegion = region === undefined ? null : canonicalLanguage(`und-${first}`)
  if (fromRegion !== null && fromRegion !== 'und') return fromRegion
  if (likely.profile.script !== null && likely.profile.script !== 'Latn')
    return `und-${likely.profile.script}`
  return findLanguage(first) !== undefined && first !== tag.toLowerCase() ? first : null
}

/** `jpn` → `ja`; `und-jp` → `ja`, the language most people write there (CLDR). */
function canonicalLanguage(tag: string): string | null {
  try {
    return new Intl.Locale(tag).maximize().language
  } catch {
    return null
  }
}

function unregisteredParts({ language, extlangs, script, region, variants }: LanguageTagParts): string[] {
  return [
    ...extlangs.filter((extlang) => !isExtlang(extlang, language)),
    ...(script !== null && findScript(script) === undefined && !isPrivateUse('script', script)
      ? [script]
      : []),
    ...(region !== null && findRegion(region) === undefined && !isPrivateUse('region', region)
      ? [region]
      : []),
    ...variants.filter((variant) => !isVariant(variant)),
  ]
}

function deprecated(at: { set: string; language: string }, tag: string, entry: Registered): Finding {
  const instead = entry.preferred === null || entry.preferred === '' ? null : entry.preferred
  return finding(
    'language-tag.deprecated',
    instead === null && entry.preferred === null ? 'note' : 'warn',
    at,
    {
      expected: { tag: instead },
      found: { tag, meaning: entry.meaning, registry: REGISTRY_DATE },
      values: { tag, meaning: entry.meaning, proposed: instead ?? '–' },
    },
  )
}

function scriptName(script: string | null): string {
  return script === null ? '–' : (findScript(script)?.meaning ?? script)
}
