/** What is signed, and what carries it: JSON, envelopes, statements, charters, cards, bundles, encrypted files. */
import { decodeUtf8, readCanonical } from '../../src/statement/index.ts'
import {
  decryptBundle,
  encryptBundle,
  formatEnvelope,
  formatMemberCard,
  generateAgeIdentities,
  isAgeFile,
  parseEnvelope,
  readBundle,
  readMemberCard,
  resolveCharter,
  verifyBundle,
  verifyStatement,
  writeBundle,
} from '../../src/trust/index.ts'
import { crypto, found, institute, NOW, opinion } from '../fixture/network.ts'
import { ageTarget } from './age-targets.ts'
import { bundleMutator } from './mutate-bundle.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { canonicalOf, encoder, ofJson, type Target } from './target.ts'

const { sha256 } = crypto
const labs = ['lab-a', 'lab-b'].map(institute)
const [a, b] = labs
if (a === undefined || b === undefined) throw new Error('no institutes')
const first = found(labs)
const chain = resolveCharter([first.record], first.id, crypto, NOW)
const blob = encoder.encode('forty-two\n')
const statement = opinion(a, 'one', {
  blobs: [{ name: 'answers.txt', mediaType: 'text/plain', content: blob }],
})
const bundle = writeBundle(
  {
    from: 'lab-a',
    for: 'lab-b',
    charters: [first.record],
    statements: [statement, opinion(b, 'two')],
    blobs: [blob],
  },
  sha256,
)
const jsonOf = (bytes: Uint8Array): unknown => JSON.parse(decodeUtf8(bytes))

/** An envelope with a payload of somebody's making, signed as it stands by nobody. */
function envelopeAround(payload: Uint8Array): Uint8Array {
  return formatEnvelope({ ...statement.envelope, payload })
}

export const STATEMENT_TARGETS: readonly Target[] = [
  {
    name: 'canonical JSON',
    cases: 110_000,
    make: ofJson(
      () => [
        jsonOf(statement.envelope.payload),
        { id: 'q1', input: 'é', target: ['1'] },
        { a: [1, 'é', { b: null }], ﬁ: -1.5e-7 },
      ],
      (text) => (text.length % 3 === 0 ? encoder.encode(text) : canonicalOf(text)),
      readCanonical,
    ),
  },
  {
    name: 'envelope',
    cases: 130_000,
    make: ofJson(
      () => [jsonOf(formatEnvelope(statement.envelope)), jsonOf(formatEnvelope(first.record.envelope))],
      (text) => encoder.encode(text),
      parseEnvelope,
    ),
  },
  {
    name: 'statement',
    cases: 60_000,
    make: ofJson(
      () => [jsonOf(statement.envelope.payload), jsonOf(first.record.envelope.payload)],
      (text) => envelopeAround(canonicalOf(text)),
      (bytes) => {
        if (!chain.ok) throw new Error('the charter does not resolve')
        return verifyStatement(
          { envelope: parseEnvelope(bytes), body: statement.body },
          chain.charter,
          crypto,
          () => blob,
        )
      },
    ),
  },
  {
    name: 'charter',
    cases: 50_000,
    make: ofJson(
      () => [jsonOf(first.record.body)],
      canonicalOf,
      (bytes) => resolveCharter([{ ...first.record, body: bytes }], first.id, crypto, NOW),
    ),
  },
  {
    name: 'member card',
    cases: 60_000,
    make: ofJson(
      () => [jsonOf(formatMemberCard(a.member, [a.signer.charter, a.signer.statement], crypto))],
      canonicalOf,
      (bytes) => readMemberCard(bytes, crypto),
    ),
  },
  {
    name: 'bundle',
    cases: 110_000,
    async make() {
      const mutate = bundleMutator(bundle, sha256)
      return (random) => {
        const bytes = mutate(random)
        return {
          bytes,
          read: () => verifyBundle(readBundle(bytes, sha256, { receiver: 'lab-b' }), first.id, crypto, NOW),
        }
      }
    },
  },
  {
    name: 'age file',
    cases: 2400,
    async make() {
      const identities = (await generateAgeIdentities()).filter(
        ({ recipient }) => !recipient.startsWith('age1pq'),
      )
      const [own] = identities
      if (own === undefined) throw new Error('no age identity was made')
      const whole = await encryptBundle(blob, [own.recipient])
      return (random) => {
        const bytes = mutateBytes(whole, random)
        return { bytes, read: () => (isAgeFile(bytes) ? decryptBundle(bytes, [own.identity]) : null) }
      }
    },
  },
  ageTarget(bundle, sha256, 600),
]
