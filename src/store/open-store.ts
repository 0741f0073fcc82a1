import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { z } from 'zod'
import { ConcordError, type Sentence, sentence } from '../error.ts'
import { type BlobFolder, openBlobFolder } from './blob-folder.ts'
import { makeFolder } from './make-folder.ts'
import { putInThread } from './bulk-write.ts'
import { openDatabase } from './database.ts'
import { finishErasures } from './erase.ts'
import { createLabelShelf } from './labels.ts'
import { migrate } from './migrations.ts'
import { createReader } from './reader.ts'
import { nodeSqliteDialect } from './sqlite-dialect.ts'
import { withStorageErrors } from './storage-error.ts'
import { createSyncMemory } from './sync-memory.ts'
import type { Store, StoreOptions } from './store.ts'
import type { Tables } from './tables.ts'
import { createWriter } from './writer.ts'

const RevisionRow = z.object({ revision: z.int(), charters: z.int() })

const DEFAULT_BUSY_TIMEOUT_MS = 10_000

/**
 * Opens the store in `folder` (concord.db and blobs/), making it where there is none; several processes may
 * have it open. Throws ConcordError `environment` or `bad-input` with one sentence where that cannot be.
 */
export async function openStore(folder: string, options: StoreOptions = {}): Promise<Store> {
  const busyTimeoutMs = options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS
  const file = path.join(folder, 'concord.db')
  const { forReading, forWriting, blobs } = await withStorageErrors(sentence`open the store`, folder, () =>
    openParts(folder, file, busyTimeoutMs),
  )
  const queries = (database: DatabaseSync): Kysely<Tables> =>
    new Kysely<Tables>({ dialect: nodeSqliteDialect(database, busyTimeoutMs) })

  let last: Promise<unknown> = Promise.resolve()
  const writing = async <T>(what: Sentence, work: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => withStorageErrors(what, folder, work))
    last = turn.catch(() => undefined)
    return await turn
  }

  const readingQueries = queries(forReading)
  const readerParts = {
    database: readingQueries,
    blobs,
    labels: createLabelShelf(readingQueries),
    reading: <T>(what: Sentence, work: () => Promise<T>): Promise<T> => withStorageErrors(what, folder, work),
  }
  const writingQueries = queries(forWriting)
  const writer = createWriter({
    database: writingQueries,
    blobs,
    putInThread: (statements, onStored) => putInThread(file, busyTimeoutMs, statements, onStored),
    finishErasures: () => finishErasures(writingQueries, forWriting, blobs),
    writing,
  })
  const syncMemory = createSyncMemory({
    reading: readerParts.database,
    writing: writingQueries,
    read: readerParts.reading,
    write: writing,
  })
  await finishInterrupted(writing, () => finishErasures(writingQueries, forWriting, blobs))
  const close = async (): Promise<void> => {
    await last
    await withStorageErrors(sentence`close the store`, folder, async () => {
      for (const database of [forReading, forWriting]) if (database.isOpen) database.close()
    })
  }
  return {
    reader: (principal, context) => createReader(readerParts, principal, context),
    writer: () => writer,
    revision: () =>
      readerParts.reading(sentence`read the charters`, async () => {
        const row = await readerParts.database.selectFrom('revision').selectAll().executeTakeFirst()
        const { revision, charters } = RevisionRow.parse(row)
        return { statements: revision, charters }
      }),
    syncMemory: () => syncMemory,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** What a kill left of an erasure is finished now, or, where another process is reading, by a later one. */
async function finishInterrupted(
  writing: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>,
  finish: () => Promise<void>,
): Promise<void> {
  try {
    await writing(sentence`finish an erasure`, finish)
  } catch (error) {
    if (!(error instanceof ConcordError) || error.code !== 'environment') throw error
  }
}

type Parts = { forReading: DatabaseSync; forWriting: DatabaseSync; blobs: BlobFolder }

/** Two connections, so that reading goes on while a write waits for its turn. */
async function openParts(folder: string, file: string, busyTimeoutMs: number): Promise<Parts> {
  await makeFolder(folder, 0o700)
  const opened: DatabaseSync[] = []
  try {
    const forWriting = await openDatabase(file, busyTimeoutMs)
    opened.push(forWriting)
    migrate(forWriting, file)
    const blobs = await openBlobFolder(path.join(folder, 'blobs'))
    const forReading = await openDatabase(file, busyTimeoutMs)
    opened.push(forReading)
    forReading.exec('pragma query_only = on')
    return { forReading, forWriting, blobs }
  } catch (cause) {
    for (const database of opened) database.close()
    throw cause
  }
}
