/** Laying down what the others are owed, and the head that says so; nothing is touched but the own folder. */
import { ConcordError, sentence } from '../../error.ts'
import { bundleName, inFolderOf } from '../../federation/index.ts'
import type { Head, ShareFiles, Shelf } from '../../federation/index.ts'
import { Slug } from '../../statement/index.ts'
import type { SentEntry } from '../../store/index.ts'
import { chooseRecipients, encryptBundle, writeBundle } from '../../trust/index.ts'
import { appendAudit } from '../audit.ts'
import type { Home } from '../institute.ts'
import { digestOf } from './digest.ts'
import { writeHead } from './heads.ts'
import type { SyncNetwork } from './network.ts'
import type { Owed, OwnFile, Portion } from './owed.ts'
import { pack } from './pack.ts'
import type { SyncResult } from './result.ts'
import type { Damaged } from './take-all.ts'

/** Writes what is owed, then removes what holds too much; gives the names of the files that lie there now. */
export async function layDown(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork,
  { own, owed, broken }: { own: readonly OwnFile[]; owed: Owed; broken: readonly string[] },
  by: string | null,
  result: SyncResult,
  stopIfAsked: () => void,
): Promise<Set<string>> {
  const memory = home.store.syncMemory()
  const laid = new Set(own.flatMap(({ present, name }) => (present ? [name] : [])))
  const released: { file: string; to: string[] | null; statements: number }[] = []
  const lay = async (
    audience: string[] | null,
    bytes: Uint8Array,
    statements: number,
    entries: SentEntry[],
  ): Promise<void> => {
    stopIfAsked()
    const name = bundleName(digestOf(home, bytes), audience !== null)
    // Noted first: of a file that lies there and is not noted nobody would know what it brings.
    await memory.putSent({ name, size: bytes.length, audience, entries })
    await files.write(inFolderOf(home.institute.id, name), bytes)
    laid.add(name)
    released.push({ file: name, to: audience, statements })
    result.written.files += 1
    result.written.statements += statements
    home.world.onProgress?.({ what: 'bundles', done: result.written.files, total: null })
  }
  try {
    for (const path of broken) await files.remove(path)
    for (const { chain, entries } of owed.charters) {
      const from = Slug.parse(home.institute.id)
      const bundle = { from, for: null, charters: chain, statements: [], blobs: [] }
      await lay(null, writeBundle(bundle, home.crypto.sha256), 0, entries)
    }
    const { sendable, keyless } = withKeys(network, owed.portions)
    result.keyless = keyless
    for await (const { audience, bytes, statements, entries } of pack(home, network, sendable)) {
      const recipients = audience === null ? undefined : recipientsFor(network, audience)
      const content = recipients === undefined ? bytes : await encryptBundle(bytes, recipients)
      await lay(audience, content, statements, entries)
    }
    for (const { name } of owed.stale) {
      stopIfAsked()
      await files.remove(inFolderOf(home.institute.id, name))
      await memory.removeSent(name)
      laid.delete(name)
      result.written.removed += 1
    }
  } finally {
    // What lies there has left the house, also where the rest of it could not be laid down.
    if (released.length > 0)
      await appendAudit(home, {
        who: by,
        what: 'laid-down',
        about: null,
        detail: { folder: result.folder, released },
      })
  }
  return laid
}

/** Says in the head what lies there, what has been taken in, and what came damaged. */
export async function sayHead(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork,
  shelves: readonly Shelf[],
  laid: ReadonlySet<string>,
  damaged: Damaged,
): Promise<void> {
  const seen = new Map((await home.store.syncMemory().listSeen()).map(({ name, state }) => [name, state]))
  const others = shelves.filter(({ member }) => member !== home.institute.id)
  const content: Pick<Head, 'files' | 'taken' | 'damaged'> = {
    files: [...laid].map((name) => name.slice(0, 64)).sort(),
    taken: others.flatMap(({ member, bundles }) => {
      const taken = bundles.filter(({ sha256, sealed }) => seen.get(bundleName(sha256, sealed)) === 'taken')
      return taken.length === 0
        ? []
        : [{ member: Slug.parse(member), files: taken.map(({ sha256 }) => sha256) }]
    }),
    damaged: [...damaged]
      .filter(([member]) => member !== home.institute.id)
      .map(([member, digests]) => ({ member: Slug.parse(member), files: digests.toSorted() })),
  }
  const ownShelf = shelves.find(({ member }) => member === home.institute.id)
  await writeHead(home, files, network, ownShelf, content)
}

/** Portions that can be sent, and how many statements each member cannot be sent for want of an age key. */
export function withKeys(
  { peers }: SyncNetwork,
  portions: readonly Portion[],
): { sendable: Portion[]; keyless: SyncResult['keyless'] } {
  const byId = new Map(peers.map((peer) => [peer.id, peer]))
  const counts = new Map<string, number>()
  const sendable = portions.flatMap((portion) => {
    if (portion.audience === null) return [portion]
    const audience = portion.audience.filter((member) => {
      if ((byId.get(member)?.ageRecipients.length ?? 0) > 0) return true
      counts.set(member, (counts.get(member) ?? 0) + 1)
      return false
    })
    const as = byId.get(audience[0] ?? '')
    return as === undefined ? [] : [{ ...portion, as, audience }]
  })
  return { sendable, keyless: [...counts].map(([member, statements]) => ({ member, statements })) }
}

/** The keys one file for all of them is encrypted to. */
function recipientsFor({ peers }: SyncNetwork, audience: readonly string[]): string[] {
  const keys = audience.map((id) => peers.find((peer) => peer.id === id)?.ageRecipients ?? [])
  const recipients = chooseRecipients(keys)
  if (recipients !== undefined) return recipients
  throw new ConcordError(
    'conflict',
    sentence`The age keys of ${audience.join(', ')} are of different kinds, and one file cannot be encrypted to both; have them run "concord card" and list their cards anew.`,
  )
}
