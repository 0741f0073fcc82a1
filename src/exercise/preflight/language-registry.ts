/**
 * Language tags by RFC 5646: their grammar (§2.1) and whether each subtag is in the IANA registry.
 *
 *   langtag  = language ["-" script] ["-" region] *("-" variant) *("-" extension) ["-" privateuse]
 *   language = 2*3ALPHA ["-" 3ALPHA *2("-" 3ALPHA)] / 4ALPHA / 5*8ALPHA
 */
import {
  EXTLANG_RECORDS,
  GRANDFATHERED_RECORDS,
  LANGUAGE_RECORDS,
  REGION_RECORDS,
  SCRIPT_RECORDS,
  VARIANT_RECORDS,
} from './language-subtags.ts'

/** What the registry says of a subtag. `preferred`: what to write instead, `''` if deprecated without one. */
export type Registered = { meaning: string; script: string | null; preferred: string | null }

/** A well-formed tag, taken apart; lower case but for script (Title) and region (UPPER). */
export type LanguageTagParts = {
  language: string
  extlangs: string[]
  script: string | null
  region: string | null
  variants: string[]
}

const LANGTAG =
  /^([a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)((?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)(?:-x(?:-[a-z\d]{1,8})+)?$/i

/** The parts of a tag; null where it breaks the grammar; a private-use tag (`x-…`) has an empty language. */
export function parseLanguageTag(tag: string): LanguageTagParts | null {
  if (/^x(?:-[a-z\d]{1,8})+$/i.test(tag)) {
    return { language: '', extlangs: [], script: null, region: null, variants: [] }
  }
  const match = LANGTAG.exec(tag)
  if (match === null) return null
  const [language = '', ...extlangs] = (match[1] ?? '').toLowerCase().split('-')
  const script = match[2]
  const variants = (match[4] ?? '').toLowerCase().split('-').slice(1)
  const singletons = [...(match[5] ?? '').toLowerCase().matchAll(/(?<=-)[a-z\d](?=-)/g)].map(
    (found) => found[0],
  )
  if (new Set(variants).size < variants.length || new Set(singletons).size < singletons.length) return null
  return {
    language,
    extlangs,
    script: script === undefined ? null : script.charAt(0).toUpperCase() + script.slice(1).toLowerCase(),
    region: match[3]?.toUpperCase() ?? null,
    variants,
  }
}

/** The registry's entry for a primary language; undefined where it has none. */
export function findLanguage(subtag: string): Registered | undefined {
  return languages().get(subtag.toLowerCase())
}

/** The registry's entry for a script, `Hant`. */
export function findScript(subtag: string): Registered | undefined {
  return scripts().get(subtag.toLowerCase())
}

/** The registry's entry for a country or region, `SG` or `419`. */
export function findRegion(subtag: string): Registered | undefined {
  return regions().get(subtag.toLowerCase())
}

/** The registry's entry for a whole tag from before RFC 4646, `zh-min-nan`. */
export function findGrandfathered(tag: string): Registered | undefined {
  return grandfathered().get(tag.toLowerCase())
}

/** True where an extended language may follow the language, as `yue` follows `zh`. */
export function isExtlang(subtag: string, language: string): boolean {
  return extlangs().get(subtag.toLowerCase())?.meaning === language.toLowerCase()
}

/** True for a registered variant such as `1996`. */
export function isVariant(subtag: string): boolean {
  return variants().has(subtag.toLowerCase())
}

const PRIVATE_USE = {
  language: /^q[a-t][a-z]$/i,
  script: /^qa[ab][a-x]$/i,
  region: /^(?:aa|q[m-z]|x[a-z]|zz)$/i,
}

/** True for subtags that mean what two parties agree on and nothing to anybody else. */
export function isPrivateUse(kind: keyof typeof PRIVATE_USE, subtag: string): boolean {
  return PRIVATE_USE[kind].test(subtag)
}

const languages = onDemand(LANGUAGE_RECORDS)
const extlangs = onDemand(EXTLANG_RECORDS)
const scripts = onDemand(SCRIPT_RECORDS)
const regions = onDemand(REGION_RECORDS)
const variants = onDemand(VARIANT_RECORDS)
const grandfathered = onDemand(GRANDFATHERED_RECORDS)

/** Takes the records apart when they are first asked for. */
function onDemand(records: string): () => ReadonlyMap<string, Registered> {
  let made: Map<string, Registered> | undefined
  return () => {
    made ??= new Map(
      records.split(/;\n?/).map((record) => {
        const [subtag = '', meaning = '', script = '', preferred = ''] = record.split('|')
        return [
          subtag.toLowerCase(),
          {
            meaning,
            script: script === '' ? null : script,
            preferred: preferred === '' ? null : preferred === '-' ? '' : preferred,
          },
        ]
      }),
    )
    return made
  }
}
