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
import { type Sentence, sentence } from '../error.ts'
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
  length: sentence`is not 32 bytes long`,
  'not-canonical': sentence`is not in canonical form`,
  'small-order': sentence`is a small-order point`,
  'not-on-curve': sentence`is not a point of the curve`,
  'mixed-order': sentence`is outside the prime-order group`,
} as const

/** Smallest threshold for n active members. */
export function leastThreshold(active: number): number {
  return active === 1 ? 1 : Math.max(2, Math.floor(active / 2) + 1)
}

export function activeMembers(charter: Charter): CharterMember[] {
  return charter.members.filter(({ status }) => status === 'active')
}

/** What is wrong with a charter on its own; undefined when nothing is. */
export function charterFault(charter: Charter, sha256: Sha256): Sentence | undefined {
  return (
    founderFault(charter) ??
    repeatedFault(
      charter.members.map(({ id }) => id),
      (id) => sentence`members: the id ${id} stands there twice`,
    ) ??
    repeatedFault(
      charter.members.map(({ origin }) => origin),
      (origin) => sentence`members: the origin ${origin} stands there twice`,
    ) ??
    repeatedFault(
      charter.groups.map(({ name }) => name),
      (name) => sentence`groups: the name ${name} stands there twice`,
    ) ??
    thresholdFault(charter) ??
    groupFault(charter) ??
    keysFault(charter, sha256)
  )
}

function founderFault(charter: Charter): Sentence | undefined {
  if ((charter.version === 1) !== (charter.previous === null)) {
    return charter.version === 1
      ? sentence`previous: version 1 has none`
      : sentence`previous: it must name the version before`
  }
  if (charter.version > 1) return undefined
  const idle = charter.members.find(({ status }) => status !== 'active')
  return idle === undefined
    ? undefined
    : sentence`members: ${idle.id} founds the network but is ${idle.status}`
}

function thresholdFault({ threshold, quorum, witnesses, ...rest }: Charter): Sentence | undefined {
  const active = rest.members.filter(({ status }) => status === 'active').length
  if (active === 0) return sentence`members: none is active`
  const least = leastThreshold(active)
  if (threshold < least || threshold > active) {
    return sentence`threshold: ${threshold} of ${active} active members; it must be between ${least} and ${active}`
  }
  if (quorum > witnesses.length || (quorum === 0) !== (witnesses.length === 0)) {
    return sentence`quorum: ${quorum} of ${witnesses.length} witnesses`
  }
  return undefined
}

function groupFault({ groups, members }: Charter): Sentence | undefined {
  const ids = new Set(members.map(({ id }) => id))
  for (const group of groups) {
    const stranger = group.members.find((id) => !ids.has(id))
    if (stranger !== undefined) return sentence`groups.${group.name}: ${stranger} is no member`
    const twice = repeatedFault(
      group.members,
      (id) => sentence`groups.${group.name}: the member ${id} stands there twice`,
    )
    if (twice !== undefined) return twice
  }
  return undefined
}

function keysFault({ members }: Charter, sha256: Sha256): Sentence | undefined {
  for (const member of members) {
    for (const key of member.keys) {
      const fault = keyFault(key, sha256)
      if (fault !== undefined)
        return sentence`members.${member.id}.keys: the ${key.role} key ${key.keyid} ${fault}`
    }
    if (member.status === 'active' && !member.keys.some((key) => key.role === 'charter' && isOpen(key))) {
      return sentence`members.${member.id}.keys: an active member needs an open charter key`
    }
    if (member.frozenAt !== null && (member.status === 'active' || member.status === 'suspended')) {
      return sentence`members.${member.id}.frozenAt: only for a member that left or was expelled`
    }
  }
  return repeatedFault(
    members.flatMap(({ keys }) => keys.map((key) => key.public)),
    (key) => sentence`members: the public key ${key} stands there twice`,
  )
}

/** Admission takes milliseconds and a key stands in every later version, so what was found is kept. */
const faultByPublic = new Map<string, Sentence | null>()

function keyFault(key: CharterKey, sha256: Sha256): Sentence | undefined {
  const raw = fromHex(key.public)
  if (raw === undefined || keyidOf(raw, sha256) !== key.keyid)
    return sentence`has another fingerprint than its public key`
  if (key.to !== null && key.to < key.from) return sentence`ends before it begins`
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
export function successionFault(before: Charter, beforeId: string, after: Charter): Sentence | undefined {
  if (after.version !== before.version + 1) {
    return sentence`version: ${after.version} does not follow ${before.version}`
  }
  if (after.previous !== beforeId) return sentence`previous: it is not the id of version ${before.version}`
  const byId = new Map(after.members.map((member) => [member.id, member]))
  for (const old of before.members) {
    const now = byId.get(old.id)
    if (now === undefined)
      return sentence`members: ${old.id} is no longer listed; who leaves stays listed as left`
    const fault = memberFault(old, now)
    if (fault !== undefined) return sentence`members.${old.id}: ${fault}`
  }
  return undefined
}

function memberFault(old: CharterMember, now: CharterMember): Sentence | undefined {
  if (old.origin !== now.origin) return sentence`origin: it never changes`
  const gone = old.status === 'left' || old.status === 'expelled'
  if (gone && now.status !== old.status) return sentence`status: who left returns under a new origin and id`
  if (
    old.frozenAt !== null &&
    (now.frozenAt?.size !== old.frozenAt.size || now.frozenAt.root !== old.frozenAt.root)
  ) {
    return sentence`frozenAt: it never changes`
  }
  const byKeyid = new Map(now.keys.map((key) => [key.keyid, key]))
  for (const key of old.keys) {
    const same = byKeyid.get(key.keyid)
    if (same === undefined) return sentence`keys: ${key.keyid} is no longer listed; close it with "to"`
    const fault = keyChangeFault(key, same)
    if (fault !== undefined) return sentence`keys: ${key.keyid}: ${fault}`
  }
  return undefined
}

function keyChangeFault(old: CharterKey, now: CharterKey): Sentence | undefined {
  if (old.public !== now.public || old.role !== now.role || old.from !== now.from) {
    return sentence`public, role and from never change`
  }
  if (old.to !== null && now.to !== old.to) return sentence`to: once closed it stays`
  if (old.distrustFrom !== null && (now.distrustFrom === null || now.distrustFrom > old.distrustFrom)) {
    return sentence`distrustFrom: it may only fall`
  }
  return undefined
}

function repeatedFault(values: readonly string[], say: (value: string) => Sentence): Sentence | undefined {
  const seen = new Set<string>()
  for (const value of values) {
    if (seen.has(value)) return say(value)
    seen.add(value)
  }
  return undefined
}
