import { z } from 'zod'
import { Nonce, Slug, StatementRef, Text } from './common.ts'

export const Opinion = z
  .strictObject({
    nonce: Nonce.optional(),
    type: z.enum(['objection', 'remark']).describe('whether its author objects, or only remarks'),
    exercise: Slug.nullable().describe('id of the exercise; null = it belongs to none'),
    on: StatementRef.describe('the statement it is about'),
    field: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .describe('dotted path of the field concerned; null = the whole'),
    text: Text.describe('what is said'),
  })
  .describe('What one member says about a statement, signed; never averaged into it')
export type Opinion = z.infer<typeof Opinion>
