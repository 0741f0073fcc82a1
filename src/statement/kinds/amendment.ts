import { z } from 'zod'
import { DATA_SEEN, Json, Nonce, Slug, StatementRef, Text } from './common.ts'

export const Amendment = z
  .strictObject({
    nonce: Nonce.optional(),
    type: z.literal('protocol').describe('what is amended'),
    exercise: Slug.describe('id of the exercise'),
    protocol: StatementRef.describe('the frozen protocol'),
    changes: z
      .array(
        z.strictObject({
          field: z
            .string()
            .min(1)
            .max(200)
            .describe('dotted path of a field of the protocol, such as `generation.retries`'),
          from: Json.describe('its value before'),
          to: Json.describe('its value after'),
        }),
      )
      .min(1)
      .max(50)
      .describe('what changes'),
    why: Text.describe('the reason'),
    dataSeen: z.enum(DATA_SEEN).describe('which results had been seen when this was decided'),
  })
  .describe('A change to a frozen protocol, in force once every participant has signed it')
export type Amendment = z.infer<typeof Amendment>
