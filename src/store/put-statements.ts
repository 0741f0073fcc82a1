import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { labelAsSigned } from '../access/index.ts'
import { Link, Sharing, StatementId } from '../statement/index.ts'
import { formatEnvelope, mergeEnvelopes, parseEnvelope } from '../trust/index.ts'
import { erasedAmong } from './erase.ts'
import { putLabels } from './labels.ts'
import { relabel } from './relabel.ts'
import type { PutResult } from './store.ts'
import { BlobRow, Bytes, ContentRow, Signer, Signers, type Tables } from './tables.ts'

/** A statement whose blobs are durable: nothing but data, so that it can be handed to another thread. */
export const PreparedStatement = z.object({
  id: StatementId,
  kind: z.string(),
  kindVersion: z.int(),
  issuer: z.string(),
  exercise: z.string().nullable(),
  created: z.string(),
  charter: z.int(),
  sharing: Sharing,
  signers: z.array(Signer),
  receivedAt: z.string(),
  links: z.array(Link),
  envelope: Bytes,
  body: Bytes.nullable(),
  blobs: z.array(
    z.object({
      name: z.string(),
      sha256: z.string(),
      size: z.int(),
      mediaType: z.string(),
      sharing: Sharing.nullable(),
      held: z.boolean(),
    }),
  ),
})
export type PreparedStatement = z.infer<typeof PreparedStatement>

/** Rows per INSERT: 14 columns stay far below SQLite's 32,766 parameters. */
const ROWS_PER_INSERT = 200
const IDS_PER_SELECT = 1000

/** Takes in all of them in one transaction, or none; `onStored` is told of how many more the rows are written. */
export async function putPrepared(
  database: Kysely<Tables>,
  statements: readonly PreparedStatement[],
  onStored?: (more: number) => void,
): Promise<PutResult[]> {
  return await database.transaction().execute(async (transaction) => {
    const known = await knownIds(
      transaction,
      statements.map(({ id }) => id),
    )
    const erased = await erasedAmong(
      transaction,
      statements.map(({ id }) => id),
    )
    const fresh: PreparedStatement[] = []
    const again: PreparedStatement[] = []
    for (const given of statements) {
      const scope = erased.get(given.id)
      if (scope === 'all') continue
      const statement = scope === undefined ? given : bodiless(given)
      if (known.has(statement.id)) again.push(statement)
      else {
        known.add(statement.id)
        fresh.push(statement)
      }
    }
    await insertFresh(transaction, fresh, onStored)
    const resultById = new Map<string, PutResult['result']>()
    for (const { id } of fresh) resultById.set(id, 'new')
    for (const statement of again) {
      const merged = await mergeInto(transaction, statement)
      onStored?.(1)
      if (!resultById.has(statement.id) || (merged && resultById.get(statement.id) === 'known')) {
        resultById.set(statement.id, merged ? 'merged' : 'known')
      }
    }
    await relabel(
      transaction,
      statements.filter(({ id }) => (resultById.get(id) ?? 'known') !== 'known'),
    )
    return statements.map(({ id }) => ({ id, result: resultById.get(id) ?? 'known' }))
  })
}

/** Its body and blobs were erased here, and do not come back. */
function bodiless(statement: PreparedStatement): PreparedStatement {
  return { ...statement, body: null, blobs: statement.blobs.map((blob) => ({ ...blob, held: false })) }
}

async function knownIds(transaction: Transaction<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const some of slices(ids, IDS_PER_SELECT)) {
    const rows = await transaction.selectFrom('statement').select('id').where('id', 'in', some).execute()
    for (const { id } of rows) known.add(id)
  }
  return known
}

