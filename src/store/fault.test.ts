import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './open-store.ts'
import { blob, madeFrom, NOW, statement } from './statement.fixture.ts'
import { sentence } from '../error.ts'
import { toStorageError } from './storage-error.ts'
import type { Store } from './store.ts'

const CHILD = fileURLToPath(new URL('./store.child.ts', import.meta.url))

/** Last line of a child run under sh, after the commands `before`. */
async function runChild(before: string, args: string[]): Promise<string> {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', CHILD, ...args]
  const child = spawn('sh', ['-c', `${before} exec "$@"`, 'sh', ...command], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  await once(child, 'close')
  return text.trimEnd().split('\n').at(-1) ?? ''
}

describe('faults of disk and folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'concord-fault-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  function readAnyone(store: Store) {
    return store.reader({ kind: 'anonymous' }, { now: NOW, charterOf: () => [] })
  }
  async function fill(count: number): Promise<void> {
    await using store = await openStore(folder)
    await store.writer().putStatements(Array.from({ length: count }, (_, index) => madeFrom(`s${index}`)))
  }
  it('a file that is no database', async () => {
    await writeFile(path.join(folder, 'concord.db'), 'not a database '.repeat(1000))
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'bad-input',
      message: `Cannot open the store in ${folder}: the file is not a Concord database; move it away or choose another folder.`,
    })
  })

  it('a damaged blob: it is put right when its statement comes again', async () => {
    const one = madeFrom('one')
    const [{ sha256 } = { sha256: '' }] = one.blobs
    await using store = await openStore(folder)
    await store.writer().putStatements([one])
    const file = path.join(folder, 'blobs', 'sha256', sha256.slice(0, 2), sha256)
    const { size } = await stat(file)
    await writeFile(file, Buffer.alloc(size, 0xff))
    expect(await readAnyone(store).verifyBlobOf(one.id, sha256)).toBe('damaged')
    expect(await store.writer().putStatements([one])).toMatchObject([{ result: 'known' }])
    expect(await readAnyone(store).verifyBlobOf(one.id, sha256)).toBe('whole')
  })

  it('a damaged database', async () => {
    await fill(200)
    const file = await open(path.join(folder, 'concord.db'), 'r+')
    const { size } = await file.stat()
    for (let page = 4096; page < size; page += 4096) await file.write(Buffer.alloc(4096, 0xff), 0, 4096, page)
    await file.close()
    const reading = async () => {
      await using store = await openStore(folder)
      await readAnyone(store).listStatements()
    }
    await expect(reading()).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('the database is damaged; restore the folder from a backup.'),
    })
  })

  it('a database of a newer Concord', async () => {
    await fill(1)
    const database = new DatabaseSync(path.join(folder, 'concord.db'))
    database.exec('insert into migration (version) values (999)')
    database.close()
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(
        /was written by a newer Concord \(tables of version 999, this one knows \d+\)/,
      ),
    })
  })

  it('a file where the folder should be', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    for (const place of [file, path.join(file, 'below')]) {
      await expect(openStore(place)).rejects.toMatchObject({
        code: 'bad-input',
        message: `Cannot open the store in ${place}: a file stands where a folder should be; choose another folder.`,
      })
    }
  })

  it('a folder that may only be read, new and filled', async () => {
    const empty = path.join(folder, 'empty')
    await mkdir(empty)
    await chmod(empty, 0o555)
    await chmod(folder, 0o755)
    expect(JSON.parse(await runChild('', [empty, 'open-as-nobody']))).toEqual({
      code: 'environment',
      message: expect.stringContaining(`Cannot open the store in ${empty}: `),
    })
    await fill(1)
    await chmod(path.join(folder, 'concord.db'), 0o444)
    await chmod(folder, 0o555)
    expect(JSON.parse(await runChild('', [folder, 'open-as-nobody']))).toEqual({
      code: 'environment',
      message: `Cannot open the store in ${folder}: it may only be read; give the user running Concord write permission.`,
    })
    await chmod(folder, 0o755)
  })

  it('a disk that takes no more: what was acknowledged stays, and the folder goes on', async () => {
    await fill(3)
    // 512-byte blocks: no file may pass 300 kB, which the write-ahead log soon does.
    const last = await runChild('ulimit -f 600;', [folder, 'write', 'full', '100000'])
    expect(JSON.parse(last)).toEqual({
      code: 'environment',
      message: expect.stringMatching(/^Cannot (store|keep) .*: the (disk|file) .* try again.*\.$/),
    })
    await using store = await openStore(folder)
    const reader = readAnyone(store)
    for (const { id } of await reader.listStatements()) {
      const one = await reader.getStatement(id)
      expect(await reader.verifyBlobOf(id, one?.blobs[0]?.sha256 ?? '')).toBe('whole')
    }
    expect((await reader.getStatement(madeFrom('full/0/0').id))?.envelope).toEqual(
      madeFrom('full/0/0').envelope,
    )
    expect(await store.writer().putStatements([madeFrom('after')])).toMatchObject([{ result: 'new' }])
  })

  it('a blob too large for the disk leaves nothing half-written', async () => {
    await fill(1)
    const last = await runChild('ulimit -f 600;', [folder, 'large', 'one', '1000000'])
    expect(JSON.parse(last)).toEqual({
      code: 'environment',
      message: `Cannot store statements in ${folder}: the file would exceed the size this system allows; raise the limit and try again.`,
    })
    expect(await readdir(path.join(folder, 'blobs', 'tmp'))).toEqual([])
    await using store = await openStore(folder)
    expect(await readAnyone(store).countStatements()).toEqual({ run: 1 })
  })

  it('a writer that never lets go', async () => {
    await using store = await openStore(folder, { busyTimeoutMs: 60 })
    const other = new DatabaseSync(path.join(folder, 'concord.db'))
    other.exec('begin immediate')
    await expect(store.writer().putNote('key', 'value')).rejects.toMatchObject({
      code: 'environment',
      message: `Cannot keep a note in ${folder}: another process has been writing there for too long; let it finish or stop it, then try again.`,
    })
    expect(await readAnyone(store).listStatements()).toEqual([])
    const waiting = store.writer().putPin({ charterId: 'x', pinnedAt: NOW })
    other.exec('rollback')
    await waiting
    other.close()
  })

  it('a blob whose file is gone, or changed behind our back', async () => {
    await using store = await openStore(folder)
    const kept = blob('kept', 'kept')
    const one = statement('one', { blobs: [kept] })
    await store.writer().putStatements([one])
    const file = path.join(folder, 'blobs', 'sha256', kept.sha256.slice(0, 2), kept.sha256)
    await writeFile(file, 'KEPT')
    expect(await readAnyone(store).verifyBlobOf(one.id, kept.sha256)).toBe('damaged')
    await rm(file)
    expect(await readAnyone(store).verifyBlobOf(one.id, kept.sha256)).toBe('missing')
    expect(await readAnyone(store).getBlobOf(one.id, kept.sha256)).toBeUndefined()
    await store.writer().putStatements([one])
    expect(await readAnyone(store).getBlobOf(one.id, kept.sha256)).toEqual(kept.content)
  })

  it('temporary files that nobody finished are cleared away after a day', async () => {
    const tmp = path.join(folder, 'blobs', 'tmp')
    await mkdir(tmp, { recursive: true })
    await writeFile(path.join(tmp, 'young'), '')
    await writeFile(path.join(tmp, 'old'), '')
    await utimes(path.join(tmp, 'old'), new Date('2020-01-01'), new Date('2020-01-01'))
    await using store = await openStore(folder)
    expect(await readAnyone(store).listStatements()).toEqual([])
    expect(await readdir(tmp)).toEqual(['young'])
  })

  it('a failure in the thread for many rows arrives as the same sentence', async () => {
    await using store = await openStore(folder, { busyTimeoutMs: 60 })
    const other = new DatabaseSync(path.join(folder, 'concord.db'))
    other.exec('begin immediate')
    const many = Array.from({ length: 1100 }, (_, index) => statement(`many ${index}`))
    await expect(store.writer().putStatements(many)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('another process has been writing there for too long'),
    })
    other.close()
  })
})

describe('toStorageError', () => {
  const sqlite = (errcode: number) => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode })
  const system = (code: string) => Object.assign(new Error('x'), { code })

  it('says a full disk as such, whoever met it', () => {
    for (const fault of [sqlite(13), system('ENOSPC'), system('EDQUOT')]) {
      expect(toStorageError(fault, sentence`store statements`, '/x')).toMatchObject({
        code: 'environment',
        message:
          'Cannot store statements in /x: the disk is full; make room and try again, what was stored before is safe.',
        cause: fault,
      })
    }
  })

  it('passes on what it does not know', () => {
    for (const fault of [new Error('x'), sqlite(1), system('EWHATEVER'), 'text', undefined]) {
      expect(toStorageError(fault, sentence`store statements`, 'b')).toBe(fault)
    }
  })
})
