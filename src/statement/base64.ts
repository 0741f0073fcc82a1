/**
 * Base64 (RFC 4648), strict: §4 with padding is what we write; §5 (URL-safe) is read as well, because DSSE
 * allows both. Nothing is skipped: a character outside the alphabet, missing padding, a mixture of the two
 * alphabets and bits left over in the last character are all refused.
 */
import { ConcordError } from '../error.ts'

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
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
  return new TextDecoder().decode(out)
}

/** Bytes of padded base64 in either alphabet; throws `bad-input` for any other text. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = decode(text, /[-_]/.test(text) ? URL_SAFE : STANDARD)
  if (bytes === undefined) {
    throw new ConcordError(
      'bad-input',
      'A base64 text has a wrong character, padding or ending; ask the sender for the file again.',
    )
  }
  return bytes
}

function decode(text: string, table: Uint8Array): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const characters = text.length - padding
  const out = new Uint8Array((text.length / 4) * 3 - padding)
  let group = 0
  let bits = 0
  let at = 0
  for (let index = 0; index < characters; index += 1) {
    // Codes above 255 read as undefined and are refused with the others.
    const value = table[text.charCodeAt(index)] ?? INVALID
    if (value === INVALID) return undefined
    group = ((group << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at] = (group >> bits) & 0xff
      at += 1
    }
  }
  return (group & ((1 << bits) - 1)) === 0 ? out : undefined
}
