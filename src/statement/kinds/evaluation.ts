import { z } from 'zod'
import { Nonce, OptionalText, Slug, Text } from './common.ts'
import { Scorer } from './scorer.ts'

/** Kind `evaluation`: a task definition, without items: how a question is put and how an answer is scored. */
export const Evaluation = z.strictObject({
  nonce: Nonce.optional(),
  name: Slug,
  version: z.int().min(1),
  title: Text,
  description: OptionalText,
  /** What the evaluation is meant to measure. */
  construct: Text,
  /** The user message: `{{input}}` and, for multiple choice, `{{choices}}` are filled from the item. */
  template: z.string().min(1).max(20_000),
  scorer: Scorer,
  licence: z.string().min(1).max(200),
  authors: z.array(z.string().min(1).max(200)).max(100),
})
export type Evaluation = z.infer<typeof Evaluation>
