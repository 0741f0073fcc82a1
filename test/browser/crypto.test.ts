/**
 * The pure rooms in a browser: Ed25519 of WebCrypto after our check of small-order points gives the verdicts that
 * Node gives (C2SP/CCTV), and the statistics give the same numbers.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createNodeCrypto } from '../../src/node/crypto.ts'
import { fromHex } from '../../src/statement/index.ts'
import * as room from '../../src/statistics/index.ts'
import { addScore, attribution, crossedAnova, emptyCells, runScore } from '../../src/statistics/index.ts'
import { verifySignature } from '../../src/trust/index.ts'
import { openBrowser } from './chromium.ts'
import { serveModules } from './module-server.ts'
import type { ModuleServer } from './module-server.ts'
import { statisticsNumbers } from './statistics-numbers.ts'

const VECTORS = path.resolve(import.meta.dirname, '../../../shared/data/vectors/cctv/ed25519vectors.json')

/** Runs in the browser; `verdicts` and `numbers` are what the tests call. */
const MAIN = `
import { fromHex } from '/src/statement/index.ts'
import { isSmallOrder } from '/src/trust/ed25519-points.ts'
import { addScore, attribution, crossedAnova, emptyCells, runScore } from '/src/statistics/index.ts'
import { statisticsNumbers } from '/test/browser/statistics-numbers.ts'

async function holds({ key, sig, msg }) {
  const publicKey = fromHex(key)
  const signature = fromHex(sig)
  if (isSmallOrder(publicKey) || isSmallOrder(signature)) return false
  try {
    const imported = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', imported, signature, new TextEncoder().encode(msg))
  } catch (error) {
    // What WebCrypto does not take for a key; anything else is a fault of the test.
    if (error.name === 'DataError') return false
    throw error
  }
}

globalThis.verdicts = (vectors) => Promise.all(vectors.map(holds))
globalThis.numbers = ({ labs, items, scores, delta }) => {
  const cells = emptyCells(labs, items)
  for (const [at, one] of scores.entries())
    for (const score of one) addScore(cells, Math.floor(at / items), at % items, score)
  const means = Array.from({ length: items }, (_, item) => cells.sum[item] / cells.n[item])
  return plain([crossedAnova(cells), attribution(cells, delta), runScore(means, [...cells.n.subarray(0, items)])])
}
globalThis.families = () => plain(statisticsNumbers())
globalThis.plain = (value) =>
  JSON.parse(JSON.stringify(value, (_, one) => (ArrayBuffer.isView(one) ? [...one] : one)))
globalThis.ready = true
`

let browser: Browser
let server: ModuleServer
let page: Page
const faults: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  server = await serveModules(MAIN)
  page = await browser.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(server.url)
  await page
    .waitForFunction('globalThis.ready === true || undefined', undefined, { timeout: 30_000 })
    .catch(() => {
      throw new Error(`The modules do not load in the browser: ${faults.join('; ')}`)
    })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const Vectors = z.array(z.object({ key: z.string(), sig: z.string(), msg: z.string() }))

describe('Ed25519 of WebCrypto, C2SP/CCTV', () => {
  it('gives the verdict of Node on each of the 914 vectors', async () => {
    const vectors = Vectors.parse(JSON.parse(readFileSync(VECTORS, 'utf8')))
    expect(vectors).toHaveLength(914)
    const crypto = createNodeCrypto()
    const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()
    const want = vectors.map(({ key, sig, msg }) =>
      verifySignature(crypto, bytes(key), new TextEncoder().encode(msg), bytes(sig)),
    )
    const got = z.array(z.boolean()).parse(await page.evaluate(`verdicts(${JSON.stringify(vectors)})`))
    expect(want.filter(Boolean)).toHaveLength(43)
    expect(got).toEqual(want)
  })
})

/** Five labs, 24 items, three attempts of 0 or 1; the last lab is worse. Lab-major. */
function table(): { labs: number; items: number; scores: number[][]; delta: number } {
  const labs = 5
  const items = 24
  const scores = Array.from({ length: labs * items }, (_, at) => {
    const lab = Math.floor(at / items)
    const item = at % items
    return [0, 1, 2].map((attempt) =>
      (item * 7 + lab * 3 + attempt * 5) % 11 < (lab === labs - 1 ? 3 : 8) - (item % 4) ? 1 : 0,
    )
  })
  return { labs, items, scores, delta: 0.1 }
}

/** Every number in a value by its path; what is no number as it is. */
function leaves(value: unknown, at = ''): [at: string, leaf: unknown][] {
  if (typeof value !== 'object' || value === null) return [[at, value]]
  const entries: [string, unknown][] = Object.entries(value)
  return entries.flatMap(([key, one]) => leaves(one, `${at}/${key}`))
}

/** As JSON carries it, typed arrays as lists. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (one instanceof Float64Array ? [...one] : one)),
  )
}

/** The same leaves in the same order, numbers within 1e-9 relative. */
function expectSame(got: [at: string, leaf: unknown][], want: [at: string, leaf: unknown][]): void {
  expect(got.map(([at]) => at)).toEqual(want.map(([at]) => at))
  const leafByPath = new Map(got)
  for (const [at, leaf] of want) {
    const other = leafByPath.get(at)
    if (typeof leaf === 'number' && typeof other === 'number') {
      expect(Math.abs(other - leaf), at).toBeLessThanOrEqual(1e-9 * Math.abs(leaf))
    } else {
      expect(other, at).toEqual(leaf)
    }
  }
}

describe('the statistics', () => {
  it('give the numbers of Node within 1e-9', async () => {
    const input = table()
    const cells = emptyCells(input.labs, input.items)
    const { items } = input
    for (const [at, one] of input.scores.entries()) {
      for (const score of one) addScore(cells, Math.floor(at / items), at % items, score)
    }
    const means = Array.from({ length: items }, (_, item) => (cells.sum[item] ?? 0) / (cells.n[item] ?? 1))
    const here = [
      crossedAnova(cells),
      attribution(cells, input.delta),
      runScore(means, [...cells.n.subarray(0, items)]),
    ]
    const want = leaves(plain(here))
    const got = leaves(await page.evaluate(`numbers(${JSON.stringify(input)})`))
    expect(want.length).toBeGreaterThan(80)
    expectSame(got, want)
    expect(here.map(({ ok }) => ok)).toEqual([true, true, true])
  })

  it('give those of every function of the room within 1e-9', async () => {
    const want = leaves(plain(statisticsNumbers()))
    expect(want.length).toBeGreaterThan(2000)
    // As many entries as the door of the room has functions, which the compiler holds them to.
    expect(Object.keys(statisticsNumbers()).toSorted()).toEqual(Object.keys(room).toSorted())
    expect(want.filter(([at, leaf]) => at.endsWith('/ok') && leaf === false)).toEqual([])
    expectSame(leaves(await page.evaluate('families()')), want)
  })
})

it('loads nothing that fails', () => {
  expect(faults).toEqual([])
})
