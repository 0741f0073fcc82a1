import { z } from 'zod'
import { OutcomeCounts } from './run.ts'

/** Why no number is given. The first twelve are those of the room `statistics`. */
export const RefusalReason = z.enum([
  'too-few-items',
  'too-few-labs',
  'no-variation',
  'not-connected',
  'mismatched-items',
  'missing-decides',
  'no-exposure',
  'too-few-labels',
  'judge-too-weak',
  'n-unknown',
  'out-of-range',
  'not-converged',
  'run-missing',
])
export type RefusalReason = z.infer<typeof RefusalReason>

export const Refused = z
  .strictObject({ refused: RefusalReason.describe('the reason') })
  .meta({ id: 'Refusal', description: 'Stands where a number cannot be given, with the reason' })
export type Refused = z.infer<typeof Refused>

const ENDS = { lo: z.number().describe('lower end'), hi: z.number().describe('upper end') }

export const Range = z.strictObject(ENDS).meta({
  id: 'Range',
  description:
    'Two ends on the scale of the score; an interval is two-sided, 95 %, and may pass 0 or 1 (it is clipped for display only)',
})
export type Range = z.infer<typeof Range>

/** What comparing labs on common items leaves out, and how that shows. */
export const Comparison = {
  /** Of one side. */
  scoreOnDropped: z
    .number()
    .optional()
    .describe('its score on the items left out, over those that it has; absent where it has none'),
  /** Of all sides together. */
  missingness: z
    .union([
      z.strictObject({
        q: z.number().describe('Q'),
        df: z.int().describe('degrees of freedom'),
        p: z.number().describe('p of “as often on every side”'),
      }),
      Refused,
    ])
    .optional()
    .describe(
      'whether attempts end without a result equally often on every side (Cochran’s Q); absent where none does',
    ),
}

export const Estimate = z
  .strictObject({ value: z.number().describe('the value'), ...ENDS })
  .meta({ id: 'Estimate', description: 'A value with its two-sided 95 % interval' })
export type Estimate = z.infer<typeof Estimate>

export const Score = z
  .strictObject({
    value: z.number().describe('mean of the item means'),
    interval: z
      .union([Range, Refused])
      .describe('its interval, from the effective number of independent answers'),
    items: z.int().describe('number of items that count'),
    attempts: z.int().describe('number of attempts that count'),
    flipRate: z
      .number()
      .nullable()
      .describe('share of items whose attempts disagree; null with one attempt at each'),
    bounds: Range.describe('the score with every missing attempt at the worst, and at the best'),
    counts: OutcomeCounts.describe('how the attempts ended'),
  })
  .meta({ id: 'Score', description: 'Score of one lab and model on one set' })
export type Score = z.infer<typeof Score>
