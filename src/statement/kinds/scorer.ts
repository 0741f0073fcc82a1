import { z } from 'zod'
import { NUMBER_LOCALES } from '../number-locale.ts'
import { LanguageTag } from './common.ts'
import { criteriaFields, judgeFields } from './judge.ts'

/** What may count for nothing where texts are compared. */
const NORMALISATIONS = ['width', 'punctuation', 'diacritics', 'space'] as const
export type Normalisation = (typeof NORMALISATIONS)[number]

// What came after the first version is absent, not defaulted: a scorer that was signed before stays what it is.

const normalise = z
  .array(z.enum(NORMALISATIONS))
  .max(NORMALISATIONS.length)
  .optional()
  .describe(
    'what else does not count: `width` (full-width and half-width forms), `punctuation`, `diacritics` (`é` is `e`), `space` (all of it, as in scripts that have none)',
  )

const refusals = z
  .array(
    z.strictObject({
      language: LanguageTag.describe('language of the phrases, for whoever reads the list'),
      phrases: z
        .array(z.string().trim().min(1).max(200))
        .min(1)
        .max(200)
        .describe('an answer that contains one of them is labelled'),
    }),
  )
  .max(50)
  .optional()
  .describe(
    'phrases by which a refusal is known, looked for in every answer; it gets the label `refusal`, as one does that its provider marks, and its value stays what it is',
  )

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
        normalise,
        refusals,
      })
      .describe('1 if the answer equals a target'),
    z
      .strictObject({
        type: z.literal('includes'),
        ignoreCase: z.boolean().default(true).describe('whether `A` equals `a`'),
        normalise,
        refusals,
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
        locale: z
          .enum(NUMBER_LOCALES)
          .optional()
          .describe(
            'language in whose way answers write figures, in place of `decimal`: its decimal mark, and groups as in 12,34,567 where it has them',
          ),
        refusals,
      })
      .describe(
        '1 if the number taken from the answer is within `tolerance` of the target; without a number the answer is not parsed',
      ),
    z
      .strictObject({ type: z.literal('choice'), refusals })
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
        refusals,
      })
      .describe(
        '1 if the capture group of the last match equals a target, as text or as a number; without a match the answer is not parsed',
      ),
    z
      .strictObject({
        type: z.literal('f1'),
        language: LanguageTag.describe('language of the answers; in English a, an and the do not count'),
        refusals,
      })
      .describe(
        'How far the words of the answer are those of a target, from 0 to 1: F1 of the two bags of words, the best of the targets; scripts without spaces are taken character by character',
      ),
    z
      .strictObject({ type: z.literal('judge'), ...judgeFields, refusals })
      .describe(
        'Models judge the answer by a rubric; their replies are kept, and the value is made from them. A reply without one of the verdicts is not parsed, a judge that cannot be reached or declines has no vote: neither is ever a value',
      ),
    z
      .strictObject({ type: z.literal('criteria'), ...criteriaFields, refusals })
      .describe(
        'Models judge the answer by each criterion of a list: true, false or not applicable; measures of the protocol make a value of an attempt from them, as they do of verdict tables',
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
