/** Portions of statements as bundles of bounded size, each with what it brings to whom. */
import { Slug } from '../../statement/index.ts'
import type { Reader, SentEntry } from '../../store/index.ts'
import { parseEnvelope, writeBundle } from '../../trust/index.ts'
import type { BundleToWrite, CharterRecord } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { readerOf } from '../networks.ts'
import type { SyncNetwork } from './network.ts'
import { blobOf, withBody } from './owed.ts'
import type { Portion } from './owed.ts'

/** Bytes and statements after which a bundle is closed; one blob may go beyond. */
const BUNDLE_BYTES = 16 * 1024 * 1024
const BUNDLE_STATEMENTS = 10_000

export type Packed = {
  audience: string[] | null
  bytes: Uint8Array
  statements: number
  entries: SentEntry[]
}

/** The bundles of these portions, one at a time: those of one audience together. */
export async function* pack(
  home: Home,
  network: SyncNetwork,
  portions: readonly Portion[],
): AsyncGenerator<Packed> {
  const charters = network.standing?.chain.versions.map(({ record }) => record) ?? []
  const byAudience = new Map<string, Portion[]>()
  for (const portion of portions) {
    const key = `${portion.as.id} ${portion.audience?.join(' ') ?? '*'}`
    const list = byAudience.get(key)
    if (list === undefined) byAudience.set(key, [portion])
    else list.push(portion)
  }
  for (const list of byAudience.values()) {
    const [first] = list
    if (first === undefined) continue
    const reader = readerOf(home, network.all, { kind: 'member', origin: first.as.origin })
    yield* packFor(home, reader, charters, first.audience, list)
  }
}

async function* packFor(
  home: Home,
  reader: Reader,
  charters: readonly CharterRecord[],
  audience: string[] | null,
  portions: readonly Portion[],
): AsyncGenerator<Packed> {
  let part = emptyPart()
  const close = (): Packed => {
    const { statements, blobs, partsById } = part
    const entries = [...partsById].map(([id, parts]) => ({ id, content: parts.join(' ') }))
    part = emptyPart()
    const from = Slug.parse(home.institute.id)
    const bundle = { from, for: null, charters, statements, blobs }
    return {
      audience,
      bytes: writeBundle(bundle, home.crypto.sha256),
      statements: statements.length,
      entries,
    }
  }
  for (let at = 0; at < portions.length; at += BUNDLE_STATEMENTS) {
    const some = portions.slice(at, at + BUNDLE_STATEMENTS)
    const contents = new Map<string, Awaited<ReturnType<Reader['contentsOf']>>[number]>()
    for (const content of await reader.contentsOf(some.map(({ id }) => id))) contents.set(content.id, content)
    for (const { id, parts } of some) {
      const content = contents.get(id)
      // Erased since.
      if (content === undefined) continue
      const held: string[] = []
      const body = withBody(parts) ? content.body : null
      const record = { envelope: parseEnvelope(content.envelope), body, held }
      const size = content.envelope.length + (body?.length ?? 0)
      const plain = parts.filter((one) => blobOf(one) === undefined)
      if (isFull(part, size)) yield close()
      add(part, id, record, plain, size)
      for (const one of parts) {
        const sha256 = blobOf(one)
        const blob = sha256 === undefined ? undefined : await reader.getBlobOf(id, sha256)
        if (sha256 === undefined || blob === undefined) continue
        const isAlone = part.statements.length === 1 && part.blobs.length === 0
        if (!isAlone && isFull(part, blob.length)) {
          yield close()
          add(part, id, record, plain, size)
        }
        part.blobs.push(blob)
        // Through this statement, and through no other that only names it.
        held.push(sha256)
        part.bytes += blob.length
        part.partsById.get(id)?.push(one)
      }
    }
  }
  if (part.statements.length > 0) yield close()
}

type StatementToSend = BundleToWrite['statements'][number]

type Part = {
  statements: StatementToSend[]
  blobs: Uint8Array[]
  bytes: number
  partsById: Map<string, string[]>
}

function emptyPart(): Part {
  return { statements: [], blobs: [], bytes: 0, partsById: new Map() }
}

function isFull({ bytes, statements }: Part, more: number): boolean {
  return statements.length >= BUNDLE_STATEMENTS || (statements.length > 0 && bytes + more > BUNDLE_BYTES)
}

function add(part: Part, id: string, record: StatementToSend, parts: readonly string[], size: number): void {
  part.statements.push(record)
  part.bytes += size
  part.partsById.set(id, [...parts])
}
