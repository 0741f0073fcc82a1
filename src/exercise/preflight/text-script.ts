/**
 * Which script a text is written in, by the Unicode property Script of its letters. Japanese and Korean are
 * told from Chinese by their own letters, as ISO 15924 has it: Jpan = Han + Hiragana + Katakana, Kore = Hangul
 * + Han.
 */

const SCRIPTS = [
  ['Latn', /\p{Script=Latin}/gu],
  ['Cyrl', /\p{Script=Cyrillic}/gu],
  ['Grek', /\p{Script=Greek}/gu],
  ['Arab', /\p{Script=Arabic}/gu],
  ['Hebr', /\p{Script=Hebrew}/gu],
  ['Deva', /\p{Script=Devanagari}/gu],
  ['Beng', /\p{Script=Bengali}/gu],
  ['Guru', /\p{Script=Gurmukhi}/gu],
  ['Gujr', /\p{Script=Gujarati}/gu],
  ['Orya', /\p{Script=Oriya}/gu],
  ['Taml', /\p{Script=Tamil}/gu],
  ['Telu', /\p{Script=Telugu}/gu],
  ['Knda', /\p{Script=Kannada}/gu],
  ['Mlym', /\p{Script=Malayalam}/gu],
  ['Sinh', /\p{Script=Sinhala}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Laoo', /\p{Script=Lao}/gu],
  ['Mymr', /\p{Script=Myanmar}/gu],
  ['Khmr', /\p{Script=Khmer}/gu],
  ['Tibt', /\p{Script=Tibetan}/gu],
  ['Ethi', /\p{Script=Ethiopic}/gu],
  ['Geor', /\p{Script=Georgian}/gu],
  ['Armn', /\p{Script=Armenian}/gu],
  ['Thaa', /\p{Script=Thaana}/gu],
  ['Mong', /\p{Script=Mongolian}/gu],
  ['Hani', /\p{Script=Han}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Hang', /\p{Script=Hangul}/gu],
] as const
type Counted = (typeof SCRIPTS)[number][0]
/** ISO 15924 code of a way of writing that texts are told by. */
export type TextScript = Exclude<Counted, 'Kana' | 'Hang'> | 'Jpan' | 'Kore'

/** Letters per script, largest first, and the script the text is in; null where no script prevails. */
export type ScriptProfile = {
  script: TextScript | null
  letters: number
  /** Share of all letters, three decimals. */
  shares: { script: string; share: number }[]
}

/** Fewer letters say nothing. */
const LEAST_LETTERS = 20
const PREVAILS = 0.6
/** Running Japanese has two letters in three in Kana; a few per cent may come from a name. */
const JAPANESE = 0.15

/** What is known of each code point, 0 = nothing yet; properties of Unicode are looked up once for each. */
const known = new Uint8Array(0x11_00_00)
const [SEEN, LETTER, SCRIPT] = [1, 2, 4]

function lookUp(character: string): number {
  const script = SCRIPTS.findIndex(([, letters]) => character.search(letters) === 0)
  return SEEN + (/[\p{L}\p{M}]/u.test(character) ? LETTER : 0) + SCRIPT * (script + 1)
}

/** Letters and marks of a text, and its characters by script, in one pass. */
function countsOf(text: string): { letters: number; counts: Map<Counted, number> } {
  const byScript = new Uint32Array(SCRIPTS.length + 1)
  let letters = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const about = known[code] || (known[code] = lookUp(character))
    if ((about & LETTER) !== 0) letters += 1
    const script = about >> 2
    byScript[script] = (byScript[script] ?? 0) + 1
  }
  return { letters, counts: new Map(SCRIPTS.map(([name], at) => [name, byScript[at + 1] ?? 0])) }
}

/** Counts the letters of a text by script. */
export function scriptProfile(text: string): ScriptProfile {
  const { letters: total, counts } = countsOf(text)
  const of = (name: Counted): number => counts.get(name) ?? 0
  const shares = [...counts]
    .filter(([, count]) => count > 0)
    .map(([script, count]) => ({ script, share: Math.round((count / Math.max(total, count)) * 1000) / 1000 }))
    .sort((a, b) => b.share - a.share || (a.script < b.script ? -1 : 1))
  const eastAsian = of('Hani') + of('Kana') + of('Hang')
  let script: TextScript | null = null
  if (total >= LEAST_LETTERS) {
    if (eastAsian / total >= PREVAILS) {
      if (of('Kana') / eastAsian >= JAPANESE) script = 'Jpan'
      else script = of('Hang') / eastAsian >= 0.5 ? 'Kore' : 'Hani'
    } else {
      for (const [name, count] of counts) {
        if (name !== 'Kana' && name !== 'Hang' && count / total >= PREVAILS) script = name
      }
    }
  }
  return { script, letters: total, shares }
}

/** Scripts that belong to a way of writing, where it has several. */
const WAYS: Readonly<Partial<Record<TextScript, readonly string[]>>> = {
  Jpan: ['Hani', 'Kana'],
  Kore: ['Hang', 'Hani'],
}
/** Of no script by Unicode, and Japanese all the same: the mark of a long vowel. */
const LONG_VOWEL = /ー/gu

/** How many letters a text has, and the share of them that belongs to a script. */
export function letterShare(text: string, script: TextScript): { letters: number; share: number } {
  const { letters, counts } = countsOf(text)
  const names = WAYS[script] ?? [script]
  const own =
    [...counts].reduce((sum, [name, count]) => sum + (names.includes(name) ? count : 0), 0) +
    (script === 'Jpan' ? (text.match(LONG_VOWEL)?.length ?? 0) : 0)
  return { letters, share: letters === 0 ? 0 : Math.min(1, own / letters) }
}

/** The script most letters of a short value are in; null where it has none. */
export function scriptOfCode(value: string): string | null {
  const counts = [...countsOf(value).counts].map(([name, count]) => ({ name, count }))
  const most = counts.reduce<{ name: string; count: number }>(
    (best, entry) => (entry.count > best.count ? entry : best),
    {
      name: '',
      count: 0,
    },
  )
  return most.count === 0 ? null : most.name
}

/** True where a text in `found` can be what a tag with the script `expected` promises. */
export function isWrittenIn(found: TextScript, expected: string): boolean {
  if (found === 'Hani') return ['Hani', 'Hans', 'Hant', 'Hanb', 'Jpan', 'Kore'].includes(expected)
  if (found === 'Jpan') return ['Jpan', 'Hrkt', 'Hira', 'Kana'].includes(expected)
  if (found === 'Kore') return ['Kore', 'Hang'].includes(expected)
  if (found === 'Latn') return ['Latn', 'Latf', 'Latg'].includes(expected)
  if (found === 'Arab') return ['Arab', 'Aran'].includes(expected)
  return found === expected
}
