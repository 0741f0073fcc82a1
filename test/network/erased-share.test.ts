/** What was erased is nowhere left in a shared folder either, in any layer, once who laid it there has been there again. */
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConcordError, sentence } from '../../src/error.ts'
import { nodeShareFiles } from '../../src/federation/index.ts'
import { ageIdentities } from '../../src/node/age-key.ts'
import { erase, ownerOf, readAs, sync } from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { writeBundles } from '../../src/node/publish.ts'
import { receiveBundle } from '../../src/node/receive.ts'
import { textsIn } from '../../src/node/release/scan/layers.ts'
import type { Draft } from '../../src/node/publish.ts'
import { decryptIfOurs } from '../../src/trust/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { amberFor, foundOnce, GREEN, remark } from './founded.ts'
import type { Copy, Founded } from './founded.ts'
import { outboxFile } from './institutes.ts'

const SECRET = 'Dr-Imaginary-Name-81c4'
const ALL = {
  scope: 'all',
  reason: 'personal-data',
  basis: 'Art. 17 GDPR',
  decidedBy: 'data protection',
} as const
const BODY = { ...ALL, scope: 'body' } as const

/** The layers, outermost first, below which a text stands in the files of a folder; age opens with every key there is. */
async function layersWith(all: Copy, folder: string, text: string): Promise<string[]> {
  const identities = (await Promise.all(all.homes.map((home) => ageIdentities(home)))).flat()
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(path.join(entry.parentPath, entry.name))
    for await (const unit of textsIn(bytes, (age) => decryptIfOurs(age, identities)))
      if (unit.text.includes(text))
        found.push([entry.name.replace(/^[0-9a-f]{64}/, ''), ...unit.layers].join(' '))
  }
  return found
}

function note(text: string): Draft['blobs'] {
  return [{ name: 'note.txt.gz', mediaType: 'application/gzip', content: new Uint8Array(gzipSync(text)) }]
}

async function bytesBelow(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder)
  return new Map(
    await Promise.all(
      names.map(
        async (name) => [name, (await readFile(path.join(folder, name))).toString('base64')] as const,
      ),
    ),
  )
}

async function has(home: Home, id: string): Promise<boolean> {
  return (await (await readAs(home, ownerOf(home))).getStatement(id))?.body?.length !== undefined
}

