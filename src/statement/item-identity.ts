/**
 * Item identity: is it the same question, the same expected answer, the same bytes to the model?
 *
 *   N(text)   1 lone surrogates → U+FFFD   2 delete U+FEFF U+200B U+2060   3 NFC
 *             4 each run of white space → one U+0020   5 trim
 *             no case folding, no NFKC (x² is not x2), no quote folding; U+200C and U+200D stay
 *   itemKey   SHA-256 of JCS {"choices": [N(c), sorted], "media": [sha256, in order], "question": N(q),
 *             "v": "concord-item-1"}
 *   refKey    SHA-256 of JCS {"refs": [N(r), unique, sorted], "v": "concord-ref-1"}
 *   promptHash SHA-256 of JCS {messages, tools}, not normalised
 *   dataset   SHA-256 of "concord-dataset-1\n" + per item itemKey " " refKey "\n", in file order and sorted
 */
import { writeCanonical } from './canonical.ts'
import { toHex } from './hex.ts'
import type { Sha256 } from './identity.ts'
import type { JsonValue } from './kinds/common.ts'

const INVISIBLE = /[\uFEFF\u200B\u2060]/g
const SPACES = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g

/** N(text): equal for texts that differ only in ways no reader sees. N(N(x)) = N(x). */
export function normaliseText(text: string): string {
  const spaced = text.toWellFormed().replaceAll(INVISIBLE, '').normalize('NFC').replaceAll(SPACES, ' ')
  return spaced.replace(/^ /, '').replace(/ $/, '')
}

/** Hex key of a question; the order of the choices does not matter. `media` = hex SHA-256 of attached blobs. */
export function itemKey(
  item: { question: string; choices?: readonly string[] | undefined; media?: readonly string[] | undefined },
  sha256: Sha256,
): string {
  return digest(
    {
      choices: (item.choices ?? []).map(normaliseText).sort(),
      media: [...(item.media ?? [])],
      question: normaliseText(item.question),
      v: 'concord-item-1',
    },
    sha256,
  )
}

/** Hex key of a set of accepted answers; letters are resolved to the text of their choice first. */
export function refKey(refs: readonly string[], sha256: Sha256): string {
  return digest({ refs: [...new Set(refs.map(normaliseText))].sort(), v: 'concord-ref-1' }, sha256)
}

/** The text a target stands for: with choices, the letter A is the first choice, B the second. */
export function resolveLetter(target: string, choices: readonly string[]): string {
  const letter = target.trim()
  if (!/^[A-Za-z]$/.test(letter) || choices.length === 0) return target
  return choices[letter.toUpperCase().charCodeAt(0) - 65] ?? target
}

/** Hex hash of exactly what is sent to a model. */
export function promptHash(
  prompt: {
    messages: readonly { role: string; content: JsonValue }[]
    tools?: readonly JsonValue[] | undefined
  },
  sha256: Sha256,
): string {
  const messages = prompt.messages.map(({ role, content }) => ({ role, content }))
  return digest({ messages, tools: [...(prompt.tools ?? [])] }, sha256)
}

/** Hex digests of a set of items: equal `unordered` = the same items, equal `ordered` = in the same order. */
export function datasetDigests(
  items: readonly { itemKey: string; refKey: string }[],
  sha256: Sha256,
): { ordered: string; unordered: string } {
  const lines = items.map((item) => `${item.itemKey} ${item.refKey}\n`)
  const over = (parts: readonly string[]): string =>
    toHex(sha256(new TextEncoder().encode(`concord-dataset-1\n${parts.join('')}`)))
  return { ordered: over(lines), unordered: over(lines.toSorted()) }
}

function digest(value: unknown, sha256: Sha256): string {
  return toHex(sha256(writeCanonical(value)))
}
