import type { LabelInEffect, Level, Principal, Roster } from '../access/index.ts'
import type { Link, Sharing, StatementId } from '../statement/index.ts'
import type { AuditEntry, AuditNote } from '../trust/index.ts'
import type { SyncMemory } from './sync-memory.ts'

/**
 * What one institute holds: statements with their bodies and blobs, what did not verify, and the folder's
 * own notes. Reading and writing are different types, and every read names its reader.
 */
export type Store = {
  /** What `principal` may see; every read goes through `decide()`. */
  reader(principal: Principal, context: ReaderContext): Reader
  writer(): Writer
  /** How often something changed here: whatever was read at one count is the same at the same count. */
  revision(): Promise<Revision>
  /** The owner's alone. */
  syncMemory(): SyncMemory
  /** Waits for writes under way, then lets go of the folder. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export type Revision = {
  /** Changes of statements, their signatures, labels and blobs. */
  statements: number
  /** Changes of charters, of pins, and of what was given up. */
  charters: number
}

export type ReaderContext = {
  /** RFC 3339; the moment at which the reader is judged. */
  now: string
  /** Verified charter versions of the chain that lists this issuer's origin, ascending; empty: none known. */
  charterOf: (issuer: string) => readonly Roster[]
}

/** Who signed, as verified by the caller. */
export type Signer = { keyid: string; member: string }

/** What a list shows; the columns the store can look for. */
export type StatementSummary = {
  id: StatementId
  kind: string
  /** Version of the kind. */
  kindVersion: number
  /** Origin of the issuer's log. */
  issuer: string
  /** Slug of the exercise it belongs to; null where it belongs to none. */
  exercise: string | null
  /** RFC 3339; informative. */
  created: string
  charter: number
  /** The label as its issuer signed it. */
  sharing: Sharing
  /** The label in effect, with the amendments of its issuer that are here: what decides. */
  label: LabelInEffect
  /** By member, then key id. */
  signers: Signer[]
  /** RFC 3339; when this folder first took it in. */
  receivedAt: string
  /** `header` where the reader may not have the body, else `body`. */
  level: Level
}

export type StoredStatement = StatementSummary & {
  /** By rel, then id. */
  links: Link[]
  envelope: Uint8Array
  /** Null where it is not held, or not for this reader. */
  body: Uint8Array | null
  /** By name; empty for a reader of the header alone. */
  blobs: StoredBlob[]
}

export type StoredBlob = {
  name: string
  /** 64 hex digits. */
  sha256: string
  size: number
  mediaType: string
  /** Its own label where it is stricter than the statement; null: that of the statement. */
  sharing: Sharing | null
  /** The same in effect. */
  label: LabelInEffect | null
  /** True when its bytes came with this statement, and this reader may have them. */
  held: boolean
}

/** What a statement is to one reader, without its content. */
export type OutlinedStatement = {
  id: StatementId
  issuer: string
  kind: string
  label: LabelInEffect
  level: Level
  /** The blobs whose bytes this reader may have through it, by name, each with a label of its own if it has one. */
  blobs: readonly { sha256: string; label: LabelInEffect | null }[]
}

/** What a statement that is here speaks of, and is not here itself: not sent, or not for this institute. */
export type MissingPart = {
  what: 'statement' | 'blob'
  /** Id of the statement, or digest of the blob. */
  missing: string
  /** The statement that names it, and its issuer. */
  statement: string
  issuer: string
}

export type StatementFilter = {
  kind?: string
  exercise?: string
  issuer?: string
  /** Only statements that carry this link; with `rel` left out, by any relation. */
  link?: { id: string; rel?: string }
  /** Only what is under an embargo that its issuer has not lifted. */
  unlifted?: true
}

export type ExerciseSummary = {
  exercise: string
  /** Statements of it that this reader may see. */
  statements: number
  /** `created` of the first and the last of them. */
  first: string
  last: string
}

/** Statements of which a reader may only know that they are there. */
export type HeldBack = {
  /** Origin of the issuer's log. */
  issuer: string
  kind: string
  /** RFC 3339; not before then. */
  embargoUntil: string
  statements: number
}

export type Quarantined = {
  id: number
  /** Why it was refused, as a code, e.g. `bad-signature`. */
  reason: string
  /** RFC 3339. */
  receivedAt: string
  /** Where it came from, e.g. the name of a bundle. */
  source: string
  /** Id of the statement that its bytes bring; null where they bring none that could be read. */
  statement: string | null
  /** Number of its bytes. */
  size: number
}

export type Pin = { charterId: string; pinnedAt: string }

export type LocalRun = {
  id: string
  exercise: string
  /** Statement id. */
  protocol: string
  lab: string
  model: string
  pilot: boolean
  /** The runner's own word, e.g. `running`. */
  status: string
  /** Relative to the institute's folder. */
  folder: string
  /** RFC 3339. */
  created: string
  /** Id of the run statement once it is submitted. */
  submitted: string | null
}

/**
 * What one principal may see. Nothing tells a statement that is not here from one that is not for this reader.
 * Pins, runs, notes and quarantine are the owner's: to everybody else they do not exist.
 */
