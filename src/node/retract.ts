/** Retracting: the author of a statement no longer stands by it. The content stays, flagged. */
import { ConcordError, sentence } from '../error.ts'
import type { Retraction } from '../statement/index.ts'
import { addresseesOf, ownStatement, sameSharing } from './addressees.ts'
import type { Home } from './institute.ts'
import { ownerOf, readAs } from './networks.ts'
import { writeBundles } from './publish.ts'
import type { WrittenBundle } from './publish.ts'
import { signWords } from './release/sign-words.ts'

/** What one author alone may take back; a protocol and its amendments are an agreement of several. */
const RETRACTABLE = ['run', 'analysis', 'opinion']

/** Signs the retraction of one of this institute's own statements; a second time writes the bundles anew. */
export async function retract(
  home: Home,
  on: string,
  { reason, why }: Pick<Retraction, 'reason' | 'why'>,
): Promise<{ id: string; kind: string; exercise: string | null; bundles: WrittenBundle[] }> {
  const stored = await ownStatement(home, on)
  if (!RETRACTABLE.includes(stored.kind)) {
    throw new ConcordError(
      'usage',
      sentence`Only a run, an analysis or an opinion can be retracted, and ${on} is of kind ${stored.kind}; leave an exercise with "concord exercise withdraw", change it with "concord exercise amend".`,
    )
  }
  const reader = await readAs(home, ownerOf(home))
  const [before] = (
    await reader.listStatements({ kind: 'retraction', link: { id: on, rel: 'retracts' } })
  ).filter(({ issuer }) => issuer === home.institute.origin)
  const { exercise } = stored
  const id = before?.id ?? (await sign())
  const bundles = await writeBundles(
    home,
    `retraction-${on.slice(7, 15)}`,
    [id],
    await addresseesOf(home, stored),
  )
  return { id, kind: stored.kind, exercise, bundles }

  async function sign(): Promise<string> {
    const signed = await signWords(home, {
      kind: 'retraction',
      exercise,
      sharing: sameSharing(home, stored),
      links: [{ rel: 'retracts', id: on }],
      body: { exercise, on, reason, why },
      blobs: [],
    })
    await home.store.writer().putStatements([signed])
    return signed.id
  }
}
