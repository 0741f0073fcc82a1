/** Whether a folder is the place for this exchange, and who this institute is there. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import {
  ABOUT_NAME,
  ATTRIBUTES,
  ATTRIBUTES_NAME,
  CARD_NAME,
  folderOf,
  inFolderOf,
  SHARE_LIMITS,
} from '../../federation/index.ts'
import type { About, ShareFiles, Shelf, Shelves } from '../../federation/index.ts'
import { Slug, StatementRef, writeCanonical } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import { readIfThere, TEXT_LIMIT } from '../read-whole.ts'
import type { SyncNetwork } from './network.ts'

/** Throws `conflict` for the folder of another network, and where something else stands under this institute's name. */
export function refuseForeign(
  { institute }: Home,
  folder: string,
  { shelves, refused }: Shelves,
  own: Shelf | undefined,
  network: SyncNetwork | undefined,
): void {
  const mine = path.join(folder, folderOf(institute.id))
  if (refused.some(({ member }) => member === institute.id)) {
    throw new ConcordError(
      'conflict',
      sentence`${mine} is no folder of this institute (a link, a file, or more files than it lays there); move it away, or use another shared folder.`,
    )
  }
  if (own?.about !== undefined && own.about.origin !== institute.origin) {
    throw new ConcordError(
      'conflict',
      sentence`${mine} belongs to ${own.about.origin}, and you are ${institute.origin}; use another shared folder.`,
    )
  }
  const networks = shelves.flatMap(({ about }) => (about === undefined ? [] : [about.network]))
  if (network === undefined || networks.length === 0) return
  if (networks.some((one) => one === null || one === network.pinned)) return
  throw new ConcordError(
    'conflict',
    sentence`${folder} is the shared folder of the network ${networks[0] ?? ''}, and yours is ${network.pinned}; use another folder for it.`,
  )
}

/** Says who writes there, where it does not say so yet. */
export async function introduce(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork | undefined,
): Promise<void> {
  const { id, origin } = home.institute
  const about: About = {
    format: 'concord-share/v1',
    member: Slug.parse(id),
    origin,
    network: network === undefined ? null : StatementRef.parse(network.pinned),
  }
  await files.makeFolder(folderOf(id))
  const card = await readIfThere(path.join(home.folder, CARD_NAME), TEXT_LIMIT)
  const wanted: [string, Uint8Array | undefined][] = [
    [ATTRIBUTES_NAME, ATTRIBUTES],
    [ABOUT_NAME, writeCanonical(about)],
    [CARD_NAME, card],
  ]
  for (const [name, bytes] of wanted) {
    if (bytes === undefined) continue
    const there = await files.read(inFolderOf(id, name), SHARE_LIMITS.about)
    if (there === undefined || !isSame(there, bytes)) await files.write(inFolderOf(id, name), bytes)
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
