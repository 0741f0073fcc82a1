/** Evaluation logs in files, read and recomputed; nothing is stored. */
import { open, readdir, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync, zstdDecompressSync } from 'node:zlib'
import { ConcordError, sentence } from '../error.ts'
import { findReader } from '../interchange/index.ts'
import type {
  ByteFile,
  LogAbout,
  LogCheck,
  LogEffects,
  LogFacts,
  LoggedAttempt,
} from '../interchange/index.ts'
import { sha256 } from './crypto.ts'
import type { OnProgress } from './progress.ts'
import { unreadable } from './read-whole.ts'

/** How this machine unpacks; a member may be empty, but a limit of no byte cannot be said. */
export const LOG_EFFECTS: LogEffects = {
  inflate: (bytes, limit) => inflateRawSync(bytes, room(limit)),
  unzstd: (frame, limit) => zstdDecompressSync(frame, room(limit)),
  inflatePieces: (pieces) => Readable.from(pieces).compose(createInflateRaw()),
  crc32: (bytes, before) => crc32(bytes, before),
  sha256,
}

/** The files of what was named: a folder stands for the logs in it and below it, by their paths; others are left out. */
export async function findLogFiles(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    paths.map(async (one) => {
      const about = await stat(one).catch(() => undefined)
      return about?.isDirectory() === true ? logsBelow(one) : [one]
    }),
  )
  const found = files.flat()
  if (found.length > 0) return found
  throw new ConcordError(
    'not-found',
    sentence`There is no log of a format that can be read in ${paths.join(', ')}: Inspect .eval and .json.`,
  )
}

async function logsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const logs: string[] = []
  for (const file of files) if (await isLog(file)) logs.push(file)
  return logs
}

async function isLog(file: string): Promise<boolean> {
  await using handle = await open(file, 'r')
  return (await findReader(byteFileOf(handle, (await handle.stat()).size, file))) !== undefined
}

/** Room for all of it at once, where that is not much: a small file may claim any size. */
function room(limit: number): { maxOutputLength: number; chunkSize: number } {
  return { maxOutputLength: Math.max(1, limit), chunkSize: Math.min(Math.max(limit, 1 << 10), 1 << 23) }
}

export type CheckedLog = { about: LogAbout; facts: LogFacts; check: LogCheck }

/**
 * Reads a log of any known format and recomputes its metrics; `take` is given every attempt. Throws `not-found`,
 * and `bad-input` for what cannot be read or is of no known format.
 */
export async function checkLogFile(
  file: string,
  onProgress?: OnProgress,
  take?: (attempt: LoggedAttempt) => void,
): Promise<CheckedLog> {
  try {
    await using handle = await open(file, 'r')
    const about = await handle.stat()
    if (about.isDirectory())
      throw new ConcordError('bad-input', sentence`${file} is a folder, not a file; name a file in it.`)
    const bytes = byteFileOf(handle, about.size, file)
    const reader = await findReader(bytes)
    if (reader === undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${file} is not a log of a format that can be read: Inspect .eval and .json.`,
      )
    }
    const log = await reader.open(bytes, LOG_EFFECTS)
    let done = 0
    const check = await log.check((attempt) => {
      done += 1
      onProgress?.({ what: 'logged', done, total: null, name: bytes.name })
      take?.(attempt)
    })
    return { about: log.about, facts: log.facts, check }
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

/** What is read next usually stands behind what was read before, so more is read at once than is asked for. */
const AHEAD = 1 << 22

function byteFileOf(handle: FileHandle, size: number, file: string): ByteFile {
  const readAt = async (offset: number, length: number): Promise<Uint8Array> => {
    const room = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
    let filled = 0
    for (let read = 1; read > 0 && filled < room.length; filled += read)
      read = (await handle.read(room, filled, room.length - filled, offset + filled)).bytesRead
    return room.subarray(0, filled)
  }
  let ahead: { offset: number; bytes: Uint8Array } = { offset: 0, bytes: new Uint8Array() }
  return {
    name: path.basename(file),
    size,
    async read(offset, length) {
      if (length >= AHEAD) return readAt(offset, length)
      const end = Math.min(offset + length, size)
      if (offset < ahead.offset || end > ahead.offset + ahead.bytes.length)
        ahead = { offset, bytes: await readAt(offset, AHEAD) }
      return ahead.bytes.subarray(offset - ahead.offset, end - ahead.offset)
    },
  }
}
