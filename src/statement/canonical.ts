/**
 * Canonical JSON: RFC 8785 (JCS), with everything refused that another reader could take for something else.
 *
 *   write   only null, booleans, finite numbers, well-formed strings, arrays, plain objects; object keys in the
 *           order of their UTF-16 code units; numbers and strings as `JSON.stringify`; UTF-8, no BOM
 *   read    fatal UTF-8 → depth → JSON.parse → write again → must equal the bytes received
 *
 * The one comparison at the end refuses duplicate keys, white space, other spellings of numbers and escapes,
 * another order, a byte order mark and −0. Whole numbers beyond ±(2^53 − 1) that would be spelled in digits are
 * refused both ways: a double may already have lost their last digit, so they travel as strings.
 */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import type { JsonValue } from './kinds/common.ts'

/** Arrays and objects may stand inside each other this deep. */
export const MAX_DEPTH = 64

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const UTF8_ENCODER = new TextEncoder()

/** Strings that need no escape: most of them, and testing is faster than escaping. */
const PLAIN = /^[ !#-[\]-~]*$/

/** From here on a number is spelled with an exponent, so its digits claim nothing. */
const EXPONENT_FROM = 1e21

/** The canonical bytes of a value; throws `bad-input` naming the place that cannot be written. */
export function writeCanonical(value: unknown): Uint8Array {
  return UTF8_ENCODER.encode(canonicalText(value))
}

/** The canonical text of a value; throws `bad-input` naming the place that cannot be written. */
export function canonicalText(value: unknown): string {
  return encode(value, [])
}

/** The value of canonical bytes; throws `bad-input` for bytes that `writeCanonical` would not have written. */
export function readCanonical(bytes: Uint8Array): JsonValue {
  const { value, text } = parseJson(bytes)
  if (!isWrittenAs(value, text)) throw notCanonical(canonicalText(value), text)
  return value
}

/** The value and text of JSON bytes in well-formed UTF-8, no deeper than `MAX_DEPTH`; not yet known to be canonical. */
export function parseJson(bytes: Uint8Array): { value: unknown; text: string } {
  const text = decodeUtf8(bytes)
  checkDepth(bytes)
  try {
    const value: unknown = JSON.parse(text)
    return { value, text }
  } catch (cause) {
    throw new ConcordError(
      'bad-input',
      sentence`These bytes are not JSON; ask the sender for the file again.`,
      {
        cause,
      },
    )
  }
}

/** Text of bytes in well-formed UTF-8; throws `bad-input` for any other. A byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes)
  } catch (cause) {
    throw new ConcordError(
      'bad-input',
      sentence`These bytes are not UTF-8 text; ask the sender for the file again.`,
      { cause },
    )
  }
}

/** A finite number as RFC 8785 §3.2.2.3 spells it. */
export function canonicalNumber(value: number): string {
  return JSON.stringify(value)
}

function isWrittenAs(value: unknown, text: string): value is JsonValue {
  return isPlainlyWrittenAs(value, text) || canonicalText(value) === text
}

/**
 * The usual case, quickly: what a JSON parser gave is spelled by `JSON.stringify` as here wherever its keys are in
 * order, its numbers are allowed, and no escape hides half of a surrogate pair. False says nothing.
 */
function isPlainlyWrittenAs(value: unknown, text: string): boolean {
  return !text.includes('\\u') && JSON.stringify(value) === text && isInOrder(value)
}

function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isInOrder)
  let before = ''
  for (const [key, inner] of Object.entries(value)) {
    if (key < before || key === '__proto__' || !isInOrder(inner)) return false
    before = key
  }
  return true
}

type Path = (string | number)[]

function encode(value: unknown, path: Path): string {
  switch (typeof value) {
    case 'string':
      return encodeString(value, path)
    case 'number':
      return encodeNumber(value, path)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      break
    default:
      throw refused(path, sentence`a value of type ${typeof value}`)
  }
  if (value === null) return 'null'
  if (path.length >= MAX_DEPTH)
    throw refused(path, sentence`a value nested deeper than ${MAX_DEPTH} levels, or inside itself`)
  return Array.isArray(value) ? encodeArray(value, path) : encodeObject(value, path)
}

function encodeString(value: string, path: Path): string {
  if (PLAIN.test(value)) return `"${value}"`
  if (!value.isWellFormed()) throw refused(path, sentence`a string with a lone surrogate`)
  return JSON.stringify(value)
}

function encodeNumber(value: number, path: Path): string {
  if (!Number.isFinite(value)) throw refused(path, sentence`the number ${String(value)}`)
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < EXPONENT_FROM) {
    throw refused(path, sentence`a whole number beyond 2^53 − 1, which belongs into a string`)
  }
  return canonicalNumber(value)
}

function encodeArray(value: readonly unknown[], path: Path): string {
  let text = '['
  for (let index = 0; index < value.length; index += 1) {
    path.push(index)
    if (!Object.hasOwn(value, index)) throw refused(path, sentence`a hole`)
    if (index > 0) text += ','
    text += encode(value[index], path)
    path.pop()
  }
  return `${text}]`
}

function encodeObject(value: object, path: Path): string {
  if (!isPlain(value)) throw refused(path, sentence`an object that is not plain`)
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw refused(path, sentence`an object with a symbol for a key`)
  }
  const keys = Object.keys(value)
  // The order of UTF-16 code units, in which everything stands that was canonical before.
  if (!isSorted(keys)) keys.sort()
  let text = '{'
  for (const key of keys) {
    path.push(key)
    if (key === '__proto__') throw refused(path, sentence`the key "__proto__"`)
    if (text.length > 1) text += ','
    text += `${encodeString(key, path)}:${encode(value[key], path)}`
    path.pop()
  }
  return `${text}}`
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isSorted(keys: readonly string[]): boolean {
  let before = ''
  for (const key of keys) {
    if (key < before) return false
    before = key
  }
  return true
}

function refused(path: Path, what: Sentence): ConcordError {
  const where =
    path.length === 0 ? sentence`at the top` : sentence`at ${JSON.stringify(path.join('.')).slice(0, 200)}`
  return new ConcordError(
    'bad-input',
    sentence`Canonical JSON cannot hold ${what} (${where}); write null, a boolean, a finite number, a string, a list or a plain object there.`,
  )
}

function notCanonical(expected: string, received: string): ConcordError {
  let at = 0
  while (at < received.length && expected[at] === received[at]) at += 1
  return new ConcordError(
    'bad-input',
    sentence`The JSON is not in canonical form: it differs at character ${at}; what was signed must be passed on byte by byte.`,
  )
}

/** By a scan of the bytes, so that the parser never meets more than `MAX_DEPTH` levels. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]
    if (byte === 0x22) index = endOfString(bytes, index)
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1
      if (depth > MAX_DEPTH) {
        throw new ConcordError(
          'bad-input',
          sentence`The JSON is nested deeper than ${MAX_DEPTH} levels; it is refused unread.`,
        )
      }
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1
  }
}

/** Where the string that begins at `start` ends: the next quote behind an even number of backslashes. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let quote = start; ;) {
    quote = bytes.indexOf(0x22, quote + 1)
    if (quote === -1) return bytes.length
    let before = quote - 1
    while (before > start && bytes[before] === 0x5c) before -= 1
    if ((quote - before) % 2 === 1) return quote
  }
}
