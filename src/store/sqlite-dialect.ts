import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { type DatabaseConnection, type SqliteDatabase, SqliteDialect, SqliteDriver } from 'kysely'
import { z } from 'zod'
import { isBusy } from './storage-error.ts'

const SqlValue: z.ZodType<SQLInputValue> = z.union([
  z.null(),
  z.number(),
  z.bigint(),
  z.string(),
  z.instanceof(Uint8Array),
])
const SqlValues = z.array(SqlValue)

/** Kysely's SQLite dialect over node:sqlite; a transaction waits up to `patienceMs` for the write lock. */
export function nodeSqliteDialect(database: DatabaseSync, patienceMs: number): SqliteDialect {
  return new NodeSqliteDialect(database, patienceMs)
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync
  readonly #patienceMs: number

  constructor(database: DatabaseSync, patienceMs: number) {
    super({ database: adapt(database) })
    this.#database = database
    this.#patienceMs = patienceMs
  }

  override createDriver(): WritingDriver {
    return new WritingDriver(this.#database, this.#patienceMs)
  }
}

/** Questions that are kept prepared: preparing one takes longer than most answers. */
const MOST_PREPARED = 200

/** What Kysely's driver needs of a database. */
function adapt(database: DatabaseSync): SqliteDatabase {
  const preparedBySql = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = preparedBySql.get(sql)
      if (known !== undefined) return known
      const statement = database.prepare(sql)
      const made = {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...SqlValues.parse(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...SqlValues.parse(parameters)),
        // Two may go through the rows of one question at once.
        iterate: (parameters: readonly unknown[]) =>
          database.prepare(sql).iterate(...SqlValues.parse(parameters)),
      }
      if (preparedBySql.size >= MOST_PREPARED) preparedBySql.clear()
      preparedBySql.set(sql, made)
      return made
    },
  }
}

const RETRY_AFTER_MS = 4

/**
 * Transactions that write from their beginning: one that takes the write lock half-way cannot wait for it
 * (SQLITE_BUSY_SNAPSHOT). We do the waiting: SQLite's would hold up the thread, and for good if the one who
 * has the lock needs this thread to go on.
 */
class WritingDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  readonly #patienceMs: number

  constructor(database: DatabaseSync, patienceMs: number) {
    super({ database: adapt(database) })
    this.#database = database
    this.#patienceMs = patienceMs
  }

  override async beginTransaction(): Promise<void> {
    const giveUpAt = performance.now() + this.#patienceMs
    for (;;) {
      try {
        this.#database.exec('pragma busy_timeout = 0; begin immediate')
        return
      } catch (cause) {
        if (!isBusy(cause) || performance.now() > giveUpAt) throw cause
      } finally {
        this.#database.exec(`pragma busy_timeout = ${Math.trunc(this.#patienceMs)}`)
      }
      await sleep(RETRY_AFTER_MS)
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // After a full disk SQLite has rolled back by itself, and a second rollback would hide why.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}
