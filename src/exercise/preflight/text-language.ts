/**
 * What language a text is likely in: by its script where the script says it, by telling letters where a few
 * languages share one (Arabic, Cyrillic, Han), by function words in Latin script. It proposes a tag where one
 * contradicts the text; it is no language identification, and silent where it cannot tell.
 */
import type { Item } from '../../statement/index.ts'
import { scriptProfile, type ScriptProfile } from './text-script.ts'

/** `tag` null: it cannot be told. `by` says what the proposal rests on, for a reader to check. */
export type LikelyLanguage = {
  profile: ScriptProfile
  tag: string | null
  /** Other primary languages for which the same evidence would be seen. */
  alike: readonly string[]
  by: 'script' | 'letters' | 'function-words' | null
  /** Share of the words that are function words of the language, three decimals. */
  share: number | null
}

/** Languages written in a script that nearly nobody else uses; the first is proposed. */
const BY_SCRIPT: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['ja', 'ryu', 'ams', 'kzg', 'okn', 'tkn', 'yoi', 'xug', 'rys', 'ain'],
  Kore: ['ko', 'jje', 'okm', 'oko'],
  Grek: ['el', 'grc', 'pnt', 'tsd', 'cpg', 'gmy'],
  Hebr: ['he', 'yi', 'hbo', 'lad', 'jpr', 'iw', 'ji', 'arc', 'oar'],
  Guru: ['pa', 'sd'],
  Gujr: ['gu', 'ae', 'kfr'],
  Orya: ['or', 'ory', 'spv', 'sat', 'kxv'],
  Taml: ['ta', 'sa', 'saz', 'bfq'],
  Telu: ['te', 'sa', 'gon', 'wbq', 'lmn'],
  Knda: ['kn', 'tcy', 'kok', 'gom', 'sa', 'kfa'],
  Mlym: ['ml', 'sa'],
  Sinh: ['si', 'pi', 'sa', 'dv'],
  Thai: ['th', 'pi', 'tts', 'sou', 'nod', 'kxm', 'lwl', 'mfa'],
  Laoo: ['lo', 'kjg', 'hnj'],
  Mymr: ['my', 'shn', 'mnw', 'kht', 'rki', 'ksw', 'pi', 'blk', 'pwo', 'csh'],
  Khmr: ['km', 'pi', 'kxm'],
  Tibt: ['bo', 'dz', 'lus', 'taj', 'sip', 'lbj', 'adx', 'khg'],
  Geor: ['ka', 'xmf', 'sva', 'lzz', 'oge'],
  Armn: ['hy', 'hyw', 'axm', 'xcl'],
  Thaa: ['dv'],
}

/** Letters that running text of the language has and its neighbours in the script have not, by mille of letters. */
const BY_LETTERS: Readonly<
  Record<string, readonly { tag: string; alike: readonly string[]; letters: RegExp; least: number }[]>
> = {
  Hani: [
    { tag: 'yue', alike: ['zh'], letters: /[嘅咗唔喺佢冇嗰啲哋嚟咁睇]/gu, least: 15 },
    {
      tag: 'zh',
      alike: ['cmn', 'wuu', 'gan', 'hak', 'hsn', 'nan', 'cjy', 'lzh', 'yue'],
      letters: /\p{Script=Han}/gu,
      least: 0,
    },
  ],
  Arab: [
    { tag: 'ur', alike: ['pnb', 'skr', 'pa', 'ks'], letters: /[ٹڈڑے]/gu, least: 10 },
    {
      tag: 'fa',
      alike: ['pes', 'prs', 'glk', 'mzn', 'ckb', 'ku', 'az', 'azb', 'tg'],
      letters: /[پچژگکی]/gu,
      least: 20,
    },
    {
      tag: 'ar',
      alike: [
        'arb',
        'arz',
        'ary',
        'apc',
        'ajp',
        'acm',
        'aeb',
        'arq',
        'ayl',
        'acq',
        'ars',
        'afb',
        'apd',
        'shu',
      ],
      letters: /[ةىيك]/gu,
      least: 20,
    },
  ],
  Cyrl: [
    { tag: 'uk', alike: ['rue'], letters: /[їєґ]/giu, least: 5 },
    {
      tag: 'ru',
      alike: ['be', 'sah', 'tt', 'ba', 'cv', 'kk', 'ky', 'mn', 'tg', 'ce', 'os', 'udm'],
      letters: /[ыэ]/giu,
      least: 15,
    },
  ],
  Beng: [
    { tag: 'as', alike: [], letters: /[ৰৱ]/gu, least: 5 },
    { tag: 'bn', alike: ['mni', 'ctg', 'syl', 'rhg'], letters: /\p{Script=Bengali}/gu, least: 0 },
  ],
}

