/**
 * cost = (in − cacheRead − cacheWrite) · price in + cacheRead · price of a read + cacheWrite · price of a write
 *        + out · price out
 *
 * with prices in US dollars for a million tokens. Prices that rise with the length of a prompt, discounts for batches and
 * tokens of failed calls are not in it.
 */
import type { Usage } from './providers/provider.ts'
import type { Price } from './prices.ts'

export type Cost = {
  usd: number
  /** False where it may be less: the provider does not say how much it read from a cache, and all was counted in full. */
  exact: boolean
  /** The row of the price table. */
  price: Price
}

/** The cost of these tokens; null where tokens in or out are unknown. */
export function costOf(usage: Usage, price: Price): Cost | null {
  if (usage.in === null || usage.out === null) return null
  const {
    in: perIn,
    out: perOut,
    cacheRead: perRead = perIn,
    cacheWrite: perWrite = perIn,
  } = price.perMillion
  const read = Math.min(usage.in, usage.cacheRead ?? 0)
  const written = Math.min(usage.in - read, usage.cacheWrite ?? 0)
  const micro = (usage.in - read - written) * perIn + read * perRead + written * perWrite + usage.out * perOut
  return { usd: micro / 1e6, exact: usage.cacheRead !== null || perRead >= perIn, price }
}

/** The tokens of several calls; a kind of which one call says nothing is unknown of all. */
export function addUsage(a: Usage, b: Usage): Usage {
  const add = (x: number | null, y: number | null): number | null => (x === null || y === null ? null : x + y)
  return {
    in: add(a.in, b.in),
    out: add(a.out, b.out),
    cacheRead: add(a.cacheRead, b.cacheRead),
    cacheWrite: add(a.cacheWrite, b.cacheWrite),
    reasoning: add(a.reasoning, b.reasoning),
  }
}

export const NO_USAGE: Usage = { in: 0, out: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 }
