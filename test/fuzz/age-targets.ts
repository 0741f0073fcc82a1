/** Encrypted bundles, as they lie in shared folders and outboxes: for a key of either kind, opened with keys of both. */
import { decodeUtf8 } from '../../src/statement/index.ts'
import {
  decryptBundle,
  encryptBundle,
  generateAgeIdentities,
  isAgeFile,
  readBundle,
} from '../../src/trust/index.ts'
import { joined, mutateBytes } from './mutate-bytes.ts'
import { mutateText } from './mutate-text.ts'
import { encoder, type Target } from './target.ts'

type Sealed = { header: string; content: Uint8Array }

const TOKENS = [
  'age-encryption.org/v1',
  '-> X25519 ',
  '-> mlkem768x25519 ',
  '-> scrypt ',
  '-> ',
  '---',
  ' ',
  '\n',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '=',
]
/** Files whose content is broken before it is encrypted, of each kind. */
const BROKEN_INSIDE = 6

/** Header and content: the header is text and ends with the line that begins with `---`. */
function split(bytes: Uint8Array): Sealed {
  const mac = Buffer.from(bytes).indexOf('\n---')
  const end = bytes.indexOf(10, mac + 1) + 1
  return { header: decodeUtf8(bytes.subarray(0, end)), content: bytes.subarray(end) }
}

/** The lines of the recipients of one file put among those of another. */
function withRecipientsOf({ header, content }: Sealed, other: Sealed): Uint8Array {
  const recipients = other.header.split('\n').slice(1, -2).join('\n')
  return joined(encoder.encode(header.replace('\n', `\n${recipients}\n`)), content)
}

/** One of the million's few: a hybrid key takes some ten milliseconds to open a file. */
export function ageTarget(
  bundle: Uint8Array,
  sha256: Parameters<typeof readBundle>[1],
  cases: number,
): Target {
  return {
    name: 'encrypted bundle',
    cases,
    async make() {
      const keys = await generateAgeIdentities()
      const identities = keys.map(({ identity }) => identity)
      const [one, other] = await Promise.all(
        keys.map(async ({ recipient }) => split(await encryptBundle(bundle, [recipient]))),
      )
      if (one === undefined || other === undefined) throw new Error('no keys of both kinds were made')
      const inside: Uint8Array[] = []
      for (const { recipient } of keys)
        for (let at = 1; at <= BROKEN_INSIDE; at += 1)
          inside.push(
            await encryptBundle(bundle.subarray(0, (bundle.length * at) / (BROKEN_INSIDE + 1)), [recipient]),
          )
      return (random) => {
        const [seed, second] = random.chance(0.5) ? [one, other] : [other, one]
        const whole = joined(encoder.encode(seed.header), seed.content)
        const broken = [
          () => mutateBytes(whole, random),
          () => joined(encoder.encode(mutateText(seed.header, TOKENS, random)), seed.content),
          () => joined(mutateBytes(encoder.encode(seed.header), random), seed.content),
          () => joined(encoder.encode(seed.header), mutateBytes(seed.content, random)),
          () => joined(encoder.encode(second.header), seed.content),
          () => withRecipientsOf(seed, second),
          () => inside[random.below(inside.length)] ?? whole,
          () => whole,
        ]
        const bytes = broken[random.below(broken.length)]?.() ?? whole
        return {
          bytes,
          read: async () =>
            isAgeFile(bytes) ? readBundle(await decryptBundle(bytes, identities), sha256) : null,
        }
      }
    },
  }
}
