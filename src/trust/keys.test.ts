import { describe, expect, it } from 'vitest'
import { crypto, institute, seededSigner } from '../../test/fixture/network.ts'
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
  const signer = seededSigner('holder')
  const claim = { member: 'lab-a', origin: 'lab-a.example/log/1', role: 'statement' as const }
  const proof = provePossession(claim, signer)
  const full = { ...claim, publicKey: signer.publicKey }

  it('holds for the member, origin, role and key it names, and no other', () => {
    expect(verifyPossession(crypto, full, proof)).toBe(true)
    expect(verifyPossession(crypto, { ...full, member: 'lab-b' }, proof)).toBe(false)
    expect(verifyPossession(crypto, { ...full, origin: 'lab-b.example/log/1' }, proof)).toBe(false)
    expect(verifyPossession(crypto, { ...full, role: 'charter' }, proof)).toBe(false)
    expect(verifyPossession(crypto, { ...full, publicKey: seededSigner('other').publicKey }, proof)).toBe(
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
      'another name for the member',
      (text: string) => text.replace('"id":"lab-a"', '"id":"lab-b"'),
      'does not prove',
    ],
    ['another role', (text: string) => text.replace('"role":"charter"', '"role":"http"'), 'does not prove'],
    ['no proofs', (text: string) => text.replace(/"proofs":\{[^}]*\}/, '"proofs":{}'), 'does not prove'],
    [
      'another key id',
      (text: string) => text.replace(/"keyid":"SHA256:./, '"keyid":"SHA256:0'),
      'does not prove',
    ],
    ['another format', (text: string) => text.replace('concord-member/v1', 'concord-member/v2'), 'malformed'],
  ])('is refused with %s', (_, change, said) => {
    const changed = new TextEncoder().encode(change(new TextDecoder().decode(card)))
    expect(() => readMemberCard(changed, crypto)).toThrow(said)
  })

  it('is refused with a key of small order', () => {
    const keys = lab.member.keys.map((key) => ({
      ...key,
      public: '00'.repeat(32),
      keyid: keyidOf(new Uint8Array(32), crypto.sha256),
    }))
    const { value } = parseJson(card)
    const forged = { ...Object(value), member: { ...lab.member, keys } }
    expect(() => readMemberCard(writeCanonical(forged), crypto)).toThrow('does not prove')
  })
})
