/** Reading a file that somebody named: whole, or one sentence saying why not. */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { ConcordError, sentence } from '../error.ts'
import { BUNDLE_LIMITS } from '../trust/index.ts'

/** Files that people write: a protocol, an evaluation, a card. */
export const TEXT_LIMIT = 16 * 2 ** 20

/** What the size does not say is read in pieces of this many bytes. */
const PIECE = 1 << 16

/**
 * The bytes of a file, or undefined where there is none. Throws `bad-input` for a folder and for a file larger than
 * `limit`, before that much of it is read; without one, the limit is the largest bundle.
 */
export async function readIfThere(file: string, limit?: number): Promise<Uint8Array | undefined> {
  try {
    return await readWhole(file, limit)
  } catch (error) {
    if (error instanceof ConcordError && error.code === 'not-found') return undefined
    throw error
  }
}

/** As `readIfThere`, but throws `not-found` where there is no such file. */
export async function readWhole(file: string, limit: number = BUNDLE_LIMITS.bundle): Promise<Uint8Array> {
  try {
    await using handle = await open(file, 'r')
    const about = await handle.stat()
    if (about.isDirectory())
      throw new ConcordError('bad-input', sentence`${file} is a folder, not a file; name a file in it.`)
    if (about.size > limit) throw tooLarge(file, limit)
    return await readBounded(handle, file, about.size, limit)
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

/** Reads to the end, whatever the size says: a pipe or a device says 0 and may never end. */
async function readBounded(
  handle: FileHandle,
  file: string,
  size: number,
  limit: number,
): Promise<Uint8Array> {
  let bytes = new Uint8Array(size)
  let filled = 0
  for (;;) {
    const room = filled < bytes.length ? bytes.subarray(filled) : new Uint8Array(PIECE)
    const { bytesRead } = await handle.read(room, 0, room.length, null)
    if (bytesRead === 0) return filled === bytes.length ? bytes : bytes.slice(0, filled)
    if (filled + bytesRead > limit) throw tooLarge(file, limit)
    if (filled === bytes.length) {
      const longer = new Uint8Array(Math.min(Math.max(2 * filled, filled + PIECE), limit))
      longer.set(bytes)
      longer.set(room.subarray(0, bytesRead), filled)
      bytes = longer
    }
    filled += bytesRead
  }
}

function tooLarge(file: string, limit: number): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${file} has more than the ${limit} bytes that such a file may have; check that it is the right one.`,
  )
}

/** The sentence for a file that could not be read. */
export function unreadable(file: string, cause: unknown): ConcordError {
  if (cause instanceof ConcordError) return cause
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new ConcordError('not-found', sentence`There is no file ${file}; check the name.`, { cause })
  if (code === 'EISDIR')
    return new ConcordError('bad-input', sentence`${file} is a folder, not a file; name a file in it.`, {
      cause,
    })
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ConcordError(
    'environment',
    sentence`${file} cannot be read (${reason}); check the file and its permissions.`,
    { cause },
  )
}
