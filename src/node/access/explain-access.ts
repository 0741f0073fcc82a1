/** Why somebody may see a statement that is here, or not: label, relation, table, and the same for each file of it. */
import { decide, decideBlob, effectiveLabel, explain } from '../../access/index.ts'
import type {
  AmendedLabel,
  Explanation,
  LabelInEffect,
  Level,
  Principal,
  Roster,
} from '../../access/index.ts'
import { ConcordError, sentence } from '../../error.ts'
import { SharingAmendment } from '../../statement/index.ts'
import type { Sharing } from '../../statement/index.ts'
import type { Reader, StoredStatement } from '../../store/index.ts'
import { statementHere } from '../addressees.ts'
import type { Home } from '../institute.ts'
import { loadNetworks, networkOfIssuer, ownerOf, readerOf } from '../networks.ts'
import type { StandingNetwork } from '../networks.ts'
import { bodyValue } from '../publish.ts'

export type ExplainedAccess = Explanation & {
  id: string
  kind: string
  /** Origin of the issuer's log, and its id where a charter lists it. */
  issuer: string
  issuerId: string | null
  as: string
  at: string
  signed: Sharing
  label: LabelInEffect
  /** Version and expiry of the charter by which it was decided; null: none is known. */
  charter: { version: number; expires: string } | null
  amendments: AmendedLabel['steps']
  blobs: { name: string; sha256: string; level: 'none' | 'body'; label: LabelInEffect | null }[]
}

/**
 * Explains what somebody may see of a statement at a moment, by the charters and amendments that are here now. Throws
 * `not-found` where the statement is not here for this institute itself, `usage` for a reader that is none.
 */
export async function explainAccess(
  home: Home,
  id: string,
  as: string,
  at: string = home.world.now(),
): Promise<ExplainedAccess> {
  const networks = await loadNetworks(home)
  const reader = readerOf(home, networks, ownerOf(home))
  const stored = await statementHere(home, id)
  const network = networkOfIssuer(networks, stored.issuer)
  const charter = chartersOf(network)
  const principal = principalNamed(home, network, as)
  const { issuer, kind, sharing: signed, label } = stored
  const latest = network?.chain.latest
  return {
    id,
    kind,
    issuer,
    issuerId: latest?.body.members.find(({ origin }) => origin === issuer)?.id ?? null,
    as,
    at,
    ...explain({ issuer, ...label }, principal, at, charter),
    signed,
    label,
    charter: latest === undefined ? null : { version: latest.version, expires: latest.body.expires },
    amendments: await amendmentsOf(reader, stored),
    blobs: stored.blobs.map(({ name, sha256, label: own }) => ({
      name,
      sha256,
      level: decideBlob(
        { issuer, ...label },
        own === null ? null : { issuer, ...own },
        principal,
        at,
        charter,
      ),
      label: own,
    })),
  }
}

/**
 * What each other member of the network, and everybody else (null), may see of a statement now; `closed` are files of
 * it that they may not read.
 */
export function readersOf(
  home: Home,
  network: StandingNetwork | undefined,
  { issuer, label, blobs }: Pick<StoredStatement, 'issuer' | 'label' | 'blobs'>,
): { member: string | null; level: Level; closed: number }[] {
  const charter = chartersOf(network)
  const now = home.world.now()
  const whole = { issuer, ...label }
  const read = (member: string | null, principal: Principal) => ({
    member,
    level: decide(whole, principal, now, charter),
    closed: blobs.filter(({ label: own }) => {
      const its = own === null ? null : { issuer, ...own }
      return decideBlob(whole, its, principal, now, charter) === 'none'
    }).length,
  })
  const others = (network?.chain.latest.body.members ?? []).filter(({ origin }) => origin !== issuer)
  return [
    ...others.map(({ name, origin }) => read(name, { kind: 'member', origin })),
    read(null, { kind: 'anonymous' }),
  ]
}

/** The amendments of the label of a statement, as far as this reader sees them, and what each did. */
export async function amendmentsOf(reader: Reader, stored: StoredStatement): Promise<AmendedLabel['steps']> {
  const { id, issuer, charter, sharing, blobs } = stored
  const changes: Parameters<typeof effectiveLabel>[1][number][] = []
  for (const one of await reader.listStatements({ kind: 'amendment', link: { id, rel: 'amends' } })) {
    const amendment = await reader.getStatement(one.id)
    const body = amendment === undefined ? undefined : SharingAmendment.safeParse(bodyValue(amendment)).data
    if (amendment === undefined || body?.on !== id) continue
    changes.push({ id: amendment.id, issuer: amendment.issuer, charter: amendment.charter, body })
  }
  const own = new Map(blobs.map(({ name, sharing: its }) => [name, its]))
  return effectiveLabel({ issuer, charter, sharing, blobs: own }, changes).steps
}

function chartersOf(network: StandingNetwork | undefined): readonly Roster[] {
  return network?.chain.versions.map(({ body }) => body) ?? []
}

/** `anonymous`, `MEMBER`, `MEMBER/PERSON` or `client:MEMBER`, as ids of the charter have them. */
function principalNamed(home: Home, network: StandingNetwork | undefined, as: string): Principal {
  if (as === 'anonymous') return { kind: 'anonymous' }
  const client = as.startsWith('client:')
  const [id = '', person] = (client ? as.slice('client:'.length) : as).split('/')
  const members = network?.chain.latest.body.members ?? []
  const member = members.find((one) => one.id === id)
  const isOwn = member === undefined ? id === home.institute.id : member.origin === home.institute.origin
  const origin = member?.origin ?? (isOwn ? home.institute.origin : undefined)
  if (origin === undefined || (client && person !== undefined) || person === '')
    throw new ConcordError(
      'usage',
      sentence`--as wants anonymous, a member of the network (${members.map((one) => one.id).join(', ')}), MEMBER/PERSON or client:MEMBER, not ${as}.`,
    )
  if (client) return { kind: 'client', origin }
  if (person !== undefined) return { kind: 'person', origin, person }
  return isOwn ? { kind: 'owner', origin } : { kind: 'member', origin }
}
