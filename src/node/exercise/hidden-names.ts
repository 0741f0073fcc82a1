/** Items that are for few: their hashes, as outcome tables name them, and the ids they were declared with. */
import { ConcordError, sentence } from '../../error.ts'
import { parseItemsBlob } from '../../interchange/index.ts'
import { itemHash } from '../../statement/index.ts'
import type { Protocol } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import { datasetsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'

/** By set, then by id or by hash; a set whose items go by their ids is not in it. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Hash by declared id, for every set whose items are for few. Throws `not-found` where the items are not here. */
export async function hiddenNames(evidence: Evidence, protocol: Protocol): Promise<Names> {
  return namesOf(evidence, protocol, (set) => {
    throw new ConcordError(
      'not-found',
      sentence`The items of set ${set} are not here; ask the coordinator for a bundle that brings them.`,
    )
  })
}

/** Declared id by hash, of the sets whose items this reader holds. */
export async function idsOfHidden(evidence: Evidence, protocol: Protocol): Promise<Names> {
  const names = await namesOf(evidence, protocol, () => undefined)
  return new Map([...names].map(([set, byId]) => [set, new Map([...byId].map(([id, hash]) => [hash, id]))]))
}

async function namesOf(
  evidence: Evidence,
  protocol: Protocol,
  lacking: (set: string) => void,
): Promise<Names> {
  const bySet = new Map<string, ReadonlyMap<string, string>>()
  for (const [set, { dataset, items }] of await datasetsOf(evidence, protocol)) {
    if (dataset.body.index === undefined) continue
    if (items === null) {
      lacking(set)
      continue
    }
    const read = await parseItemsBlob([items], set)
    bySet.set(set, new Map(read.map((item) => [item.id, itemHash(item, sha256)])))
  }
  return bySet
}