/** The commonest function words of languages in Latin script that exercises use or mix up. */
const FUNCTION_WORDS: Readonly<Record<string, { alike: readonly string[]; words: readonly string[] }>> = {
  en: {
    alike: ['sco'],
    words: words(
      'the of and to is that it was for on are with as his they at this from have by how what you does',
    ),
  },
  fr: {
    alike: ['frp', 'oc', 'wa', 'pcd'],
    words: words(
      'le la les de des du et un une est que qui dans pour pas sur au aux ce cette avec il elle se ses combien vous je',
    ),
  },
  de: {
    alike: ['gsw', 'bar', 'nds', 'lb'],
    words: words(
      'der die das und ist nicht ein eine einen zu den dem mit von auf für sich er sie es wie viele hat im werden ich',
    ),
  },
  es: {
    alike: ['ast', 'gl', 'ca', 'an', 'lad'],
    words: words(
      'el la los las de que y en un una es por para con no se su sus del al lo como más cuántos cuánto hay',
    ),
  },
  pt: {
    alike: ['gl', 'mwl'],
    words: words('o a os as de que e em um uma é por para com não se do da dos das no na ao mais quantos'),
  },
  it: {
    alike: ['co', 'scn', 'vec', 'lmo', 'pms', 'nap'],
    words: words('il lo la i gli le di che e in un una è per con non si del della dei al sono quanti come'),
  },
  nl: {
    alike: ['af', 'vls', 'zea', 'li'],
    words: words(
      'de het een en van in is dat op te zijn met voor niet aan er hij ze hoeveel naar bij ook om',
    ),
  },
  sw: {
    alike: ['swh', 'swc'],
    words: words(
      'ya wa na kwa ni katika za la kila cha vya je hii huo yake ana kama alikuwa ngapi lakini hiyo yeye au si wake nini gani',
    ),
  },
  ms: {
    alike: ['zsm', 'zlm', 'id', 'ind', 'min', 'bjn', 'jv', 'su', 'mfa', 'msi', 'in'],
    words: words(
      'yang dan di untuk dengan ini itu dari pada adalah tidak dalam akan ke saya anda berapa atau ialah oleh sebuah telah boleh bagaimana',
    ),
  },
  tl: {
    alike: ['fil', 'ceb', 'ilo', 'hil', 'war', 'bcl', 'pam', 'pag'],
    words: words('ang ng mga sa na ay at ni para ito siya kung hindi niya nang ilang may kanyang ako ka'),
  },
  tr: {
    alike: ['az', 'crh', 'gag', 'tk'],
    words: words('ve bir bu için ile da de ne kaç çok daha olan olarak kadar her var mı gibi'),
  },
  vi: {
    alike: [],
    words: words('của và là có một các cho không được trong người với những để bao nhiêu này khi'),
  },
  pl: { alike: ['szl', 'csb'], words: words('i w na z nie do się jest to że o ile po jak ma dla od przez') },
}
/** Languages in Latin script whose function words are known here. */
export const KNOWN_LANGUAGES: readonly string[] = Object.keys(FUNCTION_WORDS)
const FUNCTION_WORD_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(FUNCTION_WORDS).map(([tag, entry]) => [tag, new Set(entry.words)]),
)
const LEAST_WORDS = 60
/** Function words make up a third and more of running text; chance likeness stays far below. */
const LEAST_SHARE = 0.15
const LEAD = 2

/** The language items are likely in, judged from all of them together; several rules ask for the same items. */
export function likelyLanguage(items: readonly Item[]): LikelyLanguage {
  const known = languages.get(items)
  if (known !== undefined) return known
  const likely = languageOfTexts(items.flatMap((item) => (item.input === null ? [] : [item.input])))
  languages.set(items, likely)
  return likely
}

const languages = new WeakMap<readonly Item[], LikelyLanguage>()

function languageOfTexts(texts: readonly string[]): LikelyLanguage {
  const text = texts.join('\n').slice(0, 200_000)
  const profile = scriptProfile(text)
  const nothing: LikelyLanguage = { profile, tag: null, alike: [], by: null, share: null }
  if (profile.script === null) return nothing
  const [only, ...alike] = BY_SCRIPT[profile.script] ?? []
  if (only !== undefined) return { ...nothing, tag: only, alike, by: 'script' }
  if (profile.script === 'Latn') return byFunctionWords(text, nothing)
  for (const entry of BY_LETTERS[profile.script] ?? []) {
    const perMille = ((text.match(entry.letters)?.length ?? 0) / profile.letters) * 1000
    if (perMille >= entry.least) return { ...nothing, tag: entry.tag, alike: entry.alike, by: 'letters' }
  }
  return nothing
}

function byFunctionWords(text: string, nothing: LikelyLanguage): LikelyLanguage {
  const all =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  if (all.length < LEAST_WORDS) return nothing
  const countByWord = new Map<string, number>()
  for (const word of all) countByWord.set(word, (countByWord.get(word) ?? 0) + 1)
  const shares = Object.entries(FUNCTION_WORDS)
    .map(([tag, entry]) => {
      const count = entry.words.reduce((sum, word) => sum + (countByWord.get(word) ?? 0), 0)
      return { tag, alike: entry.alike, share: count / all.length }
    })
    .sort((a, b) => b.share - a.share)
  const [best, next] = shares
  if (best === undefined || best.share < LEAST_SHARE || best.share < LEAD * (next?.share ?? 0)) return nothing
  return {
    ...nothing,
    tag: best.tag,
    alike: best.alike,
    by: 'function-words',
    share: Math.round(best.share * 1000) / 1000,
  }
}

/** How many of the words are function words of a language; null where its function words are not known here. */
export function functionWordsIn(all: readonly string[], language: string): number | null {
  const own = FUNCTION_WORD_SETS.get(primaryOf(language))
  return own === undefined ? null : all.filter((word) => own.has(word.toLowerCase())).length
}

/** Languages for which the same evidence would be seen as for this one, itself included. */
export function alikeTo(language: string): readonly string[] {
  const primary = primaryOf(language)
  return Object.entries(FUNCTION_WORDS).flatMap(([tag, { alike }]) =>
    tag === primary || alike.includes(primary) ? [tag, ...alike] : [],
  )
}

function primaryOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? ''
}

function words(list: string): string[] {
  return list.split(' ')
}
