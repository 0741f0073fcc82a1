import { z } from 'zod'
import { Nonce, Slug, StatementRef, Text } from './common.ts'

export const ERASURE_REASONS = [
  'personal-data',
  'harmful-content',
  'licence',
  'consent',
  'order',
  'other',
] as const
/** What is destroyed: body and blobs, or the envelope too. */
export const ERASURE_SCOPES = ['body', 'all'] as const

export const Erasure = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.nullable().describe('id of the exercise; null = it belongs to none'),
    on: StatementRef.describe('the statement to be erased; only its author may ask'),
    scope: z
      .enum(ERASURE_SCOPES)
      .describe('`body`: body and blobs, the envelope stays as proof that there was one; `all`: everything'),
    reason: z.enum(ERASURE_REASONS).describe('class of the reason; `order` of a court or an authority'),
    basis: Text.describe('legal basis, without repeating what is to be erased'),
    decidedBy: Text.describe('office or role that decided it; no name of a person'),
  })
  .describe('Its author asks all who hold a statement to destroy it; they answer with a receipt')
export type Erasure = z.infer<typeof Erasure>
