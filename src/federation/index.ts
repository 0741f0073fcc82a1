export { signHead, verifyHead } from './head.ts'
export type { Head } from './head.ts'
export {
  ABOUT_NAME,
  ATTRIBUTES,
  ATTRIBUTES_NAME,
  bundleName,
  CARD_NAME,
  folderOf,
  headName,
  SHARE_LIMITS,
} from './layout.ts'
export type { About } from './layout.ts'
export { nodeShareFiles } from './share-files.ts'
export type { ShareFiles } from './share-files.ts'
export { inFolderOf, readShelfOf, readShelves } from './shelves.ts'
export type { Shelf, Shelves } from './shelves.ts'
