import type { Kysely } from 'kysely'
import { z } from 'zod'
import { sentence, type Sentence } from '../error.ts'
import type { Tables } from './tables.ts'

/**
 * What this folder remembers of exchanging files: which it has dealt with, what those it has written carry, and who has
 * acknowledged them. Files are named by their content, so nothing here says in which shared folder they lie.
 */
export type SyncMemory = {
  /** Files of others, by name. */
  listSeen(): Promise<SeenFile[]>
  /** Overwrites what was noted of a file. */
  putSeen(file: SeenFile): Promise<void>
  /** Own files, by name. */
  listSent(): Promise<SentFile[]>
  putSent(file: SentFile): Promise<void>
  removeSent(name: string): Promise<void>
  /** Which of the own files each member has acknowledged. */
  listAcknowledged(): Promise<{ member: string; file: string }[]>
  /** Notes that `member` has acknowledged `files`, and no longer those of `withdrawn`. */
  putAcknowledged(member: string, files: readonly string[], withdrawn: readonly string[]): Promise<void>
}

export type SeenFile = {
  name: string
  /** The caller's own word for what became of it, e.g. `taken`. */
  state: string
  /** Under which circumstances that was so; in others it is worth another try. */
  tried: string
}

export type SentFile = {
  name: string
  size: number
  /** Ids of members; null: every member. */
  audience: string[] | null
  entries: SentEntry[]
}

/** A statement in a file, with a digest of what of it the file brings. */
export type SentEntry = { id: string; content: string }

const ROWS_PER_INSERT = 500

const SeenRow = z.object({ name: z.string(), state: z.string(), tried: z.string() })
const SentRow = z.object({ name: z.string(), size: z.int(), audience: z.string().nullable() })
const EntryRow = z.object({ file: z.string(), statement: z.string(), content: z.string() })
const AckRow = z.object({ member: z.string(), file: z.string() })
const Ids = z.array(z.string())

export function createSyncMemory(parts: {
  reading: Kysely<Tables>
  writing: Kysely<Tables>
  read: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>
  write: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>
}): SyncMemory {
  const { reading, writing } = parts
  const read = <T>(work: () => Promise<T>): Promise<T> => parts.read(sentence`read what was exchanged`, work)
  const write = <T>(work: () => Promise<T>): Promise<T> =>
    parts.write(sentence`note what was exchanged`, work)
  return {
    async listSeen() {
      return await read(async () => {
        const rows = await reading.selectFrom('sync_seen').selectAll().orderBy('name').execute()
        return rows.map((row) => SeenRow.parse(row))
      })
    },

    async putSeen(file) {
      await write(() =>
        writing
          .insertInto('sync_seen')
          .values(file)
          .onConflict((conflict) => conflict.column('name').doUpdateSet(file))
          .execute(),
      )
    },

    async listSent() {
      return await read(async () => {
        const files = await reading.selectFrom('sync_sent').selectAll().orderBy('name').execute()
        const entriesByFile = new Map<string, SentEntry[]>()
        for (const row of await reading.selectFrom('sync_entry').selectAll().execute()) {
          const { file, statement, content } = EntryRow.parse(row)
          const entries = entriesByFile.get(file) ?? []
          entries.push({ id: statement, content })
          entriesByFile.set(file, entries)
        }
        return files.map((row) => {
          const { name, size, audience } = SentRow.parse(row)
          return {
            name,
            size,
            audience: audience === null ? null : Ids.parse(JSON.parse(audience)),
            entries: entriesByFile.get(name) ?? [],
          }
        })
      })
    },

    async putSent({ name, size, audience, entries }) {
      await write(() =>
        writing.transaction().execute(async (transaction) => {
          await transaction.deleteFrom('sync_entry').where('file', '=', name).execute()
          const file = { name, size, audience: audience === null ? null : JSON.stringify(audience) }
          await transaction
            .insertInto('sync_sent')
            .values(file)
            .onConflict((conflict) => conflict.column('name').doUpdateSet(file))
            .execute()
          for (let from = 0; from < entries.length; from += ROWS_PER_INSERT) {
            const some = entries.slice(from, from + ROWS_PER_INSERT)
            await transaction
              .insertInto('sync_entry')
              .values(some.map(({ id, content }) => ({ file: name, statement: id, content })))
              .onConflict((conflict) => conflict.doNothing())
              .execute()
          }
        }),
      )
    },

    async removeSent(name) {
      await write(() =>
        writing.transaction().execute(async (transaction) => {
          await transaction.deleteFrom('sync_entry').where('file', '=', name).execute()
          await transaction.deleteFrom('sync_sent').where('name', '=', name).execute()
          await transaction.deleteFrom('sync_acknowledged').where('file', '=', name).execute()
        }),
      )
    },

    async listAcknowledged() {
      return await read(async () => {
        const rows = await reading.selectFrom('sync_acknowledged').selectAll().orderBy('member').execute()
        return rows.map((row) => AckRow.parse(row))
      })
    },

    async putAcknowledged(member, files, withdrawn) {
      if (files.length + withdrawn.length === 0) return
      await write(() =>
        writing.transaction().execute(async (transaction) => {
          for (const file of withdrawn) {
            await transaction
              .deleteFrom('sync_acknowledged')
              .where('member', '=', member)
              .where('file', '=', file)
              .execute()
          }
          for (let from = 0; from < files.length; from += ROWS_PER_INSERT) {
            const some = files.slice(from, from + ROWS_PER_INSERT)
            await transaction
              .insertInto('sync_acknowledged')
              .values(some.map((file) => ({ member, file })))
              .onConflict((conflict) => conflict.doNothing())
              .execute()
          }
        }),
      )
    },
  }
}
