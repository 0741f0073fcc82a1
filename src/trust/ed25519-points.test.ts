import { describe, expect, it } from 'vitest'
import { crypto, seededSigner } from '../../test/fixture/network.ts'
import { fromHex } from '../statement/index.ts'
import { isSmallOrder, keyAdmissionFault } from './ed25519-points.ts'
import { verifySignature } from './keys.ts'

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()

describe('points of small order', () => {
  // The eight points, and the spellings with y + p; C2SP/CCTV, ed25519/README.md and libsodium's list.
  const y = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ]
  const both = y.flatMap((hex) => [
    hex,
    hex.slice(0, 62) + (Number.parseInt(hex.slice(62), 16) | 0x80).toString(16),
  ])
  it.each(both)('are found in every spelling: %s', (hex) => {
    expect(isSmallOrder(bytes(hex))).toBe(true)
    expect(keyAdmissionFault(bytes(hex))).toBe('small-order')
  })

  it('are found in a Buffer without changing it', () => {
    const buffer = Buffer.from(`01${'00'.repeat(30)}80`, 'hex')
    expect(isSmallOrder(buffer)).toBe(true)
    expect(buffer[31]).toBe(0x80)
  })

  it('are no others', () => {
    expect(isSmallOrder(bytes('02' + '00'.repeat(31)))).toBe(false)
    expect(isSmallOrder(seededSigner('x').publicKey)).toBe(false)
  })
})

describe('admission of a key', () => {
  // RFC 8032 §7.1, tests 1–3, and the base point.
  it.each([
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    '5866666666666666666666666666666666666666666666666666666666666666',
  ])('admits %s', (hex) => {
    expect(keyAdmissionFault(bytes(hex))).toBeUndefined()
  })

  it.each([
    ['length', '00'.repeat(31)],
    // y = 2 is not on the curve.
    ['not-on-curve', `02${'00'.repeat(31)}`],
    // p + 3 and larger y leave room for no other point.
    ['not-canonical', `f0${'ff'.repeat(30)}7f`],
    // C2SP/CCTV ed25519vectors.json: keys with a small-order component.
    ['mixed-order', '10eb7c3acfb2bed3e0d6ab89bf5a3d6afddd1176ce4812e38d9fd485058fdb1f'],
  ])('refuses %s', (fault, hex) => {
    expect(keyAdmissionFault(bytes(hex))).toBe(fault)
  })
})

describe('a signature', () => {
  const signer = seededSigner('y')
  const message = new Uint8Array([1, 2, 3])
  it('holds for its message and key alone', () => {
    const signature = signer.sign(message)
    expect(verifySignature(crypto, signer.publicKey, message, signature)).toBe(true)
    expect(verifySignature(crypto, signer.publicKey, new Uint8Array([1, 2, 4]), signature)).toBe(false)
    expect(verifySignature(crypto, seededSigner('z').publicKey, message, signature)).toBe(false)
    expect(verifySignature(crypto, signer.publicKey, message, signature.slice(0, 63))).toBe(false)
  })

  // C2SP/CCTV ed25519vectors.json, number 0: A, R and S all zero; some libraries accept it.
  it('never holds where a library accepts a small-order point', () => {
    const permissive = { ...crypto, verify: () => true }
    expect(verifySignature(permissive, new Uint8Array(32), message, new Uint8Array(64))).toBe(false)
    expect(verifySignature(permissive, signer.publicKey, message, new Uint8Array(64))).toBe(false)
    expect(verifySignature(permissive, new Uint8Array(32), message, signer.sign(message))).toBe(false)
    expect(verifySignature(permissive, signer.publicKey, message, signer.sign(message))).toBe(true)
  })
})
