import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { migrate } from './migrations.ts'

describe('openDatabase', () => {
  it('every connection syncs each commit and holds foreign keys, in a write-ahead log', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-database-'))
    const file = path.join(folder, 'concord.db')
    try {
      for (let connection = 0; connection < 2; connection += 1) {
        const database = await openDatabase(file, 1234)
        migrate(database, file)
        const valueOf = (pragma: string) => Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})
        expect(valueOf('journal_mode')).toEqual(['wal'])
        expect(valueOf('synchronous')).toEqual([2])
        expect(valueOf('foreign_keys')).toEqual([1])
        expect(valueOf('busy_timeout')).toEqual([1234])
        expect(() =>
          database.exec("insert into link (source, rel, target) values ('nowhere', 'uses', 'x')"),
        ).toThrow('FOREIGN KEY')
        for (const each of [file, `${file}-wal`]) expect((await stat(each)).mode & 0o077).toBe(0)
        database.close()
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
