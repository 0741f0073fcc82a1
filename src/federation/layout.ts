/**
 * A shared folder:
 *
 *   from-<member>/institute.json          who writes here
 *   from-<member>/card.json               its member card, as long as it belongs to no network
 *   from-<member>/.gitattributes          no checkout may change a byte
 *   from-<member>/<sha256>.concord        a bundle
 *   from-<member>/<sha256>.concord.age    a bundle for some
 *   from-<member>/head-<sha256>.json      what lies here and what has been taken in (head.ts)
 *
 * Every digest is that of the bytes of the file. Names may come in capitals from a file system that tells none apart.
 */
import { z } from 'zod'
import { Origin, Sha256Hex, Slug, StatementRef } from '../statement/index.ts'

export const SHARE_LIMITS = {
  /** Entries of a folder; beyond that nothing in it is read. */
  entries: 100_000,
  /** Institutes in one shared folder. */
  folders: 1_000,
  bundle: 256 * 1024 * 1024,
  head: 32 * 1024 * 1024,
  about: 64 * 1024,
} as const

const FOLDER = /^from-([a-z0-9]+(?:[-_.][a-z0-9]+)*)$/
const BUNDLE = /^([0-9a-f]{64})\.concord(\.age)?$/
const HEAD = /^head-([0-9a-f]{64})\.json$/

export const ABOUT_NAME = 'institute.json'
export const CARD_NAME = 'card.json'
export const ATTRIBUTES_NAME = '.gitattributes'
export const ATTRIBUTES = new TextEncoder().encode('* -text\n')

/** Who writes into a folder. Nobody vouches for it: what counts is signed. */
export const About = z.strictObject({
  format: z.literal('concord-share/v1'),
  member: Slug,
  origin: Origin,
  /** Id of the first charter of its network; null while it belongs to none. */
  network: StatementRef.nullable(),
})
export type About = z.infer<typeof About>

export function folderOf(member: string): string {
  return `from-${member}`
}

/** The member that writes into a folder of this name. */
export function memberOfFolder(name: string): string | undefined {
  return FOLDER.exec(name)?.[1]
}

export type ShareName =
  | { what: 'bundle'; sha256: string; sealed: boolean }
  | { what: 'head'; sha256: string }
  | { what: 'own' }

/** What a file of this name in the folder of a member is; undefined for a name that we would not have given. */
export function readName(given: string): ShareName | undefined {
  const name = given.toLowerCase()
  if (name === ABOUT_NAME || name === CARD_NAME || name === ATTRIBUTES_NAME) return { what: 'own' }
  const bundle = BUNDLE.exec(name)
  if (bundle !== null) return { what: 'bundle', sha256: bundle[1] ?? '', sealed: bundle[2] !== undefined }
  const head = HEAD.exec(name)
  return head === null ? undefined : { what: 'head', sha256: head[1] ?? '' }
}

export function bundleName(sha256: string, sealed: boolean): string {
  return `${Sha256Hex.parse(sha256)}.concord${sealed ? '.age' : ''}`
}

export function headName(sha256: string): string {
  return `head-${Sha256Hex.parse(sha256)}.json`
}
