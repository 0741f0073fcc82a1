/** Taking in one file that somebody left in a shared folder. */
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { SHARE_LIMITS } from '../../federation/index.ts'
import type { ShareFiles, Shelf } from '../../federation/index.ts'
import { toHex } from '../../statement/index.ts'
import type { StatementId } from '../../statement/index.ts'
import { decryptIfOurs, readBundle } from '../../trust/index.ts'
import type { Bundle } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { charterOf, idOf, loadNetworks, ownerOf, readAs } from '../networks.ts'
import { isQuarantineFull, setAside } from '../set-aside.ts'
import { nothingReceived, rootOf, takeIn } from '../take-in.ts'
import type { Received } from '../take-in.ts'

export type SharedBundle = Shelf['bundles'][number]

/** What became of one file. */
export type Taken =
  | { outcome: 'taken'; received: Omit<Received, 'file'>; bundle: Bundle }
  /** For others: encrypted to them, or naming another receiver. */
  | { outcome: 'not-ours' }
  /** Of a network that is not pinned here. */
  | { outcome: 'unpinned'; root: StatementId }
  /** Its bytes do not fit its name: it is being copied, or was damaged on the way. */
  | { outcome: 'damaged' }
  | { outcome: 'too-large' }
  | { outcome: 'set-aside'; message: Sentence }
  /** What is wrong with it would be set aside, and there is no more room for that. */
  | { outcome: 'left'; message: Sentence }

/** Takes in one file; doing so twice changes nothing, and a dry run nothing at all. */
export async function takeFile(
  home: Home,
  files: ShareFiles,
  file: SharedBundle,
  identities: readonly string[],
  dryRun: boolean,
): Promise<Taken> {
  const size = await files.sizeOf(file.path)
  if (size !== undefined && size > SHARE_LIMITS.bundle) return { outcome: 'too-large' }
  const bytes = await files.read(file.path, SHARE_LIMITS.bundle)
  if (bytes === undefined || toHex(home.crypto.sha256(bytes)) !== file.sha256) return { outcome: 'damaged' }
  try {
    return await takeBytes(home, file, bytes, identities, dryRun)
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (isQuarantineFull(error)) return { outcome: 'left', message: error.sentence }
    return dryRun
      ? { outcome: 'set-aside', message: error.sentence }
      : await setFileAside(home, file, bytes, error.sentence)
  }
}

/** A file that is no bundle we can read, or brings charters that cannot stand. */
async function setFileAside(
  home: Home,
  file: SharedBundle,
  bytes: Uint8Array,
  message: Sentence,
): Promise<Taken> {
  try {
    await setAside(home, file.path, [{ bytes, reason: 'bundle', statement: null }])
    return { outcome: 'set-aside', message }
  } catch (error) {
    if (error instanceof ConcordError && isQuarantineFull(error))
      return { outcome: 'left', message: error.sentence }
    throw error
  }
}

async function takeBytes(
  home: Home,
  file: SharedBundle,
  bytes: Uint8Array,
  identities: readonly string[],
  dryRun: boolean,
): Promise<Taken> {
  const opened = file.sealed ? await openSealed(bytes, identities) : bytes
  if (opened === undefined) return { outcome: 'not-ours' }
  const bundle = readBundle(opened, home.crypto.sha256)
  if (bundle.for !== null && bundle.for !== home.institute.id) return { outcome: 'not-ours' }
  const root = rootOf(home, bundle)
  if (root !== undefined && !(await loadNetworks(home)).some(({ pinned }) => pinned === root))
    return { outcome: 'unpinned', root }
  const received = dryRun ? await wouldTake(home, bundle) : await takeIn(home, bundle, file.path)
  return { outcome: 'taken', received, bundle }
}

async function openSealed(bytes: Uint8Array, identities: readonly string[]): Promise<Uint8Array | undefined> {
  return identities.length === 0 ? undefined : decryptIfOurs(bytes, identities)
}

/** What is not here of a bundle, by id alone: nothing is verified before it is taken in. */
async function wouldTake(home: Home, bundle: Bundle): Promise<Omit<Received, 'file'>> {
  const reader = await readAs(home, ownerOf(home))
  const isHere = async (id: string): Promise<boolean> => (await reader.getStatement(id)) !== undefined
  const received = nothingReceived(bundle.from)
  for (const { id } of bundle.statements)
    if (!(await isHere(id))) received.added.push({ id, kind: '', exercise: null })
  for (const record of bundle.charters) {
    const id = idOf(home, record)
    if (!(await isHere(id))) received.charters.push({ id, version: charterOf(record).version })
  }
  return received
}

/** What is wrong with the file, and not with this machine, its keys or ourselves. */
function isRefusal(error: unknown): error is ConcordError {
  return (
    error instanceof ConcordError &&
    ['bad-input', 'not-verified', 'conflict', 'not-found'].includes(error.code)
  )
}

/** The sentence for a file that is larger than any that is laid down there. */
export function tooLarge(file: SharedBundle): Sentence {
  return sentence`${file.path} has more than the ${SHARE_LIMITS.bundle} bytes that a file there may have; it is left where it is.`
}
