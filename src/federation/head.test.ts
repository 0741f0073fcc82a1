import { describe, expect, it } from 'vitest'
import { crypto, institute } from '../../test/fixture/network.ts'
import { Sha256Hex, Slug, StatementRef } from '../statement/index.ts'
import { signHead, verifyHead } from './head.ts'
import type { Head } from './head.ts'

const a = institute('lab-a')
const b = institute('lab-b')
const network = StatementRef.parse(`sha256:${'1'.repeat(64)}`)
const file = Sha256Hex.parse('2'.repeat(64))
const head: Head = {
  format: 'concord-head/v1',
  network,
  member: Slug.parse('lab-a'),
  seq: 3,
  files: [file],
  taken: [{ member: Slug.parse('lab-b'), files: [file] }],
  damaged: [],
}
const bytes = signHead(head, a.signer.statement, crypto.sha256)

describe('a head', () => {
  it('is read where its member has signed it', () => {
    expect(verifyHead(bytes, network, a.member, crypto)).toEqual(head)
  })

  it('is none for another member, of another network, or with a key that is closed', () => {
    expect(verifyHead(bytes, network, b.member, crypto)).toBeUndefined()
    expect(verifyHead(bytes, `sha256:${'3'.repeat(64)}`, a.member, crypto)).toBeUndefined()
    const closed = a.member.keys.map((key) => ({ ...key, to: 1 }))
    expect(verifyHead(bytes, network, { ...a.member, keys: closed }, crypto)).toBeUndefined()
    // In the name of A, by the key of B.
    const forged = signHead(head, b.signer.statement, crypto.sha256)
    expect(verifyHead(forged, network, a.member, crypto)).toBeUndefined()
    // By a key of A that is not for statements.
    const other = signHead(head, a.signer.charter, crypto.sha256)
    expect(verifyHead(other, network, a.member, crypto)).toBeUndefined()
  })

  it('is none with any bit changed', () => {
    const changed = bytes.slice()
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      changed[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(verifyHead(changed, network, a.member, crypto)).toBeUndefined()
      changed[bit >> 3] = bytes[bit >> 3] ?? 0
    }
  })

  it.each(['', '{', '[]', '{"head":{}}', '\u0000'])('is none: %j', (text) => {
    expect(verifyHead(new TextEncoder().encode(text), network, a.member, crypto)).toBeUndefined()
  })
})
