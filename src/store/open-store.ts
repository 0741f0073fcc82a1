import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Kysely } from 'kysely'
import { openBlobFolder } from './blob-folder.ts'
import { putInThread } from './bulk-write.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrations.ts'
import { createReader } from './reader.ts'
import { nodeSqliteDialect } from './sqlite-dialect.ts'
import { telling, toStorageError } from './storage-error.ts'
import type { Store, StoreOptions } from './store.ts'
import type { Tables } from './tables.ts'
import { createWriter } from './writer.ts'

const DEFAULT_BUSY_TIMEOUT_MS = 10_000

/**
 * Opens the store in `folder` (concord.db and blobs/), making it where there is none; several processes may
 * have it open. Throws ConcordError `environment` or `bad-input` with one sentence where that cannot be.
 */
export async function openStore(folder: string, options: StoreOptions = {}): Promise<Store> {
  const busyTimeoutMs = options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS
  const file = path.join(folder, 'concord.db')
  const { database, blobs } = await telling('open the store', folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const opened = await openDatabase(file, busyTimeoutMs)
    try {
      migrate(opened, file)
      return { database: opened, blobs: await openBlobFolder(path.join(folder, 'blobs')) }
    } catch (cause) {
      opened.close()
      throw cause
    }
  })
  const kysely = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) })

  let last: Promise<unknown> = Promise.resolve()
  const writing = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => telling(what, folder, work))
    last = turn.catch(() => undefined)
    return await turn
  }
  const reading = <T>(what: string, work: () => Promise<T>): Promise<T> => telling(what, folder, work)

  const writer = createWriter({
    database: kysely,
    blobs,
    putInThread: (statements) => putInThread(file, busyTimeoutMs, statements),
    writing,
  })
  const close = async (): Promise<void> => {
    await last
    if (!database.isOpen) return
    try {
      database.close()
    } catch (cause) {
      throw toStorageError(cause, 'close the store', folder)
    }
  }
  return {
    reader: (principal, context) => createReader({ database: kysely, blobs, reading }, principal, context),
    writer: () => writer,
    close,
    [Symbol.asyncDispose]: close,
  }
}
