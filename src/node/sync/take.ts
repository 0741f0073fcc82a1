/** Taking in what others left in a shared folder. */
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { SHARE_LIMITS } from '../../federation/index.ts'
import type { ShareFiles, Shelf } from '../../federation/index.ts'
import { toHex } from '../../statement/index.ts'
import type { StatementId } from '../../statement/index.ts'
import { decryptIfOurs, readBundle } from '../../trust/index.ts'
import type { Bundle } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { loadNetworks } from '../networks.ts'
import { quarantineFile } from '../quarantine.ts'
import { rootOf, takeIn } from '../take-in.ts'
import type { Received } from '../take-in.ts'

export type SharedBundle = Shelf['bundles'][number]

/** What became of one file. */
export type Taken =
  | { outcome: 'taken'; received: Omit<Received, 'file'>; bundle: Bundle }
  /** For others: encrypted to them, or naming another receiver. */
  | { outcome: 'not-ours' }
  /** Of a network that is not pinned here. */
  | { outcome: 'unpinned'; root: StatementId; statements: number }
  /** Its bytes do not fit its name: it is being copied, or was damaged on the way. */
  | { outcome: 'damaged' }
  | { outcome: 'too-large' }
  | { outcome: 'set-aside'; message: Sentence }

/** Takes in one file of a shared folder; doing so twice changes nothing. */
export async function takeFile(
  home: Home,
  files: ShareFiles,
  file: SharedBundle,
  identities: readonly string[],
): Promise<Taken> {
  const size = await files.sizeOf(file.path)
  if (size !== undefined && size > SHARE_LIMITS.bundle) return { outcome: 'too-large' }
  const bytes = await files.read(file.path, SHARE_LIMITS.bundle)
  if (bytes === undefined || toHex(home.crypto.sha256(bytes)) !== file.sha256) return { outcome: 'damaged' }
  try {
    return await takeBytes(home, file, bytes, identities)
  } catch (error) {
    if (!isRefusal(error)) throw error
    await quarantineFile(home, bytes, file.path)
    return { outcome: 'set-aside', message: error.sentence }
  }
}

async function takeBytes(
  home: Home,
  file: SharedBundle,
  bytes: Uint8Array,
  identities: readonly string[],
): Promise<Taken> {
  const opened = file.sealed ? await openSealed(bytes, identities) : bytes
  if (opened === undefined) return { outcome: 'not-ours' }
  const bundle = readBundle(opened, home.crypto.sha256)
  if (bundle.for !== null && bundle.for !== home.institute.id) return { outcome: 'not-ours' }
  const root = rootOf(home, bundle)
  if (root !== undefined && !(await loadNetworks(home)).some(({ pinned }) => pinned === root))
    return { outcome: 'unpinned', root, statements: bundle.statements.length }
  return { outcome: 'taken', received: await takeIn(home, bundle, file.path), bundle }
}

async function openSealed(bytes: Uint8Array, identities: readonly string[]): Promise<Uint8Array | undefined> {
  return identities.length === 0 ? undefined : decryptIfOurs(bytes, identities)
}

/** What is wrong with the file, and not with this machine, its keys or ourselves. */
function isRefusal(error: unknown): error is ConcordError {
  return (
    error instanceof ConcordError &&
    ['bad-input', 'not-verified', 'conflict', 'not-found'].includes(error.code)
  )
}

/** The sentence for a file that is larger than any that is laid down here. */
export function tooLarge(file: SharedBundle): Sentence {
  return sentence`${file.path} has more than the ${SHARE_LIMITS.bundle} bytes that a file there may have; it is left where it is.`
}
