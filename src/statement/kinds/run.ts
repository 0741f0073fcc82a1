import { z } from 'zod'
import { inEnglish, sentence } from '../../error.ts'
import { BlobRef, Json, Nonce, Sha256Hex, Slug, StatementRef, Timestamp } from './common.ts'
import { PublishedRates } from './published-rates.ts'

/** The fields in which two runs can differ, by class (what a difference in one of them decides). */
export const FACT_CLASSES = {
  'test-identity': ['items', 'split', 'judge', 'rubric', 'parser', 'template', 'denominator', 'aggregation'],
  generation: [
    'snapshot',
    'systemPrompt',
    'scaffold',
    'tools',
    'temperature',
    'topP',
    'maxTokens',
    'seed',
    'stop',
    'limits',
    'attempts',
    'reasoningEffort',
    'safeguards',
  ],
  conditions: [
    'provider',
    'region',
    'engine',
    'quantisation',
    'dates',
    'toolLanguage',
    'harnessVersion',
    'retries',
    'drift',
  ],
  volume: ['n', 'excluded', 'errored', 'limitHits', 'tokens', 'cost'],
} as const
export type FactClass = keyof typeof FACT_CLASSES
export type FactField = (typeof FACT_CLASSES)[FactClass][number]

export const FACT_FIELDS: readonly FactField[] = Object.values(FACT_CLASSES).flat()
const FactName = z
  .enum(Object.values(FACT_CLASSES).flat() as [FactField, ...FactField[]])
  .meta({ id: 'Fact', description: 'Name of something in which two runs can differ' })

export const Facts = z.partialRecord(FactName, Json)
export type Facts = z.infer<typeof Facts>

export const OutcomeCounts = z
  .strictObject({
    attempts: z.int().min(0).describe('all attempts; the others add up to it'),
    scored: z.int().min(0).describe('have a value'),
    'not-applicable': z.int().min(0).describe('judged not to apply'),
    unscored: z.int().min(0).describe('answered, but no value came of it'),
    errored: z.int().min(0).describe('the harness or the provider failed'),
    limit: z.int().min(0).describe('ended by a limit of time, tokens or steps'),
    'not-run': z.int().min(0).describe('planned, never asked'),
  })
  .meta({ id: 'OutcomeCounts', description: 'Attempts, and how many of them ended in which way' })
export type OutcomeCounts = z.infer<typeof OutcomeCounts>

export const Explanation = z.strictObject({
  field: FactName.describe('the fact that differs from the protocol'),
  reason: z.string().max(2000).describe('why'),
  decidedBy: z.string().max(200).describe('who decided it'),
  resultsSeenBefore: z.boolean().describe('whether results had been seen by then'),
})

export const Run = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.describe('id of the exercise'),
    protocol: StatementRef.describe('the protocol it follows'),
    amendments: z.array(StatementRef).max(100).describe('amendments in force when the run began, in order'),
    lab: Slug.describe('the member that ran it'),
    model: Slug.describe('alias of the model in the protocol'),
    pilot: z
      .boolean()
      .describe('true for a run of exploratory items before the freeze: listed, never analysed'),
    retrospective: z.boolean().describe('true for verdicts that existed before the protocol'),
    simulated: z.boolean().describe('true for a simulated model'),
    recorded: z
      .int()
      .min(1)
      .optional()
      .describe(
        'attempts whose answer was recorded earlier, so that nobody was asked (label “recorded” of the outcome table); absent = none',
      ),
    started: Timestamp.nullable().describe('when it began; null = unknown'),
    finished: Timestamp.nullable().describe('when it ended; null = unknown'),
    harness: z
      .strictObject({
        name: z.string().max(100).describe('its name'),
        version: z.string().max(100).describe('its version'),
      })
      .describe('program that ran it'),
    facts: Facts.describe(
      'what really was done, by name of the fact; compared with the protocol one by one. Absent = unknown, and unknown is not equal',
    ),
    explanations: z
      .array(Explanation)
      .max(100)
      .describe('what the lab says about differences from the protocol'),
    counts: OutcomeCounts.nullable().describe('how the attempts ended; null where only rates are known'),
    table: BlobRef.nullable().describe(
      'the outcome table: one row for each attempt or verdict, Parquet; null where only rates are known',
    ),
    rates: PublishedRates.optional().describe(
      'in place of an outcome table: rates as somebody published them, without what they were counted from',
    ),
    answers: BlobRef.nullable().describe(
      'answers as received, JSON Lines, one for each attempt; null where they are not released',
    ),
    drift: z
      .strictObject({
        checks: z
          .array(
            z.strictObject({
              moment: z.enum(['start', 'end', 'doubt']).describe('when in the run'),
              at: z.string().max(40).describe('when it ended'),
            }),
          )
          .min(1)
          .max(20)
          .describe('the checks that were made, in order'),
        p: z
          .number()
          .min(0)
          .max(1)
          .nullable()
          .describe(
            'p of “no change” between the first check and the others; null where nothing could be compared',
          ),
        answers: BlobRef.describe('the answers to the drift prompts, JSON Lines'),
      })
      .optional()
      .describe(
        'whether the model still answered at the end as at the start; absent where the protocol has no drift prompts',
      ),
    importedFrom: Sha256Hex.nullable().describe('digest of the file that verdicts or rates were read from'),
  })
  .refine(
    ({ table, counts, rates }) =>
      rates === undefined ? table !== null && counts !== null : table === null && counts === null,
    inEnglish(sentence`a run has an outcome table and its counts, or published rates in their place`),
  )
  .describe('What one lab did with one model, and what came out')
export type Run = z.infer<typeof Run>
