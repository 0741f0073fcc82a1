import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import {
  charterBody,
  crypto,
  found,
  type Institute,
  institute,
  listedKey,
  NOW,
  OPEN,
  seededSigner,
  signCharter,
} from '../../test/fixture/network.ts'
import { type Charter, readCanonical, Statement, writeCanonical } from '../statement/index.ts'
import { isExpired, resolveCharter } from './charter.ts'
import { type CharterRefusal, inspectCharter } from './charter-version.ts'
import { signPayload } from './dsse.ts'
import { keyidOf, type KeySigner } from './keys.ts'

const five = ['lab-a', 'lab-b', 'lab-c', 'lab-d', 'lab-e'].map(institute)
const first = found(five)
const keys = (...ids: string[]): KeySigner[] =>
  five.filter(({ id }) => ids.includes(id)).map(({ signer }) => signer.charter)

/** A refusal with its sentence as text. */
function told(outcome: { ok: true } | CharterRefusal) {
  return outcome.ok ? outcome : { ...outcome, message: inEnglish(outcome.message) }
}

function next(change: Partial<Charter>, signers: KeySigner[], labs: readonly Institute[] = five) {
  return signCharter(charterBody(labs, { version: 2, previous: first.id, threshold: 3, ...change }), signers)
}

const resolve = (...records: { record: (typeof first)['record'] }[]) =>
  resolveCharter(
    records.map(({ record }) => record),
    first.id,
    crypto,
    NOW,
  )

/** Members of version 1 with one of them changed. */
function members(id: string, change: Partial<Charter['members'][number]>): Charter['members'] {
  return five.map(({ member }) => (member.id === id ? { ...member, ...change } : member))
}

