/** What must not be found in what is released, and how it is looked for: in any case, spacing and punctuation. */
import { z } from 'zod'
import type { TextUnit } from './layers.ts'

const SECRET_KINDS = ['developer', 'name', 'snapshot', 'provider', 'item', 'key'] as const
export type SecretKind = (typeof SECRET_KINDS)[number]

/** One thing that must stay: `of` says whose it is, a model or an item, without being it. */
export type Secret = { what: SecretKind; of: string; text: string }

export const SecretFound = z.strictObject({
  /** Where: the file of a statement, such as `answers.jsonl`. */
  part: z.string(),
  /** What it lay in there, from outside in; empty: it stood there as it is. */
  layers: z.array(z.string()),
  line: z.int().nullable(),
  what: z.enum(SECRET_KINDS),
  of: z.string(),
})
export type SecretFound = z.infer<typeof SecretFound>

/** Keys that give themselves away by their form. */
const KEY_FORMS: readonly RegExp[] = [
  /AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20,}/i,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /"private":"[0-9a-f]{64}"/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
]

/** Letters and digits alone, in one case. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Shorter names stand only between other letters' ends: `Meta` is not in `metal`. */
const LONG = 8
/** Shorter texts are not looked for: they are found everywhere. */
const LEAST = 2
const LEAST_ITEM = 12

/**
 * Says which of the secrets are in a text. A long one is found whatever stands between its letters, a short one as a
 * word of its own, its letters perhaps apart.
 */
export function secretFinder(secrets: readonly Secret[]): (text: string) => Secret[] {
  const long = new Map<string, { folded: string; secret: Secret }[]>()
  const short: { pattern: RegExp; secret: Secret }[] = []
  for (const secret of secrets) {
    const folded = fold(secret.text)
    const least = secret.what === 'item' ? LEAST_ITEM : LEAST
    if ([...folded].length < least) continue
    if (folded.length >= LONG) {
      const head = folded.slice(0, LONG)
      long.set(head, [...(long.get(head) ?? []), { folded, secret }])
    } else {
      const apart = [...folded]
        .map((letter) => letter.replace(/[^\p{L}\p{N}]/gu, ''))
        .join('[^\\p{L}\\p{N}]{0,3}')
      short.push({ pattern: new RegExp(`(?<![\\p{L}\\p{N}])${apart}(?![\\p{L}\\p{N}])`, 'iu'), secret })
    }
  }
  return (text) => {
    const found = new Set<Secret>()
    const plain = text.normalize('NFKC')
    for (const { pattern, secret } of short) if (pattern.test(plain)) found.add(secret)
    const folded = long.size === 0 ? '' : fold(text)
    for (let at = 0; at + LONG <= folded.length; at++) {
      const candidates = long.get(folded.slice(at, at + LONG))
      if (candidates === undefined) continue
      for (const one of candidates) if (folded.startsWith(one.folded, at)) found.add(one.secret)
    }
    return [...found]
  }
}

/** What of these secrets, or which key, is in the texts of one part. */
export async function findSecrets(
  part: string,
  texts: AsyncIterable<TextUnit>,
  secrets: readonly Secret[],
): Promise<SecretFound[]> {
  const find = secretFinder(secrets)
  const found = new Map<string, SecretFound>()
  const say = (one: SecretFound): void => {
    // One place of each is enough to know.
    const key = JSON.stringify([one.what, one.of])
    if (!found.has(key)) found.set(key, one)
  }
  for await (const { layers, line, text } of texts) {
    for (const { what, of } of find(text)) say({ part, layers: [...layers], line, what, of })
    if (KEY_FORMS.some((form) => form.test(text)))
      say({ part, layers: [...layers], line, what: 'key', of: '' })
  }
  return [...found.values()]
}
