/** Member cards: what an institute hands over to be listed. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import type { CharterMember } from '../../statement/index.ts'
import { readMemberCard } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { readIfThere, TEXT_LIMIT } from '../read-whole.ts'

/** Reads member cards; throws one sentence naming the file that is not one. */
export async function readCards(home: Home, files: readonly string[]): Promise<CharterMember[]> {
  const members: CharterMember[] = []
  for (const file of files) {
    const bytes = await readIfThere(file, TEXT_LIMIT)
    if (bytes === undefined)
      throw new ConcordError(
        'not-found',
        sentence`There is no file ${file}; a member card is the card.json that "concord init" writes.`,
      )
    try {
      members.push(readMemberCard(bytes, home.crypto))
    } catch (cause) {
      if (!(cause instanceof ConcordError)) throw cause
      throw new ConcordError(cause.code, sentence`${file}: ${cause.sentence}`, { cause })
    }
  }
  return members
}

/** The card of this institute. */
export async function ownCard(home: Home): Promise<CharterMember> {
  const [own] = await readCards(home, [path.join(home.folder, 'card.json')])
  if (own === undefined) throw new ConcordError('internal', sentence`The own card was not read.`)
  return own
}
