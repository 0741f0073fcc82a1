import type { Kysely } from 'kysely'
import { z } from 'zod'
import { sentence, type Sentence } from '../error.ts'
import type { LabelInEffect, Level, Principal } from '../access/index.ts'
import type { BlobFolder } from './blob-folder.ts'
import { atLeastHeader, createSight, inRows, type LabelShelf, type Sight } from './labels.ts'
import { createOutline } from './outline.ts'
import { createOwnerReader } from './owner-reader.ts'
import type { HeldBack, Reader, ReaderContext, StatementFilter } from './store.ts'
import { BlobRow, ContentRow, LinkRow, SUMMARY_COLUMNS, SummaryRow, type Tables } from './tables.ts'

export type ReaderParts = {
  database: Kysely<Tables>
  blobs: BlobFolder
  labels: LabelShelf
  /** Turns a failure of the machine into a sentence. */
  reading: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>
}

// PostgreSQL gives counts as text.
const KindRow = z.object({ kind: z.string(), statements: z.coerce.number() })
const HeldBackRow = KindRow.extend({ issuer: z.string(), label: z.int() })
const ExerciseRow = z.object({
  exercise: z.string(),
  statements: z.coerce.number(),
  first: z.string(),
  last: z.string(),
})

type Summary = Omit<SummaryRow, 'label'> & { label: LabelInEffect; level: Level }

