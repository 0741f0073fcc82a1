/**
 * Files of a folder that others write to as well, and that nobody vouches for: it may be FAT on a stick, a network drive,
 * half-way through being copied, full, or made by somebody who means harm. Nothing is followed that is a link, nothing
 * is opened that is no regular file, and nothing is read without an end.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, openSync, opendirSync, readSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { sentence } from '../error.ts'
import { withStorageErrors } from '../store/index.ts'

export type EntryKind = 'file' | 'folder' | 'other'
export type ShareEntry = { name: string; kind: EntryKind }

/** What is done with files there; `name`s are relative to the shared folder, with `/` between. */
export type ShareFiles = {
  /** What stands under this name; a link is `other`. */
  kindOf(name: string): Promise<EntryKind | undefined>
  /** At most `limit` entries, and whether there are more; undefined where there is no such folder. */
  list(name: string, limit: number): Promise<{ entries: ShareEntry[]; more: boolean } | undefined>
  /** Undefined where there is no regular file of this name, or it is larger than `limit`. */
  read(name: string, limit: number): Promise<Uint8Array | undefined>
  sizeOf(name: string): Promise<number | undefined>
  /** Does nothing where it is there, but for clearing away what a write that was cut off left in it. */
  makeFolder(name: string): Promise<void>
  /** Whole or not at all: under this name there is never a part of it. */
  write(name: string, bytes: Uint8Array): Promise<void>
  remove(name: string): Promise<void>
}

const PIECE = 1 << 16
/** What a write that was cut off leaves behind; no name we read begins like this. */
const UNFINISHED = '.unfinished-'
const ABANDONED_AFTER_MS = 24 * 3600 * 1000
const MOST_LISTED = 100_000

/**
 * The files below a folder of this machine. Looking and reading block, as they do for programs that do nothing else
 * meanwhile: an exchange looks at hundreds of small files, and waiting for each in a thread takes longer than the files.
 */
export function nodeShareFiles(root: string): ShareFiles {
  const at = (name: string): string => path.join(root, ...name.split('/'))
  const reading = <T>(work: () => Promise<T>): Promise<T> =>
    withStorageErrors(sentence`read the shared folder`, root, work)
  const writing = <T>(work: () => Promise<T>): Promise<T> =>
    withStorageErrors(sentence`write to the shared folder`, root, work)
  return {
    kindOf: (name) => reading(async () => statOf(at(name))?.kind),
    list: (name, limit) => reading(async () => listFolder(at(name), limit)),
    read: (name, limit) => reading(async () => readRegular(at(name), limit)),
    sizeOf: (name) => reading(async () => statOf(at(name))?.size),
    makeFolder: (name) =>
      writing(async () => {
        await unlessCoded(mkdir(at(name)), 'EEXIST')
        await clearAbandoned(at(name))
      }),
    write: (name, bytes) => writing(() => writeWhole(at(name), bytes)),
    remove: (name) => writing(() => rm(at(name), { force: true })),
  }
}

function statOf(file: string): { kind: EntryKind; size: number; mtimeMs: number } | undefined {
  const found = ifAbsent(() => lstatSync(file), 'ENOENT', 'ENOTDIR')
  if (found === undefined) return undefined
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
  return { kind, size: found.size, mtimeMs: found.mtimeMs }
}

function listFolder(folder: string, limit: number): { entries: ShareEntry[]; more: boolean } | undefined {
  if (statOf(folder)?.kind !== 'folder') return undefined
  const entries: ShareEntry[] = []
  const opened = opendirSync(folder)
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
      if (entries.length >= limit) return { entries, more: true }
      entries.push({
        name: entry.name,
        kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
      })
    }
  } finally {
    opened.closeSync()
  }
  return { entries, more: false }
}

function readRegular(file: string, limit: number): Uint8Array | undefined {
  // A pipe under this name would keep us waiting, and a link would lead elsewhere.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const opened = ifAbsent(() => openSync(file, flags), 'ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'ENXIO')
  if (opened === undefined) return undefined
  try {
    const about = fstatSync(opened)
    if (!about.isFile() || about.size > limit) return undefined
    return readBounded(opened, about.size, limit)
  } finally {
    closeSync(opened)
  }
}

/** To the end, which may lie elsewhere than the size said: the file may be growing. */
function readBounded(opened: number, size: number, limit: number): Uint8Array | undefined {
  let bytes = new Uint8Array(size)
  let filled = 0
  for (;;) {
    const room = filled < bytes.length ? bytes.subarray(filled) : new Uint8Array(PIECE)
    const bytesRead = readSync(opened, room)
    if (bytesRead === 0) return bytes.subarray(0, filled)
    if (filled + bytesRead > limit) return undefined
    if (filled === bytes.length) {
      const longer = new Uint8Array(filled + Math.max(bytesRead, Math.min(filled, limit - filled)))
      longer.set(bytes)
      longer.set(room.subarray(0, bytesRead), filled)
      bytes = longer
    }
    filled += bytesRead
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(file)
  const unfinished = path.join(folder, `${UNFINISHED}${randomBytes(6).toString('hex')}`)
  try {
    const handle = await open(unfinished, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } finally {
    // On a folder that may only be read, what failed was to make it.
    await rm(unfinished, { force: true }).catch(() => undefined)
  }
  await syncFolder(folder)
}

/** So that the name is on disk too. FAT and some network drives cannot: then the next sync may write it again. */
async function syncFolder(folder: string): Promise<void> {
  const cannot = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EPERM', 'EACCES', 'EBADF']
  const handle = await unlessCoded(open(folder, 'r'), ...cannot)
  if (handle === undefined) return
  try {
    await unlessCoded(handle.sync(), ...cannot)
  } finally {
    await handle.close()
  }
}

async function clearAbandoned(folder: string): Promise<void> {
  for (const { name } of listFolder(folder, MOST_LISTED)?.entries ?? []) {
    if (!name.startsWith(UNFINISHED)) continue
    const found = statOf(path.join(folder, name))
    if (found !== undefined && found.mtimeMs < Date.now() - ABANDONED_AFTER_MS)
      await rm(path.join(folder, name), { force: true })
  }
}

const Coded = z.object({ code: z.string() })

function isCoded(cause: unknown, codes: readonly string[]): boolean {
  return codes.includes(Coded.safeParse(cause).data?.code ?? '')
}

/** What `work` gives, or undefined where it fails with one of these codes of the system. */
function ifAbsent<T>(work: () => T, ...codes: readonly string[]): T | undefined {
  try {
    return work()
  } catch (cause) {
    if (isCoded(cause, codes)) return undefined
    throw cause
  }
}

async function unlessCoded<T>(work: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await work
  } catch (cause) {
    if (isCoded(cause, codes)) return undefined
    throw cause
  }
}
