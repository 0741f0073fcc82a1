import { z } from 'zod'
import { Nonce, Sha256Hex, Slug, StatementRef } from './common.ts'
import { Model } from './model.ts'

export const Reveal = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.describe('id of the exercise'),
    protocol: StatementRef.describe('the protocol with the sealed alias'),
    alias: Slug.describe('the alias that is opened'),
    passport: Model.omit({ nonce: true }).describe('the passport that was sealed'),
    key: Sha256Hex.describe('the 32 random bytes, in hex, that were sealed with it'),
  })
  .describe(
    'Opens the sealed passport of a model: SHA-256 over the canonical JSON of `{"key", "passport", "v": "concord-sealed-model-1"}` is what the protocol holds',
  )
export type Reveal = z.infer<typeof Reveal>
