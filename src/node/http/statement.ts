/** A statement: header, signatures, links, body; and its blobs, as bytes. */
import type { Hono } from 'hono'
import { ConcordError } from '../../error.ts'
import { isEmbargoed } from '../../access/index.ts'
import { renderStatementPage } from '../../report/index.ts'
import type { SharingSection, Target } from '../../report/index.ts'
import { Dataset, Json } from '../../statement/index.ts'
import type { Run } from '../../statement/index.ts'
import type { Reader, StoredStatement } from '../../store/index.ts'
import { parseEnvelope } from '../../trust/index.ts'
import { openAs } from '../exercise/open-exercise.ts'
import { amendmentsOf, readersOf } from '../access/explain-access.ts'
import { loadNetworks, networkOfIssuer, readAs } from '../networks.ts'
import type { StandingNetwork } from '../networks.ts'
import { bodyValue } from '../publish.ts'
import { isUnreadable } from '../read-body.ts'
import { liveOf, messagePage, readingOf } from './reading.ts'
import type { Desk, Reading } from './reading.ts'
import { findRun } from './run.ts'

export function addStatementPages(app: Hono, desk: Desk): void {
  const { home } = desk

  app.get('/statement/:id', async (c) => {
    const reading = readingOf(c, desk)
    const id = c.req.param('id')
    const reader = await readAs(home, reading.principal)
    const stored = await reader.getStatement(id)
    if (stored === undefined) return messagePage(c, desk, 'not-found', 404)
    const network = networkOfIssuer(await loadNetworks(home), stored.issuer)
    const members = network?.chain.latest.body.members ?? []
    const nameOf = (member: string): string => members.find((one) => one.id === member)?.name ?? member
    const value = bodyValue(stored)
    const about = await saidOf(reader, id)
    const kinds = await kindsOf(reader, [...stored.links.map((link) => link.id), ...idsIn(value)])
    return c.html(
      renderStatementPage({
        locale: reading.locale,
        live: liveOf(c, reading, id),
        id,
        kind: stored.kind,
        exercise: stored.exercise,
        simulated: await isSimulated(stored.exercise, reading),
        issuer: stored.issuer,
        issuerName: members.find(({ origin }) => origin === stored.issuer)?.name ?? null,
        created: stored.created,
        tlp: stored.label.tlp,
        audience: stored.label.audience,
        sharing: await sharingOf(stored, network, reader, reading),
        signatures: parseEnvelope(stored.envelope).signatures.map(({ keyid }) => {
          const signer = stored.signers.find((one) => one.keyid === keyid)
          return {
            member: signer === undefined ? null : nameOf(signer.member),
            key: keyid,
            status: signer === undefined ? 'unknown' : 'yes',
          }
        }),
        links: stored.links.map(({ rel, id: to }) => ({
          relation: rel,
          id: to,
          kind: kinds.get(to) ?? null,
        })),
        about: about.map(({ issuer, ...one }) => ({
          ...one,
          issuer: members.find(({ origin }) => origin === issuer)?.name ?? issuer,
        })),
        standing: standingOf(stored.issuer, about),
        blobs: await Promise.all(
          stored.blobs.map(async ({ name, sha256, size, mediaType, label, held }) => ({
            name,
            sha256,
            size,
            mediaType,
            marking:
              label === null ? null : { tlp: label.tlp, readers: [...label.audience, ...label.recipients] },
            here: held,
            read: held ? await pageOf(reader, stored, value, sha256) : null,
          })),
        ),
        body: value === undefined ? null : Json.parse(value),
        encrypted: stored.body !== null && value === undefined,
        here: new Set(kinds.keys()),
      }),
    )
  })

  app.get('/statement/:id/blob/:sha256', async (c) => {
    const reader = await readAs(home, readingOf(c, desk).principal)
    const bytes = await reader.getBlobOf(c.req.param('id'), c.req.param('sha256'))
    if (bytes === undefined) return messagePage(c, desk, 'not-found', 404)
    // Bytes from outside: downloaded, never rendered.
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${c.req.param('sha256')}"`,
    })
  })

  /** The label beyond its marking; who reads it is told to the owner alone. */
  async function sharingOf(
    stored: StoredStatement,
    network: StandingNetwork | undefined,
    reader: Reader,
    { reader: who }: Reading,
  ): Promise<SharingSection> {
    const { label, sharing } = stored
    const now = home.world.now()
    const changes = await amendmentsOf(reader, stored)
    const changed = label.tlp !== sharing.tlp || label.audience.join() !== sharing.audience.join()
    return {
      recipients: label.recipients,
      early: isEmbargoed(label, now) ? label.early : [],
      heldUntil: isEmbargoed(label, now) ? label.embargoUntil : null,
      lifted: label.lifted,
      signed: changed ? { tlp: sharing.tlp, audience: sharing.audience } : null,
      changes,
      readers: who === 'owner' ? readersOf(home, network, stored) : null,
    }
  }

  /** False also where this reader may not see the protocol that says so. */
  async function isSimulated(exercise: string | null, { principal }: Reading): Promise<boolean> {
    if (exercise === null) return false
    try {
      const { state } = await openAs(home, principal, exercise)
      return state.inForce.system.models.some(({ simulated }) => simulated)
    } catch (error) {
      if ((error instanceof ConcordError && error.code === 'not-found') || isUnreadable(error)) return false
      throw error
    }
  }
}

