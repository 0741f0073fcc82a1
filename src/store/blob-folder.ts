import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'

/**
 * Blobs as files by digest: `blobs/sha256/ab/<64 hex digits>`. A file gets its name only when its bytes are
 * on disk (temporary file, fsync, rename), and the name is on disk when `putBlobs` resolves (fsync of the
 * folder). So a file under its name is whole, whenever the process or the machine stopped.
 */
export type BlobFolder = {
  /** Makes all of them durable; throws `bad-input` where bytes do not match their digest. */
  putBlobs(blobs: readonly BlobSource[]): Promise<void>
  /** Undefined where there is none. Does not hash. */
  readBlob(sha256: string): Promise<Uint8Array | undefined>
  /** Removes it, durably; nothing happens where there is none. */
  removeBlob(sha256: string): Promise<void>
  /** Hashes what is there again. */
  verifyBlob(sha256: string): Promise<'whole' | 'damaged' | 'missing'>
}

export type BlobSource = {
  name: string
  sha256: string
  size: number
  content: Uint8Array | (() => Promise<Uint8Array>)
}

/** What stopped half-way leaves a temporary file behind; one this old belongs to nobody any more. */
const ABANDONED_AFTER_MS = 24 * 3600 * 1000
const CONCURRENT_WRITES = 8
const HEX_DIGEST = /^[0-9a-f]{64}$/

/** Opens the blobs under `folder`, making what is missing, and clears away what was abandoned. */
export async function openBlobFolder(folder: string): Promise<BlobFolder> {
  const temporary = path.join(folder, 'tmp')
  const byDigest = path.join(folder, 'sha256')
  await mkdir(temporary, { recursive: true, mode: 0o700 })
  await mkdir(byDigest, { recursive: true, mode: 0o700 })
  await syncFolder(folder)
  await clearAbandoned(temporary)

  const fileOf = (sha256: string): string => {
    // Never a path from outside: a digest is 64 hex digits and nothing else.
    if (!HEX_DIGEST.test(sha256)) {
      throw new ConcordError('bad-input', sentence`"${sha256.slice(0, 80)}" is not a SHA-256 digest in hex.`)
    }
    return path.join(byDigest, sha256.slice(0, 2), sha256)
  }

  const putOne = async (blob: BlobSource): Promise<void> => {
    const file = fileOf(blob.sha256)
    const bytes = typeof blob.content === 'function' ? await blob.content() : blob.content
    if (bytes.length !== blob.size || digestOf(bytes) !== blob.sha256) {
      throw new ConcordError(
        'bad-input',
        sentence`The bytes of "${blob.name}" do not match their digest sha256:${blob.sha256} (${blob.size} bytes): ask for them again.`,
      )
    }
    // What is there under this name may have been damaged since: then what came is put in its place.
    const there = (await sizeOf(file)) === blob.size ? await readIfThere(file) : undefined
    if (there !== undefined && digestOf(there) === blob.sha256) return
    const unfinished = path.join(temporary, randomBytes(12).toString('hex'))
    try {
      const handle = await open(unfinished, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(unfinished, file)
    } catch (cause) {
      await rm(unfinished, { force: true })
      throw cause
    }
  }

  return {
    async putBlobs(blobs) {
      const shelves = [...new Set(blobs.map((blob) => path.dirname(fileOf(blob.sha256))))]
      for (const shelf of shelves) await mkdir(shelf, { recursive: true, mode: 0o700 })
      await inParallel(CONCURRENT_WRITES, blobs, putOne)
      // Also where the file was there already: whoever wrote it may not have come to this point.
      await inParallel(CONCURRENT_WRITES, shelves, syncFolder)
      if (shelves.length > 0) await syncFolder(byDigest)
    },
    async readBlob(sha256) {
      return await readIfThere(fileOf(sha256))
    },
    async removeBlob(sha256) {
      const file = fileOf(sha256)
      await rm(file, { force: true })
      if ((await ifThere(stat(path.dirname(file)))) !== undefined) await syncFolder(path.dirname(file))
    },
    async verifyBlob(sha256) {
      const bytes = await readIfThere(fileOf(sha256))
      if (bytes === undefined) return 'missing'
      return digestOf(bytes) === sha256 ? 'whole' : 'damaged'
    },
  }
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function inParallel<T>(
  limit: number,
  list: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = list.values()
  let failed = false
  const takeTurns = async (): Promise<void> => {
    for (const one of waiting) {
      if (failed) return
      try {
        await work(one)
      } catch (cause) {
        failed = true
        throw cause
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(limit, list.length) }, takeTurns))
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function clearAbandoned(folder: string): Promise<void> {
  const oldest = Date.now() - ABANDONED_AFTER_MS
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const found = await ifThere(stat(file))
    if (found !== undefined && found.mtimeMs < oldest) await rm(file, { force: true })
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await ifThere(stat(file)))?.size
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  const read = await ifThere(readFile(file))
  return read === undefined ? undefined : new Uint8Array(read.buffer, read.byteOffset, read.byteLength)
}

const NotThere = z.object({ code: z.literal('ENOENT') })

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (cause) {
    if (NotThere.safeParse(cause).success) return undefined
    throw cause
  }
}
