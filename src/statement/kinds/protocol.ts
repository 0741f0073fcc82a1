import { z } from 'zod'
import { AnalysisPlan } from './analysis-plan.ts'
import {
  CalendarDate,
  LanguageTag,
  Nonce,
  OptionalText,
  Sha256Hex,
  Slug,
  StatementRef,
  Text,
} from './common.ts'
import { Split } from './dataset.ts'
import { Disclosure } from './disclosure.ts'

/**
 * Rules for an attempt without a value: out of the denominator, or counted at one end of the scale; `unknown` of
 * published rates alone, which somebody else counted.
 */
export const MissingPolicy = z.enum(['scored-only', 'missing-as-worst', 'missing-as-best', 'unknown'])
/** An attempt ended by a limit may carry a value, which may count. */
export const LimitPolicy = z.enum([
  'scored-only',
  'missing-as-worst',
  'missing-as-best',
  'as-scored',
  'unknown',
])
export const Role = z.enum(['coordinator', 'runner', 'translator', 'rater', 'verifier', 'observer'])
export type Role = z.infer<typeof Role>

export const Question = z
  .strictObject({
    objective: Text.describe('the question, in one sentence'),
    construct: Text.describe('what is measured, as opposed to what is asked'),
    scope: Text.describe('which systems, languages and conditions the answer is about'),
    exclusions: z.array(Text).max(50).describe('what it is not about'),
    decision: Text.describe('the decision the answer informs'),
    limits: z.array(Text).min(1).max(50).describe('what the result will not show; printed in the report'),
  })
  .describe('part 1: what is asked, of what, and which decision it informs')

export const Items = z
  .strictObject({
    sets: z
      .array(
        z.strictObject({
          id: Slug.describe('name of the set in the rest of the protocol'),
          language: LanguageTag.describe('language of the questions; stands in `languages` too'),
          dataset: StatementRef.describe('the dataset statement'),
          split: Split.describe('which items are run for the result'),
          n: z.int().min(1).describe('number of items of that split'),
        }),
      )
      .max(200)
      .describe('the sets, one language each; none only for published rates, whose items are not known'),
    crossLanguageKey: z
      .enum(['declared-id', 'item-key', 'none'])
      .describe(
        'what joins the translations of one item: the id in the file, the key computed from the text, or nothing',
      ),
  })
  .describe('part 2: what is asked')

export const Languages = z
  .array(
    z.strictObject({
      tag: LanguageTag.describe('the language'),
      translated: z
        .array(z.enum(['prompt', 'tools', 'system-prompt', 'judge-prompt']))
        .describe('what is put in this language; empty for the one the test was written in'),
    }),
  )
  .min(1)
  .max(200)
  .describe('part 3: the languages, and what is translated into each')

export const System = z
  .strictObject({
    models: z
      .array(
        z.strictObject({
          alias: Slug.describe('name of the model in the protocol and the report'),
          passport: StatementRef.nullable().describe('the model statement; null where the model is sealed'),
          sealed: Sha256Hex.optional().describe(
            'commitment to a passport that is kept back; a `reveal` opens it. Present where there is no passport, and only there',
          ),
          simulated: z.boolean().describe('true for a simulated model'),
        }),
      )
      .min(1)
      .max(50)
      .describe('the models under test'),
    safeguards: Text.describe('whether safeguards are on or off in this exercise'),
  })
  .describe('part 4: the systems under test')

export const RunLimits = z
  .strictObject({
    timeSeconds: z.number().positive().nullable().describe('wall time in seconds'),
    tokens: z.int().positive().nullable().describe('input and output tokens together'),
    steps: z.int().positive().nullable().describe('steps of an agent'),
  })
  .describe('limits of one attempt; null = none')

export const Generation = z
  .strictObject({
    harness: z
      .strictObject({ name: Text.describe('its name'), version: Text.describe('its version') })
      .optional()
      .describe(
        'program that runs it, where the participants fix one; absent = the choice of each lab, recorded',
      ),
    systemPrompt: z.string().max(100_000).nullable().describe('system prompt, as it is sent'),
    scaffold: Text.describe('what stands around the model: one request, a loop, an agent'),
    tools: z.array(Text).max(100).describe('tools the model may call'),
    temperature: z.number().min(0).max(10).nullable().describe('sampling temperature'),
    topP: z.number().min(0).max(1).nullable().describe('nucleus sampling'),
    maxTokens: z.int().positive().nullable().describe('longest answer, in tokens'),
    reasoningEffort: z.string().max(50).nullable().describe('as the provider names it'),
    seed: z.int().nullable().describe('attempt k of an item is asked with seed + k − 1'),
    stop: z.array(z.string().max(200)).max(10).describe('texts that end an answer'),
    attempts: z
      .int()
      .min(1)
      .max(1000)
      .nullable()
      .describe('attempts at each item; null only for published rates: not known'),
    retries: z
      .int()
      .min(0)
      .max(100)
      .nullable()
      .describe(
        'repetitions of a call that failed on the way, an answer is never asked for twice; null only for published rates: not known',
      ),
    limits: RunLimits,
    drift: z
      .strictObject({
        prompts: z.array(Text).min(1).max(20).describe('fixed prompts, asked as they stand'),
        repeats: z.int().min(2).max(20).describe('how often each is asked in one check'),
      })
      .optional()
      .describe(
        'asked at the start and the end of each run, and on doubt: whether the model still answers as it did. It never changes a score',
      ),
  })
  .describe(
    'part 5: how answers are generated; null = not set, the default of the provider, which is a choice too',
  )

