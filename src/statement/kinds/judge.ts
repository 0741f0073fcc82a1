import { z } from 'zod'
import { Slug } from './common.ts'

/** What a judge may be shown of an attempt. */
const JUDGED = ['input', 'answer', 'target'] as const
/** Wire formats over which a judge can be asked. */
const JUDGE_PROVIDERS = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'google-generate-content',
] as const

/** A model that judges. Its address is no part of it: whoever runs says where it is, for answers and a key go there. */
export const Judge = z.strictObject({
  id: Slug.describe('name of the judge'),
  provider: z.enum(JUDGE_PROVIDERS).describe('wire format over which it is asked'),
  model: z.string().min(1).max(500).describe('exact version, as its provider names it'),
  temperature: z.number().min(0).max(10).nullable().default(null).describe('null = not sent'),
  maxTokens: z.int().positive().nullable().default(null).describe('longest reply; null = not sent'),
  reasoningEffort: z.string().max(50).nullable().default(null).describe('null = not sent'),
  seed: z.int().nullable().default(null).describe('null = not sent'),
  retries: z
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('calls repeated after a rate limit or a transient fault; a reply is never asked for again'),
})
export type Judge = z.infer<typeof Judge>

/** A word that a judge may say, and what it is worth. */
export const Verdict = z.strictObject({
  verdict: z.string().trim().min(1).max(100).describe('the word, as the judge is asked to write it'),
  value: z.number().min(0).max(1).nullable().describe('what it is worth; null = does not apply'),
})

/** What every question to judges is made of. */
const questionFields = {
  template: z
    .string()
    .min(1)
    .max(20_000)
    .describe(
      'the rubric, as every judge is told it: `{{input}}`, `{{answer}}` and `{{target}}` are filled in, each between tags of its name; with criteria `{{criterion}}` too',
    ),
  shows: z
    .array(z.enum(JUDGED))
    .min(1)
    .max(JUDGED.length)
    .describe('which of them judges see: exactly those that the template has'),
  judges: z
    .array(Judge)
    .min(1)
    .max(9)
    .describe('models that are asked, each once for an answer or criterion'),
  pattern: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe(
      'regular expression, ECMAScript, whose first group is the verdict; the last match counts. Absent: the last of the verdicts that stands in the reply as a word, written as here',
    ),
}

/** Fields of a scorer that asks judges by a rubric. */
export const judgeFields = {
  ...questionFields,
  verdicts: z.array(Verdict).min(2).max(50).describe('what a judge may say; anything else has no value'),
  aggregation: z
    .enum(['majority', 'all', 'mean'])
    .describe(
      'how votes become a value: the verdict value of more than half of the judges, the least value, or the mean',
    ),
}

/** Fields of a scorer that asks judges about one criterion after the other. */
export const criteriaFields = {
  ...questionFields,
  criteria: z
    .array(
      z.strictObject({
        id: Slug.describe('name of the criterion, one of its own in the whole list'),
        text: z.string().trim().min(1).max(4000).describe('what must be so, as judges read it'),
        section: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .nullable()
          .default(null)
          .describe('section of the list, by which measures choose; null = none'),
      }),
    )
    .min(1)
    .max(200)
    .describe('the list; each has a row of its own in the outcome table'),
  verdicts: z
    .array(
      Verdict.extend({
        value: z
          .union([z.literal(0), z.literal(1), z.null()])
          .describe('1 = true, 0 = false, null = does not apply'),
      }),
    )
    .min(2)
    .max(50)
    .describe('what a judge may say; anything else has no value'),
  aggregation: z
    .enum(['majority', 'all'])
    .describe('how votes on a criterion become a value: that of more than half of the judges, or the least'),
}
