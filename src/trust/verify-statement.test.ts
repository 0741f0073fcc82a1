import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import {
  charterBody,
  CREATED,
  crypto,
  effects,
  found,
  institute,
  NOW,
  OPEN,
  opinion,
  seededSigner,
  signCharter,
} from '../../test/fixture/network.ts'
import { PAYLOAD_TYPE, toHex, writeCanonical } from '../statement/index.ts'
import { type CharterChain, resolveCharter } from './charter.ts'
import { coSign, type Envelope, signPayload } from './dsse.ts'
import { sealStatement } from './seal-statement.ts'
import type { StatementRecord, Verification } from './verification.ts'
import { verifyStatement } from './verify-statement.ts'

const labs = ['lab-a', 'lab-b', 'lab-c'].map(institute)
const [a, b, c] = labs
if (a === undefined || b === undefined || c === undefined) throw new Error('no institutes')
const first = found(labs)

/** A refusal with its sentence as text. */
function told(result: Verification) {
  return result.ok ? result : { ...result, message: inEnglish(result.message) }
}

function chainOf(...records: (typeof first)['record'][]): CharterChain {
  const outcome = resolveCharter([first.record, ...records], first.id, crypto, NOW)
  if (!outcome.ok) throw new Error(inEnglish(outcome.message))
  return outcome.charter
}
const chain = chainOf()
const sealed = opinion(a, 'Item 7 has two right answers.')
const verify = (record: StatementRecord) => verifyStatement(record, chain, crypto)
const signed = (value: unknown): Envelope =>
  signPayload(value instanceof Uint8Array ? value : writeCanonical(value), a.signer.statement, crypto.sha256)

describe('a sealed statement', () => {
  it('verifies, signed and not logged', () => {
    expect(verify(sealed)).toMatchObject({
      ok: true,
      id: sealed.id,
      kind: 'opinion',
      version: 1,
      issuer: 'lab-a',
      signers: [{ member: 'lab-a' }],
      uncounted: [],
      unlogged: true,
      singleInstitute: false,
      issuerSuspended: false,
      body: { state: 'read', value: { text: 'Item 7 has two right answers.' } },
    })
  })

  it('verifies without its body', () => {
    expect(verify({ envelope: sealed.envelope, body: null })).toMatchObject({
      ok: true,
      body: { state: 'absent' },
    })
  })

  it('finds its body among the blobs', () => {
    const result = verifyStatement(
      { envelope: sealed.envelope, body: null },
      chain,
      crypto,
      () => sealed.body,
    )
    expect(result).toMatchObject({ ok: true, body: { state: 'read' } })
  })

  it('names every member that signed it, and counts no stranger and no other role', () => {
    let { envelope } = sealed
    envelope = coSign(envelope, b.signer.statement, crypto.sha256)
    envelope = coSign(envelope, seededSigner('stranger'), crypto.sha256)
    envelope = coSign(envelope, c.signer.charter, crypto.sha256)
    const result = verify({ envelope, body: sealed.body })
    expect(result).toMatchObject({
      ok: true,
      signers: [{ member: 'lab-a' }, { member: 'lab-b' }],
      uncounted: [{ why: 'unknown-key' }, { why: 'unknown-key' }],
    })
    // What is kept and passed on is what two members signed.
    expect(result.ok ? result.envelope : null).toEqual(
      coSign(sealed.envelope, b.signer.statement, crypto.sha256),
    )
  })
})

