/** Statements about a statement: with its label, for those it is for. */
import { sharingOfLabel } from '../access/index.ts'
import { ConcordError, sentence } from '../error.ts'
import type { Sharing } from '../statement/index.ts'
import type { StoredStatement } from '../store/index.ts'
import { loadEvidence, participantsOf, stateOf } from './evidence.ts'
import type { Home } from './institute.ts'
import { ownerOf, ownNetwork, readAs } from './networks.ts'
import { isUnreadable } from './read-body.ts'

/** A statement that is here, as its owner sees it; throws `not-found`. */
export async function statementHere(home: Home, id: string): Promise<StoredStatement> {
  const stored = await (await readAs(home, ownerOf(home))).getStatement(id)
  if (stored === undefined)
    throw new ConcordError(
      'not-found',
      sentence`The statement ${id} is not here; "concord exercise status" and the pages of "concord serve" show those that are.`,
    )
  return stored
}

/** A statement this institute itself has issued; throws where it is somebody else's. */
export async function ownStatement(home: Home, id: string): Promise<StoredStatement> {
  const stored = await statementHere(home, id)
  if (stored.issuer === home.institute.origin) return stored
  throw new ConcordError(
    'conflict',
    sentence`${id} is by ${stored.issuer}, and only its author may do that; say what you think of it with "concord opinion".`,
  )
}

/** The label of a statement about another: as open as that one now, and never more. */
export function sameSharing({ world }: Home, { label }: StoredStatement): Sharing {
  return { ...sharingOfLabel(label, world.now()), licence: null }
}

/** Ids of the members to whom a statement about another goes: those of its exercise, else the whole network. */
export async function addresseesOf(home: Home, { exercise }: StoredStatement): Promise<string[]> {
  if (exercise !== null) {
    const { evidence } = await loadEvidence(home, ownerOf(home), exercise).catch((error: unknown) => {
      if ((error instanceof ConcordError && error.code === 'not-found') || isUnreadable(error))
        return { evidence: undefined }
      throw error
    })
    if (evidence !== undefined) return participantsOf(stateOf(evidence).protocol.body)
  }
  const { chain } = await ownNetwork(home)
  return chain.latest.body.members.filter(({ status }) => status === 'active').map(({ id }) => id)
}
