import { z } from 'zod'
import { CalendarDate, Nonce, OptionalText, Slug } from './common.ts'

const Known = z.string().max(500).nullable()

/** Kind `model`: a passport. Null means unknown, and unknown is never equal to anything. */
export const Model = z.strictObject({
  nonce: Nonce.optional(),
  alias: Slug,
  /** True for a model that is simulated: said wherever its results appear. */
  simulated: z.boolean(),
  developer: Known,
  name: Known,
  /** Dated version or digest of the weights. */
  snapshot: Known,
  provider: Known,
  region: Known,
  engine: Known,
  quantisation: Known,
  contextTokens: z.int().min(1).nullable(),
  safeguards: Known,
  /** Access to model, information and time: AL1 black, AL2 grey, AL3 white box (arXiv 2601.11916). */
  access: z.enum(['AL1', 'AL2', 'AL3']).nullable(),
  released: CalendarDate.nullable(),
  notes: OptionalText,
})
export type Model = z.infer<typeof Model>
