/**
 * Own files in shared folders that hold what was erased. What each holds is remembered, also after it is gone: the same
 * file may lie in another folder, and who has acknowledged it need not be given the rest of it again.
 */
import { bundleName } from '../../federation/index.ts'
import type { ShareFiles, Shelf } from '../../federation/index.ts'
import type { Erasure } from '../../statement/index.ts'
import type { SentEntry } from '../../store/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf } from '../networks.ts'
import { withBody } from './owed.ts'
import type { SyncResult } from './result.ts'

/** What is noted of an erased statement in place of its parts, whose digests may tell what they were. */
const ERASED = 'erased'

/**
 * Notes of every own file that holds a statement that it is to go, and gives the names of those files. Done before the
 * statement is destroyed, so that what overwrites its rows overwrites these too.
 */
export async function markErased(home: Home, id: string, scope: Erasure['scope']): Promise<string[]> {
  const memory = home.store.syncMemory()
  const marked: string[] = []
  for (const file of await memory.listSent()) {
    const isGone = (entry: SentEntry): boolean => holds(entry, new Map([[id, scope]]))
    if (!file.entries.some(isGone)) continue
    const entries = file.entries.map((entry) => (isGone(entry) ? { id, content: ERASED } : entry))
    await memory.putSent({ ...file, entries })
    marked.push(file.name)
  }
  return marked
}

/** True where an entry says that its file brings what was erased: with scope `body` its envelope may stay. */
function holds({ id, content }: SentEntry, erased: ReadonlyMap<string, Erasure['scope']>): boolean {
  const scope = erased.get(id)
  if (scope === undefined) return false
  return scope === 'all' || content === ERASED || withBody(content.split(' '))
}

/**
 * Removes from the own folder there what holds anything erased, first of all and whether or not anything can be laid down
 * after it; gives the own shelf as it is then. A file of which nobody here can tell what it holds goes as well, once
 * anything was erased: that is one for others, written before this folder was restored from a backup.
 */
export async function takeAwayErased(
  home: Home,
  files: ShareFiles,
  shelf: Shelf,
  result: SyncResult,
): Promise<Shelf> {
  const reader = home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
  const erased = new Map((await reader.listErased()).map(({ id, scope }) => [id, scope]))
  if (erased.size === 0) return shelf
  const sent = new Map((await home.store.syncMemory().listSent()).map(({ name, entries }) => [name, entries]))
  const bundles: Shelf['bundles'] = []
  for (const file of shelf.bundles) {
    const entries = sent.get(bundleName(file.sha256, file.sealed))
    if (entries?.some((entry) => holds(entry, erased)) === false) {
      bundles.push(file)
      continue
    }
    if (!result.dryRun) await files.remove(file.path)
    result.written.removed += 1
  }
  return { ...shelf, bundles }
}
