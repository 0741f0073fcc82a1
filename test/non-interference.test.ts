/** A few pairs of worlds here; 2,000 of them are compared in the conformance tests. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Home } from '../src/node/index.ts'
import { compareWorlds, READERS } from './fixture/non-interference.ts'
import type { ReaderName } from './fixture/non-interference.ts'
import { makeWorldBase, worldPair } from './fixture/worlds.ts'
import type { WorldBase } from './fixture/worlds.ts'

const NAMES: ReaderName[] = ['anonymous', 'member', 'owner']
let base: WorldBase
beforeAll(async () => {
  base = await makeWorldBase()
})
afterAll(() => base?.[Symbol.asyncDispose]())

describe.each(NAMES)('two worlds that differ only in what may not be seen by: %s', (name) => {
  it('are the same to them', async () => {
    const { differences, questions, pairsWithSecrets } = await compareWorlds(
      base,
      name,
      4,
      Math.floor(Math.random() * 2 ** 31),
    )
    expect(differences).toEqual([])
    expect(questions).toBeGreaterThan(60)
    expect(pairsWithSecrets).toBeGreaterThan(0)
  })
})

describe('the comparison itself', () => {
  /** Readers that see what another one may. */
  const leaking = (home: Home, name: ReaderName): Home => ({
    ...home,
    store: {
      ...home.store,
      reader: (principal, context) =>
        home.store.reader(
          JSON.stringify(principal) === JSON.stringify(READERS[name])
            ? { kind: 'owner', origin: 'lab-c.example/log/1' }
            : principal,
          context,
        ),
    },
  })

  it.each(NAMES)('finds a reader that sees too much: %s', async (name) => {
    // Of seeds from 1 on, those whose worlds hide something from this reader that lab-c may see.
    const { differences } = await compareWorlds(base, name, 4, 1, (home) => leaking(home, name))
    expect(differences.length).toBeGreaterThan(3)
  })

  it.each([
    ['anonymous', ['store', 'bundle', 'page']],
    ['member', ['store', 'bundle', 'exchange']],
    ['owner', ['store', 'page', 'command']],
  ] as const)('sees a difference that may be seen, by every way: %s', async (name, ways) => {
    const unlike: typeof worldPair = (...of) => {
      const pair = worldPair(...of)
      return { ...pair, right: pair.right.filter(({ id }) => !pair.left.some((one) => one.id === id)) }
    }
    const { differences } = await compareWorlds(base, name, 6, 1, undefined, unlike)
    const found = new Set(
      differences.map((said) => {
        const question = said.replace(/^.*?seed \d+, /, '')
        if (question.startsWith('GET ')) return 'page'
        if (question.startsWith('bundle')) return 'bundle'
        if (question.startsWith('laid down')) return 'exchange'
        return /^(?:exercise|access|verify) /.test(question) ? 'command' : 'store'
      }),
    )
    expect([...found].sort()).toEqual([...ways].sort())
  })

  it('has pairs with secrets on both sides, and with different ones', () => {
    const pairs = Array.from({ length: 40 }, (_, seed) => worldPair(base, READERS.member, seed))
    expect(pairs.filter(({ hidden: [left, right] }) => left > 0 && right > 0).length).toBeGreaterThan(10)
    expect(pairs.some(({ hidden: [left, right] }) => left !== right)).toBe(true)
    expect(worldPair(base, READERS.member, 7)).toEqual(worldPair(base, READERS.member, 7))
  })
})
