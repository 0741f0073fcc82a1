/**
 * Rules of a charter body, alone and after the one before it; TUF's root rotation (theupdateframework/
 * specification, tuf-spec.md §5.3) with members in the place of keys.
 *
 *   alone     ids, origins, key ids and raw keys once each; every key admissible; every founder active;
 *             max(2, ⌊n/2⌋ + 1) ≤ threshold ≤ n for n active members, 1 where n = 1
 *   after N   version N + 1, previous = id of N; members and keys stay listed; origin, `public`, `role`, `from` and
 *             `frozenAt` never change; `to` may close; `distrustFrom` may appear or fall; who left does not return
 *             under the same origin
 *
 * Every fault is a sentence fragment naming the member and the field.
 */
import {
  type Charter,
  type CharterKey,
  type CharterMember,
  fromHex,
  type Sha256,
} from '../statement/index.ts'
import { keyAdmissionFault } from './ed25519-points.ts'
import { keyidOf } from './keys.ts'

const ADMISSION_FAULTS = {
  length: 'is not 32 bytes long',
  'not-canonical': 'is not in canonical form',
  'small-order': 'is a small-order point',
  'not-on-curve': 'is not a point of the curve',
  'mixed-order': 'is outside the prime-order group',
} as const

/** Smallest threshold for n active members. */
export function leastThreshold(active: number): number {
  return active === 1 ? 1 : Math.max(2, Math.floor(active / 2) + 1)
}

export function activeMembers(charter: Charter): CharterMember[] {
  return charter.members.filter(({ status }) => status === 'active')
}

/** What is wrong with a charter on its own; undefined when nothing is. */
export function charterFault(charter: Charter, sha256: Sha256): string | undefined {
  return (
    founderFault(charter) ??
    repeated(
      'members: the id',
      charter.members.map(({ id }) => id),
    ) ??
    repeated(
      'members: the origin',
      charter.members.map(({ origin }) => origin),
    ) ??
    repeated(
      'groups: the name',
      charter.groups.map(({ name }) => name),
    ) ??
    thresholdFault(charter) ??
    groupFault(charter) ??
    keysFault(charter, sha256)
  )
}

function founderFault(charter: Charter): string | undefined {
  if ((charter.version === 1) !== (charter.previous === null)) {
    return charter.version === 1
      ? 'previous: version 1 has none'
      : 'previous: it must name the version before'
  }
  if (charter.version > 1) return undefined
  const idle = charter.members.find(({ status }) => status !== 'active')
  return idle === undefined ? undefined : `members: ${idle.id} founds the network but is ${idle.status}`
}

function thresholdFault({ threshold, quorum, witnesses, ...rest }: Charter): string | undefined {
  const active = rest.members.filter(({ status }) => status === 'active').length
  if (active === 0) return 'members: none is active'
  const least = leastThreshold(active)
  if (threshold < least || threshold > active) {
    return `threshold: ${threshold} of ${active} active members; it must be between ${least} and ${active}`
  }
  if (quorum > witnesses.length || (quorum === 0) !== (witnesses.length === 0)) {
    return `quorum: ${quorum} of ${witnesses.length} witnesses`
  }
  return undefined
}

function groupFault({ groups, members }: Charter): string | undefined {
  const ids = new Set(members.map(({ id }) => id))
  for (const group of groups) {
    const stranger = group.members.find((id) => !ids.has(id))
    if (stranger !== undefined) return `groups.${group.name}: ${stranger} is no member`
    const twice = repeated(`groups.${group.name}: the member`, group.members)
    if (twice !== undefined) return twice
  }
  return undefined
}

