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
  `
  create table revision (revision integer not null) strict;
  insert into revision (revision) values (0);
  create trigger statement_inserted after insert on statement begin
    update revision set revision = revision + 1;
  end;
  create trigger statement_updated after update on statement begin
    update revision set revision = revision + 1;
  end;
  create trigger statement_deleted after delete on statement begin
    update revision set revision = revision + 1;
  end;
  create trigger statement_blob_updated after update on statement_blob begin
    update revision set revision = revision + 1;
  end;

  create table sync_seen (
    name text primary key not null,
    state text not null,
    tried text not null
  ) strict, without rowid;

  create table sync_sent (
    name text primary key not null,
    size integer not null,
    audience text
  ) strict, without rowid;

  create table sync_entry (
    file text not null,
    statement text not null,
    content text not null,
    primary key (file, statement, content)
  ) strict, without rowid;

  create table sync_acknowledged (
    member text not null,
    file text not null,
    primary key (member, file)
  ) strict, without rowid;

  alter table quarantine add column statement text;
  create index quarantine_by_statement on quarantine (statement);
  `,
  // Labels in effect. Before this, no label could be amended: all are those that were signed.
  `
  create table label (
    id integer primary key autoincrement,
    issuer text not null,
    label text not null,
    unique (label, issuer)
  ) strict;
  alter table statement add column label integer not null default 0;
  alter table statement_blob add column label integer;

  create temporary table labelled as
    select id, null as name, issuer, charter, sharing from statement
    union all
    select statement.id, statement_blob.name, statement.issuer, statement.charter, statement_blob.sharing
    from statement_blob join statement on statement.id = statement_blob.statement
    where statement_blob.sharing is not null;
  alter table labelled add column text text;
  update labelled set text = json_object(
    'charter', charter, 'tlp', sharing -> '$.tlp', 'audience', sharing -> '$.audience',
    'recipients', sharing -> '$.recipients', 'embargoUntil', sharing -> '$.embargoUntil',
    'lifted', json('false'), 'early', sharing -> '$.early', 'licence', sharing -> '$.licence'
  );
  insert or ignore into label (issuer, label) select issuer, text from labelled;
  update statement set label = label.id from labelled join label
    on label.issuer = labelled.issuer and label.label = labelled.text
    where labelled.id = statement.id and labelled.name is null;
  update statement_blob set label = label.id from labelled join label
    on label.issuer = labelled.issuer and label.label = labelled.text
    where labelled.id = statement_blob.statement and labelled.name = statement_blob.name;
  drop table labelled;

  drop index statement_by_kind;
  drop index statement_by_exercise;
  drop index statement_by_issuer;
  create index statement_by_exercise on statement (exercise, label, created, id);
  create index statement_by_issuer on statement (issuer, label, created, id);
  create index statement_by_label on statement (label, kind, created, id);
  `,
  `
  create table audit (
    n integer primary key not null,
    at text not null,
    who text,
    what text not null,
    about text,
    detail text not null,
    previous text not null,
    hash text not null
  ) strict;
  create trigger audit_stays before update on audit begin select raise(abort, 'the audit trail only grows'); end;
  create trigger audit_grows before delete on audit begin select raise(abort, 'the audit trail only grows'); end;
  `,
  // What decides which charters stand here changes seldom, and is asked for at every reading.
  `
  alter table revision add column charters integer not null default 0;
  create trigger charter_inserted after insert on statement when new.kind = 'charter' begin
    update revision set charters = charters + 1;
  end;
  create trigger charter_updated after update on statement when new.kind = 'charter' begin
    update revision set charters = charters + 1;
  end;
  create trigger charter_deleted after delete on statement when old.kind = 'charter' begin
    update revision set charters = charters + 1;
  end;
  create trigger charter_pinned after insert on pin begin
    update revision set charters = charters + 1;
  end;
  create trigger charter_unpinned after delete on pin begin
    update revision set charters = charters + 1;
  end;
  create trigger charter_given_up after insert on note when new.key like 'charter-discarded/%' begin
    update revision set charters = charters + 1;
  end;
  create trigger charter_taken_up after update on note when new.key like 'charter-discarded/%' begin
    update revision set charters = charters + 1;
  end;
  `,
]

const VersionRow = z.object({ version: z.int().nullable() })

/**
 * Brings the database forward to this version of the tables; two processes may do so at once. Throws
 * `environment` for one that a newer Concord has written. `steps` fewer than all make the tables of an older one.
 */
export function migrate(database: DatabaseSync, file: string, steps = MIGRATIONS.length): void {
  const tables = database.prepare("select name from sqlite_schema where name = 'migration'").all()
  if (tables.length > 0 && versionOf(database, file) === MIGRATIONS.length) return
  database.exec('begin immediate')
  try {
    database.exec('create table if not exists migration (version integer primary key not null) strict')
    for (const [index, step] of MIGRATIONS.slice(0, steps).entries()) {
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
