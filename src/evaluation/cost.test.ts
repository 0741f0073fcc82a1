import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { addUsage, costOf, NO_USAGE } from './cost.ts'
import { findPrice, parsePrices, PRICES } from './prices.ts'
import type { Price } from './prices.ts'
import type { Usage } from './providers/provider.ts'

const price: Price = {
  host: null,
  model: 'm',
  perMillion: { in: 3, out: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  asOf: '2025-11-24',
  source: 'a test',
}
const usage = (over: Partial<Usage>): Usage => ({
  in: null,
  out: null,
  cacheRead: null,
  cacheWrite: null,
  reasoning: null,
  ...over,
})

describe('the cost of tokens', () => {
  it.each<[string, Usage, number, boolean]>([
    ['no tokens', NO_USAGE, 0, true],
    ['in and out', usage({ in: 1_000_000, out: 100_000, cacheRead: 0 }), 4.5, true],
    // 0.2 M in full (0.6), 0.7 M read (0.21), 0.1 M written (0.375), 0.1 M out (1.5)
    ['a cache', usage({ in: 1e6, out: 1e5, cacheRead: 7e5, cacheWrite: 1e5 }), 2.685, true],
    ['a cache nobody tells of', usage({ in: 1e6, out: 1e5 }), 4.5, false],
    ['more from the cache than in all', usage({ in: 100, out: 0, cacheRead: 500 }), 0.00003, true],
    ['reasoning, which is part of out', usage({ in: 0, out: 1e6, cacheRead: 0, reasoning: 9e5 }), 15, true],
  ])('%s', (_, tokens, usd, exact) => {
    const cost = costOf(tokens, price)
    expect(cost?.usd).toBeCloseTo(usd, 12)
    expect(cost?.exact).toBe(exact)
  })

  it('is unknown where tokens are', () => {
    expect(costOf(usage({ in: 5 }), price)).toBeNull()
    expect(costOf(usage({ out: 5 }), price)).toBeNull()
  })

  it('of several calls together is the sum of each', () => {
    const tokens = fc
      .record({ read: fc.nat(1000), written: fc.nat(1000), rest: fc.nat(1000), out: fc.nat(1000) })
      .map(({ read, written, rest, out }) =>
        usage({ in: read + written + rest, out, cacheRead: read, cacheWrite: written, reasoning: 0 }),
      )
    fc.assert(
      fc.property(fc.array(tokens), (calls) => {
        const together = costOf(calls.reduce(addUsage, NO_USAGE), price)?.usd
        const each = calls.reduce((sum, one) => sum + (costOf(one, price)?.usd ?? Number.NaN), 0)
        expect(together).toBeCloseTo(each, 12)
      }),
    )
  })

  it('is unknown of all where it is of one', () => {
    expect(addUsage(usage({ in: 1, out: 1 }), usage({ out: 2 }))).toEqual(usage({ out: 3 }))
  })
})

describe('the price table', () => {
  const openAi = 'https://api.openai.com/v1'

  it('knows a model by its name, with or without a date, at the address of its provider alone', () => {
    const known = findPrice(PRICES, { model: 'gpt-5-mini', baseUrl: openAi })
    expect(known).toMatchObject({ model: 'gpt-5-mini', perMillion: { in: 0.25, out: 2 } })
    expect(findPrice(PRICES, { model: 'gpt-5-mini-2025-08-07', baseUrl: openAi })).toBe(known)
    expect(findPrice(PRICES, { model: 'gpt-5-mini-next', baseUrl: openAi })).toBeUndefined()
    expect(findPrice(PRICES, { model: 'gpt-5-mini', baseUrl: 'http://127.0.0.1:8000/v1' })).toBeUndefined()
    expect(findPrice(PRICES, { model: 'gpt-5-mini' })).toBeUndefined()
  })

  it('says of every row when and where', () => {
    for (const row of PRICES) {
      expect(row.asOf).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(row.source).toMatch(/^https:\/\//)
    }
    expect(new Set(PRICES.map(({ host, model }) => `${host} ${model}`)).size).toBe(PRICES.length)
  })

  it('of a user is read whole, or refused with its place', () => {
    expect(parsePrices(JSON.stringify([price]), 'p.json')).toEqual([price])
    expect(findPrice([price], { model: 'm' })).toBe(price)
    expect(() => parsePrices('{', 'p.json')).toThrow(/p\.json is not JSON/)
    expect(() => parsePrices(JSON.stringify([{ ...price, asOf: 'today' }]), 'p.json')).toThrow(/0\.asOf/)
    expect(() =>
      parsePrices(JSON.stringify([{ ...price, perMillion: { in: -1, out: 1 } }]), 'p.json'),
    ).toThrow(/perMillion/)
  })
})