describe('version 1', () => {
  it('stands when every founder has signed the pinned one', () => {
    const outcome = resolve(first)
    expect(outcome).toMatchObject({
      ok: true,
      warnings: [],
      charter: { latest: { version: 1, id: first.id } },
    })
  })

  it('does not stand without one founder, who is named', () => {
    const body = charterBody(five)
    const four = signCharter(body, keys('lab-a', 'lab-b', 'lab-c', 'lab-d'))
    expect(four.id).toBe(first.id)
    expect(told(resolve(four))).toMatchObject({
      ok: false,
      reason: 'not-all-founders',
      message: expect.stringContaining('lab-e'),
    })
  })

  it('joins signatures that came apart', () => {
    const body = charterBody(five)
    expect(
      resolve(signCharter(body, keys('lab-a', 'lab-b', 'lab-c')), signCharter(body, keys('lab-d', 'lab-e'))),
    ).toMatchObject({ ok: true })
  })

  it('is not trusted on first use', () => {
    const other = found(five, { expires: '2027-08-30T00:00:00Z' })
    expect(resolve(other)).toMatchObject({ ok: false, reason: 'not-pinned' })
    expect(resolve(first, other)).toMatchObject({ ok: true, warnings: [{ code: 'set-aside' }] })
    expect(resolve()).toMatchObject({ ok: false, reason: 'not-pinned' })
  })

  it('counts distinct members, never keys: two keys of one founder are one founder', () => {
    const more = seededSigner('lab-a second charter key')
    const [a, b] = five
    if (a === undefined || b === undefined) throw new Error('no institutes')
    const twoKeys = { ...a, member: { ...a.member, keys: [...a.member.keys, listedKey('charter', more)] } }
    const charter = signCharter(charterBody([twoKeys, b]), [a.signer.charter, more])
    const outcome = inspectCharter(charter.record, null, crypto)
    expect(outcome).toMatchObject({
      ok: true,
      support: { signedBy: ['lab-a'], missing: ['lab-b'], enough: false },
    })
  })

  it('may be of one institute alone, and says so', () => {
    const [a] = five
    if (a === undefined) throw new Error('no institute')
    const alone = found([a])
    const outcome = resolveCharter([alone.record], alone.id, crypto, NOW)
    expect(outcome).toMatchObject({ ok: true, warnings: [{ code: 'single-institute' }] })
  })

  it('refuses a signature that does not hold', () => {
    const { record } = first
    const [one, ...others] = record.envelope.signatures
    if (one === undefined) throw new Error('no signature')
    const sig = one.sig.slice()
    sig[40] = (sig[40] ?? 0) ^ 1
    const changed = { ...record, envelope: { ...record.envelope, signatures: [{ ...one, sig }, ...others] } }
    expect(resolve({ record: changed })).toMatchObject({ ok: false, reason: 'bad-signature' })
  })

  it('is refused without the signature of whoever wrote it, and keeps no signature of a stranger', () => {
    const body = charterBody(five)
    const unsigned = signCharter(body, keys('lab-b', 'lab-c', 'lab-d', 'lab-e'))
    expect(told(inspectCharter(unsigned.record, null, crypto))).toMatchObject({
      ok: false,
      reason: 'bad-signature',
      message: expect.stringContaining('lacks the signature of lab-a'),
    })
    const beside = signCharter(body, [...keys('lab-a'), seededSigner('stranger')])
    const read = inspectCharter(beside.record, null, crypto)
    if (!read.ok) throw new Error(inEnglish(read.message))
    expect(read.version.record.envelope).toEqual(signCharter(body, keys('lab-a')).record.envelope)
  })

  it('refuses another body', () => {
    const body = first.record.body.slice()
    body[10] = (body[10] ?? 0) ^ 1
    expect(told(resolve({ record: { ...first.record, body } }))).toMatchObject({
      ok: false,
      reason: 'malformed',
      message: expect.stringContaining('digest'),
    })
  })

  it.each<[string, Partial<Charter>, string]>([
    ['a threshold of 2 of 5', { threshold: 2 }, 'between 3 and 5'],
    ['a threshold of 6 of 5', { threshold: 6 }, 'between 3 and 5'],
    ['a previous version', { previous: first.id }, 'previous'],
    [
      'a founder who has left',
      { members: members('lab-b', { status: 'left' }), threshold: 3 },
      'founds the network',
    ],
    ['one id twice', { members: members('lab-b', { id: 'lab-a' }) }, 'the id lab-a'],
    ['one origin twice', { members: members('lab-b', { origin: 'lab-a.example/log/1' }) }, 'the origin'],
    [
      'one raw key twice',
      { members: members('lab-b', { keys: five[0]?.member.keys ?? [] }) },
      'the public key',
    ],
    [
      'one raw key in two roles',
      {
        members: members('lab-b', {
          keys: [...(five[1]?.member.keys ?? []), listedKey('http', seededSigner('lab-b charter'))],
        }),
      },
      'the public key',
    ],
    [
      'a member without a charter key',
      { members: members('lab-b', { keys: [] }) },
      'needs an open charter key',
    ],
    [
      'a key of small order',
      {
        members: members('lab-b', {
          keys: [
            ...(five[1]?.member.keys ?? []),
            {
              role: 'log',
              keyid: keyidOf(new Uint8Array(32), crypto.sha256),
              public: '00'.repeat(32),
              from: 0,
              to: null,
              distrustFrom: null,
            },
          ],
        }),
      },
      'small-order',
    ],
    [
      'another fingerprint',
      {
        members: members('lab-b', {
          keys: (five[1]?.member.keys ?? []).map((key) => ({ ...key, keyid: `SHA256:${'A'.repeat(43)}` })),
        }),
      },
      'fingerprint',
    ],
    ['a group with a stranger', { groups: [{ name: 'asia', members: ['lab-z'] }] }, 'lab-z is no member'],
    ['a quorum without witnesses', { quorum: 1 }, 'quorum'],
    [
      'an active member with an end',
      { members: members('lab-b', { frozenAt: { size: 1, root: '0'.repeat(64) } }) },
      'frozenAt',
    ],
    ['more than a year to live', { expires: '2027-09-30T00:00:00Z' }, 'one year'],
    ['an expiry before its day', { expires: '2026-08-30T00:00:00Z' }, 'one year'],
  ])('cannot have %s', (_, change, said) => {
    const charter = signCharter(
      charterBody(five, change),
      five.map(({ signer }) => signer.charter),
    )
    const outcome = inspectCharter(charter.record, null, crypto)
    expect(outcome).toMatchObject({ ok: false, reason: 'malformed' })
    expect(outcome.ok ? '' : inEnglish(outcome.message)).toContain(said)
  })

  it.each([
    ['an issuer outside', { issuer: 'stranger.example/log/1' }, 'issuer'],
    ['another charter version in its header', { charter: 2 }, 'header.charter'],
    ['a blob', { blobs: [{ name: 'x', mediaType: 'text/plain', content: new Uint8Array() }] }, 'no blobs'],
  ])('cannot have %s', (_, change, said) => {
    const charter = signCharter(charterBody(five), keys('lab-a'), change)
    const outcome = inspectCharter(charter.record, null, crypto)
    expect(outcome.ok ? '' : inEnglish(outcome.message)).toContain(said)
  })

  it.each([{ tlp: 'GREEN' }, { embargoUntil: '2027-01-01T00:00:00Z' }])(
    'is CLEAR without embargo, not %j',
    (change) => {
      const { envelope, body } = first.record
      const statement = Statement.parse(readCanonical(envelope.payload))
      const predicate = { ...statement.predicate, sharing: { ...OPEN, ...change } }
      const signer = five[0]?.signer.charter ?? seededSigner('none')
      const closed = signPayload(writeCanonical({ ...statement, predicate }), signer, crypto.sha256)
      expect(told(inspectCharter({ envelope: closed, body }, null, crypto))).toMatchObject({
        ok: false,
        reason: 'malformed',
        message: expect.stringContaining('CLEAR'),
      })
    },
  )
})

