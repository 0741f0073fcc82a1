import { z } from 'zod'
import { CalendarDate, Nonce, OptionalText, Slug, Text } from './common.ts'

const Known = z.string().max(500).nullable()

const AccessLevel = z.enum(['AL1', 'AL2', 'AL3']).nullable()
const Told = z.array(Text).max(50)

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
    access: AccessLevel.describe(
      'access to model, information and time: AL1 black box, AL2 grey, AL3 white (arXiv 2601.11916)',
    ),
    accessLevels: z
      .strictObject({
        model: AccessLevel.describe('to the model itself'),
        information: AccessLevel.describe('to what is known of it'),
        time: AccessLevel.describe('in time: for how long, and how early'),
      })
      .optional()
      .describe('the same, for model, information and time apart'),
    released: CalendarDate.nullable().describe('date of release'),
    knowledgeUntil: CalendarDate.nullable().optional().describe('date to which its training data reach'),
    served: z
      .strictObject({
        from: CalendarDate.nullable().describe('first day'),
        to: CalendarDate.nullable().describe('last day, where it is known'),
      })
      .optional()
      .describe('days on which just this could be called'),
    providerTools: Told.optional().describe(
      'tools and filters that the provider runs around it, such as search',
    ),
    capabilities: Told.optional().describe('what it is said, or known, to be able to do'),
    limits: Told.optional().describe('what it is known not to do well'),
    risks: Told.optional().describe('risks known of it'),
    notes: OptionalText.describe('anything else a reader has to know'),
  })
  .describe('The passport of a model under test. null means unknown, and unknown is never equal to anything')
export type Model = z.infer<typeof Model>
