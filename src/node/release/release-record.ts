/**
 * Releases that wait for a second person, or did: kept as notes of the house, `release/<number>`.
 *
 *   waiting → approved → done        approved: signed and on its way; the same approval again goes on after a kill
 *   waiting → dropped
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { DISCLOSURE_FIELDS, Sha256Hex, Slug, StatementRef, writeCanonical } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { SecretFound } from './scan/secrets.ts'

/** What is to be done once somebody else approves. */
export const ReleaseAct = z.discriminatedUnion('kind', [
  /** `despite`: what was found in it, and must not be, is let out all the same. */
  z.strictObject({ kind: z.literal('submit'), exercise: Slug, despite: z.boolean() }),
  z.strictObject({ kind: z.literal('attach'), exercise: Slug, table: z.string() }),
  z.strictObject({
    kind: z.literal('evidence'),
    exercise: Slug,
    despite: z.boolean(),
    recipient: Slug.nullable(),
    file: z.string(),
  }),
  z.strictObject({
    kind: z.literal('widen'),
    exercise: Slug,
    field: z.enum(DISCLOSURE_FIELDS),
    to: z.array(Slug).min(1),
    why: z.string(),
  }),
  z.strictObject({
    kind: z.literal('reveal'),
    exercise: Slug,
    alias: Slug,
    to: z.array(Slug).min(1).nullable(),
  }),
  z.strictObject({ kind: z.literal('lift'), exercise: Slug, why: z.string() }),
  z.strictObject({ kind: z.literal('one-person') }),
])
export type ReleaseAct = z.infer<typeof ReleaseAct>

const Person = z.strictObject({ by: Slug, at: z.string() })

export const ReleaseRecord = z.strictObject({
  /** That of its first entry in the audit trail. */
  number: z.int().min(1),
  act: ReleaseAct,
  prepared: Person,
  /** Digest of what was prepared: at the approval it must still be that. */
  plan: Sha256Hex,
  status: z.enum(['waiting', 'approved', 'done', 'dropped']),
  second: Person.nullable(),
  /** What was found in it that some of its readers must not find. */
  found: z.array(SecretFound),
  /** Statements signed by it. */
  statements: z.array(StatementRef),
})
export type ReleaseRecord = z.infer<typeof ReleaseRecord>

const PREFIX = 'release/'
const DIGITS = 6

/** Every release, from the first. */
export async function listReleases(home: Home): Promise<ReleaseRecord[]> {
  const notes = await (await readAs(home, ownerOf(home))).listNotes(PREFIX)
  return notes.map(({ key, value }) => {
    const read = ReleaseRecord.safeParse(JSON.parse(value))
    if (read.success) return read.data
    throw new ConcordError(
      'bad-input',
      sentence`The release ${key.slice(PREFIX.length)} was noted here in a form that this Concord does not read; use the Concord that noted it.`,
    )
  })
}

/** The release of this number; throws `not-found` where there is none. */
export async function getRelease(home: Home, number: number): Promise<ReleaseRecord> {
  const found = (await listReleases(home)).find((one) => one.number === number)
  if (found !== undefined) return found
  throw new ConcordError(
    'not-found',
    sentence`There is no release ${number} here; "concord release list" shows those there are.`,
  )
}

export async function keepRelease(home: Home, release: ReleaseRecord): Promise<void> {
  const key = `${PREFIX}${String(release.number).padStart(DIGITS, '0')}`
  await home.store
    .writer()
    .putNote(key, new TextDecoder().decode(writeCanonical(ReleaseRecord.parse(release))))
}
