/**
 * How many calls may be in flight, found out while running (as Inspect's util/_concurrency.py).
 *
 *   round       max(limit, 4) clean successes; the limit grows only if the round's peak in flight reached 0.8 x limit
 *   growth      before the first rate limit x 2; after it + max(1, round(5 %)), up to a multiple of 5 from 10 on
 *   rate limit  the round begins anew; unless cooling, limit = int(0.8 x limit), down to a multiple of 5, at least min,
 *               then cooling for max(15 s, Retry-After); while cooling no cut and no success counts, and a longer
 *               Retry-After extends it
 *   faults      5xx, time-outs, network errors, successes after a retry: nothing changes
 */
export type ConnectionBounds = { min: number; start: number; max: number }

export type Connections = {
  readonly bounds: ConnectionBounds
  limit: number
  inFlight: number
  /** Highest number in flight, and clean successes, of this round. */
  peak: number
  successes: number
  rateLimited: boolean
  /** Milliseconds of the caller's clock. */
  coolingUntil: number
  /** The last 200 changes. */
  history: ConnectionChange[]
}
export type ConnectionChange = {
  at: number
  from: number
  to: number
  reason: 'slow_start' | 'steady_state_up' | 'rate_limit'
}

const COOL_DOWN_MS = 15_000
const HISTORY = 200

export function newConnections(bounds: ConnectionBounds): Connections {
  return {
    bounds,
    limit: bounds.start,
    inFlight: 0,
    peak: 0,
    successes: 0,
    rateLimited: false,
    coolingUntil: Number.NEGATIVE_INFINITY,
    history: [],
  }
}

export function hasRoom(connections: Connections): boolean {
  return connections.inFlight < connections.limit
}

/** A call begins. */
export function connectionOpened(connections: Connections): void {
  connections.inFlight++
  connections.peak = Math.max(connections.peak, connections.inFlight)
}

/** It has ended, whichever way. */
export function connectionClosed(connections: Connections): void {
  connections.inFlight--
}

/** An answer came at the first try. */
export function cleanSuccess(connections: Connections, now: number): void {
  if (now < connections.coolingUntil) return
  connections.successes++
  if (connections.successes < Math.max(connections.limit, 4)) return
  const saturated = connections.peak >= 0.8 * connections.limit
  newRound(connections)
  if (saturated)
    setLimit(connections, grown(connections), now, connections.rateLimited ? 'steady_state_up' : 'slow_start')
}

/** The provider said "too many"; `retryAfterMs` null when it did not say for how long. */
export function rateLimited(connections: Connections, now: number, retryAfterMs: number | null): void {
  const cooling = now < connections.coolingUntil
  connections.rateLimited = true
  newRound(connections)
  if (cooling) {
    connections.coolingUntil = Math.max(connections.coolingUntil, now + (retryAfterMs ?? 0))
    return
  }
  setLimit(
    connections,
    Math.max(connections.bounds.min, downToFive(Math.trunc(0.8 * connections.limit))),
    now,
    'rate_limit',
  )
  connections.coolingUntil = now + Math.max(COOL_DOWN_MS, retryAfterMs ?? 0)
}

function newRound(connections: Connections): void {
  connections.successes = 0
  connections.peak = connections.inFlight
}

function grown({ limit, rateLimited, bounds }: Connections): number {
  const next = rateLimited ? upToFive(limit + Math.max(1, Math.round(0.05 * limit))) : 2 * limit
  return Math.min(bounds.max, next)
}

function setLimit(
  connections: Connections,
  to: number,
  at: number,
  reason: ConnectionChange['reason'],
): void {
  if (to === connections.limit) return
  connections.history.push({ at, from: connections.limit, to, reason })
  if (connections.history.length > HISTORY) connections.history.shift()
  connections.limit = to
}

function upToFive(limit: number): number {
  return limit < 10 ? limit : Math.ceil(limit / 5) * 5
}

function downToFive(limit: number): number {
  return limit < 10 ? limit : Math.floor(limit / 5) * 5
}
