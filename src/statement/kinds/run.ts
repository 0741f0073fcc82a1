import { z } from 'zod'
import { BlobRef, Json, Nonce, Sha256Hex, Slug, StatementRef, Timestamp } from './common.ts'

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
  ],
  volume: ['n', 'excluded', 'errored', 'limitHits', 'tokens', 'cost'],
} as const
export type FactClass = keyof typeof FACT_CLASSES
export type FactField = (typeof FACT_CLASSES)[FactClass][number]

export const FACT_FIELDS: readonly FactField[] = Object.values(FACT_CLASSES).flat()
const FactName = z.enum(Object.values(FACT_CLASSES).flat() as [FactField, ...FactField[]])

/** Field → value. An absent field is unknown, and unknown is not equal. */
export const Facts = z.partialRecord(FactName, Json)
export type Facts = z.infer<typeof Facts>

export const OutcomeCounts = z.strictObject({
  attempts: z.int().min(0),
  scored: z.int().min(0),
  'not-applicable': z.int().min(0),
  unscored: z.int().min(0),
  errored: z.int().min(0),
  limit: z.int().min(0),
  'not-run': z.int().min(0),
})
export type OutcomeCounts = z.infer<typeof OutcomeCounts>

/** What a lab says about a difference that the ledger found. */
export const Explanation = z.strictObject({
  field: FactName,
  reason: z.string().max(2000),
  decidedBy: z.string().max(200),
  resultsSeenBefore: z.boolean(),
})

/** Kind `run`: what one lab did with one model, and what came out. */
export const Run = z.strictObject({
  nonce: Nonce.optional(),
  exercise: Slug,
  protocol: StatementRef,
  /** Amendments in force when the run began, in order. */
  amendments: z.array(StatementRef).max(100),
  lab: Slug,
  model: Slug,
  /** Before the freeze, exploratory items only: listed, never analysed. */
  pilot: z.boolean(),
  /** Verdicts that existed before the protocol. */
  retrospective: z.boolean(),
  simulated: z.boolean(),
  started: Timestamp.nullable(),
  finished: Timestamp.nullable(),
  harness: z.strictObject({ name: z.string().max(100), version: z.string().max(100) }),
  facts: Facts,
  explanations: z.array(Explanation).max(100),
  counts: OutcomeCounts,
  /** The outcome table, Parquet. */
  table: BlobRef,
  /** Answers as received, JSON Lines, one per attempt; null where they are not released. */
  answers: BlobRef.nullable(),
  /** SHA-256 of the file a verdict table was read from. */
  importedFrom: Sha256Hex.nullable(),
})
export type Run = z.infer<typeof Run>
