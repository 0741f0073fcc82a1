import { z } from 'zod'
import type { Sentence } from '../error.ts'

/** A sentence as it comes out of a thread. */
export const SentenceJson: z.ZodType<Sentence> = z.object({
  pattern: z.string(),
  values: z.array(
    z.union([z.string(), z.number(), z.bigint(), z.lazy((): z.ZodType<Sentence> => SentenceJson)]),
  ),
})
