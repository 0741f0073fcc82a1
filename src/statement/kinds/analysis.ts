import { z } from 'zod'
import { Nonce, Sha256Hex, Slug, StatementRef, Timestamp } from './common.ts'
import { JointResult } from './joint-result.ts'
import { PublishedRatesResult } from './published-rates-result.ts'
import { Comparison, Estimate, Range, Refused, Score } from './score.ts'

const Num = z.number()
const ENDS = { lo: Num.describe('lower end'), hi: Num.describe('upper end') }
const DIFFERENCE_BOUNDS = Range.optional().describe(
  'the difference with what is missing of the first worst and of the second best, and the reverse; absent where nothing is missing',
)
const LINE = {
  id: Slug.describe('name of the analysis in the plan'),
  set: Slug.describe('id of the set'),
  language: z.string().describe('its language'),
  model: Slug.describe('alias of the model'),
  measure: Slug.describe('id of the measure'),
  lab: Slug.describe('the lab'),
}

export const LabPairResult = z
  .strictObject({
    kind: z.literal('lab-pair'),
    id: LINE.id,
    set: LINE.set,
    language: LINE.language,
    model: LINE.model,
    measure: LINE.measure,
    labs: z
      .array(
        z.strictObject({
          lab: LINE.lab,
          run: StatementRef.nullable().describe('its run; null = none'),
          score: z.union([Score, Refused]).describe('its score'),
          scoreOnDropped: Comparison.scoreOnDropped,
        }),
      )
      .describe('the two labs, in the order of the plan'),
    items: z.int().describe('items that both labs scored'),
    itemsDropped: z.int().describe('items left out because one has no value'),
    missingness: Comparison.missingness,
    difference: z.union([Estimate, Refused]).describe('first lab minus second, paired by item'),
    differenceBounds: DIFFERENCE_BOUNDS,
  })
  .describe('Two labs on the same items')
export type LabPairResult = z.infer<typeof LabPairResult>

export const LabLanguageResult = z
  .strictObject({
    kind: z.literal('lab-language'),
    id: LINE.id,
    model: LINE.model,
    measure: LINE.measure,
    cells: z
      .array(
        z.strictObject({
          lab: LINE.lab,
          language: z.string().describe('the language'),
          score: Num.describe('the score'),
        }),
      )
      .describe('what was run'),
    components: z.int().describe('groups of labs and languages without a link; effects need one'),
    df: z.int().describe('degrees of freedom'),
    effects: z
      .union([
        z.strictObject({
          mean: Num.describe('the mean'),
          labs: z
            .array(z.strictObject({ lab: LINE.lab, effect: Num.describe('its effect') }))
            .describe('effects of the labs; they add up to 0'),
          languages: z
            .array(
              z.strictObject({
                language: z.string().describe('the language'),
                effect: Num.describe('its effect'),
              }),
            )
            .describe('effects of the languages; they add up to 0'),
          residualSd: Num.nullable().describe('SD of what is left; null without degrees of freedom'),
        }),
        Refused,
      ])
      .describe('additive effects, by least squares'),
  })
  .describe('Effects of lab and language')
export type LabLanguageResult = z.infer<typeof LabLanguageResult>

export const RunScoresResult = z
  .strictObject({
    kind: z.literal('run-scores'),
    id: LINE.id,
    set: LINE.set,
    language: LINE.language,
    lab: LINE.lab,
    rows: z
      .array(
        z.strictObject({
          model: LINE.model,
          run: StatementRef.nullable().describe('its run; null = none'),
          measure: LINE.measure,
          score: z.union([Score, Refused]).describe('the score'),
          naive: z
            .union([
              z.strictObject({
                successes: Num.describe('sum of the values'),
                n: z.int().describe('number of attempts'),
                ...ENDS,
              }),
              Refused,
            ])
            .describe(
              'what one gets by taking every attempt for an item of its own (Wilson): shown beside, never instead',
            ),
          notApplicable: z
            .strictObject({
              count: z.int().describe('“not applicable”'),
              of: z.int().describe('all verdicts'),
            })
            .describe('verdicts of this measure'),
          perItem: z
            .array(
              z.strictObject({
                item: z.string().describe('id of the item'),
                sum: Num.describe('sum of its values'),
                n: z.int().describe('number of its attempts'),
              }),
            )
            .describe('item by item'),
        }),
      )
      .describe('one row for each model and measure'),
  })
  .describe('Scores in one lab')
export type RunScoresResult = z.infer<typeof RunScoresResult>

export const ModelPairsResult = z
  .strictObject({
    kind: z.literal('model-pairs'),
    id: LINE.id,
    set: LINE.set,
    language: LINE.language,
    lab: LINE.lab,
    rows: z
      .array(
        z.strictObject({
          measure: LINE.measure,
          a: Slug.describe('alias of the first model'),
          b: Slug.describe('alias of the second'),
          items: z.int().describe('items that both have a value for'),
          difference: z
            .union([
              z.strictObject({
                value: Num.describe('the difference'),
                ...ENDS,
                p: Num.describe('p of “no difference”'),
                adjusted: Num.describe('that p, by Benjamini–Hochberg'),
              }),
              Refused,
            ])
            .describe('first minus second, paired by item'),
          differenceBounds: DIFFERENCE_BOUNDS,
        }),
      )
      .describe('one row for each pair and measure'),
  })
  .describe('Pairs of models in one lab')
export type ModelPairsResult = z.infer<typeof ModelPairsResult>

export const AnalysisResult = z.discriminatedUnion('kind', [
  JointResult,
  LabPairResult,
  LabLanguageResult,
  RunScoresResult,
  ModelPairsResult,
  PublishedRatesResult,
])
export type AnalysisResult = z.infer<typeof AnalysisResult>

export const Analysis = z
  .strictObject({
    nonce: Nonce.optional(),
    exercise: Slug.describe('id of the exercise'),
    protocol: StatementRef.describe('the protocol it follows'),
    amendments: z.array(StatementRef).max(100).describe('amendments in force'),
    name: Slug.describe('name of the analysis in the protocol'),
    seed: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe(
        'seed of everything drawn at random: the first 16 bytes of SHA-256(protocol id, newline, name), in hex',
      ),
    inputs: z
      .array(
        z.strictObject({
          lab: LINE.lab,
          model: LINE.model,
          run: StatementRef.describe('the run statement'),
          table: Sha256Hex.nullable().describe(
            'its outcome table; null for published rates, which are in the run itself',
          ),
        }),
      )
      .describe('what it was computed from, sorted by lab, then model'),
    results: z.array(AnalysisResult).min(1).describe('the results, in the order of the plan'),
    computed: z
      .strictObject({
        by: Slug.describe('the member that computed it'),
        at: Timestamp.describe('when'),
        engine: z.string().max(100).describe('program and version'),
      })
      .describe('who computed it first; whoever countersigns has computed it again'),
  })
  .describe('Every planned analysis of an exercise')
export type Analysis = z.infer<typeof Analysis>
