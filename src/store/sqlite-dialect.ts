import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { SqliteDialect } from 'kysely'
import { z } from 'zod'

const SqlValue: z.ZodType<SQLInputValue> = z.union([
  z.null(),
  z.number(),
  z.bigint(),
  z.string(),
  z.instanceof(Uint8Array),
])
const SqlValues = z.array(SqlValue)

/**
 * Kysely's SQLite dialect over node:sqlite. `begin` becomes `begin immediate`: our transactions write, and one
 * that takes the write lock only half-way cannot wait for it (SQLITE_BUSY_SNAPSHOT).
 */
export function nodeSqliteDialect(database: DatabaseSync): SqliteDialect {
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => {
        const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...SqlValues.parse(parameters)),
          run: (parameters) => {
            // After a full disk SQLite has rolled back by itself, and a second rollback would hide why.
            if (sql === 'rollback' && !database.isTransaction) return { changes: 0, lastInsertRowid: 0 }
            return statement.run(...SqlValues.parse(parameters))
          },
          iterate: (parameters) => statement.iterate(...SqlValues.parse(parameters)),
        }
      },
    },
  })
}
