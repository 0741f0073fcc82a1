/**
 * The central directory of a ZIP file (PKWARE APPNOTE 6.3.10, §4.3.12 to 4.3.16). It alone says what is in the file:
 * bytes that it does not name are dead, and of members of one name the last is meant. A zip64 record is looked for
 * only where the end record says that a number did not fit, because its signature may stand in packed bytes.
 */
import { ConcordError, sentence } from '../../error.ts'
import type { ByteFile } from '../byte-file.ts'

export type ZipMember = {
  name: string
  /** 0 stored, 8 deflate, 93 Zstandard. */
  method: number
  crc: number
  packed: number
  size: number
  /** Of the local header. */
  offset: number
}

export type ZipDirectory = {
  /** By name, in the order of the directory; a later member takes the place of an earlier one of its name. */
  members: Map<string, ZipMember>
  /** Members that a later one of the same name has replaced. */
  replaced: number
}

/** Attacker-controlled: what a directory may claim. */
const LIMITS = { bytes: 256 * 2 ** 20, members: 2_000_000 }

const END = { signature: 0x06054b50, size: 22, comment: 0xffff }
const LOCATOR = { signature: 0x07064b50, size: 20 }
const END64 = { signature: 0x06064b50, size: 56 }
const ENTRY = { signature: 0x02014b50, size: 46 }

/** Reads the directory; throws `bad-input` for a file that is cut off or is no ZIP file. */
export async function readDirectory(file: ByteFile): Promise<ZipDirectory> {
  const place = await findDirectory(file)
  if (place.size > LIMITS.bytes || place.offset + place.size > file.size) throw damaged(file.name)
  const bytes = await file.read(place.offset, place.size)
  if (bytes.length < place.size) throw damaged(file.name)
  return entriesOf(bytes, place.count, file)
}

async function findDirectory(file: ByteFile): Promise<{ offset: number; size: number; count: number }> {
  const length = Math.min(file.size, END.size + END.comment)
  const from = file.size - length
  const tail = await file.read(from, length)
  const view = viewOf(tail)
  let at = tail.length - END.size
  while (
    at >= 0 &&
    (view.getUint32(at, true) !== END.signature ||
      at + END.size + view.getUint16(at + 20, true) !== tail.length)
  )
    at -= 1
  if (at < 0) throw damaged(file.name)
  const place = {
    count: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
  }
  const overflows = place.count === 0xffff || place.size === 0xffffffff || place.offset === 0xffffffff
  return overflows ? findDirectory64(file, from + at, place) : place
}

/** A file may have exactly 65,535 members and need no zip64 record: then there is none. */
async function findDirectory64(
  file: ByteFile,
  end: number,
  otherwise: { offset: number; size: number; count: number },
): Promise<{ offset: number; size: number; count: number }> {
  if (end < LOCATOR.size) return otherwise
  const locator = viewOf(await file.read(end - LOCATOR.size, LOCATOR.size))
  if (locator.byteLength < LOCATOR.size || locator.getUint32(0, true) !== LOCATOR.signature) return otherwise
  const record = viewOf(await file.read(safe(locator.getBigUint64(8, true), file.name), END64.size))
  if (record.byteLength < END64.size || record.getUint32(0, true) !== END64.signature)
    throw damaged(file.name)
  return {
    count: safe(record.getBigUint64(32, true), file.name),
    size: safe(record.getBigUint64(40, true), file.name),
    offset: safe(record.getBigUint64(48, true), file.name),
  }
}

function entriesOf(bytes: Uint8Array, count: number, file: ByteFile): ZipDirectory {
  if (count > LIMITS.members) throw damaged(file.name)
  const view = viewOf(bytes)
  const decoder = new TextDecoder()
  const members = new Map<string, ZipMember>()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY.size > bytes.length || view.getUint32(at, true) !== ENTRY.signature)
      throw damaged(file.name)
    const nameEnd = at + ENTRY.size + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    const end = extraEnd + view.getUint16(at + 32, true)
    if (end > bytes.length) throw damaged(file.name)
    const name = decoder.decode(bytes.subarray(at + ENTRY.size, nameEnd))
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1
    if (encrypted) {
      throw new ConcordError(
        'bad-input',
        sentence`${file.name}: the member ${shown(name)} is encrypted; ask for a file without a password.`,
      )
    }
    members.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...wideNumbers(
        {
          size: view.getUint32(at + 24, true),
          packed: view.getUint32(at + 20, true),
          offset: view.getUint32(at + 42, true),
        },
        viewOf(bytes.subarray(nameEnd, extraEnd)),
        file.name,
      ),
    })
    at = end
  }
  return { members, replaced: count - members.size }
}

type Numbers = { size: number; packed: number; offset: number }

/** Numbers that did not fit stand in the extra field 1, in this order, and only they. */
function wideNumbers(numbers: Numbers, extra: DataView, name: string): Numbers {
  const wide = { ...numbers }
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const end = at + 4 + extra.getUint16(at + 2, true)
    if (extra.getUint16(at, true) === 1 && end <= extra.byteLength) {
      let next = at + 4
      for (const key of ['size', 'packed', 'offset'] as const) {
        if (numbers[key] !== 0xffffffff || next + 8 > end) continue
        wide[key] = safe(extra.getBigUint64(next, true), name)
        next += 8
      }
    }
    at = end
  }
  return wide
}

function safe(value: bigint, name: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(name)
  return Number(value)
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The name of a member, as a sentence may carry it. */
export function shown(name: string): string {
  return JSON.stringify(name).slice(0, 200)
}

function damaged(name: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${name}: the file is cut off or damaged, its list of contents cannot be read; ask for it again.`,
  )
}
