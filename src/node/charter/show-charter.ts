/** What is known of networks. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { inspectCharter } from '../../trust/index.ts'
import type { CharterVersion } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { loadNetworks } from '../networks.ts'
import type { Network } from '../networks.ts'
import { readBundleFile } from '../receive.ts'
import { rootOf } from '../take-in.ts'
import { viewOf } from './charter-view.ts'
import type { CharterView } from './charter-view.ts'
import { waitingCharters } from './waiting-charters.ts'

/** What this folder knows of its networks. */
export async function showCharters(home: Home): Promise<CharterView[]> {
  const views: CharterView[] = []
  for (const network of await loadNetworks(home)) {
    const newest = newestOf(home, network)
    if (newest === undefined) continue
    const warnings = network.ok ? network.warnings.map(({ message }) => message) : [network.message]
    views.push(viewOf(home, newest.version, newest.before, network.pinned, warnings))
  }
  return views
}

/** A version that waits for signatures on top of the chain, else the last that stands; of no chain the first. */
function newestOf(
  home: Home,
  network: Network,
): { version: CharterVersion; before: CharterVersion | null } | undefined {
  const waiting = waitingCharters(home, network).at(-1)
  if (waiting !== undefined) return waiting
  return network.ok
    ? { version: network.chain.latest, before: network.chain.versions.at(-2) ?? null }
    : undefined
}

/** What a bundle says of its network, without taking it in. */
export async function showCharterOf(home: Home, file: string): Promise<CharterView> {
  const bundle = await readBundleFile(home, file)
  const root = rootOf(home, bundle)
  let before: CharterVersion | null = null
  let view: CharterView | undefined
  for (const record of bundle.charters) {
    const read = inspectCharter(record, before, home.crypto)
    if (!read.ok) throw new ConcordError('not-verified', read.message)
    view = viewOf(home, read.version, before, root ?? read.version.id, [])
    before = read.version
  }
  if (view === undefined)
    throw new ConcordError('bad-input', sentence`${path.basename(file)} brings no charter.`)
  return view
}
