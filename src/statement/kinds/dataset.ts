import { z } from 'zod'
import { BlobRef, LanguageTag, Nonce, OptionalText, Sha256Hex, Slug, Text } from './common.ts'

export const Split = z.enum(['exploratory', 'tuning', 'evaluation'])
export type Split = z.infer<typeof Split>

/** One line of the items blob (JSON Lines, canonical JSON per line, in file order). */
export const Item = z.strictObject({
  /** Declared id: joins the translations of one item. */
  id: z.string().min(1).max(200),
  split: Split,
  /** The question; null where only an id was declared (published verdicts without items). */
  input: z.string().max(1_000_000).nullable(),
  choices: z.array(z.string().max(100_000)).max(100).optional(),
  /** Accepted answers; for `choice` the letter. */
  target: z.array(z.string().max(100_000)).max(100),
  /** Item identity (itemKey, refKey); null where the text is not here. */
  itemKey: Sha256Hex.nullable(),
  refKey: Sha256Hex.nullable(),
  source: z.string().max(2000).optional(),
  translator: z.string().max(500).optional(),
  reviewer: z.string().max(500).optional(),
})
export type Item = z.infer<typeof Item>

/** Kind `dataset`: one set of items in one language; the items are a blob. */
export const Dataset = z.strictObject({
  nonce: Nonce.optional(),
  name: Slug,
  title: Text,
  description: OptionalText,
  language: LanguageTag,
  licence: z.string().min(1).max(200),
  source: Text,
  /** Items per split. */
  counts: z.strictObject({
    exploratory: z.int().min(0),
    tuning: z.int().min(0),
    evaluation: z.int().min(0),
  }),
  items: BlobRef,
  /** SHA-256 over itemKey and refKey of every item, in file order and sorted; null for declared ids only. */
  semantic: z.strictObject({ ordered: Sha256Hex, unordered: Sha256Hex }).nullable(),
})
export type Dataset = z.infer<typeof Dataset>
