import type { Kysely } from 'kysely'
import { z } from 'zod'
import { sentence, type Sentence } from '../error.ts'
import { StatementId } from '../statement/index.ts'
import { atLeastHeader, inRows, type Sight } from './labels.ts'
import type { MissingPart, OutlinedStatement, Reader } from './store.ts'
import { Bytes, type Tables } from './tables.ts'

const IDS_PER_SELECT = 500

const Row = z.object({ id: StatementId, issuer: z.string(), kind: z.string(), label: z.int() })
const BlobOf = z.object({ statement: z.string(), sha256: z.string(), label: z.int().nullable() })
const Content = z.object({ id: StatementId, envelope: Bytes, body: Bytes.nullable(), label: z.int() })
const MissingRow = z.object({ statement: z.string(), issuer: z.string(), missing: z.string() })

/** All that one reader may see, at a glance: what is exchanged with many is asked for all of them. */
export function createOutline(
  database: Kysely<Tables>,
  reading: <T>(what: Sentence, work: () => Promise<T>) => Promise<T>,
  look: () => Promise<Sight>,
  isOwner: boolean,
): Pick<Reader, 'outline' | 'contentsOf' | 'describeSight' | 'listMissing'> {
  return {
    async outline() {
      return await reading(sentence`list statements`, async () => {
        const sight = await look()
        const rows = await database
          .selectFrom('statement')
          .select(['id', 'issuer', 'kind', 'label'])
          .where('label', 'in', inRows(sight.rows(atLeastHeader)))
          .orderBy('id')
          .execute()
        const openRows = inRows(sight.rows((level) => level === 'body'))
        const blobs = await database
          .selectFrom('statement_blob')
          .innerJoin('statement', 'statement.id', 'statement_blob.statement')
          .select(['statement_blob.statement', 'statement_blob.sha256', 'statement_blob.label'])
          .where('statement_blob.held', '=', 1)
          .where('statement.label', 'in', openRows)
          .where((or) =>
            or.or([or('statement_blob.label', 'is', null), or('statement_blob.label', 'in', openRows)]),
          )
          .orderBy('statement_blob.statement')
          .orderBy('statement_blob.name')
          .execute()
        const blobsById = new Map<string, OutlinedStatement['blobs'][number][]>()
        for (const row of blobs) {
          const { statement, sha256, label: own } = BlobOf.parse(row)
          const list = blobsById.get(statement) ?? []
          list.push({ sha256, label: own === null ? null : (sight.of(own)?.label ?? null) })
          blobsById.set(statement, list)
        }
        return rows.flatMap((row): OutlinedStatement[] => {
          const { label: labelRow, ...one } = Row.parse(row)
          const found = sight.of(labelRow)
          return found === undefined ? [] : [{ ...one, ...found, blobs: blobsById.get(one.id) ?? NONE }]
        })
      })
    },

    async contentsOf(ids) {
      return await reading(sentence`read a statement`, async () => {
        const sight = await look()
        const visible = inRows(sight.rows(atLeastHeader))
        const found: { id: StatementId; envelope: Uint8Array; body: Uint8Array | null }[] = []
        for (let from = 0; from < ids.length; from += IDS_PER_SELECT) {
          const rows = await database
            .selectFrom('statement')
            .select(['id', 'envelope', 'body', 'label'])
            .where('id', 'in', ids.slice(from, from + IDS_PER_SELECT))
            .where('label', 'in', visible)
            .orderBy('id')
            .execute()
          for (const row of rows) {
            const { label, body, ...content } = Content.parse(row)
            found.push({ ...content, body: sight.of(label)?.level === 'body' ? body : null })
          }
        }
        return found
      })
    },

    async listMissing() {
      if (!isOwner) return []
      return await reading(sentence`list statements`, async () => {
        const sight = await look()
        const visible = inRows(sight.rows(atLeastHeader))
        const openRows = inRows(sight.rows((level) => level === 'body'))
        // What is here and not for this reader is missing to them as what is not here.
        const seen = database.selectFrom('statement').select('id').where('label', 'in', visible)
        const links = await database
          .selectFrom('link')
          .innerJoin('statement', 'statement.id', 'link.source')
          .select(['link.source as statement', 'statement.issuer', 'link.target as missing'])
          .where('statement.label', 'in', visible)
          .where('link.target', 'not in', seen)
          .where('link.target', 'not in', database.selectFrom('erased').select('id'))
          .orderBy('link.target')
          .execute()
        const blobs = await database
          .selectFrom('statement_blob')
          .innerJoin('statement', 'statement.id', 'statement_blob.statement')
          .select(['statement_blob.statement', 'statement.issuer', 'statement_blob.sha256 as missing'])
          .where('statement_blob.held', '=', 0)
          .where('statement.label', 'in', visible)
          .where((or) =>
            or.or([or('statement_blob.label', 'is', null), or('statement_blob.label', 'in', openRows)]),
          )
          .where('statement_blob.statement', 'not in', database.selectFrom('erased').select('id'))
          .orderBy('statement_blob.sha256')
          .execute()
        const parts = (rows: readonly object[], what: MissingPart['what']): MissingPart[] =>
          rows.map((row) => ({ ...MissingRow.parse(row), what }))
        return [...parts(links, 'statement'), ...parts(blobs, 'blob')]
      })
    },

    async describeSight() {
      return await reading(sentence`list statements`, async () => {
        const sight = await look()
        return ['header', 'body'].map((wanted) => sight.rows((level) => level === wanted)).join()
      })
    },
  }
}

const NONE: OutlinedStatement['blobs'] = []
