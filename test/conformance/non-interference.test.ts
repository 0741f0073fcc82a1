/**
 * Non-interference: 2,000 pairs of worlds that differ only in what a reader may not see give that reader the same bytes,
 * counts, order and errors, through pages, bundles, commands and the readers of the store.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareWorlds } from '../fixture/non-interference.ts'
import type { ReaderName } from '../fixture/non-interference.ts'
import { makeWorldBase } from '../fixture/worlds.ts'
import type { WorldBase } from '../fixture/worlds.ts'

const PAIRS: readonly [ReaderName, number][] = [
  ['anonymous', 700],
  ['member', 800],
  ['owner', 500],
]
/** Pairs in one test, so that none of them takes minutes. */
const AT_ONCE = 100

let base: WorldBase
beforeAll(async () => {
  base = await makeWorldBase()
})
afterAll(() => base?.[Symbol.asyncDispose]())

describe.each(PAIRS)('%s, %d pairs', (name, pairs) => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  it.each(Array.from({ length: pairs / AT_ONCE }, (_, part) => part * AT_ONCE))(
    'cannot tell one world from the other, from the pair %d on',
    async (first) => {
      const { differences, questions, pairsWithSecrets } = await compareWorlds(
        base,
        name,
        AT_ONCE,
        seed + first,
      )
      expect(differences).toEqual([])
      expect(questions).toBeGreaterThan(AT_ONCE * 15)
      expect(pairsWithSecrets).toBeGreaterThan(AT_ONCE / 2)
    },
  )
})
