import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { fromHex, toHex } from './hex.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('base64', () => {
  // RFC 4648 §10.
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes and reads %j', (plain, encoded) => {
    expect(encodeBase64(text(plain))).toBe(encoded)
    expect(decodeBase64(encoded)).toEqual(text(plain))
  })

  it('reads both alphabets and writes the standard one', () => {
    expect(decodeBase64('-_-_')).toEqual(decodeBase64('+/+/'))
    expect(encodeBase64(decodeBase64('-_-_'))).toBe('+/+/')
  })

  it.each([
    'Zg',
    'Zg=',
    'Zg===',
    'Z===',
    '====',
    'Zh==',
    'Zm9=',
    'Zm 9',
    'Zm9v\n',
    'Zm\u01f69',
    '+_Zm',
    'Zg==Zg==',
    'Zm9v,A==',
  ])('refuses %j', (encoded) => {
    expect(() => decodeBase64(encoded)).toThrow('base64')
  })

  it('gives back every bytes, and no two texts of one alphabet give the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const encoded = encodeBase64(bytes)
        expect(decodeBase64(encoded)).toEqual(bytes)
        expect(encoded).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromHex(toHex(bytes))).toEqual(bytes)
      }),
    )
  })
})

describe('hex', () => {
  it.each(['A0', 'a', 'gg', '0x', ' a'])('refuses %j', (value) => {
    expect(fromHex(value)).toBeUndefined()
  })
})
