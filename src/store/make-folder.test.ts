import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

describe('making a folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'concord-make-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('makes those above it too, with its mode, and is content with one that is there', async () => {
    const deep = path.join(folder, 'a', 'b', 'c')
    await Promise.all([makeFolder(deep, 0o700), makeFolder(path.join(folder, 'a', 'b'), 0o700)])
    await makeFolder(deep)
    for (const one of [deep, path.dirname(deep)]) expect((await stat(one)).mode & 0o777).toBe(0o700)
  })

  it('is not content with a file', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeFolder(path.join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('is not content with a link to nothing, and ends where a folder takes no other', async () => {
    const link = path.join(folder, 'link')
    await symlink(path.join(folder, 'nothing'), link)
    await expect(makeFolder(path.join(link, 'a'))).rejects.toMatchObject({ code: 'EEXIST' })
    // The folder above is there, and yet this one is "not found", as everything is below /proc.
    await expect(makeFolder('')).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^Cannot make the folder .* takes no folders; choose another place\.$/),
    })
  })
})
