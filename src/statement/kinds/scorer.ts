import { z } from 'zod'

/**
 * How an answer becomes a value, declared: the parser is part of the test's identity. The functions that
 * carry these out are in the room `evaluation`; `verify` receives them as an argument.
 */
export const Scorer = z.discriminatedUnion('type', [
  /** 1 if the answer equals a target. */
  z.strictObject({
    type: z.literal('exact'),
    ignoreCase: z.boolean().default(false),
    ignoreSpace: z.boolean().default(true),
  }),
  /** 1 if the answer contains a target. */
  z.strictObject({ type: z.literal('includes'), ignoreCase: z.boolean().default(true) }),
  /** 1 if the number taken from the answer is within `tolerance` of the target; no number: unparsed. */
  z.strictObject({
    type: z.literal('numeric'),
    take: z.enum(['first', 'last']).default('last'),
    tolerance: z.number().min(0).default(0),
    /** Decimal mark expected in answers; `auto` reads both where the figure is unambiguous. */
    decimal: z.enum(['auto', 'point', 'comma']).default('auto'),
  }),
  /** 1 if the letter chosen is the target's; no letter: unparsed. */
  z.strictObject({ type: z.literal('choice') }),
  /** 1 if the capture group of the last match equals a target, as text or as a number; no match: unparsed. */
  z.strictObject({
    type: z.literal('regex'),
    pattern: z.string().min(1).max(500),
    flags: z
      .string()
      .regex(/^[ims]*$/)
      .default(''),
    group: z.int().min(0).max(20).default(1),
    ignoreCase: z.boolean().default(true),
    compare: z.enum(['text', 'number']).default('text'),
  }),
  /** Verdicts were given elsewhere and come as a table; nothing is scored here. */
  z.strictObject({ type: z.literal('verdict-table'), rubric: z.string().max(4000) }),
])
export type Scorer = z.infer<typeof Scorer>
