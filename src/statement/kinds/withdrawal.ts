import { z } from 'zod'
import { DATA_SEEN, Nonce, Slug, StatementRef, Text } from './common.ts'

export const Withdrawal = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.describe('id of the exercise'),
    protocol: StatementRef.describe('the version of the protocol it withdraws from'),
    why: Text.describe('the reason, for the others and for the report'),
    dataSeen: z.enum(DATA_SEEN).describe('which results its author had seen when this was decided'),
  })
  .describe(
    'A participant takes part no longer. Signed by it alone; all others then drop it by an amendment, without waiting for a deadline',
  )
export type Withdrawal = z.infer<typeof Withdrawal>
