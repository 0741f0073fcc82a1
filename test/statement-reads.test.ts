import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findPassing } from './statement-reads.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'concord-reads-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let trees = 0
function tree(files: Record<string, string>): string {
  const root = path.join(scratch, String(++trees))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  return root
}

const clean = {
  'store/reader.ts': `
    /** A select from statement in a comment. */
    const list = () => database.selectFrom('statement').where('label', 'in', inRows(sight)).execute()`,
  'store/erase.ts': "transaction.deleteFrom('statement').execute()",
  'store/owner-reader.ts': "database.selectFrom('pin').execute() // from statement",
  'node/page.ts': 'const found = await reader.getStatement(id)',
}

it('nothing reads statements but readers that name for whom they read', () => {
  expect(findPassing(path.resolve(import.meta.dirname, '../src'))).toEqual([])
})

describe('the search itself', () => {
  it('finds nothing in a clean tree', () => {
    expect(findPassing(tree(clean))).toEqual([])
  })

  const planted: [string, Record<string, string>, RegExp][] = [
    [
      'a database opened elsewhere',
      { 'node/x.ts': "import { DatabaseSync } from 'node:sqlite'" },
      /opens a database/,
    ],
    ['queries elsewhere', { 'cli/x.ts': "import { sql } from 'kysely'" }, /opens a database/],
    ['a lazy one', { 'node/http/x.ts': "await import('node:sqlite')" }, /opens a database/],
    ['another file of the store', { 'store/x.ts': "db.selectFrom('statement').execute()" }, /only reader.ts/],
    ['a join', { 'store/x.ts': "db.selectFrom('note').innerJoin('link', 'a', 'b')" }, /only reader.ts/],
    ['SQL', { 'store/x.ts': 'raw.exec("delete from statement_blob")' }, /only reader.ts/],
    [
      'a question without labels',
      { 'store/outline.ts': "database.selectFrom('statement').where('id', '=', id).execute()" },
      /without naming the labels/,
    ],
    [
      'one within another',
      {
        'store/reader.ts': `database.selectFrom('note')
          .where('key', 'in', database.selectFrom('statement').select('id')).execute()`,
      },
      /without naming the labels/,
    ],
  ]
  it.each(planted)('finds %s', (_, files, want) => {
    const faults = findPassing(tree({ ...clean, ...files }))
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(want)
  })
})
