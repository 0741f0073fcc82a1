/** Founding a network: version 1 of its charter. */
import { ConcordError, sentence } from '../../error.ts'
import { SIZE_LIMITS } from '../../statement/index.ts'
import type { Charter } from '../../statement/index.ts'
import { leastThreshold } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { charterInput, charterOf, loadNetworks, ownMember } from '../networks.ts'
import type { Network } from '../networks.ts'
import type { WrittenBundle } from '../publish.ts'
import { charterBundles } from './charter-bundles.ts'
import { viewOf } from './charter-view.ts'
import type { CharterView } from './charter-view.ts'
import { findDraft, stillWaits } from './find-draft.ts'
import { ownCard, readCards } from './read-cards.ts'
import { lifeFrom, sealCharter, YEAR_DAYS } from './seal-charter.ts'
import { waitingCharters } from './waiting-charters.ts'

/**
 * Founds a network of this institute and those whose cards are given, signs version 1 and pins it. With nobody
 * else it stands at once, as a single institute. The same again, as after a kill, gives the charter that is here and
 * its bundles again. Throws `conflict` where this folder is in another network already.
 */
export async function foundCharter(
  home: Home,
  cards: readonly string[],
  options: { threshold?: number | undefined; days?: number | undefined } = {},
): Promise<{ view: CharterView; bundles: WrittenBundle[] }> {
  const members = [await ownCard(home), ...(await readCards(home, cards))].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const threshold = options.threshold ?? leastThreshold(members.length)
  const days = options.days ?? YEAR_DAYS
  const begun = await findDraft(home, null, { members, threshold, days })
  for (const network of await loadNetworks(home)) {
    const listed = network.ok ? ownMember(home, network.chain) !== undefined : listsMe(home, network)
    if (listed && network.pinned !== begun?.id) {
      const [waiting] = waitingCharters(home, network)
      if (waiting !== undefined && !network.ok) throw stillWaits(waiting)
      throw new ConcordError(
        'conflict',
        sentence`This institute is in the network of charter ${network.pinned} already; a folder founds one network.`,
      )
    }
  }
  const body: Charter = {
    version: 1,
    previous: null,
    expires: lifeFrom(home.world.now(), days),
    threshold,
    members,
    witnesses: [],
    quorum: 0,
    groups: [],
    limits: { payload: SIZE_LIMITS.payload, envelope: SIZE_LIMITS.envelope, body: SIZE_LIMITS.body },
  }
  const version = begun ?? (await sealCharter(home, body, null))
  await home.store.writer().putStatements([charterInput(home, version)])
  await home.store.writer().putPin({ charterId: version.id, pinnedAt: home.world.now() })
  return {
    view: viewOf(home, version, null, version.id, []),
    bundles: await charterBundles(home, [version.record]),
  }
}

function listsMe(home: Home, network: Network): boolean {
  return network.records.some((record) =>
    charterOf(record).members.some(({ origin }) => origin === home.institute.origin),
  )
}
