/** The network whose members exchange in a shared folder, as this institute knows it. */
import type { CharterMember } from '../../statement/index.ts'
import { inspectCharter } from '../../trust/index.ts'
import type { CharterRecord } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { charterOf, idOf, loadNetworks, ownMember } from '../networks.ts'
import type { Network, StandingNetwork } from '../networks.ts'

export type Peer = Pick<CharterMember, 'id' | 'origin' | 'keys' | 'ageRecipients'>

export type SyncNetwork = {
  pinned: string
  all: Network[]
  /** Null while founders are still to sign, or two charters contradict each other. */
  standing: StandingNetwork | null
  /** This institute as the latest version lists it, as an active member; undefined where it does not. */
  own: CharterMember | undefined
  /** The other active members. */
  peers: Peer[]
  /** What is exchanged of charters: each list begins with version 1 and ends with a version that others may lack. */
  charters: CharterRecord[][]
}

/** The network of this institute, else the one that waits for founders; undefined where there is neither. */
export async function findSyncNetwork(home: Home): Promise<SyncNetwork | undefined> {
  const all = await loadNetworks(home)
  const mine = all.find((network) => network.ok && ownMember(home, network.chain) !== undefined)
  const network = mine ?? all.find((one) => !one.ok && isListed(home, one.records))
  if (network === undefined) return undefined
  const { pinned } = network
  if (!network.ok) {
    const first = network.records.find((record) => idOf(home, record) === pinned)
    const listed = first === undefined ? [] : charterOf(first).members
    return {
      pinned,
      all,
      standing: null,
      own: undefined,
      peers: listed.filter(({ origin }) => origin !== home.institute.origin),
      charters: first === undefined ? [] : [[first]],
    }
  }
  const { members } = network.chain.latest.body
  return {
    pinned,
    all,
    standing: network,
    own: ownMember(home, network.chain),
    peers: members.filter(({ origin, status }) => origin !== home.institute.origin && status === 'active'),
    charters: chartersOf(home, network),
  }
}

function isListed(home: Home, records: readonly CharterRecord[]): boolean {
  return records.some((record) =>
    charterOf(record).members.some(({ origin }) => origin === home.institute.origin),
  )
}

/** The chain, and for each version that waits for signatures the chain with it. */
function chartersOf(home: Home, { chain, records }: StandingNetwork): CharterRecord[][] {
  const standing = chain.versions.map(({ record }) => record)
  const ids = new Set(standing.map((record) => idOf(home, record)))
  const waiting = records.filter(
    (record) => !ids.has(idOf(home, record)) && inspectCharter(record, chain.latest, home.crypto).ok,
  )
  return [standing, ...waiting.map((record) => [...standing, record])]
}
