import { z } from 'zod'
import { Slug, StatementRef } from './common.ts'
import { RATE } from './published-rates.ts'
import { Range, Refused } from './score.ts'

const Num = z.number()

/** What would have to stand behind rates for their differences to mean something. */
const CHANCE = {
  n: z
    .union([z.int(), Refused])
    .describe(
      'number of independent attempts behind each from which chance alone explains the differences in less than 5 % of cases (χ²)',
    ),
  pAssumed: z
    .union([Num, Refused])
    .nullable()
    .describe('p of “no difference” under the number of attempts that is assumed; null where none is'),
}

export const PublishedRatesResult = z
  .strictObject({
    kind: z.literal('published-rates'),
    id: Slug.describe('name of the analysis in the plan'),
    lab: Slug.describe('the member that took the rates in'),
    measure: Slug.describe('id of the measure'),
    models: z
      .array(
        z.strictObject({
          model: Slug.describe('alias of the model'),
          run: StatementRef.nullable().describe('the run that holds its rates; null = none'),
          cells: z
            .array(
              z.strictObject({
                language: z.string().describe('the language'),
                lab: z.string().nullable().describe('who ran it; null = not published'),
                ...RATE,
                bounds: Range.describe('what the rounding leaves open'),
                exists: z
                  .boolean()
                  .nullable()
                  .describe(
                    'whether some number of `n` attempts gives this rate when rounded; null where n is not known',
                  ),
                interval: z
                  .union([Range, Refused])
                  .describe('its interval (Wilson), every attempt taken for one of its own'),
              }),
            )
            .describe('its rates, in the order of the languages of the protocol'),
          total: z
            .strictObject({
              ...RATE,
              bounds: Range.describe('what its rounding leaves open'),
              equalWeights: z
                .strictObject({
                  value: Num.describe('the mean'),
                  lo: Num.describe('lower end'),
                  hi: Num.describe('upper end'),
                })
                .describe('plain mean of its rates, and what their rounding leaves open'),
              byAttempts: z
                .union([
                  z.strictObject({
                    value: Num.describe('the mean'),
                    lo: Num.describe('lower end'),
                    hi: Num.describe('upper end'),
                  }),
                  Refused,
                ])
                .describe('mean of its rates weighted by their attempts'),
              anyWeights: Range.describe('what some weights or other could give'),
              follows: z
                .enum(['equal-weights', 'attempts', 'weights-not-stated', 'from-no-weights'])
                .describe(
                  'what the published total agrees with: equal weights, weights by attempts, only weights that nobody states, or no weights at all',
                ),
            })
            .nullable()
            .describe(
              'the published rate over all languages against its parts; null where none was published',
            ),
          apart: z.strictObject(CHANCE).describe('all its rates together'),
          comparisons: z
            .array(
              z.strictObject({
                language: z.string().describe('the language'),
                gap: Num.describe('its rate minus that of the language it is compared with'),
                ...CHANCE,
              }),
            )
            .describe(
              'each language against the one that the plan names, looked at alone; empty where it names none',
            ),
        }),
      )
      .describe('the models, in the order of the plan'),
    order: z
      .array(
        z.strictObject({
          a: Slug.describe('alias of the first model'),
          b: Slug.describe('alias of the second'),
          above: z
            .int()
            .describe('rates of the first that are above that of the second, by more than rounding'),
          below: z.int().describe('rates of the first that are below, by more than rounding'),
          of: z.int().describe('rates that both have'),
          gap: Range.nullable().describe(
            'smallest and largest difference, first minus second; null without any',
          ),
        }),
      )
      .describe('every pair of models, language by language'),
    labs: z
      .enum(['not-published', 'one-for-each-language', 'several-for-a-language'])
      .describe(
        'what is known of who ran which language: only where several ran the same one can institute and language be told apart',
      ),
  })
  .describe('Rates that others published, with what they can carry')
export type PublishedRatesResult = z.infer<typeof PublishedRatesResult>
