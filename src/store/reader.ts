import type { Kysely } from 'kysely'
import { z } from 'zod'
import { sentence, type Sentence } from '../error.ts'
import { decide, type Level, type Principal, reaches, type Roster } from '../access/index.ts'
import type { Sharing } from '../statement/index.ts'
import type { BlobFolder } from './blob-folder.ts'
import { createOwnerReader } from './owner-reader.ts'
import type { ExerciseSummary, Reader, ReaderContext, StatementFilter } from './store.ts'
import { BlobRow, ContentRow, LabelRow, LinkRow, SUMMARY_COLUMNS, SummaryRow, type Tables } from './tables.ts'

export type ReaderParts = {
  database: Kysely<Tables>
  blobs: BlobFolder
  /** Turns a failure of the machine into a sentence. */
  reading: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>
}

type Labelled = { issuer: string; charter: number; sharing: Sharing }

// Rows that count: one per label, so that the reader is judged once for all statements that carry it.
// PostgreSQL gives counts as text.
const KindRow = LabelRow.extend({ kind: z.string(), statements: z.coerce.number() })
const ExerciseRow = LabelRow.extend({
  exercise: z.string(),
  statements: z.coerce.number(),
  first: z.string(),
  last: z.string(),
})

export function createReader(parts: ReaderParts, principal: Principal, context: ReaderContext): Reader {
  const { database, blobs, reading } = parts
  const levelFor = createJudge(principal, context)

  /** Every read of statements passes here: what this reader may see, and how much of it. */
  const visible = <T extends Labelled>(rows: readonly T[]): { row: T; level: Level }[] =>
    rows.flatMap((row) => {
      const level = levelFor(row, row.sharing)
      return reaches(level, 'header') ? [{ row, level }] : []
    })

  const matching = (filter: StatementFilter) => {
    let query = database.selectFrom('statement')
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

  const findVisible = async (id: string) => {
    const row = await database
      .selectFrom('statement')
      .select(SUMMARY_COLUMNS)
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? undefined : visible([SummaryRow.parse(row)])[0]
  }

  const blobRowsOf = async (statement: string) => {
    const rows = await database
      .selectFrom('statement_blob')
      .select(['name', 'sha256', 'size', 'media_type', 'sharing', 'held'])
      .where('statement', '=', statement)
      .orderBy('name')
      .execute()
    return rows.map((row) => BlobRow.parse(row))
  }

  const mayHaveBlob = async (statementId: string, sha256: string): Promise<boolean> => {
    const found = await findVisible(statementId)
    if (found === undefined || found.level !== 'body') return false
    return (await blobRowsOf(statementId)).some(
      (blob) =>
        blob.sha256 === sha256 &&
        blob.held &&
        (blob.sharing === null || levelFor(found.row, blob.sharing) === 'body'),
    )
  }

  return {
    async getStatement(id) {
      return await reading(sentence`read a statement`, async () => {
        const found = await findVisible(id)
        if (found === undefined) return undefined
        const { row, level } = found
        const content = ContentRow.parse(
          await database
            .selectFrom('statement')
            .select(['envelope', 'body'])
            .where('id', '=', row.id)
            .executeTakeFirst(),
        )
        const links = await database
          .selectFrom('link')
          .select(['rel', 'target'])
          .where('source', '=', row.id)
          .orderBy('rel')
          .orderBy('target')
          .execute()
        const listed = level === 'body' ? await blobRowsOf(row.id) : []
        return {
          ...row,
          level,
          links: links.map((link) => LinkRow.parse(link)),
          envelope: content.envelope,
          body: level === 'body' ? content.body : null,
          blobs: listed.map(({ name, sha256, size, mediaType, sharing, held }) => ({
            name,
            sha256,
            size,
            mediaType,
            sharing,
            held,
          })),
        }
      })
    },

    async listStatements(filter = {}) {
      return await reading(sentence`list statements`, async () => {
        const rows = await matching(filter).select(SUMMARY_COLUMNS).orderBy('created').orderBy('id').execute()
        return visible(rows.map((row) => SummaryRow.parse(row))).map(({ row, level }) => ({ ...row, level }))
      })
    },

    async countStatements(filter = {}) {
      return await reading(sentence`count statements`, async () => {
        const rows = await matching(filter)
          .select(({ fn }) => ['issuer', 'charter', 'sharing', 'kind', fn.countAll().as('statements')])
          .groupBy(['kind', 'issuer', 'charter', 'sharing'])
          .orderBy('kind')
          .execute()
        const countByKind: Record<string, number> = {}
        for (const { row } of visible(rows.map((row) => KindRow.parse(row)))) {
          countByKind[row.kind] = (countByKind[row.kind] ?? 0) + row.statements
        }
        return countByKind
      })
    },

    async listExercises() {
      return await reading(sentence`list exercises`, async () => {
        const rows = await database
          .selectFrom('statement')
          .select(({ fn }) => [
            'issuer',
            'charter',
            'sharing',
            'exercise',
            fn.countAll().as('statements'),
            fn.min('created').as('first'),
            fn.max('created').as('last'),
          ])
          .where('exercise', 'is not', null)
          .groupBy(['exercise', 'issuer', 'charter', 'sharing'])
          .orderBy('exercise')
          .execute()
        const summaries = new Map<string, ExerciseSummary>()
        for (const { row } of visible(rows.map((row) => ExerciseRow.parse(row)))) {
          const { exercise, statements, first, last } = row
          const before = summaries.get(exercise) ?? { exercise, statements: 0, first, last }
          summaries.set(exercise, {
            exercise,
            statements: before.statements + statements,
            first: first < before.first ? first : before.first,
            last: last > before.last ? last : before.last,
          })
        }
        return [...summaries.values()]
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

    ...createOwnerReader(database, reading, principal.kind === 'owner'),
  }
}

/** `decide()` for one reader, with each issuer's charters fetched once. */
function createJudge(
  principal: Principal,
  { now, charterOf }: ReaderContext,
): (from: { issuer: string; charter: number }, sharing: Sharing) => Level {
  const chartersByIssuer = new Map<string, readonly Roster[]>()
  return ({ issuer, charter }, sharing) => {
    const charters = chartersByIssuer.get(issuer) ?? charterOf(issuer)
    chartersByIssuer.set(issuer, charters)
    return decide({ ...sharing, issuer, charter }, principal, now, charters)
  }
}
