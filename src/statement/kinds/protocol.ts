import { z } from 'zod'
import { CalendarDate, LanguageTag, Nonce, OptionalText, Slug, StatementRef, Text } from './common.ts'
import { Split } from './dataset.ts'

/** Rules for an attempt without a value: out of the denominator, or counted at one end of the scale. */
export const MissingPolicy = z.enum(['scored-only', 'missing-as-worst', 'missing-as-best'])
/** An attempt ended by a limit may carry a value, which may count. */
export const LimitPolicy = z.enum(['scored-only', 'missing-as-worst', 'missing-as-best', 'as-scored'])
export const Role = z.enum(['coordinator', 'runner', 'translator', 'rater', 'verifier', 'observer'])

/** Part 1: what is asked, of what, and which decision it informs. */
export const Question = z.strictObject({
  objective: Text,
  construct: Text,
  scope: Text,
  exclusions: z.array(Text).max(50),
  decision: Text,
  limits: z.array(Text).min(1).max(50),
})

/** Part 2: the sets, each one dataset statement in one language. */
export const Items = z.strictObject({
  sets: z
    .array(
      z.strictObject({
        id: Slug,
        language: LanguageTag,
        dataset: StatementRef,
        /** Which split is run for the result. */
        split: Split,
        /** Number of items of that split. */
        n: z.int().min(1),
      }),
    )
    .min(1)
    .max(200),
  /** What joins the translations of one item. */
  crossLanguageKey: z.enum(['declared-id', 'item-key', 'none']),
})

/** Part 3: what is translated into each language. */
export const Languages = z
  .array(
    z.strictObject({
      tag: LanguageTag,
      translated: z.array(z.enum(['prompt', 'tools', 'system-prompt', 'judge-prompt'])),
    }),
  )
  .min(1)
  .max(200)

/** Part 4: the systems under test, by alias; the passport is a `model` statement. */
export const System = z.strictObject({
  models: z
    .array(z.strictObject({ alias: Slug, passport: StatementRef, simulated: z.boolean() }))
    .min(1)
    .max(50),
  safeguards: Text,
})

export const RunLimits = z.strictObject({
  /** Seconds of wall time per attempt. */
  timeSeconds: z.number().positive().nullable(),
  /** Input and output tokens per attempt. */
  tokens: z.int().positive().nullable(),
  /** Agent steps per attempt. */
  steps: z.int().positive().nullable(),
})

/** Part 5: how answers are generated. Null = not set, the provider's default; that is a choice too. */
export const Generation = z.strictObject({
  /** Program that runs it, where the participants fix one; absent: each lab's own choice, recorded. */
  harness: z.strictObject({ name: Text, version: Text }).optional(),
  systemPrompt: z.string().max(100_000).nullable(),
  scaffold: Text,
  tools: z.array(Text).max(100),
  temperature: z.number().min(0).max(10).nullable(),
  topP: z.number().min(0).max(1).nullable(),
  maxTokens: z.int().positive().nullable(),
  reasoningEffort: z.string().max(50).nullable(),
  /** Attempt k of an item is asked with seed + k − 1. */
  seed: z.int().nullable(),
  stop: z.array(z.string().max(200)).max(10),
  attempts: z.int().min(1).max(1000),
  retries: z.int().min(0).max(100),
  limits: RunLimits,
})

/** Part 6: how answers are judged. The scorer itself is in the evaluation. */
export const Judging = z.strictObject({
  evaluation: StatementRef,
  /** People's or models' verdicts: who judges, by which prompt; empty when a scorer decides. */
  judges: z.array(z.strictObject({ id: Slug, snapshot: Text, prompt: Text })).max(20),
  rubric: OptionalText,
  inputsShown: z.array(Text).max(50),
  scale: z.strictObject({ good: z.enum(['high', 'low']), min: z.number(), max: z.number() }),
  humanSample: OptionalText,
})

/** Part 7: what counts when an attempt has no value, and who may exclude. */
export const Outcomes = z.strictObject({
  denominator: z.strictObject({
    unscored: MissingPolicy,
    errored: MissingPolicy,
    limit: LimitPolicy,
    'not-run': MissingPolicy,
  }),
  exclusions: z.array(z.strictObject({ reason: Text, decidedBy: Text })).max(50),
})

/** How the criteria of one attempt become one value. */
export const CriteriaRule = z.enum(['all-true', 'none-false', 'mean'])

