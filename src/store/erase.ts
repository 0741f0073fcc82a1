/**
 * Erasing, so that nothing is left to find: rows are overwritten with zeros (secure_delete), the database is rebuilt
 * without what they held (VACUUM), the write-ahead log is emptied, blobs nobody else holds are removed as files.
 *
 * What is to be done is written down first, in the same transaction that removes the rows: a process that is killed
 * half-way, or a disk that fails, leaves a list that the next one finishes. What was erased is never taken in again.
 */
import type { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import type { StatementId } from '../statement/index.ts'
import type { BlobFolder } from './blob-folder.ts'
import type { ErasureScope } from './store.ts'
import { ErasedRow, type Tables } from './tables.ts'

const IDS_PER_SELECT = 1000
const Digests = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)))

/** What of these statements was erased here, by id. */
export async function erasedAmong(
  database: Kysely<Tables> | Transaction<Tables>,
  ids: readonly string[],
): Promise<Map<string, ErasureScope>> {
  const erased = new Map<string, ErasureScope>()
  for (let from = 0; from < ids.length; from += IDS_PER_SELECT) {
    const rows = await database
      .selectFrom('erased')
      .select(['id', 'scope', 'at'])
      .where('id', 'in', ids.slice(from, from + IDS_PER_SELECT))
      .execute()
    for (const row of rows) {
      const { id, scope } = ErasedRow.parse(row)
      erased.set(id, scope)
    }
  }
  return erased
}

/**
 * Removes the rows of one statement, or its body and blobs, and notes which files have to go. A wider scope follows a
 * narrower one; a narrower one changes nothing.
 */
export async function eraseRows(
  transaction: Transaction<Tables>,
  { id, scope, at }: { id: StatementId; scope: ErasureScope; at: string },
): Promise<void> {
  const before = (await erasedAmong(transaction, [id])).get(id)
  const widest = before === 'all' ? 'all' : scope
  const held = await transaction
    .selectFrom('statement_blob')
    .select('sha256')
    .where('statement', '=', id)
    .where('held', '=', 1)
    .execute()
  if (widest === 'all') await transaction.deleteFrom('statement').where('id', '=', id).execute()
  else {
    await transaction.updateTable('statement').set({ body: null }).where('id', '=', id).execute()
    await transaction.updateTable('statement_blob').set({ held: 0 }).where('statement', '=', id).execute()
  }
  await transaction.deleteFrom('quarantine').where('statement', '=', id).execute()
  const doomed = new Set(await stillDoomed(transaction, id))
  for (const { sha256: digest } of held) {
    const elsewhere = await transaction
      .selectFrom('statement_blob')
      .select('statement')
      .where('sha256', '=', digest)
      .where('held', '=', 1)
      .limit(1)
      .execute()
    if (elsewhere.length === 0) doomed.add(digest)
  }
  await transaction
    .insertInto('erased')
    .values({ id, scope: widest, at, doomed: JSON.stringify([...doomed]), done: 0 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        scope: widest,
        doomed: row.ref('excluded.doomed'),
        done: 0,
      })),
    )
    .execute()
}

/** What an erasure of it that was interrupted left to remove. */
async function stillDoomed(transaction: Transaction<Tables>, id: string): Promise<string[]> {
  const rows = await transaction.selectFrom('erased').select('doomed').where('id', '=', id).execute()
  return rows.flatMap(({ doomed }) => Digests.parse(doomed))
}

/** Finishes what was written down: files, then the traces of the rows. Does nothing where nothing is open. */
export async function finishErasures(
  database: Kysely<Tables>,
  raw: DatabaseSync,
  blobs: BlobFolder,
): Promise<void> {
  const open = await database.selectFrom('erased').select(['id', 'doomed']).where('done', '=', 0).execute()
  if (open.length === 0) return
  for (const { doomed } of open) {
    for (const digest of Digests.parse(doomed)) {
      // Since then another statement may have brought the same bytes.
      const held = await database
        .selectFrom('statement_blob')
        .select('statement')
        .where('sha256', '=', digest)
        .where('held', '=', 1)
        .limit(1)
        .execute()
      if (held.length === 0) await blobs.removeBlob(digest)
    }
  }
  await sql`vacuum`.execute(database)
  emptyLog(raw)
  await database
    .updateTable('erased')
    .set({ done: 1, doomed: '[]' })
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
    )
    .execute()
  emptyLog(raw)
}

const Checkpoint = z.object({ busy: z.number() })

/** Empties the write-ahead log; throws where another process is reading from it. */
function emptyLog(raw: DatabaseSync): void {
  const { busy } = Checkpoint.parse(raw.prepare('pragma wal_checkpoint(truncate)').get())
  if (busy === 0) return
  throw new ConcordError(
    'environment',
    sentence`Another Concord is reading this folder, so traces of what was erased cannot be removed yet: stop it ("concord serve"), and give the same command again.`,
  )
}
