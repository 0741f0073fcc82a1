import { z } from 'zod'
import { Json, Nonce, Slug, StatementRef, Text } from './common.ts'

/** Kind `amendment`: a change to a frozen protocol, in force once every participant has signed it. */
export const Amendment = z.strictObject({
  nonce: Nonce.optional(),
  type: z.literal('protocol'),
  exercise: Slug,
  protocol: StatementRef,
  /** Dotted path of a field of the protocol, and its values before and after. */
  changes: z
    .array(z.strictObject({ field: z.string().min(1).max(200), from: Json, to: Json }))
    .min(1)
    .max(50),
  why: Text,
  /** Which data had been seen when this was decided. */
  dataSeen: z.enum(['none', 'pilot', 'own-results', 'all-results']),
})
export type Amendment = z.infer<typeof Amendment>
