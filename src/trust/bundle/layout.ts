/**
 * What a bundle holds, in this order:
 *
 *   concord-bundle.json        {format, from, for, logs, members[{name, sha256}]}: every other member, in order
 *   charter/<v>.json           {envelope, body}, all versions from 1
 *   unlogged/<hex id>.json     {body?, envelope, lacks?}, by name; body in base64 if it has at most 64 KiB, else a blob
 *   blob/sha256/<hex>          by name
 *   verify.txt                 how to check it without this program; its first line repeats `from` and `for`
 *
 * `for` is the member it is meant for, or null for anyone. A blob is there for every statement that names it, but for
 * those that say they lack it: a digest is no right to the bytes.
 */
import { z } from 'zod'
import { Sha256Hex, Slug } from '../../statement/index.ts'

export const INDEX_NAME = 'concord-bundle.json'
export const VERIFY_NAME = 'verify.txt'
export const BUNDLE_FORMAT = 'concord-bundle/v1'

/** Bytes and counts. A record is JSON with base64 inside. */
export const BUNDLE_LIMITS = {
  bundle: 1024 * 1024 * 1024,
  members: 100_000,
  index: 32 * 1024 * 1024,
  charterRecord: 24 * 1024 * 1024,
  record: 2 * 1024 * 1024,
  inlineBody: 64 * 1024,
  blob: 64 * 1024 * 1024,
  verifyText: 64 * 1024,
} as const

export const BundleIndex = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  from: Slug,
  for: Slug.nullable(),
  /** Logs come with a later format of member. */
  logs: z.tuple([]),
  members: z
    .array(z.strictObject({ name: z.string().max(100), sha256: Sha256Hex }))
    .max(BUNDLE_LIMITS.members),
})
export type BundleIndex = z.infer<typeof BundleIndex>

export type MemberPlace =
  | { place: 'index' }
  | { place: 'charter'; version: number }
  | { place: 'statement'; hex: string }
  | { place: 'blob'; hex: string }
  | { place: 'verify' }

const ORDER = ['index', 'charter', 'statement', 'blob', 'verify'] as const
const LIMITS = {
  index: BUNDLE_LIMITS.index,
  charter: BUNDLE_LIMITS.charterRecord,
  statement: BUNDLE_LIMITS.record,
  blob: BUNDLE_LIMITS.blob,
  verify: BUNDLE_LIMITS.verifyText,
} as const

/** Where a member stands; undefined for a name that has no place. */
export function placeOf(name: string): MemberPlace | undefined {
  if (name === INDEX_NAME) return { place: 'index' }
  if (name === VERIFY_NAME) return { place: 'verify' }
  const match =
    /^(?:charter\/([1-9][0-9]{0,8})\.json|unlogged\/([0-9a-f]{64})\.json|blob\/sha256\/([0-9a-f]{64}))$/.exec(
      name,
    )
  if (match?.[1] !== undefined) return { place: 'charter', version: Number(match[1]) }
  if (match?.[2] !== undefined) return { place: 'statement', hex: match[2] }
  if (match?.[3] !== undefined) return { place: 'blob', hex: match[3] }
  return undefined
}

/** The largest size of a member; undefined for a name that has no place. */
export function memberLimit(name: string): number | undefined {
  const place = placeOf(name)
  return place === undefined ? undefined : LIMITS[place.place]
}

/** Below zero when `one` stands before `other`. */
export function comparePlaces(one: MemberPlace, other: MemberPlace): number {
  const byPlace = ORDER.indexOf(one.place) - ORDER.indexOf(other.place)
  if (byPlace !== 0) return byPlace
  if (one.place === 'charter' && other.place === 'charter') return one.version - other.version
  if ('hex' in one && 'hex' in other) return one.hex < other.hex ? -1 : one.hex > other.hex ? 1 : 0
  return 0
}

export function charterName(version: number): string {
  return `charter/${version}.json`
}

export function statementName(hex: string): string {
  return `unlogged/${hex}.json`
}

export function blobName(hex: string): string {
  return `blob/sha256/${hex}`
}
