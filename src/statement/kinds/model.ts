import { z } from 'zod'
import { CalendarDate, Nonce, OptionalText, Slug } from './common.ts'

const Known = z.string().max(500).nullable()

export const Model = z
  .strictObject({
    nonce: Nonce.optional(),
    alias: Slug.describe('name of the model in the protocol and the report'),
    simulated: z.boolean().describe('true for a simulated model: said wherever its results appear'),
    developer: Known.describe('who made it'),
    name: Known.describe('what its developer calls it'),
    snapshot: Known.describe(
      'dated version, or digest of the weights; compared with what the provider reports',
    ),
    provider: Known.describe('who serves it'),
    region: Known.describe('where it is served'),
    engine: Known.describe('software that serves it'),
    quantisation: Known.describe('precision of the weights as served'),
    contextTokens: z.int().min(1).nullable().describe('tokens it can take in at once'),
    safeguards: Known.describe('filters and refusals around it'),
    access: z
      .enum(['AL1', 'AL2', 'AL3'])
      .nullable()
      .describe(
        'access to model, information and time: AL1 black box, AL2 grey, AL3 white (arXiv 2601.11916)',
      ),
    released: CalendarDate.nullable().describe('date of release'),
    notes: OptionalText.describe('anything else a reader has to know'),
  })
  .describe('The passport of a model under test. null means unknown, and unknown is never equal to anything')
export type Model = z.infer<typeof Model>
