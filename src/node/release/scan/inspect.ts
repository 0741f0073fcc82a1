/** Looking through what is about to be released, before it is signed or written. */
import { ConcordError, sentence, type Sentence } from '../../../error.ts'
import { writeCanonical } from '../../../statement/index.ts'
import type { Protocol } from '../../../statement/index.ts'
import type { Principal } from '../../../access/index.ts'
import { readBundle } from '../../../trust/index.ts'
import type { Evidence } from '../../evidence.ts'
import type { Home } from '../../institute.ts'
import type { Draft } from '../../publish.ts'
import { guardedOf, hiddenFromLabel, hiddenFromReader } from './hidden-from.ts'
import { textsIn } from './layers.ts'
import { findSecrets } from './secrets.ts'
import type { SecretFound } from './secrets.ts'

/** Told of what would be signed; throws where it must not be. */
export type Inspect = (evidence: Evidence, protocol: Protocol, drafts: readonly Draft[]) => Promise<void>

/** What readers of these drafts would find that they must not; each part by its own label. */
export async function inspectDrafts(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
  drafts: readonly Draft[],
): Promise<SecretFound[]> {
  const guarded = await guardedOf(home, evidence, protocol)
  const found: SecretFound[] = []
  for (const { kind, sharing, body, blobs } of drafts) {
    const bytes = body instanceof Uint8Array ? body : writeCanonical(body)
    found.push(...(await findSecrets(kind, textsIn(bytes), hiddenFromLabel(guarded, sharing))))
    for (const blob of blobs) {
      const secrets = hiddenFromLabel(guarded, blob.sharing ?? sharing)
      found.push(...(await findSecrets(blob.name, textsIn(blob.content), secrets)))
    }
  }
  return found
}

/** What the receiver of a bundle would find in it that it must not. */
export async function inspectBundle(
  home: Home,
  exercises: readonly { evidence: Evidence; protocol: Protocol }[],
  bytes: Uint8Array,
  principal: Principal,
): Promise<SecretFound[]> {
  const guarded = []
  for (const { evidence, protocol } of exercises) guarded.push(...(await guardedOf(home, evidence, protocol)))
  const secrets = await hiddenFromReader(home, guarded, principal)
  const { statements, blobs } = readBundle(bytes, home.crypto.sha256)
  const found: SecretFound[] = []
  for (const { id, envelope, body } of statements) {
    found.push(...(await findSecrets(id, textsIn(envelope.payload), secrets)))
    if (body !== null) found.push(...(await findSecrets(id, textsIn(body), secrets)))
  }
  for (const [sha256, content] of blobs) found.push(...(await findSecrets(sha256, textsIn(content), secrets)))
  return found
}

/** Throws `check-failed` naming the first places, where there is one. */
export function refuseFound(found: readonly SecretFound[], mayOverride: boolean): void {
  const [first] = found
  if (first === undefined) return
  const places =
    found.length === 1
      ? placeText(first)
      : sentence`${placeText(first)} (the first of ${found.length} places)`
  throw new ConcordError(
    'check-failed',
    mayOverride
      ? sentence`Nothing was released: ${places}. Take it out, or have a second person decide about it: the same command with --despite-findings and --by.`
      : sentence`Nothing was released: ${places}. Take it out first.`,
  )
}

const NAMES = {
  developer: sentence`developer`,
  name: sentence`name`,
  snapshot: sentence`snapshot`,
  provider: sentence`provider`,
} as const

/** Where something was found, and what it is, without saying it. */
export function placeText({ part, layers, line, what, of }: SecretFound): Sentence {
  const where = layers.length === 0 ? part : `${part} (${layers.join(' > ')})`
  const place = line === null ? where : sentence`${where}, line ${line},`
  switch (what) {
    case 'item':
      return sentence`${place} holds the text of item ${of}, which is not for all its readers`
    case 'key':
      return sentence`${place} holds what looks like a private key`
    default:
      return sentence`${place} holds the ${NAMES[what]} of ${of}, which is not for all its readers`
  }
}
