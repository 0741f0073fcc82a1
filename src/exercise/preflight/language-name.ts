/** Names of languages as titles and descriptions write them, in English or in the language itself. */
import { findLanguage } from './language-registry.ts'

/** Languages that sets are commonly in; their names are those of the Unicode CLDR. */
const TAGS =
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my nb ne nl nn or pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tk tl tr uk ur uz vi yo yue zh zu'.split(
    ' ',
  )
/** Country codes that stand for languages in the names of files. */
const COUNTRIES = ['cn', 'jp', 'kr', 'tw', 'ua', 'vn', 'cz', 'dk', 'gr', 'ir', 'il', 'in', 'se']
/** Further names people use. */
const ALSO: Readonly<Record<string, string>> = {
  bengali: 'bn',
  farsi: 'fa',
  dari: 'prs',
  kiswahili: 'sw',
  mandarin: 'zh',
  putonghua: 'zh',
  'simplified chinese': 'zh',
  'traditional chinese': 'zh',
  pilipino: 'fil',
  castilian: 'es',
  'bahasa melayu': 'ms',
  'bahasa indonesia': 'id',
  flemish: 'nl',
  odia: 'or',
  sinhala: 'si',
  panjabi: 'pa',
  norwegian: 'no',
}
/** Different tags for what titles do not tell apart. */
const SAME: Readonly<Record<string, string>> = {
  tl: 'fil',
  cmn: 'zh',
  swh: 'sw',
  zsm: 'ms',
  pes: 'fa',
  nb: 'no',
  nn: 'no',
}

const names = lazily(() => {
  const byName = new Map<string, string>(Object.entries(ALSO))
  const english = new Intl.DisplayNames('en', { type: 'language' })
  for (const tag of TAGS) {
    const own = new Intl.DisplayNames(tag, { type: 'language' }).of(tag)
    for (const name of [english.of(tag), own]) {
      if (name !== undefined && name !== tag) byName.set(name.toLowerCase(), tag)
    }
  }
  return byName
})
const pattern = lazily(() => {
  const longestFirst = [...names().keys()].sort((a, b) => b.length - a.length)
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{M}])`, 'giu')
})

/** Tags of the languages a title names, in the order of their names. */
export function languagesNamed(title: string): string[] {
  return [...title.matchAll(pattern())].flatMap(([name]) => names().get(name.toLowerCase()) ?? [])
}

/** Tags a file's name may end with, `items-fr.csv`, or `items_kr.csv` for the language of the country; else none. */
export function languagesOfFile(file: string): string[] {
  const code = /(?:^|[-_./])([a-z]{2,3})\.[a-z]+$/i.exec(file)?.[1]?.toLowerCase()
  if (code === undefined || !(TAGS.includes(code) || COUNTRIES.includes(code))) return []
  const ofCountry = COUNTRIES.includes(code) ? new Intl.Locale(`und-${code}`).maximize().language : code
  return [...new Set([code, ofCountry])]
}

/** A title without the names of languages, for comparing titles of translations. */
export function withoutLanguages(title: string): string {
  return title.replaceAll(pattern(), ' ').replaceAll(/\s+/gu, ' ').trim().toLowerCase()
}

/** The language of a tag as titles tell them apart; null where it has none. */
export function titledLanguage(tag: string): string | null {
  const primary = tag.split('-')[0]?.toLowerCase() ?? ''
  if (findLanguage(primary) === undefined) return null
  return SAME[primary] ?? primary
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
