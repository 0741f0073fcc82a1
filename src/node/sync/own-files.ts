/** What this institute has laid down, here and elsewhere, and who has said that they have it. */
import { bundleName, inFolderOf, SHARE_LIMITS } from '../../federation/index.ts'
import type { Head, ShareFiles, Shelf } from '../../federation/index.ts'
import { toHex } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import type { SyncNetwork } from './network.ts'
import type { OwnFile } from './owed.ts'

/**
 * The own files with what is known of each. One that lies there with another size, or that a member found damaged and
 * is damaged, counts as not there, and is laid down again in another. With `keep`, what the heads say is remembered.
 */
export async function listOwnFiles(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork,
  heads: ReadonlyMap<string, Head>,
  shelf: Shelf | undefined,
  keep: boolean,
): Promise<{ own: OwnFile[]; broken: string[] }> {
  const sent = await home.store.syncMemory().listSent()
  const here = new Set(shelf?.bundles.map(({ sha256, sealed }) => bundleName(sha256, sealed)))
  const accused = new Set(
    [...heads.values()].flatMap(
      ({ damaged }) => damaged.find(({ member }) => member === home.institute.id)?.files ?? [],
    ),
  )
  const broken: string[] = []
  for (const { name, size } of sent) {
    if (!here.has(name)) continue
    const path = inFolderOf(home.institute.id, name)
    const isWhole =
      (size === 0 || (await files.sizeOf(path)) === size) &&
      (!accused.has(name.slice(0, 64)) || (await hasItsDigest(home, files, path, name.slice(0, 64))))
    if (isWhole) continue
    here.delete(name)
    broken.push(path)
  }
  const nameByDigest = new Map(sent.map(({ name }) => [name.slice(0, 64), name]))
  const acknowledged = await acknowledgements(home, network, heads, here, nameByDigest, keep)
  const own = sent.map((file) => ({
    ...file,
    present: here.has(file.name),
    acknowledged: acknowledged.get(file.name) ?? new Set<string>(),
  }))
  return { own, broken }
}

async function hasItsDigest(home: Home, files: ShareFiles, path: string, sha256: string): Promise<boolean> {
  const bytes = await files.read(path, SHARE_LIMITS.bundle)
  return bytes !== undefined && toHex(home.crypto.sha256(bytes)) === sha256
}

/** Who has acknowledged each file: what was known, and what the heads here say. */
async function acknowledgements(
  home: Home,
  { peers }: SyncNetwork,
  heads: ReadonlyMap<string, Head>,
  here: ReadonlySet<string>,
  nameByDigest: ReadonlyMap<string, string>,
  keep: boolean,
): Promise<Map<string, Set<string>>> {
  const memory = home.store.syncMemory()
  const acknowledged = new Map<string, Set<string>>()
  for (const { member, file } of await memory.listAcknowledged()) {
    const list = acknowledged.get(file) ?? new Set()
    acknowledged.set(file, list.add(member))
  }
  for (const { id } of peers) {
    const head = heads.get(id)
    if (head === undefined) continue
    const said = acknowledgedBy(home, head)
    const added: string[] = []
    for (const sha256 of said) {
      const name = nameByDigest.get(sha256)
      if (name !== undefined && acknowledged.get(name)?.has(id) !== true) added.push(name)
    }
    // It had it, and has it no longer: its folder was restored from a backup.
    const withdrawn = [...here].filter(
      (name) => !said.has(name.slice(0, 64)) && acknowledged.get(name)?.has(id) === true,
    )
    if (keep) await memory.putAcknowledged(id, added, withdrawn)
    for (const name of added) acknowledged.set(name, (acknowledged.get(name) ?? new Set()).add(id))
    for (const name of withdrawn) acknowledged.get(name)?.delete(id)
  }
  return acknowledged
}

/** Digests of the files of this institute that a member has taken in and that still lie there. */
export function acknowledgedBy(home: Home, head: Head | undefined): ReadonlySet<string> {
  return new Set(head?.taken.find(({ member }) => member === home.institute.id)?.files)
}
