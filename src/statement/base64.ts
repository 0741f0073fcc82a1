/**
 * Base64 (RFC 4648), strict: §4 with padding is what we write; §5 (URL-safe) is read as well, because DSSE
 * allows both. Nothing is skipped: a character outside the alphabet, missing padding, a mixture of the two
 * alphabets and bits left over in the last character are all refused.
 */
import { ConcordError, sentence } from '../error.ts'

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const UTF8 = new TextDecoder()
const PADDING = 0x3d
const INVALID = 0xff

function valueTable(plus: string, slash: string): Uint8Array {
  const table = new Uint8Array(256).fill(INVALID)
  for (const [value, character] of ALPHABET.entries()) table[character] = value
  table.fill(INVALID, 0x2b, 0x30)
  table[plus.charCodeAt(0)] = 62
  table[slash.charCodeAt(0)] = 63
  return table
}
const STANDARD = valueTable('+', '/')
const URL_SAFE = valueTable('-', '_')

/** Padded standard base64 of bytes. */
export function encodeBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING)
  let at = 0
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    out[at] = ALPHABET[group >> 18] ?? 0
    out[at + 1] = ALPHABET[(group >> 12) & 63] ?? 0
    if (left > 1) out[at + 2] = ALPHABET[(group >> 6) & 63] ?? 0
    if (left > 2) out[at + 3] = ALPHABET[group & 63] ?? 0
    at += 4
  }
  return UTF8.decode(out)
}

/**
 * Bytes of padded base64 in either alphabet, or in the standard one alone: then no other text has these bytes.
 * Throws `bad-input` for any other text.
 */
export function decodeBase64(text: string, alphabet: 'either' | 'standard' = 'either'): Uint8Array {
  const bytes = decode(text, alphabet === 'either' && /[-_]/.test(text) ? URL_SAFE : STANDARD)
  if (bytes === undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`A base64 text has a wrong character, padding or ending; ask the sender for the file again.`,
    )
  }
  return bytes
}

function decode(text: string, table: Uint8Array): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const characters = text.length - padding
  const out = new Uint8Array((text.length / 4) * 3 - padding)
  const whole = padding === 0 ? characters : characters - (characters % 4)
  let at = 0
  for (let index = 0; index < whole; index += 4) {
    const one = valueAt(text, index, table)
    const two = valueAt(text, index + 1, table)
    const three = valueAt(text, index + 2, table)
    const four = valueAt(text, index + 3, table)
    if ((one | two | three | four) > 63) return undefined
    out[at] = (one << 2) | (two >> 4)
    out[at + 1] = (two << 4) | (three >> 2)
    out[at + 2] = (three << 6) | four
    at += 3
  }
  if (padding === 0) return out
  const one = valueAt(text, whole, table)
  const two = valueAt(text, whole + 1, table)
  const three = padding === 1 ? valueAt(text, whole + 2, table) : 0
  // What the last character holds beyond the last byte must be zero.
  const left = padding === 1 ? three & 0b11 : two & 0b1111
  if ((one | two | three) > 63 || left !== 0) return undefined
  out[at] = (one << 2) | (two >> 4)
  if (padding === 1) out[at + 1] = (two << 4) | (three >> 2)
  return out
}

/** Value of a character; `INVALID` outside the alphabet. */
function valueAt(text: string, index: number, table: Uint8Array): number {
  // Codes above 255 read as undefined.
  return table[text.charCodeAt(index)] ?? INVALID
}
