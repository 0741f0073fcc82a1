import { z } from 'zod'
import { inEnglish, sentence } from '../../error.ts'

// What `describe` and `meta` say of a field or type is its meaning in the reference pages; `id` makes a type that the
// pages explain once.

export const Slug = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/,
    inEnglish(sentence`lower-case letters, digits and single - _ . between them`),
  )
  .max(64)
  .meta({
    id: 'Slug',
    description:
      'A short name used in commands, file names and addresses, such as `multilingual-maths-2026`: lower-case letters, digits and single `-` `_` `.` between them',
  })

export const Sha256Hex = z
  .string()
  .regex(/^[0-9a-f]{64}$/, inEnglish(sentence`64 lower-case hex digits`))
  .meta({ id: 'Digest', description: 'SHA-256 in hex: 64 lower-case digits' })

export const StatementRef = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, inEnglish(sentence`sha256: and 64 hex digits`))
  .meta({ id: 'StatementId', description: 'Id of a statement: `sha256:` and 64 lower-case hex digits' })

export const Timestamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, inEnglish(sentence`RFC 3339 in UTC with whole seconds`))
  .refine(isInCalendar, inEnglish(sentence`a moment that is in the calendar`))
  .meta({
    id: 'Timestamp',
    description: 'A moment, RFC 3339 in UTC with whole seconds, such as `2026-11-03T09:00:00Z`',
  })

export const CalendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, inEnglish(sentence`a date such as 2026-11-03`))
  .refine(isInCalendar, inEnglish(sentence`a date that is in the calendar`))
  .meta({ id: 'Date', description: 'A calendar date, ISO 8601, such as `2026-11-03`' })

/** As written; whether it is registered is for preflight to say. */
export const LanguageTag = z
  .string()
  .regex(/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, inEnglish(sentence`a BCP 47 tag`))
  .meta({
    id: 'LanguageTag',
    description: 'A language, as a BCP 47 tag such as `fr` or `zh-Hant`; `und` = not known',
  })

export const Nonce = Sha256Hex.describe(
  '32 random bytes in hex, so that the digest of a body that is not public cannot be guessed; absent where everybody may read',
)

export const BlobRef = z
  .strictObject({
    sha256: Sha256Hex.describe('digest of its bytes'),
    size: z.int().min(0).describe('number of its bytes'),
    mediaType: z.string().max(120).describe('what kind of file it is'),
  })
  .meta({ id: 'Blob', description: 'A file that travels with the statement' })
export type BlobRef = z.infer<typeof BlobRef>

/** From nothing to everything: which results somebody had seen when something was decided. */
export const DATA_SEEN = ['none', 'pilot', 'own-results', 'all-results'] as const

export const Text = z.string().min(1).max(4000)
export const OptionalText = z.string().max(4000)

export const Json: z.ZodType<JsonValue> = z
  .lazy(() =>
    z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(Json), z.record(z.string(), Json)]),
  )
  .meta({ id: 'JSON', description: 'Any JSON value with finite numbers' })
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** False for 31 February and for 24 o'clock, which a parser may take for another moment. Digits stand in their places. */
function isInCalendar(moment: string): boolean {
  const at = (from: number): number => Number(moment.slice(from, from + 2))
  const year = Number(moment.slice(0, 4))
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = at(5) === 2 && !leap ? 28 : (DAYS[at(5) - 1] ?? 0)
  return at(8) >= 1 && at(8) <= days && at(11) < 24 && at(14) < 60 && at(17) < 60
}
