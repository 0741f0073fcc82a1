import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crypto, seededSigner } from '../../test/fixture/network.ts'
import { canonicalText, preAuthEncoding } from '../statement/index.ts'
import {
  coSign,
  envelopeId,
  formatEnvelope,
  mergeEnvelopes,
  parseEnvelope,
  signedBytes,
  signPayload,
} from './dsse.ts'
import { checkSignatures } from './signatures.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const signers = ['a', 'b', 'c'].map(seededSigner)
const [first, second] = signers
if (first === undefined || second === undefined) throw new Error('no signers')
const envelope = signPayload(text('hello world'), first, crypto.sha256)
const json = (change: object): Uint8Array =>
  text(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(formatEnvelope(envelope))), ...change }))

describe('an envelope', () => {
  it('is written and read the same', () => {
    expect(parseEnvelope(formatEnvelope(envelope))).toEqual(envelope)
    expect(envelopeId(envelope, crypto.sha256)).toBe(
      'sha256:31cf768988d9736e397e281e7d5b750685714229a881efa8c2ce6159fb77f243',
    )
  })

  it('is signed over the encoding of DSSE', () => {
    const signature = envelope.signatures[0]?.sig ?? new Uint8Array()
    expect(
      crypto.verify(
        first.publicKey,
        preAuthEncoding('application/vnd.in-toto+json', text('hello world')),
        signature,
      ),
    ).toBe(true)
  })

  it('is read with unknown fields, white space, no key id and URL-safe base64', () => {
    const loose = parseEnvelope(
      text(
        ` {"payload":"_-_-","payloadType":"t","more":1,"signatures":[{"sig":"${'-_'.repeat(42)}-w==","cert":"x"}]} `,
      ),
    )
    expect(loose.payload).toEqual(new Uint8Array([0xff, 0xef, 0xfe]))
    expect(loose.signatures[0]?.keyid).toBe('')
  })

  it.each([
    ['a payload that is not base64', { payload: 'aGVsbG8gd29ybGQ' }],
    ['a payload with white space', { payload: 'aGVs bG8=' }],
    ['no payload', { payload: undefined }],
    ['no signature', { signatures: [] }],
    ['257 signatures', { signatures: Array.from({ length: 257 }, () => ({ keyid: '', sig: 'AA==' })) }],
    ['a short signature', { signatures: [{ keyid: '', sig: 'AA==' }] }],
    ['a number for a key id', { signatures: [{ keyid: 1, sig: 'AA==' }] }],
    ['too large a payload', { payload: 'AAAA'.repeat(100_000) }],
    ['too many bytes', { more: 'x'.repeat(1024 * 1024) }],
  ])('is refused with %s', (_, change) => {
    expect(() => parseEnvelope(json(change))).toThrow(/ask its sender|ask the sender/)
  })
})

describe('merging', () => {
  it('joins what was signed apart, whoever merges, and once', () => {
    const both = coSign(envelope, second, crypto.sha256)
    const apart = signPayload(text('hello world'), second, crypto.sha256)
    expect(mergeEnvelopes(envelope, apart)).toEqual(both)
    expect(mergeEnvelopes(apart, envelope)).toEqual(both)
    expect(coSign(both, first, crypto.sha256)).toEqual(both)
    expect(envelopeId(both, crypto.sha256)).toBe(envelopeId(envelope, crypto.sha256))
  })

  it('keeps one signature for each key: nobody can fill an envelope under one key', () => {
    const signatures = Array.from({ length: 300 }, (_, k) => ({
      keyid: 'x',
      sig: new Uint8Array(64).fill(k % 256),
    }))
    const full = mergeEnvelopes(envelope, { ...envelope, signatures })
    expect(full.signatures.map(({ keyid }) => keyid)).toEqual([envelope.signatures[0]?.keyid, 'x'])
  })

  it('is commutative, associative and idempotent', () => {
    const signature = fc.record({
      keyid: fc.constantFrom('', 'x', 'y'),
      sig: fc.constantFrom(0, 1, 2).map((byte) => new Uint8Array(64).fill(byte)),
    })
    const some = fc
      .array(signature, { minLength: 1, maxLength: 5 })
      .map((signatures) => ({ ...envelope, signatures }))
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        expect(mergeEnvelopes(a, b)).toEqual(mergeEnvelopes(b, a))
        expect(mergeEnvelopes(mergeEnvelopes(a, b), c)).toEqual(mergeEnvelopes(a, mergeEnvelopes(b, c)))
        const once = mergeEnvelopes(a, b)
        expect(mergeEnvelopes(once, once)).toEqual(once)
        expect(mergeEnvelopes(once, b)).toEqual(once)
      }),
    )
  })

  it('refuses two statements', () => {
    expect(() => mergeEnvelopes(envelope, signPayload(text('other'), first, crypto.sha256))).toThrow(
      'not of one statement',
    )
    expect(() => mergeEnvelopes(envelope, { ...envelope, payloadType: 'x' })).toThrow('not of one statement')
  })
})

describe('checking signatures', () => {
  const keys = new Map(signers.map((signer, at) => [`key ${at}`, { publicKey: signer.publicKey }]))
  const sig = envelope.signatures[0]?.sig ?? new Uint8Array()
  const check = (signatures: { keyid: string; sig: Uint8Array }[]) =>
    checkSignatures(signedBytes(envelope), signatures, keys, crypto)

  it('finds the key without a hint, and with a hint of no key', () => {
    const found = { valid: ['key 0'], held: [{ keyid: 'key 0', sig }], failed: [], unknown: 0 }
    expect(check([{ keyid: '', sig }])).toEqual(found)
    expect(check([{ keyid: 'elsewhere', sig }])).toEqual(found)
  })

  it('names the key of a signature that does not hold', () => {
    expect(check([{ keyid: 'key 1', sig }])).toEqual({ valid: [], held: [], failed: ['key 1'], unknown: 0 })
  })

  it('counts one key once, and a stranger for nothing', () => {
    const stranger = seededSigner('stranger').sign(preAuthEncoding(envelope.payloadType, envelope.payload))
    expect(
      check([
        { keyid: '', sig },
        { keyid: 'key 0', sig },
        { keyid: '', sig: stranger },
      ]),
    ).toEqual({ valid: ['key 0'], held: [{ keyid: 'key 0', sig }], failed: [], unknown: 1 })
  })
})

it('spells an envelope in canonical JSON', () => {
  const bytes = formatEnvelope(envelope)
  expect(new TextDecoder().decode(bytes)).toBe(canonicalText(JSON.parse(new TextDecoder().decode(bytes))))
})