/** Relations by which one statement says something of another. */
const SAYS_OF = ['retracts', 'erases', 'answers', 'amends', 'supersedes'] as const

type Said = { relation: string; id: string; kind: string; issuer: string }

/** What statements that this reader may see say of one. */
async function saidOf(reader: Reader, target: string): Promise<Said[]> {
  const said: Said[] = []
  for (const rel of SAYS_OF) {
    for (const { id, kind, issuer } of await reader.listStatements({ link: { id: target, rel } }))
      said.push({ relation: rel, id, kind, issuer })
  }
  return said
}

/** Only its author takes a statement back, or has it erased. */
function standingOf(issuer: string, about: readonly Said[]): 'stands' | 'retracted' | 'erased' {
  const own = about.filter((one) => one.issuer === issuer).map(({ kind }) => kind)
  return own.includes('erasure') ? 'erased' : own.includes('retraction') ? 'retracted' : 'stands'
}

/** Where a blob is shown to be read: a run's own on its page, items on that of the first run that put them. */
async function pageOf(
  reader: Reader,
  { id, kind }: { id: string; kind: string },
  body: unknown,
  blob: string,
): Promise<Target | null> {
  if (kind === 'run') return { to: 'run', id }
  const dataset = kind === 'dataset' ? Dataset.safeParse(body).data : undefined
  if (dataset?.items.sha256 !== blob) return null
  for (const summary of await reader.listStatements({ kind: 'run' })) {
    const run = await findRun(reader, summary.id).catch((error: unknown) => {
      if (isUnreadable(error)) return undefined
      throw error
    })
    if (run !== undefined && Object.values(itemsOf(run)).includes(blob))
      return { to: 'run', id: summary.id, language: dataset.language }
  }
  return null
}

/** Digest of the items by set, as a run records it. */
function itemsOf({ facts: { items } }: Run): object {
  return typeof items === 'object' && items !== null ? items : {}
}

function idsIn(body: unknown): string[] {
  return body === undefined ? [] : (JSON.stringify(body).match(/sha256:[0-9a-f]{64}/g) ?? [])
}

/** The kind of each statement that is here for this reader, by id. */
async function kindsOf(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const kinds = new Map<string, string>()
  for (const id of new Set(ids)) {
    const kind = (await reader.getStatement(id))?.kind
    if (kind !== undefined) kinds.set(id, kind)
  }
  return kinds
}
