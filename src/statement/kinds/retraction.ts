import { z } from 'zod'
import { Nonce, Slug, StatementRef, Text } from './common.ts'

export const RETRACTION_REASONS = ['mistake', 'fault-found', 'conduct', 'consent', 'other'] as const

export const Retraction = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.nullable().describe('id of the exercise; null = it belongs to none'),
    on: StatementRef.describe('the statement that is retracted; only its author may'),
    reason: z
      .enum(RETRACTION_REASONS)
      .describe(
        '`mistake` in making it, `fault-found` in what it rests on, `conduct` of a person, `consent` taken back, or another',
      ),
    why: Text.describe('what is wrong with it'),
  })
  .describe(
    'Its author no longer stands by a statement. The content stays, and is flagged; nothing counts any more that was retracted',
  )
export type Retraction = z.infer<typeof Retraction>
