/**
 * A DSSE verifier that is not ours: secure-systems-lab/go-securesystemslib (Go), as pinned in dsse-go/go.mod.
 * It accepts every envelope we seal, and refuses each of them changed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodeBase64, toHex } from '../../src/statement/index.ts'
import { coSign, type Envelope, formatEnvelope, keyidOf, type KeySigner } from '../../src/trust/index.ts'
import { crypto, found, institute, opinion, seededSigner } from '../fixture/network.ts'

const PROGRAM = path.resolve(import.meta.dirname, 'dsse-go')
const Answer = z.object({
  accepted: z.array(z.string()).optional(),
  payload: z.string().optional(),
  refused: z.string().optional(),
})
type Case = { signers: readonly KeySigner[]; threshold: number; envelope: unknown }

/** Go from the path, or where its installer puts it. */
function findGo(): string {
  const places = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/local/go/bin']
  const found = places.map((folder) => path.join(folder, 'go')).find((file) => existsSync(file))
  if (found === undefined) {
    throw new Error(
      'Go is not on this machine: install Go ≥ 1.24 (go.dev/dl), or put it on the PATH, and run this again.',
    )
  }
  return found
}

const keyid = (signer: KeySigner): string => keyidOf(signer.publicKey, crypto.sha256)
const plain = (envelope: Envelope): z.infer<typeof Plain> =>
  Plain.parse(JSON.parse(new TextDecoder().decode(formatEnvelope(envelope))))
const Plain = z.object({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(z.object({ keyid: z.string(), sig: z.string() })),
})

function ask(cases: readonly Case[]): z.infer<typeof Answer>[] {
  const input = cases.map(({ signers, threshold, envelope }) =>
    JSON.stringify({
      keys: signers.map((signer) => ({ keyid: keyid(signer), public: toHex(signer.publicKey) })),
      threshold,
      envelope,
    }),
  )
  const run = spawnSync(findGo(), ['run', '.'], {
    cwd: PROGRAM,
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (run.error !== undefined || run.status !== 0) {
    throw new Error(`The Go program did not run: ${run.error?.message ?? run.stderr}`)
  }
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => Answer.parse(JSON.parse(line)))
}

const labs = ['lab-a', 'lab-b', 'lab-c'].map(institute)
const [a, b] = labs
if (a === undefined || b === undefined) throw new Error('no institutes')
const single = opinion(a, 'Ἓν οἶδα — 日本語, \u0000 and "quotes"')
const co = coSign(single.envelope, b.signer.statement, crypto.sha256)
const charter = found(labs).record.envelope
const charterSigners = labs.map(({ signer }) => signer.charter)

describe('go-securesystemslib', () => {
  const accepted: Case[] = [
    { signers: [a.signer.statement], threshold: 1, envelope: plain(single.envelope) },
    { signers: [a.signer.statement, b.signer.statement], threshold: 2, envelope: plain(co) },
    { signers: charterSigners, threshold: 3, envelope: plain(charter) },
    ...Array.from({ length: 50 }, (_, index): Case => ({
      signers: [a.signer.statement],
      threshold: 1,
      envelope: plain(opinion(a, `text ${index}`).envelope),
    })),
  ]
  // Every byte of the payload once, every byte of the signature once, the type, the key.
  const good = plain(single.envelope)
  const changed: Case[] = [
    ...[...single.payload].map((_, at): Case => {
      const payload = single.payload.map((byte, index) => (index === at ? byte ^ 1 : byte))
      return {
        signers: [a.signer.statement],
        threshold: 1,
        envelope: { ...good, payload: encodeBase64(payload) },
      }
    }),
    ...[...Array(64).keys()].map((at): Case => {
      const sig = single.envelope.signatures[0]?.sig.map((byte, index) => (index === at ? byte ^ 1 : byte))
      const signatures = [{ keyid: keyid(a.signer.statement), sig: encodeBase64(sig ?? new Uint8Array()) }]
      return { signers: [a.signer.statement], threshold: 1, envelope: { ...good, signatures } }
    }),
    { signers: [a.signer.statement], threshold: 1, envelope: { ...good, payloadType: 'text/plain' } },
    { signers: [seededSigner('stranger')], threshold: 1, envelope: good },
    { signers: [a.signer.statement, b.signer.statement], threshold: 2, envelope: good },
    {
      signers: charterSigners,
      threshold: 3,
      envelope: { ...plain(charter), signatures: plain(charter).signatures.slice(1) },
    },
  ]
  let answers: z.infer<typeof Answer>[] = []
  beforeAll(() => {
    answers = ask([...accepted, ...changed])
  })

  it('accepts what we seal, with the keys and payload we say', () => {
    expect(answers).toHaveLength(accepted.length + changed.length)
    for (const [index, { signers, envelope }] of accepted.entries()) {
      expect(answers[index]).toEqual({
        accepted: signers.map(keyid).sort(),
        payload: Plain.parse(envelope).payload,
      })
    }
  })

  it('refuses it changed', () => {
    const refusals = answers.slice(accepted.length)
    expect(refusals.filter(({ refused }) => refused === undefined)).toEqual([])
    expect(refusals.length).toBe(changed.length)
  })
})
