import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'

/**
 * The tables, as numbered steps forward. A step that was released is never changed: a new one follows it.
 * Times are RFC 3339 text, ids and digests hex text, flags 0 or 1, lists JSON text.
 */
const MIGRATIONS: readonly string[] = [
  `
  create table statement (
    id text primary key not null,
    kind text not null,
    kind_version integer not null,
    issuer text not null,
    exercise text,
    created text not null,
    charter integer not null,
    tlp text not null,
    sharing text not null,
    signers text not null,
    received_at text not null,
    envelope blob not null,
    body blob
  ) strict;
  create index statement_by_kind on statement (kind, created, id);
  create index statement_by_exercise on statement (exercise, created, id);
  create index statement_by_issuer on statement (issuer, created, id);

  create table link (
    source text not null references statement (id) on delete cascade,
    rel text not null,
    target text not null,
    primary key (source, rel, target)
  ) strict, without rowid;
  create index link_by_target on link (target, rel, source);

  create table statement_blob (
    statement text not null references statement (id) on delete cascade,
    name text not null,
    sha256 text not null,
    size integer not null,
    media_type text not null,
    sharing text,
    held integer not null,
    primary key (statement, name)
  ) strict, without rowid;
  create index statement_blob_by_digest on statement_blob (sha256);

  create table quarantine (
    id integer primary key autoincrement,
    sha256 text not null,
    bytes blob not null,
    reason text not null,
    received_at text not null,
    source text not null,
    unique (sha256, reason, source)
  ) strict;

  create table pin (
    charter_id text primary key not null,
    pinned_at text not null
  ) strict, without rowid;

  create table local_run (
    id text primary key not null,
    exercise text not null,
    protocol text not null,
    lab text not null,
    model text not null,
    pilot integer not null,
    status text not null,
    folder text not null,
    created text not null,
    submitted text
  ) strict;
  create index local_run_by_exercise on local_run (exercise, created, id);

  create table note (
    key text primary key not null,
    value text not null
  ) strict, without rowid;
  `,
  `
  create table erased (
    id text primary key not null,
    scope text not null,
    at text not null,
    doomed text not null,
    done integer not null
  ) strict, without rowid;
  `,
]

const VersionRow = z.object({ version: z.int().nullable() })

/**
 * Brings the database forward to this version of the tables; two processes may do so at once. Throws
 * `environment` for one that a newer Concord has written.
 */
export function migrate(database: DatabaseSync, file: string): void {
  const tables = database.prepare("select name from sqlite_schema where name = 'migration'").all()
  if (tables.length > 0 && versionOf(database, file) === MIGRATIONS.length) return
  database.exec('begin immediate')
  try {
    database.exec('create table if not exists migration (version integer primary key not null) strict')
    for (const [index, step] of MIGRATIONS.entries()) {
      if (index < versionOf(database, file)) continue
      database.exec(step)
      database.prepare('insert into migration (version) values (?)').run(index + 1)
    }
    database.exec('commit')
  } catch (cause) {
    // After some failures (disk full) SQLite has rolled back by itself.
    if (database.isTransaction) database.exec('rollback')
    throw cause
  }
}

function versionOf(database: DatabaseSync, file: string): number {
  const row = VersionRow.parse(database.prepare('select max(version) as version from migration').get())
  const version = row.version ?? 0
  if (version > MIGRATIONS.length) {
    throw new ConcordError(
      'environment',
      sentence`${file} was written by a newer Concord (tables of version ${version}, this one knows ${MIGRATIONS.length}): install that version or a newer one.`,
    )
  }
  return version
}
