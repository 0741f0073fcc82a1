import { z } from 'zod'

/**
 * A report as a document of blocks: built once from statement bodies, rendered by small renderers that compute
 * no number. It is plain JSON; the same document lies inside the HTML, so that a reader's copy can be checked.
 */

/** Our own text, or text of somebody else, shown with its language (null: unknown) and its own direction. */
export const Text = z.union([
  z.string(),
  z.strictObject({ foreign: z.string(), lang: z.string().nullable() }),
])
export type Text = z.infer<typeof Text>

/** A statement behind a figure or line; a renderer gives it an address. */
export const Ref = z.strictObject({ to: z.enum(['run', 'statement']), id: z.string() })
export type Ref = z.infer<typeof Ref>

export const Cell = z.strictObject({
  text: Text,
  /** The number behind the text, unrounded; for a range its two bounds. */
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]).nullable(),
  ref: Ref.nullable(),
  /** Needs attention: orange, bold and a mark. */
  attention: z.boolean(),
  /** Longer form of the text: a full id, why there is no figure. */
  title: z.string().nullable(),
})
export type Cell = z.infer<typeof Cell>

const Interval = z.strictObject({ lo: z.number(), hi: z.number() })

export const FigureRow = z.strictObject({
  label: Text,
  /** `estimate` has marks; `range` is an expectation without a point; `none` says why nothing is drawn. */
  kind: z.enum(['estimate', 'range', 'none']),
  attention: z.boolean(),
  value: z.number().nullable(),
  interval: Interval.nullable(),
  /** A second interval to be seen beside the first, never instead of it. */
  beside: Interval.nullable(),
  /** Where the value came from, e.g. before a correction: an open mark with an arrow from it. */
  from: z.number().optional(),
  /** How often which value occurs, below the row; heights from 0 to 1. */
  strip: z.array(z.strictObject({ value: z.number(), height: z.number() })).optional(),
  /** The row in words. */
  words: z.string(),
  ref: Ref.nullable(),
})
export type FigureRow = z.infer<typeof FigureRow>

export const Figure = z.strictObject({
  id: z.string(),
  heading: Text,
  caption: z.string(),
  /** Text alternative: the picture in words. */
  label: z.string(),
  axis: z.strictObject({
    min: z.number(),
    max: z.number(),
    /** `narrow`: also labelled in the narrow form. */
    ticks: z.array(z.strictObject({ value: z.number(), text: z.string(), narrow: z.boolean() })),
  }),
  bands: z.array(
    z.strictObject({ lo: z.number(), hi: z.number(), kind: z.enum(['inner', 'outer', 'agreed']) }),
  ),
  lines: z.array(z.strictObject({ value: z.number(), text: z.string().nullable() })),
  rows: z.array(FigureRow),
})
export type Figure = z.infer<typeof Figure>

export const Table = z.strictObject({
  block: z.literal('table'),
  id: z.string(),
  heading: Text,
  lead: z.array(z.string()),
  columns: z.array(z.strictObject({ text: Text, align: z.enum(['start', 'end']) })),
  rows: z.array(z.array(Cell)),
  notes: z.array(Text),
})
export type Table = z.infer<typeof Table>

export const Block = z.discriminatedUnion('block', [
  z.strictObject({ block: z.literal('kicker'), parts: z.array(Text) }),
  z.strictObject({ block: z.literal('title'), text: Text }),
  /** At most four sentences. */
  z.strictObject({ block: z.literal('headline'), sentences: z.array(z.string()).min(1).max(4) }),
  z.strictObject({
    block: z.literal('verification'),
    status: z.enum(['verified', 'differs', 'not-checked']),
    verdict: z.string(),
    /** What a renderer leads to, it says itself. */
    summary: z.array(z.string()),
    /** What is attested and by whom, not proved. */
    attested: z.string(),
    findings: z.array(z.string()),
  }),
  z.strictObject({ block: z.literal('figures'), figures: z.array(Figure).min(1) }),
  Table,
  z.strictObject({
    block: z.literal('limits'),
    shows: z.strictObject({ heading: z.string(), items: z.array(Text) }),
    cannot: z.strictObject({ heading: z.string(), items: z.array(Text).min(1) }),
  }),
  z.strictObject({ block: z.literal('note'), heading: z.string(), paragraphs: z.array(Text) }),
  z.strictObject({
    block: z.literal('how-to-verify'),
    heading: z.string(),
    lead: z.string(),
    command: z.string(),
    /** Where the evidence is not at hand. */
    elsewhere: z.strictObject({ lead: z.string(), command: z.string() }),
    notes: z.array(z.string()),
  }),
])
export type Block = z.infer<typeof Block>

export const ReportDocument = z.strictObject({
  format: z.literal('concord-report/1'),
  locale: z.enum(['en', 'fr']),
  exercise: z.string(),
  title: z.string(),
  /** The ids of everything it was built from. */
  sources: z.strictObject({
    charter: z.string(),
    protocol: z.string(),
    /** Versions that were objected to, or that answer an objection. */
    otherVersions: z.array(z.string()),
    amendments: z.array(z.string()),
    analysis: z.string().nullable(),
    runs: z.array(z.string()),
    opinions: z.array(z.string()),
    /** Withdrawals, retractions and erasures. */
    notices: z.array(z.string()),
    /** Who had signed each of them when the report was made; later signatures do not make it wrong. */
    signers: z.array(z.strictObject({ id: z.string(), members: z.array(z.string()) })),
  }),
  blocks: z.array(Block),
})
export type ReportDocument = z.infer<typeof ReportDocument>
