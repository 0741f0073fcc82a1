/**
 * Whether an address answers at all. A run begins with a wrong or dead one more often than not, and would ask every
 * attempt in vain.
 *
 *   counted   an attempt whose call is refused as HTTP 400, 401, 403, 404, 405, or that twice finds nobody to
 *             connect to; as many as are in flight at the start, at least 8, or all where there are fewer
 *   over      once any call ends otherwise: an answer, a rate limit, 5xx, too slow; somebody is there, or may be soon
 *
 * A judge is watched in the same way, its calls instead of attempts; where all are asked and every one was refused, nobody
 * answers either, however few they were.
 *
 * A run that is gone on with looks anew, for its address may have changed; there a 400 counts as an answer, since the
 * attempts that are left may be those that this model refuses.
 */
import type { Generated, NotGenerated } from './providers/provider.ts'

export type AddressWatch = {
  /** Attempts still to be lost; null once it is settled that somebody is there. */
  left: number | null
  /** Some attempt was answered before this process began. */
  answered: boolean
  /** Why the last call was lost, where one was. */
  lost: string | null
}

const AT_LEAST = 8

/** `toAsk` attempts are left, `start` in flight at once. */
export function newAddressWatch(toAsk: number, start: number, answered: boolean): AddressWatch {
  return { left: Math.min(toAsk, Math.max(AT_LEAST, start)), answered, lost: null }
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
  if (result.ok || !result.unserved || (watch.answered && result.status === 400)) {
    watch.left = null
    return undefined
  }
  // A server that is only just starting is given a second call.
  if (result.error === 'transient' && tryNumber !== Math.min(1, retries)) return undefined
  watch.left--
  watch.lost = oneLine(result.detail)
  if (watch.left > 0) return undefined
  watch.left = null
  return watch.lost
}

/** What a stranger's server said, fit for a terminal and a sentence. */
function oneLine(detail: string): string {
  return detail
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .slice(0, 160)
    .toWellFormed()
    .replace(/[\s.:;,]+$/u, '')
}
