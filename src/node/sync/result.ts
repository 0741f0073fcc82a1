import type { ConcordError, Sentence } from '../../error.ts'
import type { Received } from '../take-in.ts'

/** What one exchange did, and what it found wanting. Files are named below the shared folder. */
export type SyncResult = {
  folder: string
  /** Nothing was changed: it says what would be. */
  dryRun: boolean
  /** Id of the first charter of the network; null while there is none. */
  network: string | null
  received: (Omit<Received, 'file'> & { member: string })[]
  /** What was set aside, or is left because nobody could read it. */
  refused: { member: string; file: string; message: Sentence }[]
  /** Charters of networks that are not pinned here, with a file that brings each. */
  unpinned: { member: string; root: string; file: string }[]
  /** Statements of this institute whose embargo ended, for its date has come. */
  lifted: { statement: string; kind: string }[]
  /** Member cards of institutes that are not in the network. */
  cards: { member: string; file: string }[]
  written: { files: number; statements: number; removed: number }
  /** Why nothing (more) was laid down: the folder may only be read, or is full. */
  unwritten: ConcordError | null
  /** Members that are to have what may leave encrypted only, and have no age key in the charter. */
  keyless: { member: string; statements: number }[]
  /** Files that a member has laid there and that are not there, or not whole. */
  incomplete: { member: string; files: number }[]
  /** Members that have not taken in some of what was laid down for them before. */
  behind: { member: string; files: number }[]
  /** Members that have not written there yet. */
  absent: string[]
  /** Statements and blobs that a member names and that are not here. */
  missing: { member: string; statements: number; blobs: number }[]
  /** How many are in quarantine. */
  quarantined: number
  /** Files that are none of ours, and folders that are none. */
  strange: string[]
}

export function emptyResult(folder: string, dryRun: boolean): SyncResult {
  return {
    folder,
    dryRun,
    network: null,
    received: [],
    refused: [],
    unpinned: [],
    lifted: [],
    cards: [],
    written: { files: 0, statements: 0, removed: 0 },
    unwritten: null,
    keyless: [],
    incomplete: [],
    behind: [],
    absent: [],
    missing: [],
    quarantined: 0,
    strange: [],
  }
}