describe('the order of verification', () => {
  const { statement } = sealed
  const refused = (record: StatementRecord) => {
    const result = verify(record)
    return result.ok ? 'accepted' : `${result.step}: ${result.reason}`
  }

  it('2: a signature that does not hold', () => {
    const payload = sealed.payload.slice()
    payload[payload.length - 3] = (payload.at(-3) ?? 0) ^ 1
    expect(refused({ envelope: { ...sealed.envelope, payload }, body: null })).toBe(
      'signature: bad-signature',
    )
  })

  it('2: no signature of anybody known', () => {
    expect(
      refused({ envelope: signPayload(sealed.payload, seededSigner('stranger'), crypto.sha256), body: null }),
    ).toBe('signature: bad-signature')
  })

  it('2: one falsified signature beside a good one, naming the member', () => {
    const both = coSign(sealed.envelope, b.signer.statement, crypto.sha256)
    const keyid = coSign({ ...both, signatures: [] }, b.signer.statement, crypto.sha256).signatures[0]?.keyid
    const signatures = both.signatures.map((one) =>
      one.keyid === keyid ? { ...one, sig: one.sig.map((byte, at) => (at === 50 ? byte ^ 1 : byte)) } : one,
    )
    const result = verify({ envelope: { ...both, signatures }, body: sealed.body })
    expect(told(result)).toMatchObject({
      ok: false,
      reason: 'bad-signature',
      message: expect.stringContaining('lab-b'),
    })
  })

  it('3: another payload type', () => {
    const envelope = coSign(
      { payload: sealed.payload, payloadType: 'text/plain', signatures: [] },
      a.signer.statement,
      crypto.sha256,
    )
    expect(refused({ envelope, body: null })).toBe('payload-type: payload-type')
  })

  it('4: a payload that is not canonical', () => {
    const spaced = new TextEncoder().encode(JSON.stringify(statement, null, 1))
    expect(refused({ envelope: signed(spaced), body: null })).toBe('canonical: not-jcs')
  })

  it('5: something that is no statement', () => {
    expect(
      refused({ envelope: signed({ ...statement, _type: 'https://in-toto.io/Statement/v0.1' }), body: null }),
    ).toBe('type: not-a-statement')
    expect(refused({ envelope: signed([1]), body: null })).toBe('type: not-a-statement')
  })

  it('5: an unknown kind or version is verified and kept opaque', () => {
    const body = { whatever: [1] }
    for (const change of [{ kind: 'weather' }, { kind: 'opinion', version: 2 }]) {
      const other = sealStatement(
        { issuer: a.origin, created: CREATED, charter: 1, sharing: OPEN, body, ...change },
        a.signer.statement,
        effects,
      )
      expect(verify(other)).toMatchObject({ ok: true, kind: change.kind, body: { state: 'opaque' } })
      expect(refused({ ...other, body: other.body.slice(1) })).toBe('digest: body-digest')
    }
  })

  it('6: a header that does not fit', () => {
    expect(
      refused({
        envelope: signed({ ...statement, predicate: { ...statement.predicate, title: 'x' } }),
        body: null,
      }),
    ).toBe('schema: schema')
  })

  it('6: a charter among statements', () => {
    const charter = sealStatement(
      {
        kind: 'charter',
        issuer: a.origin,
        created: CREATED,
        charter: 1,
        sharing: OPEN,
        body: charterBody(labs),
      },
      a.signer.statement,
      effects,
    )
    expect(refused(charter)).toBe('schema: schema')
  })

  it('6: a charter version that is not here', () => {
    expect(refused(opinion(a, 'x', { charter: 2 }))).toBe('schema: charter-unknown')
  })

  it('6: an issuer of another network, an issuer who has not signed', () => {
    expect(refused(opinion(a, 'x', { issuer: 'lab-z.example/log/1' }))).toBe('schema: issuer-unknown')
    expect(refused(opinion(a, 'x', { issuer: b.origin }))).toBe('signature: issuer-unsigned')
  })

  it('8: another body, another blob', () => {
    const content = new TextEncoder().encode('answers')
    const withBlob = opinion(a, 'x', { blobs: [{ name: 'answers.txt', mediaType: 'text/plain', content }] })
    const hex = toHex(crypto.sha256(content))
    const check = (bytes: Uint8Array | undefined) =>
      verifyStatement(withBlob, chain, crypto, (sha256) => (sha256 === hex ? bytes : undefined))
    expect(check(content)).toMatchObject({ ok: true, missingBlobs: [] })
    expect(check(undefined)).toMatchObject({ ok: true, missingBlobs: ['answers.txt'] })
    expect(check(new TextEncoder().encode('Answers'))).toMatchObject({
      ok: false,
      step: 'digest',
      reason: 'blob-digest',
    })
    expect(refused({ ...sealed, body: new TextEncoder().encode('{}') })).toBe('digest: body-digest')
  })

  it('8: a body that fits its digest but not its kind, or has no nonce', () => {
    const withBody = (body: unknown, sharing: unknown) => {
      const bytes = writeCanonical(body)
      const subject = [
        {
          name: 'body.json',
          digest: { sha256: toHex(crypto.sha256(bytes)) },
          mediaType: 'application/json',
          annotations: { size: bytes.length },
        },
      ]
      return {
        envelope: signed({ ...statement, subject, predicate: { ...statement.predicate, sharing } }),
        body: bytes,
      }
    }
    expect(refused(withBody({ type: 'cheer' }, OPEN))).toBe('schema: schema')
    const good = { type: 'remark', exercise: null, on: sealed.id, field: null, text: 'x' }
    expect(refused(withBody(good, OPEN))).toBe('accepted')
    expect(refused(withBody(good, { ...OPEN, tlp: 'GREEN' }))).toBe('schema: schema')
    expect(refused(withBody({ ...good, nonce: '0'.repeat(64) }, { ...OPEN, tlp: 'GREEN' }))).toBe('accepted')
  })

  it('1: what is over a limit, also one that the charter lowers', () => {
    const small = found(labs, { limits: { payload: 1024, envelope: 1024, body: 1024 } })
    const outcome = resolveCharter([small.record], small.id, crypto, NOW)
    if (!outcome.ok) throw new Error(inEnglish(outcome.message))
    const long = opinion(a, 'x'.repeat(2000))
    expect(verifyStatement(long, outcome.charter, crypto)).toMatchObject({
      ok: false,
      step: 'size',
      reason: 'too-large',
    })
    expect(refused(long)).toBe('accepted')
    const tight = found(labs, { limits: { payload: 2048, envelope: 1024, body: 4096 } })
    const tightly = resolveCharter([tight.record], tight.id, crypto, NOW)
    if (!tightly.ok) throw new Error(inEnglish(tightly.message))
    expect(verifyStatement(sealed, tightly.charter, crypto)).toMatchObject({ ok: true })
    const links = ['uses' as const, 'answers' as const].map((rel) => ({ rel, id: sealed.id }))
    expect(told(verifyStatement(opinion(a, 'x', { links }), tightly.charter, crypto))).toMatchObject({
      ok: false,
      message: expect.stringContaining('envelope'),
    })
    const payload = new Uint8Array(256 * 1024 + 1)
    expect(
      refused({
        envelope: { payload, payloadType: PAYLOAD_TYPE, signatures: sealed.envelope.signatures },
        body: null,
      }),
    ).toBe('size: too-large')
  })
})

