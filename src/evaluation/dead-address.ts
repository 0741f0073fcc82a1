/**
 * Whether an address answers at all. A run begins with a wrong or dead one more often than not, and would ask every
 * attempt in vain.
 *
 *   counted   an attempt whose call is refused as HTTP 400, 401, 403, 404, 405, or that twice finds nobody to
 *             connect to; as many as are in flight at the start, at least 8, or all where there are fewer
 *   over      once any call ends otherwise: an answer, a rate limit, 5xx, too slow; somebody is there, or may be soon
 */
import type { Generated, NotGenerated } from './providers/provider.ts'

export type AddressWatch = {
  /** Attempts still to be lost; null once it is settled that somebody is there. */
  left: number | null
}

const AT_LEAST = 8

/** `toAsk` attempts are left, `start` in flight at once; `answered` is true where some attempt was answered before. */
export function newAddressWatch(toAsk: number, start: number, answered: boolean): AddressWatch {
  return { left: answered ? null : Math.min(toAsk, Math.max(AT_LEAST, start)) }
}

/**
 * Learns from a call; gives the reason, once, where nobody answers at this address. `retries` is how often a call
 * of the run may be repeated.
 */
export function findDead(
  watch: AddressWatch,
  result: Generated | NotGenerated,
  tryNumber: number,
  retries: number,
): string | undefined {
  if (watch.left === null) return undefined
  if (result.ok || !result.unserved) {
    watch.left = null
    return undefined
  }
  // A server that is only just starting is given a second call.
  if (result.error === 'transient' && tryNumber !== Math.min(1, retries)) return undefined
  watch.left--
  if (watch.left > 0) return undefined
  watch.left = null
  return oneLine(result.detail)
}

/** What a stranger's server said, fit for a terminal and a sentence. */
function oneLine(detail: string): string {
  return detail
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .slice(0, 160)
    .toWellFormed()
    .replace(/[\s.:;,]+$/u, '')
}
