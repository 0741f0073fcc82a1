/** Signing statements, keeping them, and writing one bundle for each of the others. */
import path from 'node:path'
import type { Principal } from '../access/index.ts'
import { ConcordError, sentence } from '../error.ts'
import { parseJson, SharingAmendment, Slug } from '../statement/index.ts'
import type { Kind, Link, Sharing } from '../statement/index.ts'
import type { BlobInput, Reader, StatementInput, StoredStatement } from '../store/index.ts'
import { coSign, formatEnvelope, keyidOf, parseEnvelope, sealStatement, writeBundle } from '../trust/index.ts'
import type { BundleToWrite } from '../trust/index.ts'
import { isConfidential, writeBundleFile } from './bundle-file.ts'
import { randomBytes } from './crypto.ts'
import type { Home } from './institute.ts'
import { listedSigner } from './listed-signer.ts'
import { ownerOf, ownNetwork, readAs } from './networks.ts'
import type { StandingNetwork } from './networks.ts'
import { counting } from './progress.ts'
import type { OnProgress } from './progress.ts'

export type Draft = {
  kind: Exclude<Kind, 'charter'>
  exercise: string | null
  sharing: Sharing
  links: Link[]
  body: object
  /** A blob has a label of its own where it is for fewer than its statement. */
  blobs: { name: string; mediaType: string; content: Uint8Array; sharing?: Sharing }[]
}

/** Signs statements in this institute's name, in order; nothing is kept yet. */
export async function signDrafts(home: Home, drafts: readonly Draft[]): Promise<StatementInput[]> {
  const network = await ownNetwork(home)
  const signer = await listedSigner(home, network.member, 'statement')
  return drafts.map((draft) => {
    const sealed = sealStatement(
      {
        kind: draft.kind,
        issuer: home.institute.origin,
        created: home.world.now(),
        charter: network.chain.latest.version,
        sharing: draft.sharing,
        links: draft.links,
        body: draft.body,
        blobs: draft.blobs,
      },
      signer,
      { sha256: home.crypto.sha256, random: randomBytes },
    )
    const contents = draft.blobs.map(({ content }) => content)
    return {
      id: sealed.id,
      kind: draft.kind,
      kindVersion: 1,
      issuer: home.institute.origin,
      exercise: draft.exercise,
      created: sealed.statement.predicate.created,
      charter: network.chain.latest.version,
      sharing: draft.sharing,
      signers: [{ keyid: keyidOf(signer.publicKey, home.crypto.sha256), member: network.member.id }],
      receivedAt: home.world.now(),
      links: sealed.statement.predicate.links,
      envelope: formatEnvelope(sealed.envelope),
      body: sealed.body,
      blobs: sealed.statement.subject.slice(1).map((subject, index): BlobInput => ({
        name: subject.name,
        sha256: subject.digest.sha256,
        size: subject.annotations.size,
        mediaType: subject.mediaType,
        ...(subject.annotations.sharing === undefined ? {} : { sharing: subject.annotations.sharing }),
        content: contents[index] ?? null,
      })),
    }
  })
}

/** Signs one statement in this institute's name; it is not kept yet. */
export async function signDraft(home: Home, draft: Draft): Promise<StatementInput> {
  const [signed] = await signDrafts(home, [draft])
  if (signed === undefined)
    throw new ConcordError('internal', sentence`The statement (${draft.kind}) was not signed.`)
  return signed
}

/** Adds this institute's signature to a statement that is here; a second time changes nothing. */
export async function addSignature(home: Home, id: string): Promise<void> {
  const { member } = await ownNetwork(home)
  const stored = await (await readAs(home, ownerOf(home))).getStatement(id)
  if (stored === undefined) throw new ConcordError('not-found', sentence`The statement ${id} is not here.`)
  const signer = await listedSigner(home, member, 'statement')
  const envelope = coSign(parseEnvelope(stored.envelope), signer, home.crypto.sha256)
  await home.store.writer().putStatements([
    {
      ...stored,
      signers: [
        ...stored.signers,
        { keyid: keyidOf(signer.publicKey, home.crypto.sha256), member: member.id },
      ],
      envelope: formatEnvelope(envelope),
      blobs: stored.blobs.map(({ name, sha256, size, mediaType }) => ({
        name,
        sha256,
        size,
        mediaType,
        content: null,
      })),
    },
  ])
}

/** Kinds that say of another statement that it no longer stands, or no longer is, and how they name it. */
const TAKES_BACK = [
  ['retraction', 'retracts'],
  ['erasure', 'erases'],
] as const

/**
 * The statements named and all they link to, as far as this reader sees them; with what takes any of them back, so that
 * nothing is handed on as if it still stood.
 */
