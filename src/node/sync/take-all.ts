/** Taking in everything that is new in a shared folder, file by file. */
import { bundleName } from '../../federation/index.ts'
import type { ShareFiles, Shelf } from '../../federation/index.ts'
import type { SeenFile } from '../../store/index.ts'
import type { Bundle } from '../../trust/index.ts'
import { ageIdentities } from '../age-key.ts'
import type { Home } from '../institute.ts'
import { idOf } from '../networks.ts'
import { circumstances } from '../quarantine.ts'
import { digestOf } from './digest.ts'
import { CHARTER } from './owed.ts'
import type { SyncResult } from './result.ts'
import { takeFile, tooLarge } from './take.ts'
import type { SharedBundle, Taken } from './take.ts'

/** Digests of files whose bytes do not fit their names, by the member in whose folder they lie. */
export type Damaged = ReadonlyMap<string, readonly string[]>

/**
 * Takes in what has not been taken in before; what is in this institute's own folder and was not written by this copy
 * of it, too. Fills in what came of it.
 */
export async function takeAll(
  home: Home,
  files: ShareFiles,
  shelves: readonly Shelf[],
  result: SyncResult,
  stopIfAsked: () => void,
): Promise<Damaged> {
  const memory = home.store.syncMemory()
  const seen = new Map((await memory.listSeen()).map((file) => [file.name, file]))
  const sent = new Set((await memory.listSent()).map(({ name }) => name))
  const damaged = new Map<string, string[]>()
  let now = digestOf(home, await circumstances(home))
  const fresh = (): { shelf: Shelf; file: SharedBundle; name: string }[] =>
    shelves.flatMap((shelf) =>
      shelf.bundles
        .map((file) => ({ shelf, file, name: bundleName(file.sha256, file.sealed) }))
        .filter(({ name }) => !sent.has(name) && !isSettled(seen.get(name), now)),
    )
  const total = fresh().length
  let identities: string[] | undefined
  for (const [done, { shelf, file, name }] of fresh().entries()) {
    stopIfAsked()
    home.world.onProgress?.({ what: 'files', done, total })
    identities ??= await ageIdentities(home)
    const taken = await takeFile(home, files, file, identities, result.dryRun)
    note(result, shelf.member, file, taken)
    if (taken.outcome === 'damaged')
      damaged.set(shelf.member, [...(damaged.get(shelf.member) ?? []), file.sha256])
    if (result.dryRun || !isFinal(taken)) continue
    if (taken.outcome === 'taken') {
      if (taken.received.charters.length > 0) now = digestOf(home, await circumstances(home))
      if (shelf.member === home.institute.id) await rememberOwn(home, name, file.sealed, taken.bundle)
    }
    await memory.putSeen({ name, state: taken.outcome, tried: now })
  }
  return damaged
}

/** Taken in, or refused or for others under just these circumstances. */
function isSettled(known: SeenFile | undefined, now: string): boolean {
  return known !== undefined && (known.state === 'taken' || known.tried === now)
}

/** False where the next exchange looks again in any case. */
function isFinal({ outcome }: Taken): boolean {
  return outcome === 'taken' || outcome === 'not-ours' || outcome === 'set-aside'
}

function note(result: SyncResult, member: string, file: SharedBundle, taken: Taken): void {
  if (taken.outcome === 'taken') {
    result.received.push({ ...taken.received, member })
    for (const { message } of taken.received.refused)
      result.refused.push({ member, file: file.path, message })
  } else if (taken.outcome === 'unpinned') {
    result.unpinned.push({ member, root: taken.root, file: file.path })
  } else if (taken.outcome === 'set-aside' || taken.outcome === 'left') {
    result.refused.push({ member, file: file.path, message: taken.message })
  } else if (taken.outcome === 'too-large') {
    result.refused.push({ member, file: file.path, message: tooLarge(file) })
  }
}

/** A file of this institute that this folder does not remember: written by another copy of it, or before a restore. */
async function rememberOwn(home: Home, name: string, sealed: boolean, bundle: Bundle): Promise<void> {
  const entries = bundle.statements.map(({ id, envelope, body, lacks }) => {
    const named = new TextDecoder().decode(envelope.payload)
    const blobs = [...bundle.blobs.keys()].filter(
      (hex) => named.includes(hex) && lacks?.includes(hex) !== true,
    )
    const parts = [
      ...envelope.signatures.map(({ keyid }) => keyid),
      ...(body === null ? [] : ['body']),
      ...blobs.map((hex) => `blob:${hex}`),
    ]
    return { id, content: parts.join(' ') }
  })
  for (const record of bundle.charters) {
    const keyids = record.envelope.signatures.map(({ keyid }) => keyid)
    entries.push({ id: idOf(home, record), content: [CHARTER, ...keyids].join(' ') })
  }
  // For whom it was encrypted cannot be told from it, so it counts for nobody.
  await home.store.syncMemory().putSent({ name, size: 0, audience: sealed ? [] : null, entries })
}
