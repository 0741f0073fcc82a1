import { z } from 'zod'
import { BlobRef, LanguageTag, Nonce, OptionalText, Sha256Hex, Slug, Text, Timestamp } from './common.ts'

export const Split = z.enum(['exploratory', 'tuning', 'evaluation'])
export type Split = z.infer<typeof Split>

/** What is said of one wording of a translation, and of the present one beside the item itself. */
const translated = {
  version: z.int().min(1).describe('counts up when the text changes'),
  source: Sha256Hex.nullable().describe('key of the question it was made from; null where that is not known'),
  adaptation: z.string().max(4000).optional().describe('what was adapted rather than translated, and why'),
  signedOff: z.boolean().describe('whether a reviewer signed it off; only then it is released'),
  written: Timestamp.nullable().describe(
    'when the spreadsheet it came by was written; null where it came otherwise',
  ),
  takenIn: Timestamp.nullable().describe(
    'when it was read back from the translators; null where that is not known',
  ),
}

export const TranslationVersion = z
  .strictObject({
    ...translated,
    input: z.string().min(1).max(1_000_000).describe('the question, as it was put then'),
    choices: z.array(z.string().max(100_000)).max(100).optional().describe('the choices, in order'),
    target: z.array(z.string().max(100_000)).max(100).describe('accepted answers'),
    translator: z.string().max(500).optional().describe('who translated it'),
    reviewer: z.string().max(500).optional().describe('who reviewed it'),
  })
  .describe('An earlier wording of a translation')
export type TranslationVersion = z.infer<typeof TranslationVersion>

export const ItemTranslation = z
  .strictObject({
    from: LanguageTag.describe('language of the source'),
    ...translated,
    earlier: z.array(TranslationVersion).max(200).describe('wordings before, the first one first'),
  })
  .describe('Where a translated item comes from, and how it came to its present wording')
export type ItemTranslation = z.infer<typeof ItemTranslation>

export const Item = z
  .strictObject({
    id: z.string().min(1).max(200).describe('declared id: joins the translations of one item'),
    split: Split.describe('`exploratory` for pilots, `tuning`, or `evaluation` for the result'),
    input: z
      .string()
      .max(1_000_000)
      .nullable()
      .describe('the question; null where only an id was declared (published verdicts without items)'),
    choices: z.array(z.string().max(100_000)).max(100).optional().describe('the choices, in order'),
    target: z.array(z.string().max(100_000)).max(100).describe('accepted answers; for a choice its letter'),
    itemKey: Sha256Hex.nullable().describe(
      'key of the question, the same in every institute; null where the text is not here',
    ),
    refKey: Sha256Hex.nullable().describe('key of the accepted answers; null where the text is not here'),
    salt: Sha256Hex.optional().describe(
      '32 random bytes in hex, where the item is for few: its hash is the SHA-256 of its line, which nobody can guess',
    ),
    source: z.string().max(2000).optional().describe('where the item is from'),
    translator: z.string().max(500).optional().describe('who translated it'),
    reviewer: z.string().max(500).optional().describe('who reviewed the translation'),
    translation: ItemTranslation.optional().describe('versions of a translation that came by a spreadsheet'),
  })
  .describe('One line of the items blob: JSON Lines, canonical JSON on each line, in the order of the file')
export type Item = z.infer<typeof Item>

export const Dataset = z
  .strictObject({
    nonce: Nonce.optional(),
    name: Slug.describe('name of the set'),
    title: Text.describe('title, as reports show it'),
    description: OptionalText.describe('what is in it'),
    language: LanguageTag.describe('language of the questions'),
    licence: z.string().min(1).max(200).describe('licence of the items, an SPDX name where there is one'),
    source: Text.describe('where the items are from, who translated and reviewed them'),
    counts: z
      .strictObject({
        exploratory: z.int().min(0).describe('items for pilots'),
        tuning: z.int().min(0).describe('items for tuning'),
        evaluation: z.int().min(0).describe('items that are run for the result'),
      })
      .describe('number of items in each split'),
    items: BlobRef.describe('the items'),
    index: BlobRef.optional().describe(
      'hash and split of every item, sorted, where the items are for few: what outcome tables name instead of ids. JSON Lines',
    ),
    semantic: z
      .strictObject({
        ordered: Sha256Hex.describe('in the order of the file'),
        unordered: Sha256Hex.describe('sorted'),
      })
      .nullable()
      .describe('digests over the keys of every item; null where only ids were declared'),
  })
  .describe('One set of items in one language; the items are a blob')
export type Dataset = z.infer<typeof Dataset>
