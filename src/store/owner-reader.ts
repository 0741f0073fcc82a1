import { type Kysely, sql } from 'kysely'
import { sentence, type Sentence } from '../error.ts'
import type { Reader } from './store.ts'
import {
  AuditRow,
  Bytes,
  ErasedRow,
  LocalRunRow,
  NoteRow,
  PinRow,
  QuarantineRow,
  type Tables,
} from './tables.ts'

type OwnerReader = Pick<
  Reader,
  | 'listAudit'
  | 'listErased'
  | 'listQuarantine'
  | 'getQuarantined'
  | 'listPins'
  | 'getLocalRun'
  | 'listLocalRuns'
  | 'getNote'
  | 'listNotes'
>

const RUN_COLUMNS = [
  'id',
  'exercise',
  'protocol',
  'lab',
  'model',
  'pilot',
  'status',
  'folder',
  'created',
  'submitted',
] as const

/** What only the folder's owner may see; to everybody else it is not there. */
export function createOwnerReader(
  database: Kysely<Tables>,
  reading: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>,
  isOwner: boolean,
): OwnerReader {
  if (!isOwner) return NOTHING
  return {
    async listAudit() {
      return await reading(sentence`read the audit trail`, async () => {
        const rows = await database.selectFrom('audit').selectAll().orderBy('n').execute()
        return rows.map((row) => AuditRow.parse(row))
      })
    },

    async listErased() {
      return await reading(sentence`read what was erased`, async () => {
        const rows = await database.selectFrom('erased').select(['id', 'scope', 'at']).orderBy('id').execute()
        return rows.map((row) => ErasedRow.parse(row))
      })
    },

    async listQuarantine() {
      return await reading(sentence`read what did not verify`, async () => {
        const rows = await database
          .selectFrom('quarantine')
          .select([
            'id',
            'reason',
            'received_at',
            'source',
            'statement',
            sql<number>`length(bytes)`.as('size'),
          ])
          .orderBy('id')
          .execute()
        return rows.map((row) => QuarantineRow.parse(row))
      })
    },

    async getQuarantined(id) {
      return await reading(sentence`read what did not verify`, async () => {
        const row = await database
          .selectFrom('quarantine')
          .select('bytes')
          .where('id', '=', id)
          .executeTakeFirst()
        return row === undefined ? undefined : Bytes.parse(row.bytes)
      })
    },

    async listPins() {
      return await reading(sentence`read the pinned charters`, async () => {
        const rows = await database
          .selectFrom('pin')
          .select(['charter_id', 'pinned_at'])
          .orderBy('pinned_at')
          .orderBy('charter_id')
          .execute()
        return rows.map((row) => PinRow.parse(row))
      })
    },

    async getLocalRun(id) {
      return await reading(sentence`read a run`, async () => {
        const row = await database
          .selectFrom('local_run')
          .select(RUN_COLUMNS)
          .where('id', '=', id)
          .executeTakeFirst()
        return row === undefined ? undefined : LocalRunRow.parse(row)
      })
    },

    async listLocalRuns({ exercise } = {}) {
      return await reading(sentence`list runs`, async () => {
        let query = database.selectFrom('local_run').select(RUN_COLUMNS).orderBy('created').orderBy('id')
        if (exercise !== undefined) query = query.where('exercise', '=', exercise)
        return (await query.execute()).map((row) => LocalRunRow.parse(row))
      })
    },

    async getNote(key) {
      return await reading(sentence`read a note`, async () => {
        const row = await database
          .selectFrom('note')
          .select(['key', 'value'])
          .where('key', '=', key)
          .executeTakeFirst()
        return row === undefined ? undefined : NoteRow.parse(row).value
      })
    },

    async listNotes(prefix) {
      return await reading(sentence`list notes`, async () => {
        const rows = await database
          .selectFrom('note')
          .select(['key', 'value'])
          .where('key', '>=', prefix)
          .orderBy('key')
          .execute()
        // No upper bound in SQL: what follows a prefix differs with the order of characters of the engine.
        return rows.map((row) => NoteRow.parse(row)).filter(({ key }) => key.startsWith(prefix))
      })
    },
  }
}

const NOTHING: OwnerReader = {
  listAudit: async () => [],
  listErased: async () => [],
  listQuarantine: async () => [],
  getQuarantined: async () => undefined,
  listPins: async () => [],
  getLocalRun: async () => undefined,
  listLocalRuns: async () => [],
  getNote: async () => undefined,
  listNotes: async () => [],
}
