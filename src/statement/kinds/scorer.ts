import { z } from 'zod'

/**
 * How an answer becomes a value, declared: the parser is part of the test's identity. The functions that
 * carry these out are in the room `evaluation`; `verify` receives them as an argument.
 */
export const Scorer = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('exact'),
        ignoreCase: z.boolean().default(false).describe('whether `A` equals `a`'),
        ignoreSpace: z
          .boolean()
          .default(true)
          .describe('whether space around is left out, and a run of it counts as one'),
      })
      .describe('1 if the answer equals a target'),
    z
      .strictObject({
        type: z.literal('includes'),
        ignoreCase: z.boolean().default(true).describe('whether `A` equals `a`'),
      })
      .describe('1 if the answer contains a target'),
    z
      .strictObject({
        type: z.literal('numeric'),
        take: z.enum(['first', 'last']).default('last').describe('which number of the answer is taken'),
        tolerance: z.number().min(0).default(0).describe('how far it may be from the target'),
        decimal: z
          .enum(['auto', 'point', 'comma'])
          .default('auto')
          .describe('decimal mark expected in answers; `auto` reads both where the figure is unambiguous'),
      })
      .describe(
        '1 if the number taken from the answer is within `tolerance` of the target; without a number the answer is not parsed',
      ),
    z
      .strictObject({ type: z.literal('choice') })
      .describe('1 if the letter chosen is the target’s; without a letter the answer is not parsed'),
    z
      .strictObject({
        type: z.literal('regex'),
        pattern: z.string().min(1).max(500).describe('regular expression, ECMAScript'),
        flags: z
          .string()
          .regex(/^[ims]*$/)
          .default('')
          .describe('its flags'),
        group: z.int().min(0).max(20).default(1).describe('number of the capture group; 0 = the whole match'),
        ignoreCase: z.boolean().default(true).describe('whether `A` equals `a` in the comparison'),
        compare: z.enum(['text', 'number']).default('text').describe('how the group is compared'),
      })
      .describe(
        '1 if the capture group of the last match equals a target, as text or as a number; without a match the answer is not parsed',
      ),
    z
      .strictObject({
        type: z.literal('verdict-table'),
        rubric: z.string().max(4000).describe('by which rules was judged'),
      })
      .describe('Verdicts or rates were found elsewhere and come as a table; nothing is scored here'),
  ])
  .describe('how an answer becomes a value from 0 to 1')
export type Scorer = z.infer<typeof Scorer>
