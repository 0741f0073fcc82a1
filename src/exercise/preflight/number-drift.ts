/** Which numbers of a source text its translation has, has not, and has others for. */

/** Digits in a row with what groups them or parts their decimals. */
const NUMBER = /(?<![\p{L}\d])\.\d+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,٫٬'’\u00A0\u202F]\d+)*/gu
/** A time of day: other languages count the hours otherwise. */
const TIME =
  /\b\d{1,2}(?::\d{2})?(?=\s*(?:(?:to|and|until|till|-|–)\s*\d{1,2}(?::\d{2})?\s*)?(?:[ap]\.?m\b|o['’]clock|heures?\b|h\b))|\b\d{1,2}:\d{2}\b/giu
/** Powers of ten that East Asian texts write after digits. */
const MYRIADS: Readonly<Record<string, number>> = { 千: 3, 천: 3, 万: 4, 萬: 4, 만: 4, 億: 8, 亿: 8, 억: 8 }
/** English and French, the languages sources are written in; others only miss what they could tell. */
const WORDS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/\b(?:a|an|one|once|first|single|un|une|premier|première)\b/iu, [1]],
  [/\b(?:two|twice|double|second|pair|couple|half|halves|both|deux|moitié)\b/iu, [2, 50]],
  [/\b(?:three|third|thrice|triple|trois|tiers)s?\b/iu, [3]],
  [/\b(?:four|fourth|quarter|quatre|quart|quadruple)s?\b/iu, [4, 25]],
  [/\b(?:five|fifth|cinq|cinquième)s?\b/iu, [5]],
  [/\b(?:six|sixth|sixième)s?\b/iu, [6]],
  [/\b(?:seven|seventh|sept|septième|week|weekly|semaine)s?\b/iu, [7]],
  [/\b(?:eight|eighth|huit|huitième)s?\b/iu, [8]],
  [/\b(?:nine|ninth|neuf|neuvième)s?\b/iu, [9]],
  [/\b(?:ten|tenth|dix|dixième|decade)s?\b/iu, [10]],
  [/\b(?:eleven|eleventh|onze)\b/iu, [11]],
  [/\b(?:twelve|twelfth|dozen|douze|douzaine|noon|midnight|midday|year)s?\b/iu, [12]],
  [/\b(?:thirteen|treize)(?:th)?\b/iu, [13]],
  [/\b(?:fourteen|quatorze|fortnight)(?:th)?\b/iu, [14]],
  [/\b(?:fifteen|quinze)(?:th)?\b/iu, [15]],
  [/\b(?:sixteen|seize)(?:th)?\b/iu, [16]],
  [/\bseventeen(?:th)?\b/iu, [17]],
  [/\beighteen(?:th)?\b/iu, [18]],
  [/\bnineteen(?:th)?\b/iu, [19]],
  [/\b(?:twent(?:y|ies|ieth)|vingt)\b/iu, [20]],
  [/\b(?:thirt(?:y|ies|ieth)|trente|half)\b/iu, [30]],
  [/\b(?:fort(?:y|ies|ieth)|quarante)\b/iu, [40]],
  [/\b(?:fift(?:y|ies|ieth)|cinquante)\b/iu, [50]],
  [/\b(?:sixt(?:y|ies|ieth)|soixante)\b/iu, [60]],
  [/\bsevent(?:y|ies|ieth)\b/iu, [70]],
  [/\beight(?:y|ies|ieth)\b/iu, [80]],
  [/\bninet(?:y|ies|ieth)\b/iu, [90]],
]

/** A number of the source and another in its place; null where what differs may be a matter of writing. */
export function replacedNumbers(
  source: string,
  translation: string,
): { source: string[]; translation: string[] } | null {
  const timeless = source.replaceAll(TIME, ' ')
  const [theirs, own] = [numbersOf(timeless), numbersOf(translation)]
  const missing = theirs.filter((number) => !own.some((other) => isSame(number, other)))
  if (missing.length === 0) return null
  const extra = own.filter((number) => !theirs.some((other) => isSame(number, other)))
  if (extra.length === 0) return null
  const inWords = wordNumbers(source)
  const others = extra.filter((number) => !inWords.has(Number(number)) && !isPartOf(number, missing))
  // Numbers are written otherwise, put together or told in another unit where their count changes too.
  if (others.length === 0 || own.length !== numbersOf(source).length) return null
  return { source: missing, translation: others }
}

/** Numbers of the source, in digits there, that the translation has not in digits. */
export function missingNumbers(source: string, translation: string): string[] {
  const own = numbersOf(translation)
  return numbersOf(source.replaceAll(TIME, ' ')).filter(
    (number) => !own.some((other) => isSame(number, other)),
  )
}

/** 0.2 is 20 % in another way of writing. */
function isSame(a: string, b: string): boolean {
  const [x, y] = [Number(a), Number(b)]
  return a === b || Math.abs(x * 100 - y) < 1e-9 || Math.abs(y * 100 - x) < 1e-9
}

/** 230 of 2:30 or 14 of 2014: digits that were only grouped otherwise. */
function isPartOf(number: string, missing: readonly string[]): boolean {
  return missing.some((other) => other.includes(number) || number.includes(other)) && number.length > 1
}

/** The numbers of a text as their digits alone, each as often as it is there. */
function numbersOf(text: string): string[] {
  const folded = text
    .normalize('NFKC')
    .replaceAll(/\p{Nd}/gu, asciiDigit)
    .replaceAll(
      /(\d+)\s*([千천万萬만億亿억])/gu,
      (_, digits: string, unit: string) => `${digits}${'0'.repeat(MYRIADS[unit] ?? 0)}`,
    )
  return (folded.match(NUMBER) ?? []).map((number) => {
    const parts = number.split(/[.,٫٬'’ \u00A0\u202F]/u)
    const last = parts.length > 1 && parts.at(-1)?.length !== 3 ? (parts.pop() ?? '').replace(/0+$/, '') : ''
    const whole = parts.join('').replace(/^0+(?=\d)/, '')
    return last === '' ? whole : `${whole === '' ? '0' : whole}.${last}`
  })
}

/** Every script's digits stand in blocks of ten that begin with its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0x30
  if (code < 0x80) return digit
  let zero = code
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}

function wordNumbers(text: string): Set<number> {
  return new Set(WORDS.flatMap(([pattern, numbers]) => (pattern.test(text) ? numbers : [])))
}