describe('a shared folder after an erasure', () => {
  let founded: Founded
  beforeAll(async () => {
    founded = await foundOnce(['a', 'b', 'c'], { small: true })
  })
  afterAll(() => founded[Symbol.asyncDispose]())

  it('holds nothing of it in any layer, the rest for whoever lacks it, and the files of others as they were', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const open = await remark(a, `as ${SECRET} said`, GREEN, note(SECRET))
    const closed = await remark(a, `as ${SECRET} wrote`, amberFor('b', 'c'), note(SECRET))
    const stays = await remark(a, 'nobody is named', GREEN, note('nothing'))
    const alsoStays = await remark(a, 'nobody is named here', amberFor('b', 'c'))
    await remark(b, 'by another')
    // What an institute says that does not write there, another lays down for it.
    const handed = await remark(c, `as ${SECRET} told us`)
    await writeBundles(c, 'handed', [handed], ['lab-a'])
    await receiveBundle(a, outboxFile(c, 'handed', a))
    for (const home of [a, b, a]) await sync(home, all.share)
    const found = await layersWith(all, all.share, SECRET)
    // The search finds what is there: in the open and encrypted, in bodies and in packed files.
    expect(found.some((layers) => /^\.concord .*gzip/.test(layers))).toBe(true)
    expect(found.some((layers) => /^\.concord\.age age .*gzip/.test(layers))).toBe(true)
    expect(found.length).toBeGreaterThan(4)

    const { erased } = await erase(a, open, ALL)
    expect(erased.flatMap(({ laidDown }) => laidDown.map(({ folder }) => folder))).toContain(all.share)
    const { stdout } = await concordHere(
      `erase ${closed} --scope body --reason licence --basis none --decided-by us --home ${a.folder}`.split(
        ' ',
      ),
    )
    expect(stdout).toContain(`1 file that this institute has laid down holds it still (${all.share})`)
    expect(stdout).toContain(`./concord sync ${all.share}`)
    expect(await layersWith(all, all.share, SECRET)).toEqual(found)

    const others = await bytesBelow(path.join(all.share, 'from-lab-b'))
    const dry = await sync(a, all.share, { dryRun: true })
    expect(await layersWith(all, all.share, SECRET)).toEqual(found)
    const { written } = await sync(a, all.share)
    expect([dry.written.removed, written.removed]).toEqual([2, 2])
    expect(await bytesBelow(path.join(all.share, 'from-lab-b'))).toEqual(others)
    // What remains is not its own to erase.
    expect(await has(a, handed)).toBe(true)
    await erase(c, handed, ALL)
    for (const home of [c, a, b, c, a, b]) await sync(home, all.share)
    expect(await layersWith(all, all.share, SECRET)).toEqual([])
    for (const home of [a, b, c]) {
      expect(await layersWith(all, home.folder, SECRET)).toEqual([])
      for (const id of [stays, alsoStays]) expect(await has(home, id)).toBe(true)
      for (const id of [open, closed, handed]) expect(await has(home, id)).toBe(false)
    }
    // Then there is nothing more to do.
    for (const home of [a, b, c])
      expect((await sync(home, all.share)).written).toMatchObject({ files: 0, removed: 0 })
  })

  it('is cleared also where nothing more can be laid down', async () => {
    await using all = await founded.copy()
    const a = all.home('a')
    const gone = await remark(a, `as ${SECRET} said`)
    await remark(a, 'nobody is named')
    await sync(a, all.share)
    expect(await layersWith(all, all.share, SECRET)).toHaveLength(1)
    await erase(a, gone, ALL)
    const full = {
      ...nodeShareFiles(all.share),
      write: async (): Promise<void> => {
        throw new ConcordError('environment', sentence`The disk is full.`)
      },
    }
    const result = await sync(a, all.share, { files: full })
    expect([result.unwritten?.code, result.written.removed]).toEqual(['environment', 1])
    expect(await layersWith(all, all.share, SECRET)).toEqual([])
    expect((await sync(a, all.share)).written).toMatchObject({ statements: 2 })
  })

  it('gives nobody again what they have of the rest', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const gone = await remark(a, `as ${SECRET} said`, amberFor('b', 'c'))
    const stays = await remark(a, 'nobody is named', amberFor('b', 'c'))
    for (const home of [a, b, c, a]) await sync(home, all.share)
    expect([await has(b, stays), await has(c, stays)]).toEqual([true, true])
    await erase(a, gone, ALL)
    // The erasure, and nothing else.
    expect((await sync(a, all.share)).written).toEqual({ files: 1, statements: 1, removed: 1 })
    expect((await sync(a, all.share)).written.files).toBe(0)
  })

  it('is cleared of the same file elsewhere, when that folder comes round', async () => {
    await using all = await founded.copy()
    const a = all.home('a')
    const stick = path.join(all.folder, 'stick')
    await mkdir(stick)
    const gone = await remark(a, `as ${SECRET} said`)
    await remark(a, 'nobody is named')
    for (const folder of [all.share, stick]) await sync(a, folder)
    expect(await layersWith(all, stick, SECRET)).toEqual(await layersWith(all, all.share, SECRET))
    const { erased } = await erase(a, gone, ALL)
    expect(erased.flatMap(({ laidDown }) => laidDown.map(({ folder }) => folder)).sort()).toEqual(
      [all.share, stick].sort(),
    )
    for (const folder of [all.share, stick]) {
      expect(await layersWith(all, folder, SECRET)).toHaveLength(1)
      expect((await sync(a, folder)).written.removed).toBe(1)
      expect(await layersWith(all, folder, SECRET)).toEqual([])
    }
  })

  it('is cleared of what was laid down before a restore, also where nobody here can open it', async () => {
    await using all = await founded.copy()
    const a = all.home('a')
    const known = await remark(a, `as ${SECRET} said`, amberFor('b'))
    await a[Symbol.asyncDispose]()
    await cp(a.folder, path.join(all.folder, 'backup'), { recursive: true })
    const before = await all.reopen('a')
    await sync(before, all.share)
    await before[Symbol.asyncDispose]()
    await rm(before.folder, { recursive: true })
    await rename(path.join(all.folder, 'backup'), before.folder)
    const restored = await all.reopen('a')
    await sync(restored, all.share)
    expect((await layersWith(all, all.share, SECRET)).length).toBeGreaterThan(1)
    await erase(restored, known, BODY)
    await sync(restored, all.share)
    expect(await layersWith(all, all.share, SECRET)).toEqual([])
  })
})
