/**
 * Prices of models by the address they are asked at, as they were known on the day that stands in the row, with the page
 * of the provider that says what holds now: nobody has looked them up there since. A table of one's own (`parsePrices`)
 * stands before this one, row by row. A model without a row has no cost that could be said.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { firstFault } from '../statement/index.ts'

const Dollars = z.number().min(0).max(1e6)

export const Price = z.strictObject({
  /** Host of the address, such as `api.openai.com`; null = any. */
  host: z.string().max(300).nullable(),
  /** Name of the model; dated versions of it (`-2025-08-07`, `-20250807`) have its price. */
  model: z.string().min(1).max(500),
  /** US dollars for a million tokens; a cache price that is left out is that of `in`. */
  perMillion: z.strictObject({
    in: Dollars,
    out: Dollars,
    cacheRead: Dollars.optional(),
    cacheWrite: Dollars.optional(),
  }),
  /** Day on which the source said so, and the source. */
  asOf: z.iso.date(),
  source: z.string().max(1000),
})
export type Price = z.infer<typeof Price>

type Row = readonly [model: string, perIn: number, perOut: number, cacheRead: number, cacheWrite?: number]

const OPENAI: readonly Row[] = [
  ['gpt-5', 1.25, 10, 0.125],
  ['gpt-5-mini', 0.25, 2, 0.025],
  ['gpt-5-nano', 0.05, 0.4, 0.005],
  ['gpt-4.1', 2, 8, 0.5],
  ['gpt-4.1-mini', 0.4, 1.6, 0.1],
  ['gpt-4.1-nano', 0.1, 0.4, 0.025],
  ['gpt-4o', 2.5, 10, 1.25],
  ['gpt-4o-mini', 0.15, 0.6, 0.075],
  ['o3', 2, 8, 0.5],
  ['o4-mini', 1.1, 4.4, 0.275],
]

/** Writes for five minutes. */
const ANTHROPIC: readonly Row[] = [
  ['claude-opus-4-5', 5, 25, 0.5, 6.25],
  ['claude-opus-4-1', 15, 75, 1.5, 18.75],
  ['claude-sonnet-4-5', 3, 15, 0.3, 3.75],
  ['claude-haiku-4-5', 1, 5, 0.1, 1.25],
]

const GOOGLE: readonly Row[] = [
  ['gemini-2.5-flash', 0.3, 2.5, 0.03],
  ['gemini-2.5-flash-lite', 0.1, 0.4, 0.01],
]

export const PRICES: readonly Price[] = [
  ...rows('api.openai.com', 'https://platform.openai.com/docs/pricing', OPENAI),
  ...rows('api.anthropic.com', 'https://docs.claude.com/en/docs/about-claude/pricing', ANTHROPIC),
  ...rows('generativelanguage.googleapis.com', 'https://ai.google.dev/gemini-api/docs/pricing', GOOGLE),
]

function rows(host: string, source: string, of: readonly Row[]): Price[] {
  return of.map(([model, perIn, perOut, cacheRead, cacheWrite]) => ({
    host,
    model,
    perMillion: { in: perIn, out: perOut, cacheRead, ...(cacheWrite === undefined ? {} : { cacheWrite }) },
    asOf: '2025-11-24',
    source,
  }))
}

/** Row of a model asked at this address; the first that fits. Undefined where there is none, or no address. */
export function findPrice(
  prices: readonly Price[],
  { model, baseUrl }: { model: string; baseUrl?: string | undefined },
): Price | undefined {
  const host = baseUrl === undefined ? undefined : new URL(baseUrl).hostname
  const name = model.replace(/^models\//, '').replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2})$/, '')
  return prices.find(
    (row) => (row.host === null || row.host === host) && (row.model === model || row.model === name),
  )
}

/** A price table as a user writes it: a JSON list of rows. Throws `bad-input`, naming the file and the first fault. */
export function parsePrices(text: string, file: string): Price[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ConcordError('bad-input', sentence`The price table ${file} is not JSON; correct that.`, {
      cause,
    })
  }
  const read = z.array(Price).safeParse(value)
  if (read.success) return read.data
  throw new ConcordError(
    'bad-input',
    sentence`The price table ${file} cannot be used: ${firstFault(read.error)}; correct that.`,
  )
}
