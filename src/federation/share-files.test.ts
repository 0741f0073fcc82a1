import { execFileSync } from 'node:child_process'
import {
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeShareFiles } from './share-files.ts'
import type { ShareFiles } from './share-files.ts'

let root: string
let outside: string
let files: ShareFiles
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'concord-share-'))
  outside = await mkdtemp(path.join(tmpdir(), 'concord-outside-'))
  files = nodeShareFiles(root)
})
afterEach(async () => {
  for (const folder of [root, outside]) await rm(folder, { recursive: true, force: true })
})

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('files of a shared folder', () => {
  it('are written whole, listed and read', async () => {
    await files.makeFolder('from-a')
    await files.makeFolder('from-a')
    await files.write('from-a/x', bytes('one'))
    await files.write('from-a/x', bytes('two'))
    expect(String(await readFile(path.join(root, 'from-a/x')))).toBe('two')
    expect(await files.read('from-a/x', 3)).toEqual(new Uint8Array(Buffer.from('two')))
    expect(await files.read('from-a/x', 2)).toBeUndefined()
    expect(await files.read('from-a/none', 9)).toBeUndefined()
    expect(await files.read('none/x', 9)).toBeUndefined()
    expect(await files.sizeOf('from-a/x')).toBe(3)
    expect(await files.list('from-a', 9)).toEqual({ entries: [{ name: 'x', kind: 'file' }], more: false })
    expect(await files.list('.', 9)).toEqual({ entries: [{ name: 'from-a', kind: 'folder' }], more: false })
    expect(await files.list('none', 9)).toBeUndefined()
    expect(await files.list('from-a/x', 9)).toBeUndefined()
    await files.remove('from-a/x')
    await files.remove('from-a/x')
    expect(await readdir(path.join(root, 'from-a'))).toEqual([])
  })

  it('are counted no further than asked', async () => {
    await files.makeFolder('from-a')
    for (let index = 0; index < 20; index += 1) await writeFile(path.join(root, 'from-a', `${index}`), '')
    const listed = await files.list('from-a', 10)
    expect(listed).toMatchObject({ more: true })
    expect(listed?.entries).toHaveLength(10)
  })

  it('are not reached through links, pipes or sockets, and nothing waits for them', async () => {
    await files.makeFolder('from-a')
    await writeFile(path.join(outside, 'secret'), 'secret')
    await symlink(path.join(outside, 'secret'), path.join(root, 'from-a/link'))
    await symlink(outside, path.join(root, 'from-b'))
    execFileSync('bash', ['-c', 'mkfifo "$0"', path.join(root, 'from-a/pipe')])
    await mkdir(path.join(root, 'from-a/folder'))
    for (const name of ['from-a/link', 'from-a/pipe', 'from-a/folder'])
      expect(await files.read(name, 100)).toBeUndefined()
    expect(await files.list('from-b', 9)).toBeUndefined()
    expect(await files.kindOf('from-b')).toBe('other')
    const listed = await files.list('from-a', 9)
    expect(listed?.entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'folder', kind: 'folder' },
      { name: 'link', kind: 'other' },
      { name: 'pipe', kind: 'other' },
    ])
  })

  it('are replaced, not written through, where a link stands under their name', async () => {
    await files.makeFolder('from-a')
    await writeFile(path.join(outside, 'theirs'), 'theirs')
    await symlink(path.join(outside, 'theirs'), path.join(root, 'from-a/soft'))
    await link(path.join(outside, 'theirs'), path.join(root, 'from-a/hard'))
    for (const name of ['from-a/soft', 'from-a/hard']) {
      await files.write(name, bytes('ours'))
      expect((await lstat(path.join(root, name))).isFile()).toBe(true)
    }
    expect(String(await readFile(path.join(outside, 'theirs')))).toBe('theirs')
  })

  it('that a write cut off left behind are cleared after a day', async () => {
    await files.makeFolder('from-a')
    for (const name of ['.unfinished-old', '.unfinished-new', 'other'])
      await writeFile(path.join(root, 'from-a', name), '')
    const day = 24 * 3600
    for (const name of ['.unfinished-old', 'other'])
      await utimes(path.join(root, 'from-a', name), Date.now() / 1000 - 2 * day, Date.now() / 1000 - 2 * day)
    await files.makeFolder('from-a')
    expect((await readdir(path.join(root, 'from-a'))).sort()).toEqual(['.unfinished-new', 'other'])
  })

  it('on a disk that takes none are told in one sentence', async () => {
    const none = nodeShareFiles('/proc')
    await expect(none.makeFolder('from-a')).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^Cannot write to the shared folder in \/proc: /),
    })
  })
})
