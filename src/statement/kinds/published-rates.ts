import { z } from 'zod'
import { inEnglish, sentence } from '../../error.ts'
import { LanguageTag, Slug } from './common.ts'

/** A rate as it was printed: its rounding is part of it, and so is what stands behind it. */
export const RATE = {
  rate: z.number().min(0).max(1).describe('the rate, as a share'),
  decimals: z
    .int()
    .min(1)
    .max(9)
    .describe(
      'digits of the share after the point as it was published: 2 for whole percent, which leaves half a percent open on either side',
    ),
  n: z.int().min(1).nullable().describe('number of attempts behind it; null = not published'),
}

/** False for a rate with more digits than it says it was published with. */
function isRounded({ rate, decimals }: { rate: number; decimals: number }): boolean {
  const units = rate * 10 ** decimals
  return Math.abs(units - Math.round(units)) <= 1e-6
}
const ROUNDED = inEnglish(sentence`a rate with no more digits than its decimals`)

export const PublishedRates = z
  .strictObject({
    cells: z
      .array(
        z
          .strictObject({
            language: LanguageTag.describe('the language'),
            measure: Slug.describe('id of the measure'),
            lab: z
              .string()
              .min(1)
              .max(200)
              .nullable()
              .describe('who ran it, as the source names them; null = not published'),
            ...RATE,
          })
          .refine(isRounded, ROUNDED),
      )
      .min(1)
      .max(20_000)
      .describe('one rate for each language, measure and institute that the source tells apart'),
    totals: z
      .array(
        z.strictObject({ measure: Slug.describe('id of the measure'), ...RATE }).refine(isRounded, ROUNDED),
      )
      .max(20)
      .describe('the rate over all languages, where the source gives one'),
  })
  .meta({
    id: 'PublishedRates',
    description: 'Rates that somebody published, of one model, as they were printed',
  })
export type PublishedRates = z.infer<typeof PublishedRates>
