/**
 * Labels in effect, each distinct one of an issuer kept once: statements and blobs name it by its row. So a reader is
 * judged once per label, and what is asked of the database is asked for the labels that reader may see: how long an
 * answer takes does not depend on what there is beside it.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { decide, LabelInEffect, type Level, type Principal, reaches, type Roster } from '../access/index.ts'
import type { ReaderContext } from './store.ts'
import { jsonText, type Tables } from './tables.ts'

const ROWS_PER_INSERT = 1000

const KeptLabel = z.object({ id: z.int(), issuer: z.string(), label: jsonText(LabelInEffect) })
type KeptLabel = z.infer<typeof KeptLabel>

/** The rows of these labels, in their order; makes those that are not there. */
export async function putLabels(
  transaction: Transaction<Tables>,
  wanted: readonly { issuer: string; label: LabelInEffect }[],
): Promise<number[]> {
  const keyOf = (issuer: string, text: string): string => `${issuer}\n${text}`
  const rows = new Map<string, { issuer: string; label: string }>()
  const keys = wanted.map(({ issuer, label }) => {
    const text = JSON.stringify(label)
    const key = keyOf(issuer, text)
    rows.set(key, { issuer, label: text })
    return key
  })
  const idByKey = new Map<string, number>()
  const all = [...rows.values()]
  for (let from = 0; from < all.length; from += ROWS_PER_INSERT) {
    const some = all.slice(from, from + ROWS_PER_INSERT)
    await transaction
      .insertInto('label')
      .values(some)
      .onConflict((conflict) => conflict.columns(['issuer', 'label']).doNothing())
      .execute()
    const kept = await transaction
      .selectFrom('label')
      .select(['id', 'issuer', 'label'])
      .where(
        'label',
        'in',
        some.map(({ label }) => label),
      )
      .execute()
    for (const { id, issuer, label } of kept) idByKey.set(keyOf(issuer, label), id)
  }
  return keys.map((key) => idByKey.get(key) ?? 0)
}

/** The labels of one store, read once: a row of them never changes. */
export type LabelShelf = { list(): Promise<readonly KeptLabel[]> }

export function createLabelShelf(database: Kysely<Tables>): LabelShelf {
  const kept: KeptLabel[] = []
  return {
    async list() {
      const rows = await database
        .selectFrom('label')
        .select(['id', 'issuer', 'label'])
        .where('id', '>', kept.at(-1)?.id ?? 0)
        .orderBy('id')
        .execute()
      const last = kept.at(-1)?.id ?? 0
      // Two that ask at once get the same rows.
      for (const row of rows) if (row.id > last) kept.push(KeptLabel.parse(row))
      return kept
    },
  }
}

/** What one reader may see, by label. */
export type Sight = {
  /** The label of a row, with how much of what carries it this reader may see. */
  of(id: number): { label: LabelInEffect; level: Level } | undefined
  /** Rows of labels by which this reader may see as much as that and no more, as a list to select from. */
  rows(wanted: (level: Level, label: LabelInEffect) => boolean): string
}

/** Every read of statements passes here. */
export function createSight(
  shelf: LabelShelf,
  principal: Principal,
  { now, charterOf }: ReaderContext,
): () => Promise<Sight> {
  const chartersByIssuer = new Map<string, readonly Roster[]>()
  const seen = new Map<number, { label: LabelInEffect; level: Level }>()
  const judge = ({ issuer, label }: KeptLabel): Level => {
    const charters = chartersByIssuer.get(issuer) ?? charterOf(issuer)
    chartersByIssuer.set(issuer, charters)
    return decide({ issuer, ...label }, principal, now, charters)
  }
  const sight: Sight = {
    of: (id) => seen.get(id),
    rows: (wanted) =>
      JSON.stringify([...seen].flatMap(([id, { level, label }]) => (wanted(level, label) ? [id] : []))),
  }
  return async () => {
    for (const kept of await shelf.list())
      if (!seen.has(kept.id)) seen.set(kept.id, { label: kept.label, level: judge(kept) })
    return sight
  }
}

export const atLeastHeader = (level: Level): boolean => reaches(level, 'header')

/** The rows in a list of `Sight.rows`, to be compared with a column. */
export function inRows(list: string) {
  return sql<number>`(select value from json_each(${list}))`
}
