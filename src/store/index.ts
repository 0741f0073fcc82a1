export { makeFolder } from './make-folder.ts'
export { openStore } from './open-store.ts'
export { withStorageErrors } from './storage-error.ts'
export type {
  BlobInput,
  ExerciseSummary,
  HeldBack,
  LocalRun,
  MissingPart,
  OutlinedStatement,
  Pin,
  PutResult,
  Quarantined,
  Reader,
  ReaderContext,
  Revision,
  Signer,
  StatementFilter,
  StatementInput,
  StatementSummary,
  Store,
  StoredBlob,
  StoredStatement,
  StoreOptions,
  Writer,
} from './store.ts'
export type { SeenFile, SentEntry, SentFile, SyncMemory } from './sync-memory.ts'
