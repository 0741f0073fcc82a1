import { hash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { nextAuditEntry } from '../trust/index.ts'
import { type BlobFolder, digestOf } from './blob-folder.ts'
import { erasedAmong, eraseRows } from './erase.ts'
import { type PreparedStatement, putPrepared } from './put-statements.ts'
import type { PutResult, StatementInput, Writer } from './store.ts'
import { AuditRow } from './tables.ts'
import type { Tables } from './tables.ts'

/**
 * Beyond this, rows go to a thread of their own. Measured on two cores: 1,000 rows hold the thread up for
 * about 50 ms; starting another takes 400 ms, during which the first one never waits longer than 10 ms.
 */
const BULK_ROWS = 1000
const BULK_BYTES = 16 * 1024 * 1024

export type WriterParts = {
  database: Kysely<Tables>
  blobs: BlobFolder
  putInThread: (
    statements: readonly PreparedStatement[],
    onStored?: (more: number) => void,
  ) => Promise<PutResult[]>
  finishErasures: () => Promise<void>
  /** Runs one write after the other, and turns a failure of the machine into a sentence. */
  writing: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>
}

export function createWriter({ database, blobs, putInThread, finishErasures, writing }: WriterParts): Writer {
  const changing = <T>(
    what: Sentence,
    change: (transaction: Transaction<Tables>) => Promise<T>,
  ): Promise<T> => writing(what, () => database.transaction().execute(change))

  return {
    async putStatements(given, onStored) {
      return await writing(sentence`store statements`, async () => {
        const statements = await withoutErased(database, given)
        await blobs.putBlobs(
          statements.flatMap(({ blobs }) =>
            blobs.flatMap(({ content, ...blob }) => (content === null ? [] : [{ ...blob, content }])),
          ),
        )
        const prepared = statements.map(prepare)
        return isBulk(prepared)
          ? await putInThread(prepared, onStored)
          : await putPrepared(database, prepared, onStored)
      })
    },

    async eraseStatement({ id, scope, at }) {
      await changing(sentence`erase a statement`, (transaction) => eraseRows(transaction, { id, scope, at }))
      await writing(sentence`erase a statement`, finishErasures)
    },

    async putQuarantine(...entries) {
      await changing(sentence`store what did not verify`, async (transaction) => {
        for (const { bytes, receivedAt, ...entry } of entries) {
          await transaction
            .insertInto('quarantine')
            .values({ ...entry, sha256: digestOf(bytes), bytes, received_at: receivedAt })
            .onConflict((conflict) => conflict.columns(['sha256', 'reason', 'source']).doNothing())
            .execute()
        }
      })
    },

    async removeQuarantined(id) {
      await changing(sentence`store what did not verify`, (transaction) =>
        transaction.deleteFrom('quarantine').where('id', '=', id).execute(),
      )
    },

    async putPin({ charterId, pinnedAt }) {
      await changing(sentence`pin a charter`, (transaction) =>
        transaction
          .insertInto('pin')
          .values({ charter_id: charterId, pinned_at: pinnedAt })
          .onConflict((conflict) => conflict.column('charter_id').doNothing())
          .execute(),
      )
    },

    async putLocalRun(run) {
      const [outcome] = await changing(sentence`note a run`, (transaction) =>
        transaction
          .insertInto('local_run')
          .values({ ...run, pilot: run.pilot ? 1 : 0 })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute(),
      )
      if (outcome?.numInsertedOrUpdatedRows === 0n) {
        throw new ConcordError(
          'conflict',
          sentence`A run "${run.id}" is in this folder already: choose another id.`,
        )
      }
    },

    async updateLocalRun(id, { status, submitted }) {
      const [outcome] = await changing(sentence`note a run`, (transaction) =>
        transaction
          .updateTable('local_run')
          .set({
            // Setting a column to itself lets an empty change tell whether the run is here.
            id,
            ...(status === undefined ? {} : { status }),
            ...(submitted === undefined ? {} : { submitted }),
          })
          .where('id', '=', id)
          .execute(),
      )
      if (outcome?.numUpdatedRows === 0n) {
        throw new ConcordError('not-found', sentence`There is no run "${id}" in this folder.`)
      }
    },

    async appendAudit(note) {
      return await changing(sentence`write into the audit trail`, async (transaction) => {
        const row = await transaction
          .selectFrom('audit')
          .selectAll()
          .orderBy('n', 'desc')
          .limit(1)
          .executeTakeFirst()
        const last = row === undefined ? undefined : AuditRow.parse(row)
        const entry = nextAuditEntry(note, last, (bytes) => hash('sha256', bytes, 'buffer'))
        await transaction
          .insertInto('audit')
          .values({ ...entry, detail: JSON.stringify(entry.detail) })
          .execute()
        return entry
      })
    },

    async putNote(key, value) {
      await changing(sentence`keep a note`, (transaction) =>
        transaction
          .insertInto('note')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute(),
      )
    },
  }
}

/** Takes away what was erased here, so that its bytes are not even written. */
async function withoutErased(
  database: Kysely<Tables>,
  statements: readonly StatementInput[],
): Promise<readonly StatementInput[]> {
  const erased = await erasedAmong(
    database,
    statements.map(({ id }) => id),
  )
  if (erased.size === 0) return statements
  return statements.map((one) =>
    erased.has(one.id)
      ? { ...one, body: null, blobs: one.blobs.map((blob) => ({ ...blob, content: null })) }
      : one,
  )
}

function prepare({ links, blobs, signers, ...statement }: StatementInput): PreparedStatement {
  return {
    ...statement,
    signers: [...signers],
    links: [...links],
    blobs: blobs.map(({ content, sharing, ...blob }) => ({
      ...blob,
      sharing: sharing ?? null,
      held: content !== null,
    })),
  }
}

function isBulk(statements: readonly PreparedStatement[]): boolean {
  let rows = 0
  let bytes = 0
  for (const { links, blobs, envelope, body } of statements) {
    rows += 1 + links.length + blobs.length
    bytes += envelope.length + (body?.length ?? 0)
  }
  return rows > BULK_ROWS || bytes > BULK_BYTES
}