// The rules of TUF's root rotation, with members in the place of keys: theupdateframework/tuf-conformance,
// tests/test_rollback.py, test_keys.py (rotation) and test_expiration.py give the cases.
describe('version N + 1', () => {
  const renamed = { members: members('lab-a', { name: 'Renamed' }) }

  it('stands with the threshold of N', () => {
    const second = next(renamed, keys('lab-a', 'lab-b', 'lab-c'))
    expect(resolve(second, first)).toMatchObject({
      ok: true,
      warnings: [],
      charter: { latest: { version: 2 } },
    })
  })

  it('waits without it, and version N holds', () => {
    const second = next(renamed, keys('lab-a', 'lab-b'))
    const outcome = resolve(first, second)
    expect(outcome).toMatchObject({
      ok: true,
      charter: { latest: { version: 1 } },
      warnings: [{ code: 'pending', version: 2 }],
    })
  })

  it('needs its own threshold as well as that of N', () => {
    const six = [...five, institute('lab-f')]
    const newcomer = six.at(-1)?.signer.charter
    if (newcomer === undefined) throw new Error('no newcomer')
    const change = { threshold: 4 }
    expect(resolve(first, next(change, keys('lab-a', 'lab-b', 'lab-c'), six))).toMatchObject({
      charter: { latest: { version: 1 } },
    })
    expect(resolve(first, next(change, [...keys('lab-a', 'lab-b'), newcomer], six))).toMatchObject({
      charter: { latest: { version: 1 } },
    })
    expect(resolve(first, next(change, [...keys('lab-a', 'lab-b', 'lab-c'), newcomer], six))).toMatchObject({
      charter: { latest: { version: 2 } },
    })
  })

  it('rotates a charter key: the old one for N, the new one for N + 1', () => {
    const fresh = seededSigner('lab-a new charter key')
    const a = five[0]
    if (a === undefined) throw new Error('no institute')
    const rotated = {
      members: members('lab-a', {
        keys: [
          ...a.member.keys.map((key) => (key.role === 'charter' ? { ...key, to: 0 } : key)),
          listedKey('charter', fresh),
        ],
      }),
    }
    const old = next(rotated, keys('lab-a', 'lab-b', 'lab-c'))
    expect(resolve(first, old)).toMatchObject({ charter: { latest: { version: 1 } } })
    const both = next(rotated, [...keys('lab-a', 'lab-b', 'lab-c'), fresh])
    expect(resolve(first, both)).toMatchObject({ charter: { latest: { version: 2 } } })
    // The closed key counts for nothing afterwards.
    const third = signCharter(
      charterBody(five, { ...rotated, version: 3, previous: both.id, threshold: 3 }),
      keys('lab-a', 'lab-b', 'lab-c'),
    )
    expect(resolve(first, both, third)).toMatchObject({
      charter: { latest: { version: 2 } },
      warnings: [{ code: 'pending' }],
    })
  })

  it('two valid ones are a fork: neither is accepted', () => {
    const one = next(renamed, keys('lab-a', 'lab-b', 'lab-c'))
    const other = next({}, keys('lab-a', 'lab-d', 'lab-e'))
    const outcome = resolve(first, one, other)
    expect(outcome).toMatchObject({ ok: false, reason: 'fork', version: 2 })
    expect(outcome.ok ? '' : inEnglish(outcome.message)).toContain(one.id)
    expect(outcome.ok ? '' : inEnglish(outcome.message)).toContain(other.id)
    const weak = next({ groups: [], expires: '2027-08-01T00:00:00Z' }, keys('lab-a', 'lab-e'))
    expect(resolve(first, one, weak)).toMatchObject({ ok: true, charter: { latest: { id: one.id } } })
  })

  it('cannot skip a version', () => {
    const third = signCharter(
      charterBody(five, { version: 3, previous: first.id, threshold: 3 }),
      keys('lab-a', 'lab-b', 'lab-c'),
    )
    expect(resolve(first, third)).toMatchObject({ ok: false, reason: 'gap', version: 2 })
  })

  const b = five[1]
  if (b === undefined) throw new Error('no institute')
  const bKeys = (change: (key: Charter['members'][number]['keys'][number]) => object): Charter['members'] =>
    members('lab-b', {
      keys: b.member.keys.map((key) => (key.role === 'statement' ? { ...key, ...change(key) } : key)),
    })

  it.each<[string, Partial<Charter>, string]>([
    ['names another version as previous', { previous: `sha256:${'1'.repeat(64)}` }, 'previous'],
    [
      'drops a member',
      { members: five.slice(0, 4).map(({ member }) => member) },
      'lab-e is no longer listed',
    ],
    ['changes an origin', { members: members('lab-b', { origin: 'elsewhere.example/log/1' }) }, 'origin'],
    ['drops a key', { members: members('lab-b', { keys: b.member.keys.slice(0, 1) }) }, 'no longer listed'],
    ['changes the role of a key', { members: bKeys(() => ({ role: 'http' })) }, 'never change'],
    ['changes the start of a key', { members: bKeys(() => ({ from: 5 })) }, 'never change'],
  ])('cannot stand if it %s', (_, change, said) => {
    const outcome = resolve(first, next(change, keys('lab-a', 'lab-c', 'lab-d')))
    expect(outcome).toMatchObject({ ok: false, reason: 'succession', version: 2 })
    expect(outcome.ok ? '' : inEnglish(outcome.message)).toContain(said)
  })

  it.each<[string, Partial<Charter>, Partial<Charter>, string]>([
    [
      'a closed key is opened again',
      { members: bKeys(() => ({ to: 4 })) },
      { members: bKeys(() => ({ to: null })) },
      'once closed',
    ],
    [
      'a closing place moves',
      { members: bKeys(() => ({ to: 4 })) },
      { members: bKeys(() => ({ to: 5 })) },
      'once closed',
    ],
    [
      'distrust is lifted',
      { members: bKeys(() => ({ distrustFrom: 4 })) },
      { members: bKeys(() => ({ distrustFrom: null })) },
      'only fall',
    ],
    [
      'distrust rises',
      { members: bKeys(() => ({ distrustFrom: 4 })) },
      { members: bKeys(() => ({ distrustFrom: 5 })) },
      'only fall',
    ],
    [
      'who left returns',
      { members: members('lab-b', { status: 'left' }) },
      { members: members('lab-b', { status: 'active' }) },
      'returns under a new origin',
    ],
    [
      'an end moves',
      { members: members('lab-b', { status: 'left', frozenAt: { size: 4, root: '0'.repeat(64) } }) },
      { members: members('lab-b', { status: 'left', frozenAt: { size: 5, root: '0'.repeat(64) } }) },
      'frozenAt',
    ],
  ])('cannot stand if %s', (_, before, after, said) => {
    const signers = keys('lab-a', 'lab-c', 'lab-d')
    const second = next(before, signers)
    const third = signCharter(
      charterBody(five, { version: 3, previous: second.id, threshold: 3, ...after }),
      signers,
    )
    const outcome = resolve(first, second, third)
    expect(outcome).toMatchObject({ ok: false, reason: 'succession', version: 3 })
    expect(outcome.ok ? '' : inEnglish(outcome.message)).toContain(said)
  })

  it('lets distrust fall, a key close and a member be suspended and return', () => {
    const signers = keys('lab-a', 'lab-c', 'lab-d')
    const second = next({ members: members('lab-b', { status: 'suspended' }) }, signers)
    const third = signCharter(
      charterBody(five, {
        version: 3,
        previous: second.id,
        threshold: 3,
        members: bKeys(() => ({ distrustFrom: 7, to: 9 })),
      }),
      signers,
    )
    const fourth = signCharter(
      charterBody(five, {
        version: 4,
        previous: third.id,
        threshold: 3,
        members: bKeys(() => ({ distrustFrom: 2, to: 9 })),
      }),
      signers,
    )
    expect(resolve(first, second, third, fourth)).toMatchObject({
      ok: true,
      charter: { latest: { version: 4 } },
    })
  })
})

describe('expiry', () => {
  it('warns from 90 days, and resolves an expired chain with a warning', () => {
    const at = (now: string) => resolveCharter([first.record], first.id, crypto, now)
    expect(at('2027-06-01T00:00:00Z')).toMatchObject({ ok: true, warnings: [] })
    expect(at('2027-06-03T00:00:00Z')).toMatchObject({ ok: true, warnings: [{ code: 'expires-soon' }] })
    expect(at('2027-08-31T00:00:00Z')).toMatchObject({ ok: true, warnings: [{ code: 'expired' }] })
    expect(at('nonsense')).toMatchObject({ ok: true, warnings: [{ code: 'expired' }] })
  })

  it('is that of the last version alone', () => {
    const second = next({ expires: '2027-03-01T00:00:00Z' }, keys('lab-a', 'lab-b', 'lab-c'))
    const outcome = resolve(first, second)
    if (!outcome.ok) throw new Error(inEnglish(outcome.message))
    expect(isExpired(outcome.charter, '2027-02-28T00:00:00Z')).toBe(false)
    expect(isExpired(outcome.charter, '2027-03-02T00:00:00Z')).toBe(true)
  })
})
