import { z } from 'zod'
import { LanguageTag, OptionalText, Slug, Text } from './common.ts'

const LINE = {
  id: Slug.describe('name of this analysis in the report'),
  set: Slug.describe('id of the set'),
  model: Slug.describe('alias of the model'),
  models: z.array(Slug).min(1).max(50).describe('aliases of the models'),
  measure: Slug.describe('id of the measure'),
  measures: z.array(Slug).min(1).max(20).describe('ids of the measures'),
  lab: Slug.describe('the lab whose runs are scored'),
}

export const PlannedAnalysis = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('joint'),
      id: LINE.id,
      set: LINE.set,
      model: LINE.model,
      measure: LINE.measure,
      labs: z
        .array(Slug)
        .min(1)
        .max(100)
        .describe('labs that are compared; all must be assigned the set and the model'),
      primary: z
        .boolean()
        .describe('true for the one analysis whose result is the headline and may name a lab; at most one'),
      delta: z
        .number()
        .positive()
        .max(1)
        .nullable()
        .describe(
          'largest gap between labs that still counts as agreement, as a share of the scale of the score: 0.1 is 10 points of 100, and protocol.yaml may say 10pp too; null = no verdict',
        ),
      multiplicity: z.literal('holm').describe('correction for looking at several labs at once'),
    })
    .describe(
      'Several labs on the same items: the joint mean, the distance of each lab to the others, and with `delta` who differs and whether the rest agree',
    ),
  z
    .strictObject({
      kind: z.literal('lab-pair'),
      id: LINE.id,
      set: LINE.set,
      model: LINE.model,
      measure: LINE.measure,
      labs: z.tuple([Slug, Slug]).describe('the two labs'),
    })
    .describe(
      'Two labs on the same items: both scores and their difference, paired by item; no joint figure',
    ),
  z
    .strictObject({ kind: z.literal('lab-language'), id: LINE.id, model: LINE.model, measure: LINE.measure })
    .describe(
      'Additive effects of lab and language over what was run: descriptive, without a test, and nobody is named',
    ),
  z
    .strictObject({
      kind: z.literal('run-scores'),
      id: LINE.id,
      set: LINE.set,
      lab: LINE.lab,
      models: LINE.models,
      measures: LINE.measures,
    })
    .describe('One score for each model and measure in one lab'),
  z
    .strictObject({
      kind: z.literal('model-pairs'),
      id: LINE.id,
      set: LINE.set,
      lab: LINE.lab,
      models: z.array(Slug).min(2).max(50).describe('aliases of the models'),
      measures: LINE.measures,
      multiplicity: z
        .literal('benjamini-hochberg')
        .describe('correction for looking at several pairs and measures at once'),
    })
    .describe('All pairs of models on the same items in one lab; exploratory'),
  z
    .strictObject({
      kind: z.literal('published-rates'),
      id: LINE.id,
      lab: Slug.describe('the member that takes the rates in'),
      models: LINE.models,
      measure: LINE.measure,
      against: LanguageTag.nullable().describe(
        'language with which each other one is compared, to say how many attempts that would take; null = none',
      ),
      assumed: z
        .strictObject({
          n: z.int().min(1).describe('a number of attempts behind each rate'),
          source: Text.describe('where that number is from, and how sure it is'),
        })
        .nullable()
        .describe(
          'number to try out where n is not published; it is called an assumption wherever it is shown; null = none',
        ),
      source: Text.describe('where the rates were published, and by which way they came here'),
      licence: Text.describe('under which terms they may be used'),
    })
    .describe(
      'Rates that others published, where nothing else is known: what they can carry and what not, without a joint figure or a test. A plan that has one has nothing else, and its protocol is retrospective',
    ),
])
export type PlannedAnalysis = z.infer<typeof PlannedAnalysis>

/** True for a plan of published rates: what others counted, of which neither items nor attempts are known. */
export function plansPublishedRates(plan: readonly PlannedAnalysis[]): boolean {
  return plan.some(({ kind }) => kind === 'published-rates')
}

export const AnalysisPlan = z
  .strictObject({
    name: Slug.describe(
      'name of the analysis; with the id of the protocol it gives the seed of everything drawn at random',
    ),
    estimand: z
      .enum(['these-items', 'items-like-these'])
      .describe('whether the result is about these items, or about items like these'),
    confidence: z.literal(0.95).describe('of every interval'),
    plan: z.array(PlannedAnalysis).min(1).max(100).describe('what is computed'),
    bootstrap: z.int().min(199).max(100_000).describe('replicates of the bootstrap over items'),
    power: OptionalText.describe('what was computed beforehand about the size of the test'),
    stopping: Text.describe('when running ends'),
  })
  .describe('part 9: what will be computed, fixed before the first run')
