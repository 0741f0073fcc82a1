/**
 * What somebody is to a statement. First match:
 *
 *     H  issuer's own node and staff
 *     A  anonymous, member not active, or charter expired
 *     G  named person
 *     F  node holding for a named person
 *     E  named member's node or staff
 *     D  client of a named member, at that member's node
 *     B  other active member
 *     C  other client of an active member
 *
 * Named through a group is who was in it at the charter of the label, is in it now, and is active.
 *
 * The issuer's node that asks another node for its own statements is H while it is an active member of a charter
 * that holds: nothing is released to a member that is suspended, nor to anybody as a member of an expired charter.
 */
import type { Label } from './label.ts'
import { momentOf } from './moment.ts'
import type { Principal } from './principal.ts'

/** The part of a charter that decides access; a charter body is one. */
export type Roster = {
  version: number
  /** RFC 3339; only that of the latest version counts. */
  expires: string
  members: readonly { id: string; origin: string; status: string }[]
  groups: readonly { name: string; members: readonly string[] }[]
}

export const RELATIONS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
export type Relation = (typeof RELATIONS)[number]

/** Why somebody has the relation A, or another one. */
export type Reason =
  | 'anonymous'
  | 'charter-unknown'
  | 'charter-expired'
  | 'not-in-charter'
  | 'not-active'
  | 'issuer'
  | 'named-person'
  | 'holds-for-person'
  | 'named'
  | 'not-named'

export type Standing = {
  relation: Relation
  reason: Reason
  /** The same without looking at named persons: A, B, C, D, E or H. */
  plain: Exclude<Relation, 'F' | 'G'>
  /** True for a person named in the label, also one of the issuer's own staff. */
  isRecipient: boolean
  /** The member, where one is active in a charter that holds. */
  member: string | undefined
}

/** What `subject` is to a statement with this label at the moment `now`. Pure and total. */
export function standingOf(
  label: Label,
  subject: Principal,
  now: string,
  charter: readonly Roster[],
): Standing {
  const found = findMember(subject, now, charter)
  const member = typeof found === 'string' ? undefined : found.id
  const isIssuer = subject.kind !== 'anonymous' && subject.origin === label.issuer
  const isRecipient = subject.kind === 'person' && isPerson(label, member, subject.person)
  const atHome = subject.kind === 'owner' || subject.kind === 'person'
  if (isIssuer && (atHome || (subject.kind === 'member' && member !== undefined)))
    return { relation: 'H', reason: 'issuer', plain: 'H', isRecipient, member }
  if (typeof found === 'string')
    return { relation: 'A', reason: found, plain: 'A', isRecipient: false, member: undefined }
  const named = isNamed(label.audience, label.charter, found.id, charter)
  const client = subject.kind === 'client'
  const plain = named ? (client ? 'D' : 'E') : client ? 'C' : 'B'
  if (isRecipient) return { relation: 'G', reason: 'named-person', plain, isRecipient, member }
  if ((subject.kind === 'owner' || subject.kind === 'member') && holdsFor(label, found.id))
    return { relation: 'F', reason: 'holds-for-person', plain, isRecipient, member }
  return { relation: plain, reason: named ? 'named' : 'not-named', plain, isRecipient, member }
}

/** True for a member that the label names among those who read under the embargo. */
export function isEarly(label: Label, member: string | undefined, charter: readonly Roster[]): boolean {
  return member !== undefined && isNamed(label.early, label.charter, member, charter)
}

/** The active member behind somebody, or why there is none. */
function findMember(
  subject: Principal,
  now: string,
  charter: readonly Roster[],
): { id: string } | 'anonymous' | 'charter-unknown' | 'charter-expired' | 'not-in-charter' | 'not-active' {
  const { kind } = subject
  if (kind !== 'owner' && kind !== 'member' && kind !== 'person' && kind !== 'client') return 'anonymous'
  const latest = charter[charter.length - 1]
  if (latest === undefined) return 'charter-unknown'
  // Written so that an unreadable date counts as expired.
  if (!(momentOf(now) < momentOf(latest.expires))) return 'charter-expired'
  let found: Roster['members'][number] | undefined
  for (const one of latest.members) {
    if (one.origin !== subject.origin) continue
    // One origin twice is nobody.
    if (found !== undefined) return 'not-in-charter'
    found = one
  }
  if (found === undefined) return 'not-in-charter'
  return found.status === 'active' ? found : 'not-active'
}

/** By id; by group only who was in it at the label's charter and still is. */
function isNamed(
  parties: readonly string[] | undefined,
  version: number,
  member: string,
  charter: readonly Roster[],
): boolean {
  if (parties === undefined) return false
  for (const party of parties) {
    if (!party.startsWith('group:')) {
      if (party === member) return true
      continue
    }
    const group = party.slice('group:'.length)
    if (!holds(charter[charter.length - 1], group, member)) continue
    if (holds(versionOf(charter, version), group, member)) return true
  }
  return false
}

function versionOf(charter: readonly Roster[], version: number): Roster | undefined {
  for (const roster of charter) if (roster.version === version) return roster
  return undefined
}

function holds(roster: Roster | undefined, group: string, member: string): boolean {
  if (roster === undefined) return false
  for (const { name, members } of roster.groups) if (name === group && members.includes(member)) return true
  return false
}

function isPerson({ recipients }: Label, member: string | undefined, person: string): boolean {
  if (recipients === undefined || recipients.length === 0 || member === undefined) return false
  return recipients.includes(`${member}/${person}`)
}

function holdsFor({ recipients }: Label, member: string): boolean {
  if (recipients === undefined || recipients.length === 0) return false
  return recipients.some((person) => person.startsWith(`${member}/`))
}
