import { z } from 'zod'
import { Nonce, Slug, StatementRef } from './common.ts'
import { ERASURE_SCOPES } from './erasure.ts'

export const Receipt = z
  .strictObject({
    nonce: Nonce.optional(),
    type: z.literal('erased').describe('what is confirmed: that something was destroyed here'),
    exercise: Slug.nullable().describe('id of the exercise; null = it belongs to none'),
    erasure: StatementRef.describe('the erasure that was carried out'),
    on: StatementRef.describe('the statement that was erased'),
    scope: z.enum(ERASURE_SCOPES).describe('what was destroyed'),
  })
  .describe('A member confirms that it has done what another asked for')
export type Receipt = z.infer<typeof Receipt>
