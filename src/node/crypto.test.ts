import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../statement/index.ts'
import { createNodeCrypto, createSigner, generateKey, randomBytes, sha256 } from './crypto.ts'

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()

describe('Ed25519 of this machine', () => {
  // RFC 8032 §7.1, tests 1 and 2.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('signs and verifies the vector of seed %s', (seed, publicKey, message, signature) => {
    const signer = createSigner(bytes(seed))
    expect(toHex(signer.publicKey)).toBe(publicKey)
    expect(toHex(signer.sign(bytes(message)))).toBe(signature)
    const crypto = createNodeCrypto()
    // Twice: the second time with the key object kept from the first.
    for (let round = 0; round < 2; round += 1) {
      expect(crypto.verify(bytes(publicKey), bytes(message), bytes(signature))).toBe(true)
      expect(crypto.verify(bytes(publicKey), bytes('73'), bytes(signature))).toBe(false)
    }
  })

  it('says no, and does not throw, for what is no key or no signature', () => {
    const { verify } = createNodeCrypto()
    expect(verify(new Uint8Array(31), new Uint8Array(), new Uint8Array(64))).toBe(false)
    expect(verify(new Uint8Array(0), new Uint8Array(), new Uint8Array(64))).toBe(false)
    expect(verify(generateKey().signer.publicKey, new Uint8Array(), new Uint8Array(3))).toBe(false)
  })

  it('makes keys from seeds that give them back', () => {
    const { seed, signer } = generateKey()
    expect(createSigner(seed).publicKey).toEqual(signer.publicKey)
    expect(generateKey().seed).not.toEqual(seed)
  })
})

it('digests as FIPS 180-4 does', () => {
  expect(toHex(sha256(new TextEncoder().encode('abc')))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(randomBytes(32)).toHaveLength(32)
})
