/**
 * The texts in some bytes, however they are wrapped: JSON escapes, base64, hex, gzip, zlib, Zstandard, outcome tables,
 * archives such as bundles, one in another. An age file is looked into where `open` opens it, and passed over where it does not.
 */
import { gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { ConcordError } from '../../../error.ts'
import { readOutcomeTable, rowsOf } from '../../../statement/index.ts'
import { isAgeFile } from '../../../trust/index.ts'

/** A piece of text, with the way to it: names of what it lay in, the line where it lay in lines. */
export type TextUnit = { layers: readonly string[]; line: number | null; text: string }

/** Opens an age file; undefined where it is for somebody else. */
export type OpenAge = (bytes: Uint8Array) => Promise<Uint8Array | undefined>

/** Layers within layers beyond this are not followed: nobody wraps a name so often by accident. */
const MAX_DEPTH = 8
const MAX_UNPACKED = 512 * 2 ** 20
const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g
const HEX = /[0-9a-fA-F]{12,}/g

const UNPACK: readonly [string, (bytes: Uint8Array) => boolean, (bytes: Uint8Array) => Uint8Array][] = [
  ['gzip', (b) => b[0] === 0x1f && b[1] === 0x8b, (b) => gunzipSync(b, { maxOutputLength: MAX_UNPACKED })],
  [
    'zlib',
    (b) => b[0] === 0x78 && ((b[0] << 8) | (b[1] ?? 0)) % 31 === 0,
    (b) => inflateSync(b, { maxOutputLength: MAX_UNPACKED }),
  ],
  [
    'zstd',
    (b) => b[0] === 0x28 && b[1] === 0xb5 && b[2] === 0x2f && b[3] === 0xfd,
    (b) => zstdDecompressSync(b, { maxOutputLength: MAX_UNPACKED }),
  ],
]

/** Every text in the bytes, the outermost first. */
export async function* textsIn(
  bytes: Uint8Array,
  open: OpenAge = () => Promise.resolve(undefined),
  layers: readonly string[] = [],
): AsyncGenerator<TextUnit> {
  if (layers.length > MAX_DEPTH) return
  if (isAgeFile(bytes)) {
    const opened = await open(bytes)
    if (opened !== undefined) yield* textsIn(opened, open, [...layers, 'age'])
    return
  }
  for (const [name, fits, unpack] of UNPACK) {
    const unpacked = fits(bytes) ? attempt(() => unpack(bytes)) : undefined
    if (unpacked === undefined) continue
    yield* textsIn(unpacked, open, [...layers, name])
    return
  }
  if (startsWith(bytes, 'PAR1')) {
    yield* textsInTable(bytes, [...layers, 'table'])
    return
  }
  if (indexOf(bytes.subarray(USTAR_AT, USTAR_AT + 5), 'ustar') === 0) {
    for (const { name, content } of membersOf(bytes)) yield* textsIn(content, open, [...layers, name])
    return
  }
  yield* textsInLines(bytes, open, layers)
}

const USTAR_AT = 257
const BLOCK = 512

/** The files of a tar archive, as far as it is one. */
function* membersOf(archive: Uint8Array): Generator<{ name: string; content: Uint8Array }> {
  const text = (from: number, length: number): string =>
    (new TextDecoder('latin1').decode(archive.subarray(from, from + length)).split('\0')[0] ?? '').trim()
  for (let at = 0; at + BLOCK <= archive.length && text(at, 100) !== '';) {
    const size = Number.parseInt(text(at + 124, 12), 8)
    if (!Number.isFinite(size) || size < 0) return
    const start = at + BLOCK
    yield { name: text(at, 100), content: archive.subarray(start, start + size) }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
}

async function* textsInTable(bytes: Uint8Array, layers: readonly string[]): AsyncGenerator<TextUnit> {
  let row = 0
  try {
    for (const { labels, ...cells } of rowsOf(await readOutcomeTable(bytes))) {
      row += 1
      const texts = [...Object.values(cells).filter((cell) => typeof cell === 'string'), ...labels]
      yield { layers, line: row, text: texts.join(' \u0000 ') }
    }
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    yield { layers, line: null, text: new TextDecoder('latin1').decode(bytes) }
  }
}

async function* textsInLines(
  bytes: Uint8Array,
  open: OpenAge,
  layers: readonly string[],
): AsyncGenerator<TextUnit> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let line = 0
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed === -1 ? bytes.length : feed
    line += 1
    const raw = bytes.subarray(start, end)
    const text = unescaped(decoder.decode(raw))
    yield { layers, line, text }
    yield* textsInCodes(text, open, layers, line)
    start = end + 1
  }
}

/** What base64 and hex in a text stand for, where that is text or packed again. */
async function* textsInCodes(
  text: string,
  open: OpenAge,
  layers: readonly string[],
  line: number,
): AsyncGenerator<TextUnit> {
  for (const [name, pattern, decode] of [
    ['base64', BASE64, fromBase64],
    ['hex', HEX, fromHexDigits],
  ] as const) {
    for (const [run] of text.matchAll(pattern)) {
      // A run may begin with letters that do not belong to it.
      for (let skipped = 0; skipped < (name === 'base64' ? 4 : 2); skipped++) {
        const decoded = decode(run.slice(skipped))
        if (!isWorthReading(decoded)) continue
        for await (const unit of textsIn(decoded, open, [...layers, name])) yield { ...unit, line }
      }
    }
  }
}

function fromBase64(run: string): Uint8Array {
  return Buffer.from(run, 'base64')
}

function fromHexDigits(run: string): Uint8Array {
  return Buffer.from(run.slice(0, run.length - (run.length % 2)), 'hex')
}

/** Text without control characters, or something packed: digests and keys are neither. */
function isWorthReading(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false
  if (isAgeFile(bytes) || startsWith(bytes, 'PAR1') || UNPACK.some(([, fits]) => fits(bytes))) return true
  const text = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  // oxlint-disable-next-line no-control-regex -- control characters are what tells text from bytes
  return text !== undefined && !/[\u0000-\u0008\u000e-\u001f]/.test(text)
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** JSON escapes as what they stand for; a text in a text has them twice. */
function unescaped(text: string): string {
  let before = text
  for (let times = 0; times < 3 && before.includes('\\'); times++) {
    before = before.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code?: string, one?: string) =>
      code === undefined ? (ESCAPES[one ?? ''] ?? one ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
    )
  }
  return before
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return indexOf(bytes.subarray(0, text.length), text) === 0
}

function indexOf(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from(text, 'latin1'))
}

/** Undefined where it fails: then the bytes are not what they began as. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
