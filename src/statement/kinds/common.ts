import { z } from 'zod'

/** A short name used in commands, file names and addresses: `multilingual-maths-2026`. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, 'lower-case letters, digits and single - _ . between them')
  .max(64)

/** Hex SHA-256, 64 lower-case digits. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits')

/** Id of a statement as it stands in bodies: `sha256:` and 64 hex digits. */
export const StatementRef = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits')

/** RFC 3339 in UTC, whole seconds. */
export const Timestamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, 'RFC 3339 in UTC with whole seconds')

/** Calendar date, ISO 8601. */
export const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-03')

/** BCP 47 tag as written; whether it is registered is for preflight to say. `und` = not known. */
export const LanguageTag = z.string().regex(/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, 'a BCP 47 tag')

/** 32 random bytes, hex: makes the digest of a body that is not public unguessable. */
export const Nonce = Sha256Hex.describe('32 random bytes, hex')

/** A blob that travels with the statement. */
export const BlobRef = z.strictObject({
  sha256: Sha256Hex,
  size: z.int().min(0),
  mediaType: z.string().max(120),
})
export type BlobRef = z.infer<typeof BlobRef>

export const Text = z.string().min(1).max(4000)
export const OptionalText = z.string().max(4000)

/** A JSON value with finite numbers: what a recorded field may hold. */
export const Json: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(Json), z.record(z.string(), Json)]),
)
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }
