import { createHash } from 'node:crypto'
import { encodeBase64, Sharing, statementIdOf, writeCanonical } from '../statement/index.ts'
import type { BlobInput, StatementInput } from './store.ts'

export const NOW = '2026-06-01T00:00:00Z'

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

export function originOf(id: string): string {
  return `${id}.example/log/1`
}

export function sharing(tlp: Sharing['tlp'], audience: string[] = []): Sharing {
  return Sharing.parse({ tlp, audience, recipients: [], embargoUntil: null, early: [], licence: null })
}

export function blob(name: string, text: string): BlobInput & { content: Uint8Array } {
  const content = new TextEncoder().encode(text)
  return { name, sha256: digest(content), size: content.length, mediaType: 'text/plain', content }
}

/** An envelope of `payload` with one signature per key, as text that only looks like one. */
export function envelopeOf(payload: Uint8Array, keyids: readonly string[]): Uint8Array {
  return writeCanonical({
    payload: encodeBase64(payload),
    payloadType: 'application/vnd.in-toto+json',
    signatures: keyids.map((keyid) => ({
      keyid,
      sig: encodeBase64(new TextEncoder().encode(`by ${keyid}`.padEnd(64))),
    })),
  })
}

/** A statement that is the same whenever it is made from the same `text`. */
export function statement(
  text: string,
  change: Partial<StatementInput> & { keyids?: readonly string[] } = {},
): StatementInput {
  const { keyids = ['k1'], ...rest } = change
  const payload = new TextEncoder().encode(text)
  return {
    id: statementIdOf(payload, sha256),
    kind: 'run',
    kindVersion: 1,
    issuer: originOf('a'),
    exercise: 'maths',
    created: '2026-05-01T00:00:00Z',
    charter: 1,
    sharing: sharing('CLEAR'),
    signers: keyids.map((keyid) => ({ keyid, member: `member-${keyid}` })),
    receivedAt: NOW,
    links: [],
    envelope: envelopeOf(payload, keyids),
    body: new TextEncoder().encode(`{"of":"${text}"}`),
    blobs: [],
    ...rest,
  }
}

/** A statement with a blob and a link, all of it a function of `text`. */
export function madeFrom(text: string): StatementInput {
  return statement(text, {
    blobs: [blob('data.txt', `${text} `.repeat(500))],
    links: [{ rel: 'protocol', id: `sha256:${digest(new TextEncoder().encode(text))}` }],
  })
}