export function createReader(parts: ReaderParts, principal: Principal, context: ReaderContext): Reader {
  const { database, blobs, labels, reading } = parts
  const look = createSight(labels, principal, context)

  /** Every read of statements begins here: with what this reader may see. */
  const visible = (sight: Sight, filter: StatementFilter = {}) => {
    const seen = sight.rows(
      (level, { embargoUntil, lifted }) =>
        atLeastHeader(level) && (filter.unlifted === undefined || (embargoUntil !== null && !lifted)),
    )
    let query = database.selectFrom('statement').where('label', 'in', inRows(seen))
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
    if (filter.exercise !== undefined) query = query.where('exercise', '=', filter.exercise)
    if (filter.issuer !== undefined) query = query.where('issuer', '=', filter.issuer)
    const { link } = filter
    if (link !== undefined) {
      query = query.where('id', 'in', (inner) => {
        const sources = inner.selectFrom('link').select('source').where('target', '=', link.id)
        return link.rel === undefined ? sources : sources.where('rel', '=', link.rel)
      })
    }
    return query
  }

  const toSummary = (sight: Sight, { label: row, ...summary }: SummaryRow): Summary[] => {
    const found = sight.of(row)
    return found === undefined ? [] : [{ ...summary, ...found }]
  }

  const findVisible = async (sight: Sight, id: string): Promise<Summary | undefined> => {
    const row = await visible(sight).select(SUMMARY_COLUMNS).where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toSummary(sight, SummaryRow.parse(row))[0]
  }

  const blobRowsOf = async (statement: string) => {
    const rows = await database
      .selectFrom('statement_blob')
      .select(['name', 'sha256', 'size', 'media_type', 'sharing', 'label', 'held'])
      .where('statement', '=', statement)
      .orderBy('name')
      .execute()
    return rows.map((row) => BlobRow.parse(row))
  }

  /** Of a blob of a statement whose body this reader may have. */
  const mayHave = (sight: Sight, { held, label }: BlobRow): boolean =>
    held && (label === null || sight.of(label)?.level === 'body')

  const mayHaveBlob = async (statementId: string, sha256: string): Promise<boolean> => {
    const sight = await look()
    const found = await findVisible(sight, statementId)
    if (found === undefined || found.level !== 'body') return false
    return (await blobRowsOf(statementId)).some((blob) => blob.sha256 === sha256 && mayHave(sight, blob))
  }

  return {
    async getStatement(id) {
      return await reading(sentence`read a statement`, async () => {
        const sight = await look()
        const found = await findVisible(sight, id)
        if (found === undefined) return undefined
        const { level } = found
        const content = ContentRow.parse(
          await visible(sight).select(['envelope', 'body']).where('id', '=', found.id).executeTakeFirst(),
        )
        const links = await database
          .selectFrom('link')
          .select(['rel', 'target'])
          .where('source', '=', found.id)
          .orderBy('rel')
          .orderBy('target')
          .execute()
        const listed = level === 'body' ? await blobRowsOf(found.id) : []
        return {
          ...found,
          links: links.map((link) => LinkRow.parse(link)),
          envelope: content.envelope,
          body: level === 'body' ? content.body : null,
          blobs: listed.map((blob) => ({
            name: blob.name,
            sha256: blob.sha256,
            size: blob.size,
            mediaType: blob.mediaType,
            sharing: blob.sharing,
            label: blob.label === null ? null : (sight.of(blob.label)?.label ?? null),
            held: mayHave(sight, blob),
          })),
        }
      })
    },

    async listStatements(filter = {}) {
      return await reading(sentence`list statements`, async () => {
        const sight = await look()
        const rows = await visible(sight, filter)
          .select(SUMMARY_COLUMNS)
          .orderBy('created')
          .orderBy('id')
          .execute()
        return rows.flatMap((row) => toSummary(sight, SummaryRow.parse(row)))
      })
    },

    async countStatements(filter = {}) {
      return await reading(sentence`count statements`, async () => {
        const rows = await visible(await look(), filter)
          .select(({ fn }) => ['kind', fn.countAll().as('statements')])
          .groupBy('kind')
          .orderBy('kind')
          .execute()
        return Object.fromEntries(
          rows.map((row) => KindRow.parse(row)).map(({ kind, statements }) => [kind, statements]),
        )
      })
    },

    async listExercises() {
      return await reading(sentence`list exercises`, async () => {
        const rows = await visible(await look())
          .select(({ fn }) => [
            'exercise',
            fn.countAll().as('statements'),
            fn.min('created').as('first'),
            fn.max('created').as('last'),
          ])
          .where('exercise', 'is not', null)
          .groupBy('exercise')
          .orderBy('exercise')
          .execute()
        return rows.map((row) => ExerciseRow.parse(row))
      })
    },

    async listHeldBack() {
      return await reading(sentence`list statements`, async () => {
        const sight = await look()
        const rows = await database
          .selectFrom('statement')
          .select(({ fn }) => ['issuer', 'kind', 'label', fn.countAll().as('statements')])
          .where('label', 'in', inRows(sight.rows((level) => level === 'existence')))
          .groupBy(['issuer', 'kind', 'label'])
          .execute()
        return heldBack(
          rows
            .map((row) => HeldBackRow.parse(row))
            .map(({ label, ...row }) => ({
              ...row,
              embargoUntil: sight.of(label)?.label.embargoUntil ?? '',
            })),
        )
      })
    },

    async getBlobOf(statementId, sha256) {
      return await reading(sentence`read a blob`, async () => {
        const allowed = await mayHaveBlob(statementId, sha256)
        return allowed ? await blobs.readBlob(sha256) : undefined
      })
    },

    async verifyBlobOf(statementId, sha256) {
      return await reading(sentence`check a blob`, async () => {
        const allowed = await mayHaveBlob(statementId, sha256)
        return allowed ? await blobs.verifyBlob(sha256) : undefined
      })
    },

    ...createOutline(database, reading, look, principal.kind === 'owner'),
    ...createOwnerReader(database, reading, principal.kind === 'owner'),
  }
}

/** Of several labels that hold back until one date, one entry: how they differ is not for this reader. */
function heldBack(rows: readonly HeldBack[]): HeldBack[] {
  const found = new Map<string, HeldBack>()
  for (const row of rows) {
    const key = `${row.issuer}\n${row.embargoUntil}\n${row.kind}`
    const before = found.get(key)?.statements ?? 0
    found.set(key, { ...row, statements: before + row.statements })
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
