import { z } from 'zod'
import { Nonce, Slug, StatementRef, Text } from './common.ts'

/** Kind `opinion`: what one member says about a statement, signed; never averaged into it. */
export const Opinion = z.strictObject({
  nonce: Nonce.optional(),
  type: z.enum(['objection', 'remark']),
  exercise: Slug.nullable(),
  on: StatementRef,
  /** Dotted path of the field concerned; null: the whole. */
  field: z.string().min(1).max(200).nullable(),
  text: Text,
})
export type Opinion = z.infer<typeof Opinion>
