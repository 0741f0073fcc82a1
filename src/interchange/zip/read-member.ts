import { ConcordError, sentence, type Sentence } from '../../error.ts'
import type { ByteFile } from '../byte-file.ts'
import { shown, viewOf, type ZipMember } from './directory.ts'
import type { Unpack } from './unpack.ts'
import { zstdFrames } from './zstd-frames.ts'

/** Largest member that is unpacked whole: a text of more bytes could not be held. */
export const MEMBER_LIMIT = 500_000_000

const LOCAL = { signature: 0x04034b50, size: 30 }
/** Read with the header, in the hope that its extra field is no longer. */
const EXTRA = 64

/**
 * The bytes of a member. Its declared size is what is allocated at most; `bad-input`, naming the member, where that is
 * beyond `limit`, where it is not true, where the checksum differs, and where the file ends before.
 */
export async function readMember(
  file: ByteFile,
  member: ZipMember,
  unpack: Unpack,
  limit: number = MEMBER_LIMIT,
): Promise<Uint8Array> {
  if (member.size > limit) throw tooLarge(file, member, limit)
  const packed = await packedBytes(file, member)
  const bytes = await unpacked(packed, member, unpack).catch((cause: unknown) => {
    throw cause instanceof ConcordError ? cause : damagedMember(file, member, cause)
  })
  if (bytes === undefined) throw unknownMethod(file, member)
  if (bytes.length !== member.size || unpack.crc32(bytes) !== member.crc) throw damagedMember(file, member)
  return bytes
}

/** Largest member that is read in pieces. */
const STREAM_LIMIT = 2 ** 32

/**
 * The bytes of a member that is too large to be held, in pieces; throws as `readMember` does, what is damaged at the end at
 * the latest. Of Zstandard one frame is held at a time, which writers end after 200 MiB.
 */
export async function* streamMember(
  file: ByteFile,
  member: ZipMember,
  unpack: Unpack,
): AsyncGenerator<Uint8Array> {
  if (member.size > STREAM_LIMIT) throw tooLarge(file, member, STREAM_LIMIT)
  let size = 0
  let crc = 0
  const pieces = unpackedPieces(file, member, unpack)
  for (;;) {
    const next = await pieces.next().catch((cause: unknown) => {
      throw cause instanceof ConcordError ? cause : damagedMember(file, member, cause)
    })
    if (next.done === true) break
    size += next.value.length
    if (size > member.size) throw damagedMember(file, member)
    crc = unpack.crc32(next.value, crc)
    yield next.value
  }
  if (size !== member.size || crc !== member.crc) throw damagedMember(file, member)
}

async function* unpackedPieces(
  file: ByteFile,
  member: ZipMember,
  unpack: Unpack,
): AsyncGenerator<Uint8Array> {
  if (member.method === 0) yield* packedPieces(file, member)
  else if (member.method === 8) yield* unpack.inflatePieces(packedPieces(file, member))
  else if (member.method === 93) {
    if (member.packed > MEMBER_LIMIT) throw tooLarge(file, member, MEMBER_LIMIT)
    for (const frame of zstdFrames(await packedBytes(file, member)) ?? []) {
      yield await unpack.unzstd(frame, FRAME_LIMIT)
    }
  } else throw unknownMethod(file, member)
}

/** A frame of 200 MiB, and room for a writer that ends them later. */
const FRAME_LIMIT = 256 * 2 ** 20

async function* packedPieces(file: ByteFile, member: ZipMember): AsyncGenerator<Uint8Array> {
  const from = await startOf(file, member)
  for (let at = 0; at < member.packed; at += PIECE) {
    const piece = await file.read(from + at, Math.min(PIECE, member.packed - at))
    if (piece.length === 0) throw damagedMember(file, member)
    yield piece
  }
}

const PIECE = 1 << 20

/** Where the bytes of a member begin. */
async function startOf(file: ByteFile, member: ZipMember): Promise<number> {
  if (member.offset + member.packed > file.size) throw damagedMember(file, member)
  const bytes = await file.read(member.offset, LOCAL.size)
  const view = viewOf(bytes)
  if (bytes.length < LOCAL.size || view.getUint32(0, true) !== LOCAL.signature)
    throw damagedMember(file, member)
  return member.offset + LOCAL.size + view.getUint16(26, true) + view.getUint16(28, true)
}

async function packedBytes(file: ByteFile, member: ZipMember): Promise<Uint8Array> {
  if (member.offset + member.packed > file.size) throw damagedMember(file, member)
  const guess = LOCAL.size + member.name.length + EXTRA + member.packed
  const bytes = await file.read(member.offset, guess)
  const view = viewOf(bytes)
  if (bytes.length < LOCAL.size || view.getUint32(0, true) !== LOCAL.signature)
    throw damagedMember(file, member)
  const from = LOCAL.size + view.getUint16(26, true) + view.getUint16(28, true)
  const packed =
    from + member.packed <= bytes.length
      ? bytes.subarray(from, from + member.packed)
      : await file.read(member.offset + from, member.packed)
  if (packed.length < member.packed) throw damagedMember(file, member)
  return packed
}

async function unpacked(
  packed: Uint8Array,
  { method, size }: ZipMember,
  unpack: Unpack,
): Promise<Uint8Array | undefined> {
  if (method === 0) return packed
  if (method === 8) return unpack.inflate(packed, size)
  if (method !== 93) return undefined
  const frames = zstdFrames(packed)
  if (frames === undefined) throw new TypeError('damaged frames')
  const [only, second] = frames
  if (only !== undefined && second === undefined) return unpack.unzstd(only, size)
  const bytes = new Uint8Array(size)
  let at = 0
  for (const frame of frames) {
    const part = await unpack.unzstd(frame, size - at)
    bytes.set(part, at)
    at += part.length
  }
  return bytes.subarray(0, at)
}

function tooLarge(file: ByteFile, member: ZipMember, limit: number): ConcordError {
  return fault(
    file,
    member,
    sentence`it says that it holds ${member.size} bytes, more than the ${limit} that are read`,
  )
}

function unknownMethod(file: ByteFile, member: ZipMember): ConcordError {
  return fault(file, member, sentence`it is packed by a method that is not known here (${member.method})`)
}

function damagedMember(file: ByteFile, member: ZipMember, cause?: unknown): ConcordError {
  return fault(file, member, sentence`it is damaged or cut off`, cause)
}

function fault(file: ByteFile, { name }: ZipMember, what: Sentence, cause?: unknown): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${file.name}: the member ${shown(name)} cannot be read: ${what}.`,
    {
      cause,
    },
  )
}
