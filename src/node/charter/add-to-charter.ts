/** The next version of a charter: members added, or its life renewed. */
import { ConcordError, sentence } from '../../error.ts'
import type { Charter } from '../../statement/index.ts'
import { leastThreshold } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { charterInput, loadNetworks, ownMember } from '../networks.ts'
import type { WrittenBundle } from '../publish.ts'
import { charterBundles } from './charter-bundles.ts'
import { viewOf } from './charter-view.ts'
import type { CharterView } from './charter-view.ts'
import { findDraft, stillWaits } from './find-draft.ts'
import { nextMembers } from './next-members.ts'
import { readCards } from './read-cards.ts'
import { lifeFrom, sealCharter, YEAR_DAYS } from './seal-charter.ts'
import { waitingCharters } from './waiting-charters.ts'

/**
 * Adds members to the network by the next version of its charter, signed by this institute. The same again, as after a
 * kill, gives the version that is here and its bundles again. Throws `conflict` where it has signed another version that
 * still waits: two could split the network.
 */
export async function addToCharter(
  home: Home,
  cards: readonly string[],
  options: { threshold?: number | undefined; days?: number | undefined } = {},
): Promise<{ view: CharterView; bundles: WrittenBundle[] }> {
  const network = (await loadNetworks(home)).find((one) => one.ok && ownMember(home, one.chain) !== undefined)
  if (network === undefined || !network.ok) {
    throw new ConcordError(
      'conflict',
      sentence`There is no standing network to add to; found one, or wait until all founders have signed.`,
    )
  }
  const before = network.chain.latest
  const added = await readCards(home, cards)
  const members = nextMembers(before.body.members, added)
  const active = members.filter(({ status }) => status === 'active').length
  const days = options.days ?? YEAR_DAYS
  const threshold = options.threshold ?? Math.max(before.body.threshold, leastThreshold(active))
  const begun = await findDraft(home, before, { members, threshold, days })
  const other = waitingCharters(home, network).find(
    ({ version, support }) => version.id !== begun?.id && support.signedBy.includes(home.institute.id),
  )
  if (other !== undefined) throw stillWaits(other)
  const body: Charter = {
    ...before.body,
    version: before.version + 1,
    previous: before.id,
    expires: lifeFrom(home.world.now(), days),
    threshold,
    members,
  }
  const records = network.chain.versions.map(({ record }) => record)
  const version = begun ?? (await sealCharter(home, body, before))
  await home.store.writer().putStatements([charterInput(home, version)])
  return {
    view: viewOf(home, version, before, network.pinned, []),
    bundles: await charterBundles(home, [...records, version.record]),
  }
}
