import { describe, expect, it } from 'vitest'
import { CREATED, crypto, effects, found, institute, NOW, OPEN } from '../../../test/fixture/network.ts'
import { Run } from '../../statement/index.ts'
import { coSign, resolveCharter, sealStatement } from '../../trust/index.ts'
import type { Envelope, StatementRecord } from '../../trust/index.ts'
import { evidenceOf, world } from './evidence.fixture.ts'
import { receiveStatement } from './received.ts'

const [ardal, brona] = ['ardal', 'brona'].map(institute)
if (!ardal || !brona) throw new Error('there are two')
const founded = found([ardal, brona])
const outcome = resolveCharter([founded.record], founded.id, crypto, NOW)
if (!outcome.ok) throw new Error(outcome.message)
const chain = outcome.charter
const body = evidenceOf(world()).run.body

const sealed = sealStatement(
  { kind: 'run', issuer: ardal.origin, created: CREATED, charter: 1, sharing: OPEN, body },
  ardal.signer.statement,
  effects,
)

function receive(record: StatementRecord, members = [body.lab]) {
  return receiveStatement(
    { kind: 'run', schema: Run, name: 'run', mustSign: () => members },
    record,
    chain,
    crypto,
  )
}

describe('receiveStatement', () => {
  it('hands over the body of a statement signed by whom it must be', () => {
    expect(receive(sealed)).toEqual({
      ok: true,
      received: { id: sealed.id, body, faults: [] },
      signers: ['ardal'],
    })
  })

  it('names the member whose signature is missing', () => {
    const where = `run ${sealed.id}`
    expect(receive(sealed, ['ardal', 'brona'])).toMatchObject({
      ok: true,
      received: { faults: [{ what: 'signature', where, expected: 'brona', found: null }] },
    })
    const both = { ...sealed, envelope: coSign(sealed.envelope, brona.signer.statement, crypto.sha256) }
    expect(receive(both, ['ardal', 'brona'])).toMatchObject({ received: { faults: [] } })
  })

  it('finds a falsified signature, header and body', () => {
    const [signature] = sealed.envelope.signatures
    if (!signature) throw new Error('it is signed')
    const forged: Envelope = {
      ...sealed.envelope,
      signatures: [
        { ...signature, sig: signature.sig.map((byte, index) => (index === 40 ? byte ^ 1 : byte)) },
      ],
    }
    const header: Envelope = {
      ...sealed.envelope,
      payload: sealed.envelope.payload.map((byte, index) => (index === 100 ? byte ^ 1 : byte)),
    }
    const changed = sealed.body.map((byte, index) => (index === 50 ? byte ^ 1 : byte))
    expect(receive({ ...sealed, envelope: forged })).toMatchObject({
      ok: false,
      findings: [{ what: 'signature' }],
    })
    expect(receive({ ...sealed, envelope: header })).toMatchObject({
      ok: false,
      findings: [{ what: 'signature' }],
    })
    expect(receive({ ...sealed, body: changed })).toMatchObject({ ok: false, findings: [{ what: 'digest' }] })
  })

  it.each([
    ['no body', { ...sealed, body: null }, 'absent'],
    [
      'another kind',
      sealStatement(
        {
          kind: 'opinion',
          issuer: ardal.origin,
          created: CREATED,
          charter: 1,
          sharing: OPEN,
          body: { type: 'remark', exercise: null, on: sealed.id, field: null, text: 'Seen.' },
        },
        ardal.signer.statement,
        effects,
      ),
      'opinion',
    ],
  ])('takes %s for no evidence', (_, record, text) => {
    expect(receive(record)).toMatchObject({ ok: false, findings: [{ what: 'unreadable', found: text }] })
  })
})