/** Part 8: criteria → attempt → item → set. Items weigh the same, labs weigh the same. */
export const Aggregation = z.strictObject({
  measures: z
    .array(
      z.strictObject({
        id: Slug,
        title: Text,
        /** Sections of criteria that count; null = all. */
        sections: z.array(Text).max(50).nullable(),
        rule: CriteriaRule,
      }),
    )
    .min(1)
    .max(20),
  attempts: z.enum(['mean']),
  items: z.enum(['equal']),
  labs: z.enum(['equal']),
  languages: z.enum(['separate']),
})

/** One line of the analysis plan. */
export const PlannedAnalysis = z.discriminatedUnion('kind', [
  /** Several labs on the same items: joint mean, degrees of equivalence, step-down. At most one is primary. */
  z.strictObject({
    kind: z.literal('joint'),
    id: Slug,
    set: Slug,
    model: Slug,
    measure: Slug,
    labs: z.array(Slug).min(1).max(100),
    primary: z.boolean(),
    /** Largest gap between labs that still counts as agreement, on the scale of the score; null: no verdict. */
    delta: z.number().positive().max(1).nullable(),
    multiplicity: z.literal('holm'),
  }),
  /** Two labs on the same items: both scores and their paired difference, no joint figure. */
  z.strictObject({
    kind: z.literal('lab-pair'),
    id: Slug,
    set: Slug,
    model: Slug,
    measure: Slug,
    labs: z.tuple([Slug, Slug]),
  }),
  /** Additive effects of lab and language over the cells that were run; descriptive. */
  z.strictObject({ kind: z.literal('lab-language'), id: Slug, model: Slug, measure: Slug }),
  /** One score per model and measure in one lab. */
  z.strictObject({
    kind: z.literal('run-scores'),
    id: Slug,
    set: Slug,
    lab: Slug,
    models: z.array(Slug).min(1).max(50),
    measures: z.array(Slug).min(1).max(20),
  }),
  /** All pairs of models on the same items, exploratory, Benjamini–Hochberg over the pairs and measures. */
  z.strictObject({
    kind: z.literal('model-pairs'),
    id: Slug,
    set: Slug,
    lab: Slug,
    models: z.array(Slug).min(2).max(50),
    measures: z.array(Slug).min(1).max(20),
    multiplicity: z.literal('benjamini-hochberg'),
  }),
])
export type PlannedAnalysis = z.infer<typeof PlannedAnalysis>

/** Part 9: what will be computed, fixed before the first run. */
export const AnalysisPlan = z.strictObject({
  name: Slug,
  estimand: z.enum(['these-items', 'items-like-these']),
  confidence: z.literal(0.95),
  plan: z.array(PlannedAnalysis).min(1).max(100),
  /** Replicates of the item bootstrap. */
  bootstrap: z.int().min(199).max(100_000),
  power: OptionalText,
  stopping: Text,
})

/** Part 10: who does what, when, and who sees what. */
export const Conduct = z.strictObject({
  coordinator: Slug,
  assignments: z
    .array(z.strictObject({ member: Slug, sets: z.array(Slug).min(1), models: z.array(Slug).min(1) }))
    .min(1)
    .max(100),
  pilotFirst: z.boolean(),
  calendar: z.strictObject({
    agreeBy: CalendarDate.nullable(),
    submitBy: CalendarDate.nullable(),
  }),
  disclosure: z.strictObject({
    tlp: z.enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT']),
    /** Members who may read it, for AMBER and AMBER+STRICT; empty: the participants. */
    audience: z.array(Slug).max(100),
    answers: z.boolean(),
  }),
  retention: Text,
})

/** Kind `protocol`: what the participants agree on before the first run; frozen once all have signed it. */
export const Protocol = z.strictObject({
  nonce: Nonce.optional(),
  /** The exercise's id, the same in every version. */
  exercise: Slug,
  version: z.int().min(1),
  title: Text,
  /** Made after the runs: every headline says so. */
  retrospective: z.boolean(),
  participants: z
    .array(z.strictObject({ member: Slug, roles: z.array(Role).min(1) }))
    .min(1)
    .max(100),
  question: Question,
  items: Items,
  languages: Languages,
  system: System,
  generation: Generation,
  judging: Judging,
  outcomes: Outcomes,
  aggregation: Aggregation,
  analysis: AnalysisPlan,
  conduct: Conduct,
  /** Findings of preflight that the participants accept by signing. */
  waivers: z.array(z.strictObject({ rule: Slug, set: Slug.nullable(), reason: Text })).max(200),
})
export type Protocol = z.infer<typeof Protocol>

/** The ten parts, in the order of the reference. */
export const PROTOCOL_PARTS = [
  'question',
  'items',
  'languages',
  'system',
  'generation',
  'judging',
  'outcomes',
  'aggregation',
  'analysis',
  'conduct',
] as const