describe('a key counts', () => {
  const changed = (id: string, change: object, keyChange: object = {}) =>
    labs.map(({ member }) =>
      member.id === id
        ? {
            ...member,
            ...change,
            keys: member.keys.map((key) => (key.role === 'statement' ? { ...key, ...keyChange } : key)),
          }
        : member,
    )
  const second = (members: ReturnType<typeof changed>) =>
    signCharter(
      charterBody(labs, { version: 2, previous: first.id, threshold: 2, members }),
      [b.signer.charter, c.signer.charter, a.signer.charter],
      { issuer: b.origin },
    )

  it('not once it is distrusted, whatever version the statement names', () => {
    const later = chainOf(second(changed('lab-a', {}, { distrustFrom: 0 })).record)
    expect(told(verifyStatement(sealed, later, crypto))).toMatchObject({
      ok: false,
      reason: 'key-not-valid',
      message: expect.stringContaining('distrusted'),
    })
  })

  it('for what names a version before it was closed, and not after', () => {
    const later = chainOf(second(changed('lab-a', {}, { to: 0 })).record)
    expect(verifyStatement(sealed, later, crypto)).toMatchObject({ ok: true })
    expect(told(verifyStatement(opinion(a, 'x', { charter: 2 }), later, crypto))).toMatchObject({
      ok: false,
      reason: 'key-not-valid',
      message: expect.stringContaining('closed'),
    })
  })

  it('not for a version before it was listed', () => {
    const fresh = seededSigner('lab-a fresh')
    const d = institute('lab-d')
    const later = chainOf(
      signCharter(
        charterBody([...labs, d], { version: 2, previous: first.id, threshold: 3 }),
        [a, b, c, d].map(({ signer }) => signer.charter),
      ).record,
    )
    const early = coSign(sealed.envelope, d.signer.statement, crypto.sha256)
    expect(verifyStatement({ envelope: early, body: null }, later, crypto)).toMatchObject({
      ok: true,
      signers: [{ member: 'lab-a' }],
      uncounted: [{ member: 'lab-d', why: 'not-in-charter-version' }],
    })
    expect(
      verifyStatement({ envelope: coSign(early, fresh, crypto.sha256), body: null }, later, crypto),
    ).toMatchObject({ ok: true })
  })

  it('not for a version in which its member had left, and with a flag while suspended', () => {
    const left = chainOf(second(changed('lab-a', { status: 'left' })).record)
    expect(verifyStatement(sealed, left, crypto)).toMatchObject({ ok: true })
    expect(verifyStatement(opinion(a, 'x', { charter: 2 }), left, crypto)).toMatchObject({
      ok: false,
      reason: 'key-not-valid',
    })
    const suspended = chainOf(second(changed('lab-a', { status: 'suspended' })).record)
    expect(verifyStatement(sealed, suspended, crypto)).toMatchObject({ ok: true, issuerSuspended: true })
  })

  it('under a single institute, which is said', () => {
    const alone = found([a])
    const outcome = resolveCharter([alone.record], alone.id, crypto, NOW)
    if (!outcome.ok) throw new Error(inEnglish(outcome.message))
    expect(verifyStatement(sealed, outcome.charter, crypto)).toMatchObject({
      ok: true,
      singleInstitute: true,
    })
  })
})

