import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ANONYMOUS, labelAsSigned, type Principal, type Roster } from '../access/index.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrations.ts'
import { openStore } from './open-store.ts'
import { blob, NOW, originOf, sharing, statement } from './statement.fixture.ts'

const CHARTER: Roster[] = [
  {
    version: 1,
    expires: '2027-01-01T00:00:00Z',
    members: ['a', 'b'].map((id) => ({ id, origin: originOf(id), status: 'active' })),
    groups: [],
  },
]
const MEMBER_B: Principal = { kind: 'member', origin: originOf('b') }
/** Migrations before labels had rows of their own. */
const BEFORE = 3

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-labels-'))
  file = path.join(folder, 'concord.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('labels in effect', () => {
  it('are made for what an older version has stored', async () => {
    const amber = { ...sharing('AMBER', ['b']), licence: 'CC0-1.0' }
    const all = [
      statement('clear'),
      statement('green', {
        sharing: sharing('GREEN'),
        blobs: [{ ...blob('annex', 'annex'), sharing: amber }],
      }),
      statement('amber', { sharing: amber, blobs: [blob('plain', 'plain')] }),
      statement('held', {
        sharing: { ...sharing('GREEN'), embargoUntil: '2026-09-01T00:00:00Z', early: ['b'] },
      }),
    ]
    const old = await openDatabase(file, 1000)
    migrate(old, file, BEFORE)
    const put = old.prepare(
      `insert into statement (id, kind, kind_version, issuer, exercise, created, charter, tlp, sharing, signers,
       received_at, envelope, body) values (?, 'run', 1, ?, null, ?, 1, ?, ?, '[]', ?, ?, ?)`,
    )
    const putBlob = old.prepare(
      'insert into statement_blob (statement, name, sha256, size, media_type, sharing, held) values (?, ?, ?, 1, ?, ?, 1)',
    )
    for (const one of all) {
      const label = JSON.stringify(one.sharing)
      put.run(one.id, one.issuer, one.created, one.sharing.tlp, label, NOW, one.envelope, one.body)
      for (const { name, sha256, sharing: own } of one.blobs)
        putBlob.run(one.id, name, sha256, 'text/plain', own === undefined ? null : JSON.stringify(own))
    }
    old.close()
    await using store = await openStore(folder)
    const readAs = (who: Principal) => store.reader(who, { now: NOW, charterOf: () => CHARTER })
    expect((await readAs(ANONYMOUS).listStatements()).map(({ id }) => id)).toEqual([all[0]?.id])
    expect((await readAs(MEMBER_B).listStatements()).map(({ id, label }) => [id, label])).toEqual(
      all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((one) => [one.id, labelAsSigned(one.sharing, 1)]),
    )
    const [annex] = (await readAs(MEMBER_B).getStatement(all[1]?.id ?? ''))?.blobs ?? []
    expect(annex?.label).toEqual(labelAsSigned(amber, 1))
    // What is stored from now on shares the rows of the old ones.
    await store.writer().putStatements([statement('another', { sharing: amber })])
    const database = await openDatabase(file, 1000)
    expect(database.prepare('select count(*) as rows from label').get()).toEqual({ rows: 4 })
    database.close()
  })

  it('are what is searched for: no question goes through statements that its reader may not see', async () => {
    await (await openStore(folder)).close()
    const database = await openDatabase(file, 1000)
    const seen = 'label in (select value from json_each(?))'
    const plans = [
      [
        `select id from statement where ${seen} and exercise = ? order by created, id`,
        ['exercise=?', 'label=?'],
      ],
      [`select id from statement where ${seen} and kind = ? order by created, id`, ['kind=?', 'label=?']],
      [`select id from statement where ${seen} and issuer = ? order by created, id`, ['issuer=?', 'label=?']],
      [`select kind, count(*) from statement where ${seen} group by kind`, ['label=?']],
      [`select kind, count(*) from statement where ${seen} and exercise = ? group by kind`, ['label=?']],
      [`select id from statement where ${seen} order by created, id`, ['label=?']],
    ] as const
    for (const [query, want] of plans) {
      const plan = database.prepare(`explain query plan ${query}`).all()
      const details = plan.map(({ detail }) => String(detail)).filter((detail) => / statement /.test(detail))
      expect(details, query).toHaveLength(1)
      expect(details[0], query).toContain('SEARCH statement USING')
      for (const part of want) expect(details[0], query).toContain(part)
    }
    database.close()
  })
})
