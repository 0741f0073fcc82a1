/** Giving up a version of a charter that waits for signatures. */
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { withStorageErrors } from '../../store/index.ts'
import type { Home } from '../institute.ts'
import { charterRecords, idOf, loadNetworks, noteDiscarded } from '../networks.ts'
import { readBundleFile } from '../receive.ts'
import { viewOf } from './charter-view.ts'
import type { CharterView } from './charter-view.ts'
import { waitingCharters } from './waiting-charters.ts'

/**
 * Gives up a version that waits for signatures, so that another can be made in its place, and removes the bundles of it
 * that lie in the outbox. `id` is needed only where several wait. A version that stands is never touched: `conflict`.
 * Nothing is erased: signed by all it needs it stands after all, and `charter sign` takes it up again.
 */
export async function discardCharter(
  home: Home,
  id?: string,
): Promise<{ view: CharterView; removed: string[] }> {
  const networks = await loadNetworks(home)
  const waiting = networks.flatMap((network) =>
    waitingCharters(home, network).map((one) => ({ ...one, pinned: network.pinned })),
  )
  const chosen = id === undefined ? waiting : waiting.filter(({ version }) => version.id === id)
  const [one, another] = chosen
  if (another !== undefined) {
    const ids = chosen.map(({ version }) => version.id).join(', ')
    throw new ConcordError(
      'conflict',
      sentence`Several versions of a charter wait for signatures (${ids}); name the one to give up: concord charter discard ID.`,
    )
  }
  if (one === undefined) {
    const stands = (await charterRecords(home)).some((record) => idOf(home, record) === id)
    throw new ConcordError(
      id === undefined || stands ? 'conflict' : 'not-found',
      id === undefined
        ? sentence`No version of a charter waits for signatures here, so there is none to give up; one that stands is followed by the next ("concord charter add").`
        : stands
          ? sentence`The charter ${id} does not wait for signatures, so it is not given up; one that stands is followed by the next ("concord charter add").`
          : sentence`There is no charter ${id} here; "concord charter show" names the one that waits for signatures.`,
    )
  }
  const removed = await removeBundles(home, one.version.id)
  await noteDiscarded(home, one.version.id, true)
  return { view: viewOf(home, one.version, one.before, one.pinned, []), removed }
}

/** Removes from the outbox what would bring the version to others, and gives the files. */
async function removeBundles(home: Home, id: string): Promise<string[]> {
  const outbox = path.join(home.folder, 'outbox')
  return await withStorageErrors(sentence`remove bundles`, outbox, async () => {
    const removed: string[] = []
    for (const name of (await readdir(outbox).catch(() => [])).sort()) {
      if (!/^charter-\d+-from-.*\.concord$/.test(name)) continue
      const file = path.join(outbox, name)
      const last = (await readBundleFile(home, file)).charters.at(-1)
      if (last === undefined || idOf(home, last) !== id) continue
      await rm(file)
      removed.push(file)
    }
    return removed
  })
}
