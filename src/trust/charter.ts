/**
 * The charter chain: the one root of trust.
 *
 *   version 1   the pinned id, signed by every founder
 *   N + 1       follows N by the rules, with the threshold of N and its own, counted in distinct members
 *   valid now   the last version of the walk; only its expiry counts
 *   fork        two valid charters of one version: neither is accepted
 */
import { type Sentence, sentence } from '../error.ts'
import type { StatementId } from '../statement/index.ts'
import {
  type CharterRecord,
  type CharterRefusal,
  charterSupport,
  type CharterVersion,
  isSingleInstitute,
  readCharterVersion,
  standAfter,
} from './charter-version.ts'
import { envelopeId, mergeEnvelopes } from './dsse.ts'
import type { Crypto } from './keys.ts'

export type CharterChain = {
  pinned: StatementId
  /** From version 1, without a gap; never empty. */
  versions: readonly CharterVersion[]
  latest: CharterVersion
}

export type CharterWarning = {
  code:
    | 'expired'
    | 'expires-soon'
    | 'single-institute'
    /** A further version is here, without the signatures it needs. */
    | 'pending'
    /** Another charter is here that does not belong to the chain. */
    | 'set-aside'
    /** A statement is here whose issuer is suspended in the latest version. */
    | 'issuer-suspended'
  version: number
  message: Sentence
}

export type CharterOutcome = { ok: true; charter: CharterChain; warnings: CharterWarning[] } | CharterRefusal

const WARN_BEFORE_MS = 90 * 24 * 3600 * 1000

/**
 * Walks from the pinned version 1 to the last valid one. Records of one id join their signatures; their order does
 * not matter. An expired chain resolves with a warning, because what was signed under it still verifies; whoever
 * signs or releases something refuses it. `now` is RFC 3339; without it nothing is said about expiry.
 */
export function resolveCharter(
  records: readonly CharterRecord[],
  pinned: StatementId,
  crypto: Crypto,
  now?: string,
): CharterOutcome {
  const found = readAll(records, crypto)
  if (!Array.isArray(found)) return found
  const warnings: CharterWarning[] = []
  const first = resolveFirst(found, pinned, warnings)
  if (!('id' in first)) return first
  const versions = [first]
  let latest = first
  for (;;) {
    const next = resolveNext(found, latest, warnings)
    if (next === undefined) break
    if (!('id' in next)) return next
    versions.push(next)
    latest = next
  }
  warnings.push(...presentWarnings(latest, now))
  return { ok: true, charter: { pinned, versions, latest }, warnings }
}

/** True unless `now` is before the expiry of the latest version; an unreadable date counts as expired. */
export function isExpired({ latest }: CharterChain, now: string): boolean {
  return !(Date.parse(now) < Date.parse(latest.body.expires))
}

/** The version of a chain with this number. */
export function findVersion(chain: CharterChain, version: number): CharterVersion | undefined {
  return chain.versions[version - 1]
}

function readAll(records: readonly CharterRecord[], crypto: Crypto): CharterVersion[] | CharterRefusal {
  const byId = new Map<string, CharterRecord>()
  for (const record of records) {
    const id = envelopeId(record.envelope, crypto.sha256)
    const known = byId.get(id)
    byId.set(
      id,
      known === undefined ? record : { ...known, envelope: mergeEnvelopes(known.envelope, record.envelope) },
    )
  }
  const versions: CharterVersion[] = []
  for (const record of byId.values()) {
    const read = readCharterVersion(record, crypto)
    if (!read.ok) return read
    versions.push(read.version)
  }
  return versions.sort((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1))
}

function resolveFirst(
  found: readonly CharterVersion[],
  pinned: StatementId,
  warnings: CharterWarning[],
): CharterVersion | CharterRefusal {
  const first = found.find(({ id }) => id === pinned)
  if (first?.version !== 1) {
    return {
      ok: false,
      reason: 'not-pinned',
      version: 1,
      message: sentence`The first charter ${pinned}, which was pinned by hand, is not here; compare the id with another member, or ask for a bundle of this network.`,
    }
  }
  for (const other of found) {
    if (other.version === 1 && other !== first)
      warnings.push(setAside(other, sentence`it is not the pinned one`))
  }
  const support = charterSupport(first, null)
  if (!support.enough) {
    return {
      ok: false,
      reason: 'not-all-founders',
      version: 1,
      message: sentence`Charter version 1 is not signed by ${support.missing.join(', ')}; a network begins when every founder has signed.`,
    }
  }
  return first
}

function resolveNext(
  found: readonly CharterVersion[],
  latest: CharterVersion,
  warnings: CharterWarning[],
): CharterVersion | CharterRefusal | undefined {
  const version = latest.version + 1
  const candidates = found.filter((one) => one.version === version)
  if (candidates.length === 0) {
    const later = found.find((one) => one.version > version)
    if (later === undefined) return undefined
    return {
      ok: false,
      reason: 'gap',
      version,
      message: sentence`Charter version ${version} is missing between ${latest.version} and ${later.version}; ask for a bundle with all versions.`,
    }
  }
  const valid: CharterVersion[] = []
  const refusals: CharterRefusal[] = []
  const asides: CharterWarning[] = []
  for (const candidate of candidates) {
    const result = standAfter(candidate, latest)
    if (!result.ok) {
      refusals.push(result)
      asides.push(setAside(candidate, result.message))
    } else if (!result.support.enough) {
      const { own, previous } = result.support.lacking
      const count = Math.max(own, previous)
      const missing = result.support.missing.join(', ')
      asides.push({
        code: 'pending',
        version,
        message:
          count === 1
            ? sentence`Charter version ${version} waits for one more signature (not signed: ${missing}); until then version ${latest.version} holds.`
            : sentence`Charter version ${version} waits for ${count} more signatures (not signed: ${missing}); until then version ${latest.version} holds.`,
      })
    } else valid.push(result.version)
  }
  const [only, second] = valid
  if (only !== undefined && second !== undefined) {
    return {
      ok: false,
      reason: 'fork',
      version,
      message: sentence`Two valid charters of version ${version} are here (${only.id} and ${second.id}); accept neither, tell every member, and publish both.`,
    }
  }
  const [refusal] = refusals
  if (only === undefined && refusal !== undefined) return refusal
  warnings.push(...asides)
  return only
}

function presentWarnings({ body, version }: CharterVersion, now: string | undefined): CharterWarning[] {
  const warnings: CharterWarning[] = []
  if (isSingleInstitute(body)) {
    warnings.push({
      code: 'single-institute',
      version,
      message: sentence`This network is a single institute: nobody else has agreed to anything signed in it.`,
    })
  }
  if (now === undefined) return warnings
  const left = Date.parse(body.expires) - Date.parse(now)
  if (!(left > 0)) {
    warnings.push({
      code: 'expired',
      version,
      message: sentence`Charter version ${version} expired on ${body.expires}; sign and take in the next version before anything new is signed.`,
    })
  } else if (left <= WARN_BEFORE_MS) {
    warnings.push({
      code: 'expires-soon',
      version,
      message: sentence`Charter version ${version} expires on ${body.expires}; prepare and sign the next version now.`,
    })
  }
  return warnings
}

function setAside(version: CharterVersion, why: Sentence): CharterWarning {
  return {
    code: 'set-aside',
    version: version.version,
    message: sentence`The charter ${version.id} of version ${version.version} is set aside: ${why}.`,
  }
}
