import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cleanSuccess,
  connectionClosed,
  connectionOpened,
  hasRoom,
  newConnections,
  rateLimited,
} from './adaptive-connections.ts'
import type { Connections } from './adaptive-connections.ts'

const bounds = { min: 10, start: 20, max: 100 }

/** One round in which as many calls are in flight as may be. */
function saturatedRound(connections: Connections, now: number): void {
  while (hasRoom(connections)) connectionOpened(connections)
  for (let i = Math.max(connections.limit, 4); i > 0; i--) cleanSuccess(connections, now)
}

describe('adaptive connections', () => {
  it('doubles, then after a rate limit climbs by 5 %', () => {
    const connections = newConnections(bounds)
    const limits = [connections.limit]
    for (let i = 0; i < 3; i++) {
      saturatedRound(connections, 0)
      limits.push(connections.limit)
    }
    rateLimited(connections, 0, null)
    limits.push(connections.limit)
    while (connections.inFlight > 0) connectionClosed(connections)
    for (let i = 0; i < 4; i++) {
      saturatedRound(connections, 16_000)
      limits.push(connections.limit)
    }
    expect(limits).toEqual([20, 40, 80, 100, 80, 85, 90, 95, 100])
    expect(connections.history.map(({ reason }) => reason)).toEqual([
      'slow_start',
      'slow_start',
      'slow_start',
      'rate_limit',
      'steady_state_up',
      'steady_state_up',
      'steady_state_up',
      'steady_state_up',
    ])
  })

  it('cuts once per episode: 20, 15, 10, 10', () => {
    const connections = newConnections(bounds)
    const limits = [1, 2, 3].map((episode) => {
      rateLimited(connections, episode * 20_000, null)
      return connections.limit
    })
    expect(limits).toEqual([15, 10, 10])
  })

  it('takes ten rate limits within a second for one', () => {
    const connections = newConnections(bounds)
    for (let i = 0; i < 10; i++) rateLimited(connections, i * 100, null)
    expect(connections.limit).toBe(15)
    expect(connections.history).toHaveLength(1)
  })

  it('neither cuts nor counts while cooling, and a longer Retry-After extends it', () => {
    const connections = newConnections(bounds)
    rateLimited(connections, 0, 1000)
    rateLimited(connections, 14_000, 30_000)
    saturatedRound(connections, 20_000)
    rateLimited(connections, 43_999, null)
    expect(connections.limit).toBe(15)
    rateLimited(connections, 44_000, null)
    expect(connections.limit).toBe(10)
  })

  it('does not grow when the calls in flight did not need it', () => {
    const connections = newConnections(bounds)
    for (let i = 0; i < 15; i++) connectionOpened(connections)
    for (let i = 0; i < 100; i++) cleanSuccess(connections, 0)
    expect(connections.limit).toBe(20)
  })

  it('stays between min and max whatever happens', () => {
    const event = fc.oneof(
      fc.constant('round' as const),
      fc.record({ wait: fc.nat(40_000), retryAfter: fc.option(fc.nat(60_000), { nil: null }) }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const connections = newConnections(bounds)
        let now = 0
        for (const next of events) {
          if (next === 'round') saturatedRound(connections, now)
          else rateLimited(connections, (now += next.wait), next.retryAfter)
          expect(connections.limit).toBeGreaterThanOrEqual(10)
          expect(connections.limit).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})