export async function closureOf(
  reader: Reader,
  roots: readonly string[],
  onProgress?: OnProgress,
): Promise<StoredStatement[]> {
  const found = new Map<string, StoredStatement>()
  const loaded = counting(onProgress, 'loaded', null)
  await follow(reader, roots, found, loaded)
  const named = new Set([...found.values()].flatMap(({ id, links }) => [id, ...links.map((link) => link.id)]))
  const takenBack: string[] = []
  for (const [kind, rel] of TAKES_BACK) {
    for (const { id } of await reader.listStatements({ kind })) {
      const links = (await reader.getStatement(id))?.links ?? []
      if (links.some((link) => link.rel === rel && named.has(link.id))) takenBack.push(id)
    }
  }
  await follow(reader, [...takenBack, ...(await labelChangesOf(reader, named))], found, loaded)
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Amendments of the labels of these statements: who has one has to know to whom else it may be given, and to whom not. */
async function labelChangesOf(reader: Reader, ids: Iterable<string>): Promise<string[]> {
  const found: string[] = []
  for (const id of ids) {
    for (const one of await reader.listStatements({ kind: 'amendment', link: { id, rel: 'amends' } })) {
      const stored = await reader.getStatement(one.id)
      if (stored !== undefined && SharingAmendment.safeParse(bodyValue(stored)).success) found.push(one.id)
    }
  }
  return found
}

async function follow(
  reader: Reader,
  from: readonly string[],
  found: Map<string, StoredStatement>,
  loaded: (more: number) => void,
): Promise<void> {
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    const stored = await reader.getStatement(id)
    if (stored === undefined || stored.kind === 'charter') continue
    found.set(id, stored)
    loaded(1)
    for (const link of stored.links) open.push(link.id)
  }
}

export type WrittenBundle = { for: string | null; file: string; statements: number }

/** The bytes of a bundle of statements, with all they link to, for one member or for anyone. */
export async function bundleFor(
  home: Home,
  network: StandingNetwork,
  roots: readonly string[],
  recipient: { id: string; origin: string } | null,
): Promise<{ bytes: Uint8Array; statements: number; confidential: boolean }> {
  const principal: Principal =
    recipient === null ? { kind: 'anonymous' } : { kind: 'member', origin: recipient.origin }
  const reader = await readAs(home, principal)
  const statements = await closureOf(reader, roots, home.world.onProgress)
  const records: BundleToWrite['statements'][number][] = []
  const blobs: Uint8Array[] = []
  const now = home.world.now()
  let confidential = false
  for (const stored of statements) {
    const given: string[] = []
    records.push({ envelope: parseEnvelope(stored.envelope), body: stored.body, held: given })
    confidential ||= isConfidential(stored.label, now)
    for (const { sha256, held, label } of stored.blobs) {
      const content = held ? await reader.getBlobOf(stored.id, sha256) : undefined
      if (content === undefined) continue
      blobs.push(content)
      given.push(sha256)
      confidential ||= label !== null && isConfidential(label, now)
    }
  }
  const bytes = writeBundle(
    {
      from: Slug.parse(home.institute.id),
      for: recipient?.id ?? null,
      charters: network.chain.versions.map(({ record }) => record),
      statements: records,
      blobs,
    },
    home.crypto.sha256,
  )
  return { bytes, statements: records.length, confidential }
}

/**
 * Writes one bundle per active member into the outbox: `<what>-from-<me>-to-<member>.concord`, or `….concord.age`
 * where it is confidential. A later bundle of the same name replaces the earlier one, so `roots` are all statements
 * that its recipients may still lack. Throws `conflict`, when all others are written, where a member has no age key
 * and so could not be sent what is confidential.
 */
export async function writeBundles(
  home: Home,
  what: string,
  roots: readonly string[],
  members: readonly string[],
): Promise<WrittenBundle[]> {
  const network = await ownNetwork(home)
  const others = members.filter((id) => id !== network.member.id)
  const done = counting(home.world.onProgress, 'bundles', others.length)
  const written: WrittenBundle[] = []
  const keyless: string[] = []
  for (const id of others) {
    const member = network.chain.latest.body.members.find((one) => one.id === id)
    if (member === undefined) {
      throw new ConcordError(
        'conflict',
        sentence`${id} is no member of the network, so no bundle can be written for it; add it to the charter, or leave it out of the protocol.`,
      )
    }
    // Nothing is released to a member that is suspended or gone; the others go on.
    if (member.status !== 'active') continue
    const bundle = await bundleFor(home, network, roots, member)
    const name = `${what}-from-${network.member.id}-to-${id}.concord`
    const file = await writeBundleFile(path.join(home.folder, 'outbox', name), bundle, member)
    if (file === undefined) keyless.push(id)
    else written.push({ for: id, file, statements: bundle.statements })
    done(1)
  }
  if (keyless.length > 0) throw noAgeKey(keyless)
  return written
}

/** The sentence for members to whom nothing confidential can be sent yet. */
export function noAgeKey(members: readonly string[]): ConcordError {
  return new ConcordError(
    'conflict',
    sentence`No bundle is written for ${members.join(', ')}: what is stricter than TLP:GREEN leaves encrypted only, and the charter has no age key of theirs. They run "concord card" and hand over card.json, a member lists it with "concord charter add card.json", and once that version is signed "concord exercise evidence EXERCISE --for MEMBER" writes what they lack.`,
  )
}

/** The body of a stored statement as JSON, for a schema to read; undefined where it is not here, or encrypted. */
export function bodyValue({ body, sharing }: Pick<StoredStatement, 'body' | 'sharing'>): unknown {
  return body === null || sharing.tlp === 'RED' ? undefined : parseJson(body).value
}
