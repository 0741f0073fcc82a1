import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { blobIdOf, hexOf, preAuthEncoding, statementIdOf } from './identity.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('identity', () => {
  // secure-systems-lab/dsse, protocol.md, "Test Vectors".
  it('encodes as DSSE does', () => {
    expect(
      new TextDecoder().decode(preAuthEncoding('http://example.com/HelloWorld', text('hello world'))),
    ).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
  })

  it('counts bytes, not characters', () => {
    expect(new TextDecoder().decode(preAuthEncoding('té', text('é')))).toBe('DSSEv1 3 té 2 é')
  })

  // Golden value of the reference: payload `hello world` with the payload type of statements.
  it('gives the golden id', () => {
    const id = statementIdOf(text('hello world'), sha256)
    expect(hexOf(id)).toBe('31cf768988d9736e397e281e7d5b750685714229a881efa8c2ce6159fb77f243')
  })

  it('names a blob by its content', () => {
    expect(blobIdOf(text('abc'), sha256)).toBe(
      'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })
})
