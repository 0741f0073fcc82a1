import type { Transaction } from 'kysely'
import { z } from 'zod'
import { effectiveLabel, type SharingChange } from '../access/index.ts'
import { parseJson, Sharing, SharingAmendment } from '../statement/index.ts'
import { putLabels } from './labels.ts'
import { Bytes, jsonText, type Tables } from './tables.ts'

const IDS_PER_SELECT = 1000

const TargetRow = z.object({
  id: z.string(),
  issuer: z.string(),
  charter: z.int(),
  sharing: jsonText(Sharing),
})
const OwnRow = z.object({ name: z.string(), sharing: jsonText(Sharing).nullable() })
const AmendmentRow = z.object({ id: z.string(), issuer: z.string(), charter: z.int(), body: Bytes })

/**
 * Computes anew the labels in effect that statements which arrived may have changed: of those they amend, and of those
 * among them that are amended by what was here before. In the transaction in which they arrive, so that nobody ever
 * reads by a label that holds no longer.
 */
export async function relabel(
  transaction: Transaction<Tables>,
  arrived: readonly { id: string; kind: string; links: readonly { rel: string; id: string }[] }[],
): Promise<void> {
  const amended = new Set<string>()
  for (const { kind, links } of arrived)
    if (kind === 'amendment') for (const { rel, id } of links) if (rel === 'amends') amended.add(id)
  for (let from = 0; from < arrived.length; from += IDS_PER_SELECT) {
    const rows = await transaction
      .selectFrom('link')
      .select('target')
      .distinct()
      .where('rel', '=', 'amends')
      .where(
        'target',
        'in',
        arrived.slice(from, from + IDS_PER_SELECT).map(({ id }) => id),
      )
      .execute()
    for (const { target } of rows) amended.add(target)
  }
  for (const id of amended) await relabelOne(transaction, id)
}

async function relabelOne(transaction: Transaction<Tables>, id: string): Promise<void> {
  const row = await transaction
    .selectFrom('statement')
    .select(['id', 'issuer', 'charter', 'sharing'])
    .where('id', '=', id)
    // Whoever could narrow a charter could take the keys of everybody away.
    .where('kind', '!=', 'charter')
    .executeTakeFirst()
  if (row === undefined) return
  const changes = await changesOf(transaction, id)
  if (changes.length === 0) return
  const { issuer, charter, sharing } = TargetRow.parse(row)
  const own = await transaction
    .selectFrom('statement_blob')
    .select(['name', 'sharing'])
    .where('statement', '=', id)
    .execute()
  const { label, blobs } = effectiveLabel(
    {
      issuer,
      charter,
      sharing,
      blobs: new Map(own.map((blob) => OwnRow.parse(blob)).map((blob) => [blob.name, blob.sharing])),
    },
    changes,
  )
  const [statementLabel = 0] = await putLabels(transaction, [{ issuer, label }])
  await transaction.updateTable('statement').set({ label: statementLabel }).where('id', '=', id).execute()
  for (const [name, blobLabel] of blobs) {
    const [label = null] =
      blobLabel === null ? [] : await putLabels(transaction, [{ issuer, label: blobLabel }])
    await transaction
      .updateTable('statement_blob')
      .set({ label })
      .where('statement', '=', id)
      .where('name', '=', name)
      .execute()
  }
}

/** The amendments of the label of a statement that are here and can be read. */
async function changesOf(transaction: Transaction<Tables>, on: string): Promise<SharingChange[]> {
  const rows = await transaction
    .selectFrom('link')
    .innerJoin('statement', 'statement.id', 'link.source')
    .select(['statement.id', 'statement.issuer', 'statement.charter', 'statement.body'])
    .where('link.target', '=', on)
    .where('link.rel', '=', 'amends')
    .where('statement.kind', '=', 'amendment')
    .where('statement.kind_version', '=', 1)
    .where('statement.body', 'is not', null)
    .execute()
  return rows.flatMap((row): SharingChange[] => {
    const { body, ...about } = AmendmentRow.parse(row)
    const read = SharingAmendment.safeParse(valueOf(body))
    return read.success && read.data.on === on ? [{ ...about, body: read.data }] : []
  })
}

/** Undefined where it is no JSON: an encrypted body, of which nothing can be said here. */
function valueOf(body: Uint8Array): unknown {
  try {
    return parseJson(body).value
  } catch {
    return undefined
  }
}
