import type { Item } from '../../statement/index.ts'

/** A text as it is compared: NFC, trimmed, each run of white space one space. */
export function collapseSpace(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ')
}

/** The question with its choices, as it is compared; empty where the text is not here. */
export function questionOf(item: Item): string {
  const known = questions.get(item)
  if (known !== undefined) return known
  const question =
    item.input === null ? '' : [item.input, ...(item.choices ?? [])].map(collapseSpace).join('\n')
  questions.set(item, question)
  return question
}

/** Several rules ask for the same questions. */
const questions = new WeakMap<Item, string>()

/** The beginning of a text on one line, as evidence shows it. */
export function excerpt(text: string): string {
  const line = collapseSpace(text)
  return line.length > 200 ? `${line.slice(0, 199).toWellFormed()}…` : line
}

/** What is no prose, with a mark that a text must have for the pattern to be tried: most texts have none of them. */
const NO_PROSE: readonly (readonly [string, RegExp])[] = [
  ['```', /```[\s\S]*?```/gu],
  ['`', /`[^`\n]*`/gu],
  ['://', /\b[a-z][a-z\d+.-]{0,39}:\/\/\S+/giu],
  ['www.', /\bwww\.\S+/giu],
  // As long as an address may be (RFC 5321): a longer run of letters would be gone through from each of them.
  ['@', /[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,255}/gu],
  ['<', /<\/?[a-z][^<>\n]*>/giu],
  ['{', /\{[^{}\n]*\}/gu],
  // Encoded text, paths, identifiers.
  ['', /[A-Za-z\d+/_\\=.-]{25,}/gu],
  ['_', /\b\p{L}+(?:_\p{L}+)+\b/gu],
]

/** What is left of a text to be translated: code, addresses, markup, placeholders and encoded parts are taken out. */
export function proseOf(text: string): string {
  return NO_PROSE.reduce(
    (rest, [mark, pattern]) => (rest.includes(mark) ? rest.replaceAll(pattern, ' ') : rest),
    text,
  )
}