function keysFault({ members }: Charter, sha256: Sha256): string | undefined {
  for (const member of members) {
    for (const key of member.keys) {
      const fault = keyFault(key, sha256)
      if (fault !== undefined) return `members.${member.id}.keys: the ${key.role} key ${key.keyid} ${fault}`
    }
    if (member.status === 'active' && !member.keys.some((key) => key.role === 'charter' && isOpen(key))) {
      return `members.${member.id}.keys: an active member needs an open charter key`
    }
    if (member.frozenAt !== null && (member.status === 'active' || member.status === 'suspended')) {
      return `members.${member.id}.frozenAt: only for a member that left or was expelled`
    }
  }
  return repeated(
    'members: the public key',
    members.flatMap(({ keys }) => keys.map((key) => key.public)),
  )
}

/** Admission takes milliseconds and a key stands in every later version, so what was found is kept. */
const faultByPublic = new Map<string, string | null>()

function keyFault(key: CharterKey, sha256: Sha256): string | undefined {
  const raw = fromHex(key.public)
  if (raw === undefined || keyidOf(raw, sha256) !== key.keyid)
    return 'has another fingerprint than its public key'
  if (key.to !== null && key.to < key.from) return 'ends before it begins'
  const known = faultByPublic.get(key.public)
  if (known !== undefined) return known ?? undefined
  if (faultByPublic.size > 10_000) faultByPublic.clear()
  const fault = keyAdmissionFault(raw)
  const told = fault === undefined ? null : ADMISSION_FAULTS[fault]
  faultByPublic.set(key.public, told)
  return told ?? undefined
}

/** True for a key that may sign now: neither closed nor distrusted. */
export function isOpen(key: CharterKey): boolean {
  return key.to === null && key.distrustFrom === null
}

/** What is wrong with a charter as the successor of `before`, whose id is `beforeId`; undefined when nothing is. */
export function successionFault(before: Charter, beforeId: string, after: Charter): string | undefined {
  if (after.version !== before.version + 1) {
    return `version: ${after.version} does not follow ${before.version}`
  }
  if (after.previous !== beforeId) return `previous: it is not the id of version ${before.version}`
  const byId = new Map(after.members.map((member) => [member.id, member]))
  for (const old of before.members) {
    const now = byId.get(old.id)
    if (now === undefined) return `members: ${old.id} is no longer listed; who leaves stays listed as left`
    const fault = memberFault(old, now)
    if (fault !== undefined) return `members.${old.id}.${fault}`
  }
  return undefined
}

function memberFault(old: CharterMember, now: CharterMember): string | undefined {
  if (old.origin !== now.origin) return 'origin: it never changes'
  const gone = old.status === 'left' || old.status === 'expelled'
  if (gone && now.status !== old.status) return 'status: who left returns under a new origin and id'
  if (
    old.frozenAt !== null &&
    (now.frozenAt?.size !== old.frozenAt.size || now.frozenAt.root !== old.frozenAt.root)
  ) {
    return 'frozenAt: it never changes'
  }
  const byKeyid = new Map(now.keys.map((key) => [key.keyid, key]))
  for (const key of old.keys) {
    const same = byKeyid.get(key.keyid)
    if (same === undefined) return `keys: ${key.keyid} is no longer listed; close it with "to"`
    const fault = keyChangeFault(key, same)
    if (fault !== undefined) return `keys: ${key.keyid}: ${fault}`
  }
  return undefined
}

function keyChangeFault(old: CharterKey, now: CharterKey): string | undefined {
  if (old.public !== now.public || old.role !== now.role || old.from !== now.from) {
    return 'public, role and from never change'
  }
  if (old.to !== null && now.to !== old.to) return 'to: once closed it stays'
  if (old.distrustFrom !== null && (now.distrustFrom === null || now.distrustFrom > old.distrustFrom)) {
    return 'distrustFrom: it may only fall'
  }
  return undefined
}

function repeated(what: string, values: readonly string[]): string | undefined {
  const seen = new Set<string>()
  for (const value of values) {
    if (seen.has(value)) return `${what} ${value} stands there twice`
    seen.add(value)
  }
  return undefined
}
