/** One bundle with all the evidence of an exercise, for a member or for anybody: what `verify` needs elsewhere. */
import { ConcordError, sentence } from '../error.ts'
import type { CharterMember } from '../statement/index.ts'
import { writeBundleFile } from './bundle-file.ts'
import type { Home } from './institute.ts'
import { loadNetworks, networkOfIssuer, ownerOf, readAs } from './networks.ts'
import { bundleFor, noAgeKey } from './publish.ts'

export type EvidenceBundle = {
  bytes: Uint8Array
  statements: number
  confidential: boolean
  member: CharterMember | null
}

/** The evidence of an exercise as a bundle, as far as the receiver may see it; null: everybody. */
export async function evidenceBundle(
  home: Home,
  exercise: string,
  recipient: string | null,
): Promise<EvidenceBundle> {
  const statements = await (await readAs(home, ownerOf(home))).listStatements({ exercise })
  const [first] = statements
  const network = first === undefined ? undefined : networkOfIssuer(await loadNetworks(home), first.issuer)
  if (first === undefined || network === undefined) {
    throw new ConcordError('not-found', sentence`There is no exercise ${exercise} here.`)
  }
  const member = network.chain.latest.body.members.find(({ id }) => id === recipient)
  if (recipient !== null && member === undefined) {
    throw new ConcordError('not-found', sentence`${recipient} is no member of the network of ${exercise}.`)
  }
  const bundle = await bundleFor(
    home,
    network,
    statements.map(({ id }) => id),
    member ?? null,
  )
  if (bundle.statements === 0) {
    throw new ConcordError(
      'conflict',
      sentence`Nothing of ${exercise} may be seen by ${recipient ?? sentence`everybody`}; name a member with --for.`,
    )
  }
  return { ...bundle, member: member ?? null }
}

/**
 * Writes the evidence of an exercise to a file, as far as the receiver may see it; null: everybody. What is
 * confidential is encrypted for the receiver, and the name ends in `.age`.
 */
export async function exportEvidence(
  home: Home,
  exercise: string,
  file: string,
  recipient: string | null = null,
): Promise<{ file: string; statements: number }> {
  const bundle = await evidenceBundle(home, exercise, recipient)
  const written = await writeBundleFile(file, bundle, bundle.member)
  if (written === undefined) throw noAgeKey([recipient ?? ''])
  return { file: written, statements: bundle.statements }
}