async function insertFresh(
  transaction: Transaction<Tables>,
  statements: readonly PreparedStatement[],
  onStored?: (more: number) => void,
): Promise<void> {
  const labels = await putLabels(
    transaction,
    statements.map(({ issuer, charter, sharing }) => ({ issuer, label: labelAsSigned(sharing, charter) })),
  )
  const rows = statements.map((one, index) => ({
    id: one.id,
    kind: one.kind,
    kind_version: one.kindVersion,
    issuer: one.issuer,
    exercise: one.exercise,
    created: one.created,
    charter: one.charter,
    tlp: one.sharing.tlp,
    sharing: JSON.stringify(one.sharing),
    label: labels[index] ?? 0,
    signers: JSON.stringify(sortSigners(one.signers)),
    received_at: one.receivedAt,
    envelope: one.envelope,
    body: one.body,
  }))
  for (const some of slices(rows, ROWS_PER_INSERT)) {
    await transaction.insertInto('statement').values(some).execute()
    onStored?.(some.length)
  }
  const links = statements.flatMap(({ id, links }) =>
    links.map((link) => ({ source: id, rel: link.rel, target: link.id })),
  )
  for (const some of slices(links, ROWS_PER_INSERT)) {
    await transaction.insertInto('link').values(some).execute()
  }
  const own = statements.flatMap(({ issuer, charter, blobs }) =>
    blobs.flatMap(({ sharing }) =>
      sharing === null ? [] : [{ issuer, label: labelAsSigned(sharing, charter) }],
    ),
  )
  const ownLabels = (await putLabels(transaction, own)).values()
  const blobs = statements.flatMap(({ id, blobs }) =>
    blobs.map((blob) => ({
      statement: id,
      name: blob.name,
      sha256: blob.sha256,
      size: blob.size,
      media_type: blob.mediaType,
      sharing: blob.sharing === null ? null : JSON.stringify(blob.sharing),
      label: blob.sharing === null ? null : (ownLabels.next().value ?? 0),
      held: blob.held ? 1 : 0,
    })),
  )
  for (const some of slices(blobs, ROWS_PER_INSERT)) {
    await transaction.insertInto('statement_blob').values(some).execute()
  }
}

/** True when the statement that is here gained something. Its payload is the same: so are header and links. */
async function mergeInto(transaction: Transaction<Tables>, statement: PreparedStatement): Promise<boolean> {
  const here = StatementRow.parse(
    await transaction
      .selectFrom('statement')
      .select(['envelope', 'body', 'signers', 'exercise'])
      .where('id', '=', statement.id)
      .executeTakeFirst(),
  )
  const held = parseEnvelope(here.envelope)
  const envelope = mergeEnvelopes(held, parseEnvelope(statement.envelope))
  const signed = envelope.signatures.length > held.signatures.length
  const signers = sortSigners([...here.signers, ...statement.signers])
  const body = here.body === null ? statement.body : null
  const exercise = here.exercise === null ? statement.exercise : null
  const newlyHeld = await listBlobsToHold(transaction, statement)
  const gained =
    signed ||
    signers.length > here.signers.length ||
    body !== null ||
    exercise !== null ||
    newlyHeld.length > 0
  if (!gained) return false
  await transaction
    .updateTable('statement')
    .set({
      envelope: signed ? formatEnvelope(envelope) : here.envelope,
      signers: JSON.stringify(signers),
      body: body ?? here.body,
      exercise: exercise ?? here.exercise,
    })
    .where('id', '=', statement.id)
    .execute()
  for (const name of newlyHeld) {
    await transaction
      .updateTable('statement_blob')
      .set({ held: 1 })
      .where('statement', '=', statement.id)
      .where('name', '=', name)
      .execute()
  }
  return true
}

const StatementRow = ContentRow.extend({ signers: Signers, exercise: z.string().nullable() })

async function listBlobsToHold(
  transaction: Transaction<Tables>,
  statement: PreparedStatement,
): Promise<string[]> {
  const arrived = new Map(
    statement.blobs.filter(({ held }) => held).map(({ name, sha256 }) => [name, sha256]),
  )
  if (arrived.size === 0) return []
  const rows = await transaction
    .selectFrom('statement_blob')
    .select(['name', 'sha256', 'size', 'media_type', 'sharing', 'label', 'held'])
    .where('statement', '=', statement.id)
    .where('held', '=', 0)
    .execute()
  return rows
    .map((row) => BlobRow.parse(row))
    .filter(({ name, sha256 }) => arrived.get(name) === sha256)
    .map(({ name }) => name)
}

function sortSigners(signers: readonly Signer[]): Signer[] {
  const byKey = new Map(signers.map((one) => [`${one.member}\n${one.keyid}`, one]))
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

function* slices<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size)
}
