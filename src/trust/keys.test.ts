import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crypto, institute, seededSigner } from '../../test/fixture/network.ts'
import { ConcordError } from '../error.ts'
import { fromHex, parseJson, writeCanonical } from '../statement/index.ts'
import { keyidOf, provePossession, sshPublicKey, verifyPossession } from './keys.ts'
import { formatMemberCard, readMemberCard } from './member-card.ts'

describe('a key', () => {
  // RFC 8032 §7.1, test 1; the fingerprint as `ssh-keygen -lf` of OpenSSH 9.2 prints it.
  it('has the name that ssh-keygen gives it', () => {
    const raw =
      fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a') ?? new Uint8Array()
    expect(keyidOf(raw, crypto.sha256)).toBe('SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8')
    expect(sshPublicKey(raw)).toBe(
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea',
    )
  })
})

describe('proof of possession', () => {
  const { member, signer } = institute('lab-a')
  const proof = provePossession(member, signer.statement)
  const claim = { member, publicKey: signer.statement.publicKey }

  it('holds for the key and all that is said of its holder, and for nothing else', () => {
    expect(verifyPossession(crypto, claim, proof)).toBe(true)
    const other = (change: Partial<typeof member>): boolean =>
      verifyPossession(crypto, { ...claim, member: { ...member, ...change } }, proof)
    expect(other({ id: 'lab-b' })).toBe(false)
    expect(other({ name: 'Another institute' })).toBe(false)
    expect(other({ origin: 'lab-b.example/log/1' })).toBe(false)
    expect(other({ keys: member.keys.slice(1) })).toBe(false)
    expect(verifyPossession(crypto, { member, publicKey: seededSigner('other').publicKey }, proof)).toBe(
      false,
    )
  })
})

describe('a member card', () => {
  const lab = institute('lab-a')
  const card = formatMemberCard(lab.member, [lab.signer.charter, lab.signer.statement], crypto)

  it('gives the member whose keys are proved', () => {
    expect(readMemberCard(card, crypto)).toEqual(lab.member)
  })

  it.each([
    [
      'another id of the member',
      (text: string) => text.replace('"id":"lab-a"', '"id":"lab-b"'),
      'has not signed',
    ],
    [
      'another name',
      (text: string) => text.replace(/"name":"[^"]*"/, '"name":"AISI Japan"'),
      'The member card of lab-a is not as the institute made it (its charter key SHA256:',
    ],
    [
      'another origin',
      (text: string) => text.replace('lab-a.example/log/1', 'lab-a.example/log/2'),
      'has not signed',
    ],
    ['another role', (text: string) => text.replace('"role":"charter"', '"role":"http"'), 'has not signed'],
    ['no proofs', (text: string) => text.replace(/"proofs":\{[^}]*\}/, '"proofs":{}'), 'has not signed'],
    [
      'a proof too many',
      (text: string) => text.replace('"proofs":{', '"proofs":{"SHA256:":"",'),
      'it carries a proof for no key',
    ],
    ['no keys', (text: string) => text.replace(/"keys":\[[^\]]*\]/, '"keys":[]'), 'it lists no key'],
    [
      'another key id',
      (text: string) => text.replace(/"keyid":"SHA256:./, '"keyid":"SHA256:0'),
      'has not signed',
    ],
    ['a line end of an editor', (text: string) => `${text}\n`, 'its text was written anew'],
    [
      'another format',
      (text: string) => text.replace('concord-member/v2', 'concord-member/v1'),
      'malformed (format: ',
    ],
  ])('is refused with %s', (_, change, said) => {
    const changed = new TextEncoder().encode(change(new TextDecoder().decode(card)))
    expect(() => readMemberCard(changed, crypto)).toThrow(said)
  })

  it('is refused with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(card.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = card.slice()
        changed[at] = (changed[at] ?? 0) ^ by
        expect(() => readMemberCard(changed, crypto)).toThrow(ConcordError)
      }),
    )
  })

  it('is refused with a key of small order', () => {
    const keys = lab.member.keys.map((key) => ({
      ...key,
      public: '00'.repeat(32),
      keyid: keyidOf(new Uint8Array(32), crypto.sha256),
    }))
    const { value } = parseJson(card)
    const forged = { ...Object(value), member: { ...lab.member, keys } }
    expect(() => readMemberCard(writeCanonical(forged), crypto)).toThrow('has not signed')
  })
})
