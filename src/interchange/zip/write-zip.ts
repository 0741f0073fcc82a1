/**
 * A ZIP file, member by member, as the strictest readers of Inspect logs want it: sizes in the local headers and no data
 * descriptors, names in UTF-8 and marked so where they are not ASCII, and an end record without comment that is the last
 * 22 bytes. Times are 1980-01-01, so that the same members give the same bytes. zip64 records stand only where a number
 * does not fit (PKWARE APPNOTE 6.3.10, §4.3.14).
 */
import type { Pack } from './unpack.ts'

export type ZipContent = { name: string; bytes: Uint8Array }

const DATE = 0x21
const WIDE = 0xffffffff
const VERSION = { deflate: 20, zip64: 45, zstd: 63 }

/** Members of one name may be written twice; readers take the last. `zip64` writes its records in any case. */
export async function* writeZip(
  members: AsyncIterable<ZipContent> | Iterable<ZipContent>,
  { pack, crc32 }: Pack,
  zip64 = false,
): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let offset = 0
  for await (const { name, bytes } of members) {
    const packed = pack(bytes)
    const entry: Entry = {
      name: new TextEncoder().encode(name),
      method: packed.method,
      crc: crc32(bytes),
      packed: packed.bytes.length,
      size: bytes.length,
      offset,
    }
    const header = localHeader(entry)
    directory.push(directoryEntry(entry, zip64))
    offset += header.length + packed.bytes.length
    yield header
    yield packed.bytes
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  yield* directory
  yield endRecords({ count: directory.length, size, offset }, zip64)
}

type Entry = { name: Uint8Array; method: number; crc: number; packed: number; size: number; offset: number }

/** A member is far smaller than 4 GiB, so its sizes always fit. */
function localHeader(entry: Entry): Uint8Array {
  const bytes = new Uint8Array(30 + entry.name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x04034b50, true)
  setCommon(view, 4, entry)
  bytes.set(entry.name, 30)
  return bytes
}

/** What both headers say in the same order, from the version needed to the length of the name. */
function setCommon(view: DataView, at: number, { name, method, crc, packed, size }: Entry): void {
  view.setUint16(at, method === 93 ? VERSION.zstd : VERSION.deflate, true)
  view.setUint16(at + 2, name.some((byte) => byte > 0x7f) ? 0x800 : 0, true)
  view.setUint16(at + 4, method, true)
  view.setUint16(at + 8, DATE, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, packed, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, name.length, true)
}

function directoryEntry(entry: Entry, zip64: boolean): Uint8Array {
  const wide = zip64 || entry.offset >= WIDE
  const bytes = new Uint8Array(46 + entry.name.length + (wide ? 12 : 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x02014b50, true)
  view.setUint16(4, wide ? VERSION.zip64 : VERSION.deflate, true)
  setCommon(view, 6, entry)
  view.setUint16(30, wide ? 12 : 0, true)
  view.setUint32(42, wide ? WIDE : entry.offset, true)
  bytes.set(entry.name, 46)
  if (wide) {
    const extra = 46 + entry.name.length
    view.setUint16(extra, 1, true)
    view.setUint16(extra + 2, 8, true)
    view.setBigUint64(extra + 4, BigInt(entry.offset), true)
  }
  return bytes
}

function endRecords(
  { count, size, offset }: { count: number; size: number; offset: number },
  zip64: boolean,
): Uint8Array {
  const wide = zip64 || count >= 0xffff || size >= WIDE || offset >= WIDE
  const bytes = new Uint8Array((wide ? 56 + 20 : 0) + 22)
  const view = new DataView(bytes.buffer)
  if (wide) {
    view.setUint32(0, 0x06064b50, true)
    view.setBigUint64(4, 44n, true)
    view.setUint16(12, VERSION.zip64, true)
    view.setUint16(14, VERSION.zip64, true)
    view.setBigUint64(24, BigInt(count), true)
    view.setBigUint64(32, BigInt(count), true)
    view.setBigUint64(40, BigInt(size), true)
    view.setBigUint64(48, BigInt(offset), true)
    view.setUint32(56, 0x07064b50, true)
    view.setBigUint64(64, BigInt(offset + size), true)
    view.setUint32(72, 1, true)
  }
  const end = bytes.length - 22
  view.setUint32(end, 0x06054b50, true)
  view.setUint16(end + 8, wide ? 0xffff : count, true)
  view.setUint16(end + 10, wide ? 0xffff : count, true)
  view.setUint32(end + 12, wide ? WIDE : size, true)
  view.setUint32(end + 16, wide ? WIDE : offset, true)
  return bytes
}
