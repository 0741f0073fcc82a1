import { open } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { isBusy } from './storage-error.ts'

const JournalMode = z.object({ journal_mode: z.string() })
const RETRY_AFTER_MS = 20

/**
 * Opens or makes the database: write-ahead log, every commit on disk before it is acknowledged, foreign keys
 * held. Readers never wait; a writer waits up to `busyTimeoutMs` for another one. There is no lock for life:
 * commands and a running server use one folder at the same time, and SQLite's own locks keep them apart.
 */
export async function openDatabase(file: string, busyTimeoutMs: number): Promise<DatabaseSync> {
  // For its owner's eyes only; SQLite gives its other files the permissions of this one.
  await (await open(file, 'a', 0o600)).close()
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
  try {
    const mode = await intoWriteAheadLog(database, busyTimeoutMs)
    if (mode !== 'wal') {
      throw new ConcordError(
        'environment',
        sentence`${file} is on a file system that cannot share memory between processes (SQLite stays in mode "${mode}"): choose a folder on a local disk.`,
      )
    }
    database.exec('pragma synchronous = full')
    // What is deleted is overwritten, and what is rebuilt never lies in a file elsewhere: erased is erased.
    database.exec('pragma secure_delete = on')
    database.exec('pragma temp_store = memory')
    return database
  } catch (cause) {
    database.close()
    throw cause
  }
}

/** The change of mode needs the file alone for a moment, and SQLite does not always wait for that by itself. */
async function intoWriteAheadLog(database: DatabaseSync, patienceMs: number): Promise<string> {
  const giveUpAt = performance.now() + patienceMs
  for (;;) {
    try {
      return JournalMode.parse(database.prepare('pragma journal_mode = wal').get()).journal_mode
    } catch (cause) {
      if (!isBusy(cause) || performance.now() > giveUpAt) throw cause
      await sleep(RETRY_AFTER_MS)
    }
  }
}
