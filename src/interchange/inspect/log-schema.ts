/**
 * The parts of an Inspect log that are read here. Everything else stays in the objects as it was: the format gains
 * fields every few days, and none is refused. Source: UKGovernmentBEIS/inspect_ai, src/inspect_ai/log/_log.py.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { firstFault } from '../../statement/index.ts'

const Id = z.union([z.string(), z.number(), z.bigint()])
/** Not finite numbers occur wherever a number may stand. */
const AnyNumber = z.union([z.number(), z.nan(), z.bigint(), z.literal([Infinity, -Infinity])])

const Metric = z.looseObject({
  name: z.string(),
  value: z.unknown().optional(),
  group: z.string().nullish(),
  params: z.record(z.string(), z.unknown()).nullish(),
})
export type Metric = z.infer<typeof Metric>

const EvalScore = z.looseObject({
  name: z.string(),
  scorer: z.string(),
  reducer: z.string().nullish(),
  scored_samples: z.number().nullish(),
  unscored_samples: z.number().nullish(),
  metrics: z.record(z.string(), Metric).default({}),
})
export type EvalScore = z.infer<typeof EvalScore>

const EvalResults = z.looseObject({
  total_samples: z.number().nullish(),
  completed_samples: z.number().nullish(),
  scores: z.array(EvalScore).default([]),
})

const EvalSpec = z.looseObject({
  task: z.string(),
  model: z.string(),
  created: z.string().nullish(),
  eval_id: z.string().nullish(),
  run_id: z.string().nullish(),
  dataset: z.looseObject({
    name: z.string().nullish(),
    samples: z.number().nullish(),
    sample_ids: z.array(Id).nullish(),
  }),
  config: z.looseObject({
    epochs: z.number().nullish(),
    epochs_reducer: z.array(z.string()).nullish(),
    limit: z.unknown().optional(),
  }),
  packages: z.record(z.string(), z.unknown()).nullish(),
  metadata: z.looseObject({}).nullish(),
})

/** A log without its samples. */
export const LogHeader = z.looseObject({
  version: z.number(),
  status: z.string(),
  eval: EvalSpec,
  results: EvalResults.nullish(),
  error: z.looseObject({ message: z.string() }).nullish(),
})
export type LogHeader = z.infer<typeof LogHeader>

const Score = z.looseObject({
  value: z.unknown().optional(),
  answer: z.unknown().optional(),
  explanation: z.unknown().optional(),
})

const Content = z.union([z.string(), z.array(z.union([z.string(), z.looseObject({ type: z.string() })]))])

const Message = z.looseObject({
  role: z.string(),
  content: Content.nullish(),
  source: z.string().nullish(),
})
export type Message = z.infer<typeof Message>

const Usage = z.looseObject({
  input_tokens: AnyNumber.nullish(),
  output_tokens: AnyNumber.nullish(),
})

/** One item in one epoch. */
export const LogSample = z.looseObject({
  id: Id,
  epoch: z.number().int(),
  input: z.union([z.string(), z.array(Message)]),
  choices: z.array(z.string()).nullish(),
  target: z.union([z.string(), z.array(z.string())]),
  messages: z.array(Message).default([]),
  output: z
    .looseObject({ completion: z.string().nullish(), choices: z.array(z.unknown()).nullish() })
    .nullish(),
  scores: z.record(z.string(), Score).nullish(),
  metadata: z.looseObject({}).nullish(),
  model_usage: z.record(z.string(), Usage).nullish(),
  error: z.looseObject({ message: z.string() }).nullish(),
  limit: z.looseObject({ type: z.string() }).nullish(),
  events: z
    .array(z.unknown())
    .nullish()
    .transform((events) => events ?? []),
  attachments: z.record(z.string(), z.string()).nullish(),
  events_data: z
    .looseObject({ messages: z.array(z.unknown()).nullish(), calls: z.array(z.unknown()).nullish() })
    .nullish(),
})
export type LogSample = z.infer<typeof LogSample>

/** What a list of samples shows of each. */
export const LogSummary = z.looseObject({ id: Id, epoch: z.number().int() })
export type LogSummary = z.infer<typeof LogSummary>

/** The same sample has the same key; the number 1 and the text "1" are two ids. */
export function sampleKey({ id, epoch }: { id: string | number | bigint; epoch: number }): string {
  return `${typeof id === 'string' ? JSON.stringify(id) : id} ${epoch}`
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A part of a log as its schema has it; `bad-input` says where and what is wrong. */
export function parsePart<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ConcordError(
    'bad-input',
    sentence`${where} does not have the form of an Inspect log: ${firstFault(parsed.error)}.`,
  )
}