export const Judging = z
  .strictObject({
    evaluation: StatementRef.describe('the evaluation statement: template and scorer'),
    judges: z
      .array(
        z.strictObject({
          id: Slug.describe('name of the judge'),
          snapshot: Text.describe('exact version of the judge'),
          prompt: Text.describe('its prompt, or instructions'),
        }),
      )
      .max(20)
      .describe('people or models that judge; empty where a scorer decides'),
    rubric: OptionalText.describe('rules by which is judged'),
    inputsShown: z.array(Text).max(50).describe('what the judge or scorer sees'),
    scale: z
      .strictObject({
        good: z.enum(['high', 'low']).describe('which end is the good one'),
        min: z.number().describe('lowest value'),
        max: z.number().describe('highest value'),
      })
      .describe('scale of the values'),
    humanSample: OptionalText.describe('which share people judge as well, and how it is drawn'),
  })
  .describe('part 6: how an answer becomes a value; the scorer itself is in the evaluation')

export const Outcomes = z
  .strictObject({
    denominator: z
      .strictObject({
        unscored: MissingPolicy.describe(
          'answered, but no value came of it (not parsed, refused by the judge)',
        ),
        errored: MissingPolicy.describe('the harness or the provider failed'),
        limit: LimitPolicy.describe('ended by a limit; `as-scored` counts the value it may carry'),
        'not-run': MissingPolicy.describe('planned, never asked'),
      })
      .describe(
        'whether an attempt without a value counts, and how: left out, as the worst, or as the best; `unknown` only for published rates',
      ),
    exclusions: z
      .array(
        z.strictObject({
          reason: Text.describe('the reason'),
          decidedBy: Text.describe('who decides, blind to the result'),
        }),
      )
      .max(50)
      .describe('for which reasons an attempt may be excluded'),
  })
  .describe('part 7: what counts when an attempt has no value, and who may exclude')

/** Reports show a title in the language of their reader where it was agreed on in that one. */
const TitleIn = z
  .record(LanguageTag, Text)
  .optional()
  .describe('the same title in other languages, by tag; reports in that language show it')

/** How the criteria of one attempt become one value. */
export const CriteriaRule = z.enum(['all-true', 'none-false', 'mean', 'as-published'])

export const Aggregation = z
  .strictObject({
    measures: z
      .array(
        z.strictObject({
          id: Slug.describe('name of the measure in the plan'),
          title: Text.describe('title, as reports show it'),
          titleIn: TitleIn,
          sections: z.array(Text).max(50).nullable().describe('sections of criteria that count; null = all'),
          rule: CriteriaRule.describe(
            'criteria → attempt: all met, none failed (“not applicable” does not fail), or their mean; `as-published` for published rates, however they were counted',
          ),
        }),
      )
      .min(1)
      .max(20)
      .describe('what is counted'),
    attempts: z.enum(['mean', 'unknown']).describe('attempts → item'),
    items: z.enum(['equal', 'unknown']).describe('items → set: each weighs the same'),
    labs: z.enum(['equal', 'unknown']).describe('labs → joint figure: each weighs the same'),
    languages: z.enum(['separate', 'unknown']).describe('languages are never put together in one figure'),
  })
  .describe(
    'part 8: criteria → attempt → item → set; `unknown` only for published rates, which others aggregated',
  )

export const Conduct = z
  .strictObject({
    coordinator: Slug.describe('the participant that coordinates'),
    assignments: z
      .array(
        z.strictObject({
          member: Slug.describe('a participant'),
          sets: z.array(Slug).describe('ids of the sets it runs; none only for published rates'),
          models: z.array(Slug).min(1).describe('aliases of the models it runs them on'),
        }),
      )
      .min(1)
      .max(100)
      .describe('who runs what'),
    pilotFirst: z.boolean().describe('whether exploratory items are tried before the freeze'),
    calendar: z
      .strictObject({
        agreeBy: CalendarDate.nullable().describe('all have signed by this day'),
        submitBy: CalendarDate.nullable().describe('all runs are submitted by this day'),
      })
      .describe('dates agreed on; null = none'),
    disclosure: Disclosure,
    retention: Text.describe('how long who keeps which records'),
  })
  .describe('part 10: who does what, when, and who sees what')

export const Protocol = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.describe('id of the exercise, the same in every version and in every command'),
    version: z.int().min(1).describe('counts up with each proposal'),
    title: Text.describe('title, as reports show it'),
    titleIn: TitleIn,
    retrospective: z
      .boolean()
      .describe('true where the runs are older than the protocol; every headline then says so'),
    participants: z
      .array(
        z.strictObject({
          member: Slug.describe('id of a member of the network'),
          roles: z.array(Role).min(1).describe('what it does in this exercise'),
        }),
      )
      .min(1)
      .max(100)
      .describe('who takes part, and so who must sign'),
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
    waivers: z
      .array(
        z.strictObject({
          rule: Slug.describe('the rule of preflight'),
          set: Slug.nullable().describe('the set it concerns; null = all'),
          reason: Text.describe('why it is acceptable'),
          by: Slug.optional().describe('the participant that gives the reason and answers for it'),
        }),
      )
      .max(200)
      .describe('findings of preflight that the participants accept by signing'),
  })
  .describe('What the participants agree on before the first run; frozen once all have signed it')
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
