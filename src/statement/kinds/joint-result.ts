import { z } from 'zod'
import { Slug, StatementRef } from './common.ts'
import { Comparison, Estimate, Range, Refused, Score } from './score.ts'

const Num = z.number()
const ENDS = { lo: Num.describe('lower end'), hi: Num.describe('upper end') }
const FTest = z.strictObject({
  f: Num.describe('F'),
  df1: Num.describe('degrees of freedom above'),
  df2: Num.describe('degrees of freedom below'),
  p: Num.describe('p'),
})

export const LabRow = z.strictObject({
  lab: Slug.describe('the lab'),
  run: StatementRef.nullable().describe(
    'its run; null where there is none, and every figure of the row is then refused `run-missing`',
  ),
  score: z.union([Score, Refused]).describe('its score'),
  scoreOnDropped: Comparison.scoreOnDropped,
  d: z
    .union([
      z.strictObject({
        value: Num.describe('the distance'),
        ...ENDS,
        se: Num.describe('standard error'),
        p: Num.describe('p of “no distance”'),
        holm: Num.describe('that p, by Holm over the labs'),
      }),
      Refused,
    ])
    .describe('distance to the mean of the other labs, paired by item'),
  beyond: z
    .strictObject({ p: Num.describe('p'), holm: Num.describe('that p, by Holm over the labs') })
    .nullable()
    .describe('test of “not beyond delta” among all labs; null without delta'),
  dBounds: Range.nullable().describe(
    'the distance with the missing attempts of this lab worst and those of the others best, and the reverse; null where nothing is missing',
  ),
  named: z.boolean().describe('whether the verdict names it'),
  dFinal: z
    .union([Estimate, Refused])
    .nullable()
    .describe('distance to the labs that were not named, after the step-down; null without a verdict'),
})
export type LabRow = z.infer<typeof LabRow>

export const JointFigures = z.strictObject({
  mean: Num.describe('mean of the labs, each weighs the same'),
  thisTest: Range.describe('interval (a) of the mean: these items, labs like these'),
  tasksOfThisKind: z
    .strictObject({ ...ENDS, df: Num.describe('degrees of freedom') })
    .describe('interval (b) of the mean: items and labs like these'),
  nextLab: Range.describe('where the score of one more such lab is expected'),
  repeatability: Num.nullable().describe(
    'SD of the score of a lab that repeats the test; null with one attempt at each item',
  ),
  betweenLabs: z
    .strictObject({ value: Num.describe('the SD'), ...ENDS })
    .nullable()
    .describe(
      'SD between labs beyond repetition; null with one attempt, or where labs differ so little that it is 0',
    ),
  reproducibility: Num.nullable().describe(
    'SD of the score between labs that each run the test once; null with one attempt',
  ),
  sdFactors: Range.describe('how far off an SD from this number of labs may be, as factors'),
  tests: z
    .strictObject({
      itemsFixed: FTest.nullable().describe(
        'do labs differ on these items; null without repeats or without variation between them',
      ),
      itemsRandom: FTest.nullable().describe(
        'do labs differ on items like these; null where lab and item do not interact',
      ),
    })
    .describe('F tests of “the labs do not differ”'),
  bootstrap: z
    .union([z.strictObject({ ...ENDS, replicates: z.int().describe('number of replicates') }), Refused])
    .describe('percentile interval of the mean over items drawn anew, from the stored seed'),
})

export const JointResult = z
  .strictObject({
    kind: z.literal('joint'),
    id: Slug.describe('name of the analysis in the plan'),
    set: Slug.describe('id of the set'),
    language: z.string().describe('its language'),
    model: Slug.describe('alias of the model'),
    measure: Slug.describe('id of the measure'),
    primary: z.boolean().describe('whether it is the primary analysis'),
    delta: Num.nullable().describe('largest gap that counts as agreement; null = no verdict'),
    items: z.int().describe('items that every lab scored'),
    itemsDropped: z.int().describe('items left out because some lab has no value'),
    missingness: Comparison.missingness,
    labs: z.array(LabRow).describe('the labs, by id'),
    figures: z.union([JointFigures, Refused]).describe('what holds of all labs together'),
    verdict: z
      .strictObject({
        outcome: z
          .enum(['agree', 'differs', 'cannot-tell', 'cannot-tell-which', 'missing-decides'])
          .describe('the verdict'),
        named: z.array(Slug).describe('labs that differ by more than delta'),
        remaining: z.array(Slug).describe('labs that are not named'),
        remainingAgree: z
          .enum(['agree', 'cannot-tell'])
          .describe('whether those are shown to agree within delta'),
        steps: z
          .array(
            z.strictObject({
              labs: z.array(Slug).describe('labs compared in this step'),
              setAside: Slug.nullable().describe('lab that is set aside; null = none'),
              holm: z
                .array(
                  z.strictObject({
                    lab: Slug.describe('the lab'),
                    d: Num.describe('its distance to the others of this step'),
                    p: Num.describe('p of “not beyond delta”'),
                    holm: Num.describe('that p, by Holm'),
                  }),
                )
                .describe('the test of each lab'),
            }),
          )
          .describe('the step-down, step by step'),
      })
      .nullable()
      .describe('who differs, and whether the others agree; null without delta'),
    withoutNamed: z
      .strictObject({
        mean: Num.describe('the mean'),
        thisTest: z.union([Range, Refused]).describe('its interval (a)'),
      })
      .nullable()
      .describe('the mean without the labs named: a line beside, never the headline; null without any'),
  })
  .describe('Several labs on the same items')
export type JointResult = z.infer<typeof JointResult>