describe('sealing', () => {
  it('gives the same bytes for the same input, links sorted, a nonce where needed', () => {
    const links = [
      { rel: 'uses' as const, id: sealed.id },
      { rel: 'answers' as const, id: sealed.id },
    ]
    const one = opinion(a, 'x', { sharing: { ...OPEN, tlp: 'GREEN' }, links })
    expect(opinion(a, 'x', { sharing: { ...OPEN, tlp: 'GREEN' }, links: links.toReversed() })).toEqual(one)
    expect(new TextDecoder().decode(one.body)).toContain(`"nonce":"${'07'.repeat(32)}"`)
    expect(new TextDecoder().decode(sealed.body)).not.toContain('nonce')
    expect(verify(one)).toMatchObject({ ok: true, body: { state: 'read' } })
  })

  it('seals an age file with RED, and nothing else', () => {
    const sharing = { ...OPEN, tlp: 'RED' as const, recipients: ['lab-b/7f3a'] }
    const age = new TextEncoder().encode('age-encryption.org/v1\n')
    expect(verify(opinion(a, '', { sharing, body: age }))).toMatchObject({
      ok: true,
      body: { state: 'encrypted' },
    })
    expect(() => opinion(a, 'x', { sharing })).toThrow('age file')
    expect(() => opinion(a, 'x', { body: age })).toThrow('age file')
  })

  it.each([
    ['a body that does not fit its kind', { body: { type: 'remark' } }, 'body: '],
    ['a body with NaN', { kind: 'weather', body: { a: Number.NaN } }, 'NaN'],
    [
      'a blob with a path out of the folder',
      { blobs: [{ name: '../x', mediaType: 'text/plain', content: new Uint8Array() }] },
      'subject.1.name',
    ],
    ['an audience with CLEAR', { sharing: { ...OPEN, audience: ['lab-b'] } }, 'audience'],
    ['a body over 16 MiB', { kind: 'weather', body: { a: 'x'.repeat(16 * 1024 * 1024) } }, 'bytes'],
  ])('refuses %s', (_, change, said) => {
    expect(() => opinion(a, 'x', change)).toThrow(said)
  })
})