export type Reader = {
  /** Undefined: not here, or not for this reader. */
  getStatement(id: string): Promise<StoredStatement | undefined>
  /** By `created`, then id. */
  listStatements(filter?: StatementFilter): Promise<StatementSummary[]>
  /** By id. */
  outline(): Promise<OutlinedStatement[]>
  /** What these bring, as far as this reader may see them; by id within every 500. */
  contentsOf(
    ids: readonly string[],
  ): Promise<{ id: StatementId; envelope: Uint8Array; body: Uint8Array | null }[]>
  /** Changes when what this reader may see changes other than by a statement that comes, goes or gains something. */
  describeSight(): Promise<string>
  /** Number of statements per kind, keys in alphabetical order. */
  countStatements(filter?: StatementFilter): Promise<Record<string, number>>
  /** By slug. */
  listExercises(): Promise<ExerciseSummary[]>
  /** What is under an embargo, as far as this reader may know of it; by issuer, date and kind. */
  listHeldBack(): Promise<HeldBack[]>
  /**
   * A blob's bytes through a statement that lists it, that this reader may read, and with which the bytes
   * came: a digest is not a capability. Undefined otherwise, and where the file is gone.
   */
  getBlobOf(statementId: string, sha256: string): Promise<Uint8Array | undefined>
  /** Hashes the bytes again that `getBlobOf` would give; undefined where this reader may not have them. */
  verifyBlobOf(statementId: string, sha256: string): Promise<'whole' | 'damaged' | 'missing' | undefined>

  /** The audit trail, from its beginning. */
  listAudit(): Promise<AuditEntry[]>
  /** What was erased here, by id. */
  listErased(): Promise<{ id: string; scope: ErasureScope; at: string }[]>
  /** What was erased here counts as here. */
  listMissing(): Promise<MissingPart[]>
  /** In order of arrival. */
  listQuarantine(): Promise<Quarantined[]>
  /** The bytes that were set aside; undefined where there are none of this number. */
  getQuarantined(id: number): Promise<Uint8Array | undefined>
  /** By date, then id. */
  listPins(): Promise<Pin[]>
  getLocalRun(id: string): Promise<LocalRun | undefined>
  /** By `created`, then id. */
  listLocalRuns(filter?: { exercise?: string }): Promise<LocalRun[]>
  getNote(key: string): Promise<string | undefined>
  /** Notes whose key begins with `prefix`, by key. */
  listNotes(prefix: string): Promise<{ key: string; value: string }[]>
}

export type BlobInput = {
  name: string
  sha256: string
  size: number
  mediaType: string
  /** Set where the blob is shared more narrowly than its statement. */
  sharing?: Sharing
  /**
   * The bytes, or how to get them when their turn comes; null where they did not come with the statement
   * (then nobody gets them through it, even if another statement brought them).
   */
  content: Uint8Array | (() => Promise<Uint8Array>) | null
}

/** A statement as its caller has verified it; the store keeps what it is given. */
export type StatementInput = Omit<StatementSummary, 'label' | 'level'> & {
  links: readonly Link[]
  envelope: Uint8Array
  body: Uint8Array | null
  blobs: readonly BlobInput[]
}

/** `body`: body and blobs; `all`: the envelope too. */
export type ErasureScope = 'body' | 'all'

export type PutResult = { id: StatementId; result: 'new' | 'merged' | 'known' }

/**
 * Every promise resolves only when what was written survives kill -9 and a power cut. Throws ConcordError
 * `environment` when the disk, the folder or its permissions do not allow it; then nothing of the call is
 * visible to a reader.
 */
export type Writer = {
  /**
   * Takes in all of them in one transaction, after all their blobs are durable. An id that is here already
   * gains the signatures, the body and the blobs it lacked (`merged`), or nothing (`known`).
   * Throws `bad-input` for a blob whose bytes do not match its digest.
   * `onStored` is told now and then of how many more the rows are written: it says how far the work is, and promises
   * nothing.
   */
  putStatements(
    statements: readonly StatementInput[],
    onStored?: (more: number) => void,
  ): Promise<PutResult[]>
  /**
   * Destroys a statement, or its body and its blobs, with every trace in this folder's store, and never takes it in
   * again; also one that is not here. Resolves when nothing is left; a second time finishes what was interrupted.
   * Throws `environment` where another process keeps traces of it from being removed.
   */
  eraseStatement(erasure: { id: StatementId; scope: ErasureScope; at: string }): Promise<void>
  /** Keeps bytes that did not verify, all or none; the same with the same reason and source are kept once. */
  putQuarantine(
    ...entries: readonly (Omit<Quarantined, 'id' | 'size'> & { bytes: Uint8Array })[]
  ): Promise<void>
  /** Takes out what has been taken in since. */
  removeQuarantined(id: number): Promise<void>
  /** Idempotent; the first date stays. */
  putPin(pin: Pin): Promise<void>
  /** Throws `conflict` when the id is taken. */
  putLocalRun(run: LocalRun): Promise<void>
  /** Throws `not-found` when there is no such run. */
  updateLocalRun(id: string, change: { status?: string; submitted?: string }): Promise<void>
  /** Appends to the audit trail; two processes may do so at once. */
  appendAudit(note: AuditNote): Promise<AuditEntry>
  /** Overwrites. */
  putNote(key: string, value: string): Promise<void>
}

export type StoreOptions = {
  /** How long a write waits for another process that is writing, in ms; default 10,000. */
  busyTimeoutMs?: number
}
