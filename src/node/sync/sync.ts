/**
 * Exchange over a shared folder: what the others left is taken in, what they are owed is laid down. Nothing is written,
 * changed or removed but in this institute's own folder there, and every step can be done again: after a stop or a kill
 * the next exchange goes on (docs/design/0011).
 */
import { ConcordError, sentence } from '../../error.ts'
import { nodeShareFiles, readShelfOf, readShelves } from '../../federation/index.ts'
import type { ShareFiles, Shelf } from '../../federation/index.ts'
import { pseudonym } from '../audit.ts'
import type { Home } from '../institute.ts'
import { retryQuarantine } from '../quarantine.ts'
import { liftDue } from '../release/lift.ts'
import { readHeads } from './heads.ts'
import { layDown, sayHead, withKeys } from './lay-down.ts'
import { takeAwayErased } from './erased-files.ts'
import { findSyncNetwork } from './network.ts'
import type { SyncNetwork } from './network.ts'
import { findOwed } from './owed.ts'
import { listOwnFiles } from './own-files.ts'
import { introduce, refuseForeign } from './place.ts'
import { emptyResult } from './result.ts'
import type { SyncResult } from './result.ts'
import { findSettled, noteSettled, stateOfExchange } from './settled.ts'
import { takeAll } from './take-all.ts'
import type { Damaged } from './take-all.ts'
import { tellFiles, tellRest } from './tell.ts'

export type SyncOptions = {
  /** Say what would be done, and change nothing, here or there. */
  dryRun?: boolean
  /** Pseudonym of whoever does it, for the audit trail. */
  by?: string | undefined
  signal?: AbortSignal
  /** The shared folder; left out: that of this machine under `folder`. */
  files?: ShareFiles
}

/**
 * Takes in and lays down. Throws one sentence where the folder cannot be used or read, and `stopped` on request; what
 * was done until then holds. That nothing could be written there is part of the result: what was taken in counts.
 */
export async function sync(home: Home, folder: string, options: SyncOptions = {}): Promise<SyncResult> {
  const files = options.files ?? nodeShareFiles(folder)
  const stopIfAsked = (): void => {
    if (options.signal?.aborted !== true) return
    throw new ConcordError(
      'stopped',
      sentence`The exchange was stopped; what was taken in and laid down is kept. Go on with "concord sync ${folder}".`,
    )
  }
  const by = options.by === undefined ? null : pseudonym(options.by)
  const result = emptyResult(folder, options.dryRun ?? false)
  const found = await readShelves(files, folder)
  const { shelves } = found
  const ownShelf = shelves.find(({ member }) => member === home.institute.id)
  refuseForeign(home, folder, found, ownShelf, await findSyncNetwork(home))

  const damaged = await takeAll(home, files, shelves, result, stopIfAsked)
  if (!result.dryRun) {
    for (const late of await retryQuarantine(home)) result.received.push({ ...late, member: late.from })
  }
  const network = await findSyncNetwork(home)
  result.network = network?.pinned ?? null
  stopIfAsked()
  if (!result.dryRun && network?.own !== undefined) result.lifted = await liftDue(home)
  try {
    const left = await withoutErased(home, files, shelves, result)
    if (!result.dryRun) await introduce(home, files, network)
    if (network !== undefined) await give(home, by, files, network, left, damaged, result, stopIfAsked)
  } catch (error) {
    if (!(error instanceof ConcordError) || error.code !== 'environment') throw error
    result.unwritten = error
  }
  await tellRest(home, network, found, result)
  return result
}

/** The shelves as they are once the own holds nothing that was erased. */
async function withoutErased(
  home: Home,
  files: ShareFiles,
  shelves: readonly Shelf[],
  result: SyncResult,
): Promise<Shelf[]> {
  const left: Shelf[] = []
  for (const shelf of shelves)
    left.push(shelf.member === home.institute.id ? await takeAwayErased(home, files, shelf, result) : shelf)
  return left
}

async function give(
  home: Home,
  by: string | null,
  files: ShareFiles,
  network: SyncNetwork,
  shelves: readonly Shelf[],
  damaged: Damaged,
  result: SyncResult,
  stopIfAsked: () => void,
): Promise<void> {
  const ownShelf = shelves.find(({ member }) => member === home.institute.id)
  const heads = await readHeads(home, files, network, shelves)
  const writers = new Set(heads.keys())
  const keep = !result.dryRun
  const { own, broken } = await listOwnFiles(home, files, network, heads, ownShelf, keep)
  tellFiles(home, network, heads, shelves, own, damaged, result)
  const settled = await findSettled(home, result.folder, await stateOfExchange(home, network, own, writers))
  if (settled !== undefined && broken.length === 0) {
    result.keyless = settled
    const laid = new Set(own.flatMap(({ name, present }) => (present ? [name] : [])))
    if (keep) await sayHead(home, files, network, shelves, laid, damaged)
    return
  }
  const owed = await findOwed(home, network, own, writers)
  if (!keep) {
    const { sendable, keyless } = withKeys(network, owed.portions)
    result.keyless = keyless
    result.written.statements = new Set(sendable.map(({ id }) => id)).size
    result.written.removed += owed.stale.length
    return
  }
  const laid = await layDown(home, files, network, { own, owed, broken }, by, result, stopIfAsked)
  await sayHead(home, files, network, shelves, laid, damaged)
  const after = await listOwnFiles(
    home,
    files,
    network,
    heads,
    await readShelfOf(files, home.institute.id),
    keep,
  )
  await noteSettled(
    home,
    result.folder,
    await stateOfExchange(home, network, after.own, writers),
    result.keyless,
  )
}
