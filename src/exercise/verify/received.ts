import type { z } from 'zod'
import { firstFault } from '../../statement/index.ts'
import type { JsonValue } from '../../statement/index.ts'
import { verifyStatement } from '../../trust/index.ts'
import type { BlobSource, CharterChain, Crypto, StatementRecord } from '../../trust/index.ts'
import type { Finding, Received } from './finding.ts'

/** A statement as evidence, or why it is none. */
export type Reception<Body> =
  | { ok: true; received: Received<Body>; signers: string[] }
  | { ok: false; findings: Finding[] }

/**
 * Verifies a statement under a charter and hands over its body with what does not hold: a signature that is
 * required of a member and is not there is a finding, a broken one leaves no evidence at all. `name` is how
 * findings call the statement; `mustSign` says by the body who has to have signed.
 */
export function receiveStatement<Schema extends z.ZodType>(
  wanted: {
    kind: string
    schema: Schema
    name: string
    mustSign: (body: z.output<Schema>) => readonly string[]
  },
  record: StatementRecord,
  chain: CharterChain,
  crypto: Crypto,
  blobs?: BlobSource,
): Reception<z.output<Schema>> {
  const verified = verifyStatement(record, chain, crypto, blobs)
  const refuse = (what: Finding['what'], expected: JsonValue, found: JsonValue): Reception<never> => ({
    ok: false,
    findings: [{ what, where: `${wanted.name} ${verified.id}`, expected, found }],
  })
  if (!verified.ok) {
    const what =
      verified.step === 'signature' ? 'signature' : verified.step === 'digest' ? 'digest' : 'unreadable'
    return refuse(what, 'a statement that verifies', verified.reason)
  }
  if (verified.kind !== wanted.kind) return refuse('unreadable', wanted.kind, verified.kind)
  if (verified.body.state !== 'read') return refuse('unreadable', 'a body', verified.body.state)
  const parsed = wanted.schema.safeParse(verified.body.value)
  if (!parsed.success) return refuse('unreadable', wanted.kind, firstFault(parsed.error))
  const signers = [...new Set(verified.signers.map(({ member }) => member))]
  const faults = wanted
    .mustSign(parsed.data)
    .filter((member) => !signers.includes(member))
    .map((member): Finding => ({
      what: 'signature',
      where: `${wanted.name} ${verified.id}`,
      expected: member,
      found: null,
    }))
  return { ok: true, received: { id: verified.id, body: parsed.data, faults }, signers }
}
