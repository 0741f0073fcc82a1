/** What lies in a shared folder, by the institute that laid it there. Nothing of it is believed yet. */
import { ConcordError, sentence } from '../error.ts'
import { parseJson } from '../statement/index.ts'
import { About, ABOUT_NAME, CARD_NAME, folderOf, memberOfFolder, readName, SHARE_LIMITS } from './layout.ts'
import type { ShareFiles } from './share-files.ts'

export type ShelfFile = {
  /** As it is spelled there, below the shared folder. */
  path: string
  /** What its name says of its bytes. */
  sha256: string
}

/** The folder of one member. */
export type Shelf = {
  /** As the name of the folder says. */
  member: string
  /** Undefined where it does not say who writes here, or says somebody else. */
  about: About | undefined
  card: boolean
  /** By digest. */
  bundles: (ShelfFile & { sealed: boolean })[]
  heads: ShelfFile[]
  /** Names that are none of ours, or that no regular file bears. */
  strange: string[]
}

export type Shelves = {
  shelves: Shelf[]
  /** Folders that hold more files than anybody lays there, or that are no folders: nothing of them is read. */
  refused: { member: string; why: 'too-many' | 'no-folder' }[]
}

/** Reads the names that are there; throws `not-found` where there is no folder, `bad-input` where it is overfull. */
export async function readShelves(files: ShareFiles, where: string): Promise<Shelves> {
  const root = await files.list('.', SHARE_LIMITS.entries)
  if (root === undefined)
    throw new ConcordError(
      'not-found',
      sentence`There is no folder ${where}; is the stick plugged in, the drive connected, the name right?`,
    )
  const found = root.entries
    .flatMap(({ name, kind }) => {
      const member = memberOfFolder(name.toLowerCase())
      return member === undefined ? [] : [{ name, kind, member }]
    })
    .sort((a, b) => (a.member < b.member ? -1 : a.member > b.member ? 1 : 0))
  if (root.more || found.length > SHARE_LIMITS.folders) {
    throw new ConcordError(
      'bad-input',
      sentence`${where} holds more than a folder for exchange does (at most ${SHARE_LIMITS.folders} institutes and ${SHARE_LIMITS.entries} entries); make a folder for it alone.`,
    )
  }
  const shelves: Shelf[] = []
  const refused: Shelves['refused'] = []
  for (const { name, kind, member } of found) {
    const shelf = kind === 'folder' ? await readShelf(files, name, member) : 'no-folder'
    if (typeof shelf === 'string') refused.push({ member, why: shelf })
    else shelves.push(shelf)
  }
  return { shelves, refused }
}

/** The folder of one member; undefined where there is none that can be read. */
export async function readShelfOf(files: ShareFiles, member: string): Promise<Shelf | undefined> {
  const shelf = await readShelf(files, folderOf(member), member)
  return typeof shelf === 'string' ? undefined : shelf
}

async function readShelf(
  files: ShareFiles,
  folder: string,
  member: string,
): Promise<Shelf | 'too-many' | 'no-folder'> {
  const listed = await files.list(folder, SHARE_LIMITS.entries)
  if (listed === undefined) return 'no-folder'
  if (listed.more) return 'too-many'
  const shelf: Shelf = { member, about: undefined, card: false, bundles: [], heads: [], strange: [] }
  for (const { name, kind } of listed.entries) {
    const read = kind === 'file' ? readName(name) : undefined
    const path = `${folder}/${name}`
    if (read?.what === 'bundle') shelf.bundles.push({ path, sha256: read.sha256, sealed: read.sealed })
    else if (read?.what === 'head') shelf.heads.push({ path, sha256: read.sha256 })
    else if (read === undefined && !name.startsWith('.')) shelf.strange.push(path)
    if (name === CARD_NAME && kind === 'file') shelf.card = true
  }
  const bySha256 = (a: ShelfFile, b: ShelfFile): number => (a.sha256 < b.sha256 ? -1 : 1)
  shelf.bundles.sort(bySha256)
  shelf.heads.sort(bySha256)
  shelf.strange.sort()
  shelf.about = await readAbout(files, folder, member)
  return shelf
}

async function readAbout(files: ShareFiles, folder: string, member: string): Promise<About | undefined> {
  const bytes = await files.read(`${folder}/${ABOUT_NAME}`, SHARE_LIMITS.about)
  if (bytes === undefined) return undefined
  try {
    const read = About.safeParse(parseJson(bytes).value)
    return read.success && read.data.member === member ? read.data : undefined
  } catch (error) {
    if (error instanceof ConcordError) return undefined
    throw error
  }
}

/** Where a file of a member lies. */
export function inFolderOf(member: string, name: string): string {
  return `${folderOf(member)}/${name}`
}
