/** Versions of a charter that wait for signatures: founded or added to, and not standing yet. */
import { inspectCharter } from '../../trust/index.ts'
import type { CharterSupport, CharterVersion } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import type { Network } from '../networks.ts'

export type WaitingCharter = {
  version: CharterVersion
  /** The version that stands; null of a network that is being founded. */
  before: CharterVersion | null
  support: CharterSupport
}

/** What waits for signatures on top of a network's chain; of a network without one, its first version. */
export function waitingCharters(home: Home, network: Network): WaitingCharter[] {
  const before = network.ok ? network.chain.latest : null
  return network.records.flatMap((record) => {
    const read = inspectCharter(record, before, home.crypto)
    return read.ok && !read.support.enough ? [{ version: read.version, before, support: read.support }] : []
  })
}
