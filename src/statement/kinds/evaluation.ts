import { z } from 'zod'
import { Nonce, OptionalText, Slug, Text } from './common.ts'
import { Scorer } from './scorer.ts'

export const Evaluation = z
  .strictObject({
    nonce: Nonce.optional(),
    name: Slug.describe('name of the evaluation, the same in every version'),
    version: z.int().min(1).describe('counts up with each change'),
    title: Text.describe('title, as reports show it'),
    description: OptionalText.describe('what is in it'),
    construct: Text.describe('what it is meant to measure'),
    template: z
      .string()
      .min(1)
      .max(20_000)
      .describe(
        'the message to the model: `{{input}}` and, for multiple choice, `{{choices}}` are filled from the item',
      ),
    scorer: Scorer,
    licence: z
      .string()
      .min(1)
      .max(200)
      .describe('licence of the evaluation, an SPDX name where there is one'),
    authors: z.array(z.string().min(1).max(200)).max(100).describe('who wrote it'),
  })
  .describe('A task definition, without items: how a question is put and how an answer is scored')
export type Evaluation = z.infer<typeof Evaluation>
