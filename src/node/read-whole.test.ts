import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readIfThere, readWhole } from './read-whole.ts'

describe('reading a file whole', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'concord-read-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([0, 1, 65_535, 65_536, 65_537, 300_000])('gives all %i bytes and no more', async (size) => {
    const file = path.join(folder, 'file')
    const content = Uint8Array.from({ length: size }, (_, at) => at % 251)
    await writeFile(file, content)
    const read = await readWhole(file, size)
    expect(Buffer.compare(read, content)).toBe(0)
    expect(read.buffer.byteLength).toBe(size)
    if (size > 0) await expect(readWhole(file, size - 1)).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('gives up at the limit where no size was said and no end comes', async () => {
    await expect(readWhole('/dev/zero', 1_000_000)).rejects.toThrow(
      '/dev/zero has more than the 1000000 bytes that such a file may have; check that it is the right one.',
    )
  })

  it('says what is there instead of a file', async () => {
    const missing = path.join(folder, 'missing')
    await expect(readWhole(missing)).rejects.toThrow(`There is no file ${missing}; check the name.`)
    expect(await readIfThere(missing)).toBeUndefined()
    for (const read of [readWhole, readIfThere])
      await expect(read(folder)).rejects.toThrow(`${folder} is a folder, not a file; name a file in it.`)
  })
})
