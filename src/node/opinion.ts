/** Saying what one thinks of a statement of anybody: signed, beside it, never averaged into it. */
import { ConcordError, sentence } from '../error.ts'
import type { Opinion } from '../statement/index.ts'
import { addresseesOf, sameSharing, statementHere } from './addressees.ts'
import type { Home } from './institute.ts'
import { redBody, redFor } from './persons.ts'
import { writeBundles } from './publish.ts'
import type { WrittenBundle } from './publish.ts'
import { signWords } from './release/sign-words.ts'

/**
 * Signs an opinion on a statement and hands it to those who have that one; where persons are named it is TLP:RED, encrypted
 * for them, and goes to the nodes of their institutes alone.
 */
export async function giveOpinion(
  home: Home,
  on: string,
  { type, field, text }: Pick<Opinion, 'type' | 'field' | 'text'>,
  persons: readonly string[] = [],
): Promise<{ id: string; kind: string; bundles: WrittenBundle[] }> {
  const stored = await statementHere(home, on)
  if (stored.kind === 'charter') {
    throw new ConcordError(
      'usage',
      sentence`A charter is agreed on by its signatures; an opinion on it cannot be signed under it.`,
    )
  }
  const { exercise } = stored
  const body = { type, exercise, on, field, text }
  const sharing = persons.length === 0 ? sameSharing(home, stored) : redFor(persons)
  const signed = await signWords(home, {
    kind: 'opinion',
    exercise,
    sharing,
    links: [{ rel: 'answers', id: on }],
    body: persons.length === 0 ? body : await redBody(home, 'opinion', body, persons),
    blobs: [],
  })
  await home.store.writer().putStatements([signed])
  const bundles = await writeBundles(
    home,
    `opinion-${signed.id.slice(7, 15)}`,
    [signed.id],
    persons.length === 0
      ? await addresseesOf(home, stored)
      : [...new Set(persons.map((person) => person.split('/')[0] ?? ''))],
  )
  return { id: signed.id, kind: stored.kind, bundles }
}
