import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../access/index.ts'
import { openDatabase } from './database.ts'
import { openStore } from './open-store.ts'
import { blob, NOW, originOf, statement } from './statement.fixture.ts'
import type { StatementInput, Store } from './store.ts'

const OWNER: Principal = { kind: 'owner', origin: originOf('a') }
const SECRET = 'what-has-to-go-7f3a'

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-erase-'))
  store = await openStore(folder)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const reader = () => store.reader(OWNER, { now: NOW, charterOf: () => [] })

/** Every file of the folder in which the text stands, as it is or in base64. */
async function whereIs(text: string): Promise<string[]> {
  const spelled = [text, ...[0, 1, 2].map((lead) => inBase64(text, lead))]
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (spelled.some((one) => bytes.includes(one))) found.push(path.relative(folder, file))
  }
  return found
}

/** The digits of a text in base64 that do not depend on what stands before and after it. */
function inBase64(text: string, lead: number): string {
  const digits = Buffer.from(`${'x'.repeat(lead)}${text}`).toString('base64')
  return digits.slice(lead === 0 ? 0 : lead + 1, digits.length - 4)
}

function secret(change: Partial<StatementInput> = {}): StatementInput {
  return statement(`the payload of ${SECRET}`, {
    body: new TextEncoder().encode(`{"of":"${SECRET}"}`),
    blobs: [blob('a.txt', `a blob of ${SECRET}`)],
    ...change,
  })
}

describe('erasing a statement', () => {
  it('with everything leaves nothing to find, and what is beside it', async () => {
    const one = secret()
    const other = statement('other', { blobs: [blob('b.txt', 'stays')] })
    await store.writer().putStatements([one, other])
    expect((await whereIs(SECRET)).length).toBeGreaterThan(1)
    await store.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW })
    expect(await whereIs(SECRET)).toEqual([])
    expect(await reader().getStatement(one.id)).toBeUndefined()
    expect((await reader().listStatements()).map(({ id }) => id)).toEqual([other.id])
    expect(await reader().getBlobOf(other.id, blob('b.txt', 'stays').sha256)).toEqual(
      new TextEncoder().encode('stays'),
    )
  })

  it('of its body leaves the envelope, as proof that there was one', async () => {
    const one = secret()
    await store.writer().putStatements([one])
    await store.writer().eraseStatement({ id: one.id, scope: 'body', at: NOW })
    const left = await reader().getStatement(one.id)
    expect([left?.body, left?.blobs.map(({ held }) => held)]).toEqual([null, [false]])
    // Only the payload of the envelope is left.
    expect(await whereIs(SECRET)).toEqual(['concord.db'])
    await store.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW })
    expect(await whereIs(SECRET)).toEqual([])
  })

  it('is for good: it does not come back, nor does a narrower one open it again', async () => {
    const one = secret()
    await store.writer().putStatements([one])
    await store.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW })
    await store.writer().eraseStatement({ id: one.id, scope: 'body', at: NOW })
    expect(await store.writer().putStatements([one])).toEqual([{ id: one.id, result: 'known' }])
    expect(await reader().getStatement(one.id)).toBeUndefined()
    const two = secret({ kind: 'opinion', blobs: [] })
    expect(await store.writer().putStatements([two, statement('two')])).toEqual([
      { id: two.id, result: 'known' },
      { id: statement('two').id, result: 'new' },
    ])
    expect(await whereIs(SECRET)).toEqual([])
  })

  it('comes before the statement, where the request is here first', async () => {
    const one = secret()
    await store.writer().eraseStatement({ id: one.id, scope: 'body', at: NOW })
    await store.writer().putStatements([one])
    expect((await reader().getStatement(one.id))?.body).toBeNull()
    expect(await whereIs(`a blob of ${SECRET}`)).toEqual([])
  })

  it('keeps a blob that another statement brought too, until that one goes', async () => {
    const shared = blob('s.txt', `shared ${SECRET}`)
    const one = statement('one', { blobs: [shared] })
    const two = statement('two', { blobs: [shared] })
    await store.writer().putStatements([one, two])
    await store.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW })
    expect(await reader().getBlobOf(two.id, shared.sha256)).toEqual(shared.content)
    await store.writer().eraseStatement({ id: two.id, scope: 'body', at: NOW })
    expect(await whereIs(SECRET)).toEqual([])
  })

  it('takes the copies of it that are in quarantine', async () => {
    const one = secret()
    const entry = { reason: 'unknown-key', receivedAt: NOW, source: 'x.concord' }
    await store.writer().putQuarantine({ ...entry, bytes: one.envelope, statement: one.id })
    const other = new TextEncoder().encode('no envelope')
    await store.writer().putQuarantine({ ...entry, bytes: other, statement: null })
    await store.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW })
    expect((await reader().listQuarantine()).map(({ size }) => size)).toEqual([other.length])
  })

  it('is finished by the next process where one was stopped after writing it down', async () => {
    const one = secret()
    await store.writer().putStatements([one])
    await store.close()
    const database = await openDatabase(path.join(folder, 'concord.db'), 1000)
    const doomed = JSON.stringify(one.blobs.map(({ sha256 }) => sha256))
    database.prepare('delete from statement where id = ?').run(one.id)
    database.prepare("insert into erased values (?, 'all', ?, ?, 0)").run(one.id, NOW, doomed)
    database.close()
    expect((await whereIs(SECRET)).length).toBeGreaterThan(0)
    store = await openStore(folder)
    expect(await whereIs(SECRET)).toEqual([])
  })

  it('says so where another process keeps traces alive, and finishes when asked again', async () => {
    const one = secret()
    await store.writer().putStatements([one])
    const other = await openDatabase(path.join(folder, 'concord.db'), 10)
    other.exec('begin')
    other.prepare('select count(*) from statement').get()
    const impatient = await openStore(folder, { busyTimeoutMs: 10 })
    try {
      await expect(
        impatient.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW }),
      ).rejects.toMatchObject({ code: 'environment' })
      expect(
        await impatient.reader(OWNER, { now: NOW, charterOf: () => [] }).getStatement(one.id),
      ).toBeUndefined()
    } finally {
      other.exec('commit')
      other.close()
      await impatient.close()
    }
    await store.writer().eraseStatement({ id: one.id, scope: 'all', at: NOW })
    expect(await whereIs(SECRET)).toEqual([])
  })
})
