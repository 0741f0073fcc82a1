/** Signing a charter that another institute wrote down. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { charterSupport, coSign, inspectCharter, mergeEnvelopes } from '../../trust/index.ts'
import type { CharterVersion } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { listedSigner } from '../listed-signer.ts'
import { charterInput, charterRecords, idOf, noteDiscarded } from '../networks.ts'
import type { WrittenBundle } from '../publish.ts'
import { readBundleFile } from '../receive.ts'
import { rootOf } from '../take-in.ts'
import { charterBundles } from './charter-bundles.ts'
import { viewOf } from './charter-view.ts'
import type { CharterView } from './charter-view.ts'
import { ownCard } from './read-cards.ts'
import { lifeFrom, YEAR_DAYS } from './seal-charter.ts'

/**
 * Signs the charter a bundle brings in which this institute is listed and has not signed: its signature says that
 * the members and keys were compared. Founding charters are pinned by it.
 */
export async function signCharter(
  home: Home,
  file: string,
): Promise<{ view: CharterView; bundles: WrittenBundle[] }> {
  const bundle = await readBundleFile(home, file, home.institute.id)
  const root = rootOf(home, bundle)
  const last = bundle.charters.at(-1)
  if (root === undefined || last === undefined) {
    throw new ConcordError('bad-input', sentence`${path.basename(file)} brings no charter to sign.`)
  }
  const joined = (await charterRecords(home)).find((one) => idOf(home, one) === idOf(home, last))
  const record =
    joined === undefined ? last : { ...last, envelope: mergeEnvelopes(last.envelope, joined.envelope) }
  const chain = bundle.charters.slice(0, -1)
  const earlier: CharterVersion[] = []
  for (const one of chain) {
    const read = inspectCharter(one, earlier.at(-1) ?? null, home.crypto)
    if (!read.ok) throw new ConcordError('not-verified', read.message)
    earlier.push(read.version)
  }
  const before = earlier.at(-1) ?? null
  const read = inspectCharter(record, before, home.crypto)
  if (!read.ok) throw new ConcordError('not-verified', read.message)
  const card = await ownCard(home)
  const listed = read.version.body.members.find(({ id }) => id === home.institute.id)
  if (listed === undefined) {
    throw new ConcordError(
      'conflict',
      sentence`${home.institute.id} is not among the members of this charter, so it is not yours to sign.`,
    )
  }
  if (JSON.stringify(listed.keys) !== JSON.stringify(card.keys) || listed.origin !== card.origin) {
    throw new ConcordError(
      'not-verified',
      sentence`The charter lists other keys or another origin for ${home.institute.id} than this folder has; do not sign it, and tell ${bundle.from}.`,
    )
  }
  // Whoever else stood there could read what is sent to us; that one of ours is missing harms nobody but us.
  const strange = listed.ageRecipients.find((recipient) => !card.ageRecipients.includes(recipient))
  if (strange !== undefined) {
    throw new ConcordError(
      'not-verified',
      sentence`The charter lists an age key for ${home.institute.id} that this folder does not have (${strange.slice(0, 20)}…), so what is sent to you could be read by somebody else; do not sign it, and tell ${bundle.from}.`,
    )
  }
  if (
    JSON.stringify(listed.persons ?? []) !== JSON.stringify(card.persons ?? []) &&
    listed.persons !== undefined
  ) {
    throw new ConcordError(
      'not-verified',
      sentence`The charter lists other persons for ${home.institute.id}, or other keys of theirs, than this folder has; do not sign it, and tell ${bundle.from}.`,
    )
  }
  if (listed.name !== card.name) {
    throw new ConcordError(
      'not-verified',
      sentence`The charter calls ${home.institute.id} "${listed.name}" and this folder calls it "${card.name}"; do not sign it, and tell ${bundle.from}.`,
    )
  }
  refuseLongLife(home, read.version)
  await refuseSecond(home, read.version, before)
  const envelope = coSign(record.envelope, await listedSigner(home, listed, 'charter'), home.crypto.sha256)
  const signed = inspectCharter({ envelope, body: record.body }, before, home.crypto)
  if (!signed.ok) throw new ConcordError('not-verified', signed.message)
  await home.store
    .writer()
    .putStatements([...earlier, signed.version].map((version) => charterInput(home, version)))
  await home.store.writer().putPin({ charterId: root, pinnedAt: home.world.now() })
  await noteDiscarded(home, signed.version.id, false)
  return {
    view: viewOf(home, signed.version, before, root, []),
    bundles: await charterBundles(home, [...chain, signed.version.record]),
  }
}

/** A charter says itself when it was written down; whoever signs it looks at the own clock, with a day of grace. */
function refuseLongLife(home: Home, { version, body }: CharterVersion): void {
  const latest = lifeFrom(home.world.now(), YEAR_DAYS + 2)
  if (Date.parse(body.expires) <= Date.parse(latest)) return
  throw new ConcordError(
    'not-verified',
    sentence`Charter version ${version} would hold until ${body.expires}, more than a year from now; do not sign it, and ask for one that expires sooner.`,
  )
}

/**
 * Two charters of one version that both have their signatures split the network for good, so nobody signs a second
 * one. Two drafts made at the same time are the exception, and the smaller id decides: its author keeps to it, and
 * the other may still sign it while nobody else has signed theirs.
 */
async function refuseSecond(
  home: Home,
  version: CharterVersion,
  before: CharterVersion | null,
): Promise<void> {
  for (const record of await charterRecords(home)) {
    const read = inspectCharter(record, before, home.crypto)
    if (!read.ok || read.version.version !== version.version || read.version.id === version.id) continue
    const signedBy = charterSupport(read.version, before).signedBy
    if (!signedBy.includes(home.institute.id)) continue
    if (signedBy.length === 1 && version.id < read.version.id) continue
    throw new ConcordError(
      'conflict',
      sentence`This institute has signed another version ${version.version} of the charter already (${read.version.id}), and two would split the network: ask the others to sign that one instead, or, where nobody else will sign it, give it up with "concord charter discard".`,
    )
  }
}
