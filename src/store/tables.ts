import type { Generated } from 'kysely'
import { z } from 'zod'
import { Json, Link, Sharing, StatementId } from '../statement/index.ts'

/** The tables as queries see them; migrations.ts makes them. */
export type Tables = {
  statement: {
    id: string
    kind: string
    kind_version: number
    issuer: string
    exercise: string | null
    created: string
    charter: number
    tlp: string
    sharing: string
    /** The label in effect; 0: none, then nobody may see it. */
    label: Generated<number>
    signers: string
    received_at: string
    envelope: Uint8Array
    body: Uint8Array | null
  }
  link: { source: string; rel: string; target: string }
  statement_blob: {
    statement: string
    name: string
    sha256: string
    size: number
    media_type: string
    sharing: string | null
    /** Its own label in effect. */
    label: number | null
    held: number
  }
  label: { id: Generated<number>; issuer: string; label: string }
  quarantine: {
    id: Generated<number>
    sha256: string
    bytes: Uint8Array
    reason: string
    received_at: string
    source: string
    statement: string | null
  }
  revision: { revision: number; charters: number }
  sync_seen: { name: string; state: string; tried: string }
  sync_sent: { name: string; size: number; audience: string | null }
  sync_entry: { file: string; statement: string; content: string }
  sync_acknowledged: { member: string; file: string }
  audit: {
    n: number
    at: string
    who: string | null
    what: string
    about: string | null
    detail: string
    previous: string
    hash: string
  }
  pin: { charter_id: string; pinned_at: string }
  local_run: {
    id: string
    exercise: string
    protocol: string
    lab: string
    model: string
    pilot: number
    status: string
    folder: string
    created: string
    submitted: string | null
  }
  note: { key: string; value: string }
  /** Statements that were erased here; `doomed` are digests of files to remove, as long as it is not `done`. */
  erased: { id: string; scope: string; at: string; doomed: string; done: number }
}

export function jsonText<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)
}

export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
const Flag = z.union([z.literal(0), z.literal(1)]).transform((flag) => flag === 1)

export const Signer = z.strictObject({ keyid: z.string(), member: z.string() })
export type Signer = z.infer<typeof Signer>
export const Signers = jsonText(z.array(Signer))

/** Columns of a list, in the order of the row schema. */
export const SUMMARY_COLUMNS = [
  'id',
  'kind',
  'kind_version',
  'issuer',
  'exercise',
  'created',
  'charter',
  'sharing',
  'label',
  'signers',
  'received_at',
] as const

export const SummaryRow = z
  .object({
    id: StatementId,
    kind: z.string(),
    kind_version: z.int(),
    issuer: z.string(),
    exercise: z.string().nullable(),
    created: z.string(),
    charter: z.int(),
    sharing: jsonText(Sharing),
    label: z.int(),
    signers: Signers,
    received_at: z.string(),
  })
  .transform(({ kind_version: kindVersion, received_at: receivedAt, ...row }) => ({
    ...row,
    kindVersion,
    receivedAt,
  }))
export type SummaryRow = z.infer<typeof SummaryRow>

export const ContentRow = z.object({ envelope: Bytes, body: Bytes.nullable() })

export const LinkRow = z
  .object({ rel: z.string(), target: z.string() })
  .transform(({ rel, target }) => ({ rel, id: target }))
  .pipe(Link)

export const BlobRow = z
  .object({
    name: z.string(),
    sha256: z.string(),
    size: z.int(),
    media_type: z.string(),
    sharing: jsonText(Sharing).nullable(),
    label: z.int().nullable(),
    held: Flag,
  })
  .transform(({ media_type: mediaType, ...row }) => ({ ...row, mediaType }))
export type BlobRow = z.infer<typeof BlobRow>

export const QuarantineRow = z
  .object({
    id: z.int(),
    reason: z.string(),
    received_at: z.string(),
    source: z.string(),
    statement: z.string().nullable(),
    size: z.int(),
  })
  .transform(({ received_at: receivedAt, ...row }) => ({ ...row, receivedAt }))

export const AuditRow = z.object({
  n: z.int(),
  at: z.string(),
  who: z.string().nullable(),
  what: z.string(),
  about: z.string().nullable(),
  detail: jsonText(Json),
  previous: z.string(),
  hash: z.string(),
})

export const ErasedRow = z.object({ id: z.string(), scope: z.enum(['body', 'all']), at: z.string() })

export const PinRow = z
  .object({ charter_id: z.string(), pinned_at: z.string() })
  .transform((row) => ({ charterId: row.charter_id, pinnedAt: row.pinned_at }))

export const LocalRunRow = z.object({
  id: z.string(),
  exercise: z.string(),
  protocol: z.string(),
  lab: z.string(),
  model: z.string(),
  pilot: Flag,
  status: z.string(),
  folder: z.string(),
  created: z.string(),
  submitted: z.string().nullable(),
})

export const NoteRow = z.object({ key: z.string(), value: z.string() })
