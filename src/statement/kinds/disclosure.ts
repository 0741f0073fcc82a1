import { z } from 'zod'
import { inEnglish, sentence } from '../../error.ts'
import { Slug, Timestamp } from './common.ts'

/** What a run consists of for those who read it, each of which may be for fewer eyes than the rest. */
export const DISCLOSURE_FIELDS = [
  'itemOutcomes',
  'transcripts',
  'items',
  'judgePrompts',
  'modelIdentity',
] as const
export type DisclosureField = (typeof DISCLOSURE_FIELDS)[number]

export const StricterLabel = z
  .strictObject({
    tlp: z.enum(['GREEN', 'AMBER', 'AMBER+STRICT', 'RED']).describe('stricter than the exercise'),
    audience: z
      .array(Slug)
      .max(100)
      .optional()
      .describe('for AMBER and AMBER+STRICT: members that may read it; absent = the participants'),
    recipients: z
      .array(
        z
          .string()
          .regex(
            /^[a-z0-9]+(?:[-_.][a-z0-9]+)*\/[A-Za-z0-9_-]{1,64}$/,
            inEnglish(sentence`a recipient such as institute/7f3a`),
          )
          .max(130),
      )
      .max(100)
      .optional()
      .describe('for RED: the persons that may read it, `<member>/<id>`, as their institutes list them'),
  })
  .describe('A label of its own for one field')

export const FieldMarking = z.union([z.enum(['with-run', 'withheld']), StricterLabel]).meta({
  id: 'FieldMarking',
  description:
    'Who gets one field: `with-run` = whoever may read the exercise; `withheld` = nobody who does not need it to take part; or a stricter label of its own',
})
export type FieldMarking = z.infer<typeof FieldMarking>

export const Disclosure = z
  .strictObject({
    tlp: z
      .enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT'])
      .describe('marking of everything in the exercise, by the Traffic Light Protocol'),
    audience: z
      .array(Slug)
      .max(100)
      .describe('for AMBER and AMBER+STRICT: members that may read it; empty = the participants'),
    embargoUntil: Timestamp.optional().describe(
      'results (runs and analyses) are held back at least until then; absent = no embargo',
    ),
    early: z
      .array(Slug)
      .max(100)
      .optional()
      .describe('members that read results under the embargo: every participant at least'),
    fields: z
      .strictObject({
        itemOutcomes: FieldMarking.describe(
          'the outcome table: how each attempt at each item ended; every participant needs it to recompute',
        ),
        transcripts: FieldMarking.describe(
          'the answers; `withheld` = they stay in the house that got them, and scores cannot be computed anew from them elsewhere',
        ),
        items: FieldMarking.describe(
          'questions and accepted answers; unless `with-run`, outcome tables name items by salted hashes, which whoever holds the items can resolve',
        ),
        judgePrompts: FieldMarking.describe('what judges are told, and the rubric'),
        modelIdentity: FieldMarking.describe(
          'who made and serves the model, and its snapshot; unless `with-run`, others see the alias and keyed hashes',
        ),
      })
      .describe('who gets what of it'),
  })
  .describe('who may see what, field by field')
export type Disclosure = z.infer<typeof Disclosure>
