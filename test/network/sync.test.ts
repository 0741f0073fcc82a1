/** Institutes that exchange over a shared folder, and by nothing else. */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inEnglish } from '../../src/error.ts'
import { nodeShareFiles } from '../../src/federation/index.ts'
import {
  accept,
  analyseExercise,
  cosign,
  createHome,
  foundCharter,
  freeze,
  listQuarantine,
  openExercise,
  ownerOf,
  propose,
  readAs,
  review,
  signCharter,
  submit,
  sync,
} from '../../src/node/index.ts'
import type { Home, SyncResult } from '../../src/node/index.ts'
import { erase } from '../../src/node/erasure/erase.ts'
import { addSignature } from '../../src/node/publish.ts'
import { readBundle } from '../../src/trust/index.ts'
import { sha256 } from '../../src/node/crypto.ts'
import { amberFor, foundOnce, GREEN, remark } from './founded.ts'
import type { Founded } from './founded.ts'
import { EXERCISE, exerciseFolder, makeInstitutes, run } from './institutes.ts'
import type { Institutes } from './institutes.ts'

async function sharedFolder({ folder }: Institutes): Promise<string> {
  return mkdtemp(path.join(folder, 'share-'))
}

/** Each once, in this order. */
async function syncAll(homes: readonly Home[], share: string): Promise<SyncResult[]> {
  const results: SyncResult[] = []
  for (const home of homes) results.push(await sync(home, share))
  return results
}

/** The bundle that one left in a folder and that brings a charter the other does not know. */
function broughtBy(result: SyncResult, member: string): string {
  const found = result.unpinned.find((one) => one.member === member)
  if (found === undefined) throw new Error(`nothing of ${member}`)
  return path.join(result.folder, found.file)
}

/** Founds the network of all of them over the shared folder. */
async function foundOver(share: string, homes: readonly Home[]): Promise<void> {
  const [first, ...others] = homes
  if (first === undefined) throw new Error('no institutes')
  await syncAll(homes, share)
  const again = await sync(first, share)
  expect(again.cards.map(({ member }) => member)).toEqual(others.map(({ institute }) => institute.id))
  await foundCharter(
    first,
    again.cards.map(({ file }) => path.join(share, file)),
  )
  await sync(first, share)
  for (const home of others) {
    const result = await sync(home, share)
    await signCharter(home, broughtBy(result, first.institute.id))
    await sync(home, share)
  }
  await syncAll(homes, share)
}

async function holdings(home: Home): Promise<unknown> {
  const reader = await readAs(home, ownerOf(home))
  const ids = (await reader.listStatements()).map(({ id }) => id)
  return Promise.all(
    ids.map(async (id) => {
      const { signers, blobs } = (await reader.getStatement(id)) ?? { signers: [], blobs: [] }
      return [id, signers.map(({ member }) => member), blobs.map(({ name, held }) => [name, held])]
    }),
  )
}

function cameTo(result: SyncResult | undefined): { added: number; merged: number } {
  const all = result?.received ?? []
  return {
    added: all.reduce((sum, { added }) => sum + added.length, 0),
    merged: all.reduce((sum, { merged }) => sum + merged.length, 0),
  }
}

describe('over one shared folder', () => {
  it.each(['CLEAR', 'GREEN', 'AMBER'])('an exercise is lived through, marked %s', async (tlp) => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    const share = await sharedFolder(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const homes = [a, b, c]
    await foundOver(share, homes)
    const folder = await exerciseFolder(all, ['a', 'b', 'c'], { 'tlp: GREEN': `tlp: ${tlp}` })
    await propose(a, folder)
    await sync(a, share)
    for (const home of [b, c]) {
      expect(cameTo(await sync(home, share))).toMatchObject({ added: 4 })
      expect((await review(home, EXERCISE)).asked).toHaveLength(1)
      expect(await accept(home, EXERCISE)).toMatchObject({ signed: [{ kind: 'protocol' }] })
      await sync(home, share)
    }
    await syncAll(homes, share)
    for (const home of homes) expect((await freeze(home, EXERCISE)).signed).toHaveLength(3)
    for (const [index, home] of homes.entries()) {
      await run(home, folder, { seed: index + 1 })
      await submit(home, EXERCISE)
      await sync(home, share)
    }
    await syncAll(homes, share)
    await analyseExercise(a, EXERCISE)
    await sync(a, share)
    for (const home of [b, c]) {
      await sync(home, share)
      await cosign(home, EXERCISE)
      await sync(home, share)
    }
    await syncAll(homes, share)
    const { state } = await openExercise(c, EXERCISE)
    expect(state.analyses).toMatchObject([{ signers: ['lab-a', 'lab-b', 'lab-c'] }])
    const [one, ...others] = await Promise.all(homes.map(holdings))
    for (const other of others) expect(other).toEqual(one)

    // With no news nothing is written, and nobody lacks anything.
    await syncAll(homes, share)
    const before = await readdir(share, { recursive: true })
    for (const result of await syncAll(homes, share)) {
      expect(result).toMatchObject({
        received: [],
        written: { files: 0, removed: 0 },
        refused: [],
        missing: [],
        behind: [],
        incomplete: [],
        absent: [],
        strange: [],
      })
    }
    expect(await readdir(share, { recursive: true })).toEqual(before)
    const open = before.filter((name) => name.endsWith('.concord'))
    const sealed = before.filter((name) => name.endsWith('.concord.age'))
    if (tlp === 'AMBER') {
      expect(sealed.length).toBeGreaterThan(5)
      for (const name of open)
        expect(readBundle(await readFile(path.join(share, name)), sha256).statements).toHaveLength(0)
    } else expect(sealed).toEqual([])
  })
})

/** Names of the bundles a member has laid down. */
async function laidBy(share: string, letter: string): Promise<string[]> {
  const names = await readdir(path.join(share, `from-lab-${letter}`)).catch(() => [])
  return names.filter((name) => name.includes('.concord')).sort()
}

async function idsAt(home: Home): Promise<string[]> {
  const reader = await readAs(home, ownerOf(home))
  return (await reader.listStatements()).filter(({ kind }) => kind !== 'charter').map(({ id }) => id)
}

const QUIET = { refused: [], unpinned: [], unwritten: null, strange: [] }

describe('a shared folder', () => {
  let founded: Founded
  beforeAll(async () => {
    founded = await foundOnce(['a', 'b', 'c'])
  })
  afterAll(() => founded[Symbol.asyncDispose]())

  it('says nothing new where there is nothing new, however often', async () => {
    await using all = await founded.copy()
    await syncAll([...all.homes, ...all.homes], all.share)
    const before = await readdir(all.share, { recursive: true })
    for (const result of await syncAll(all.homes, all.share)) {
      expect(result).toMatchObject({
        ...QUIET,
        received: [],
        written: { files: 0, statements: 0, removed: 0 },
      })
    }
    expect(await readdir(all.share, { recursive: true })).toEqual(before)
  })

  it('is given new statements only, and each to those who may see it', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const one = await remark(a, 'one')
    const forB = await remark(a, 'for b', amberFor('b'))
    await syncAll(all.homes, all.share)
    expect((await idsAt(b)).sort()).toEqual([one, forB].sort())
    expect(await idsAt(c)).toEqual([one])
    const two = await remark(a, 'two')
    expect((await sync(a, all.share)).written).toEqual({ files: 1, statements: 1, removed: 0 })
    expect(cameTo(await sync(c, all.share))).toEqual({ added: 1, merged: 0 })
    expect((await idsAt(c)).sort()).toEqual([one, two].sort())
  })

  it('gets a blob that is for some in a file of its own', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const blob = (text: string) => ({ mediaType: 'text/plain', content: new TextEncoder().encode(text) })
    const id = await remark(a, 'with files', GREEN, [
      { name: 'open.txt', ...blob('open') },
      { name: 'secret.txt', ...blob('secret'), sharing: amberFor('b') },
    ])
    await syncAll([a, b, c, a, b, c], all.share)
    const heldAt = async (home: Home) =>
      (await (await readAs(home, ownerOf(home))).getStatement(id))?.blobs.map(({ name, held }) => [
        name,
        held,
      ])
    expect(await heldAt(b)).toEqual([
      ['open.txt', true],
      ['secret.txt', true],
    ])
    expect(await heldAt(c)).toEqual([
      ['open.txt', true],
      ['secret.txt', false],
    ])
    for (const name of await laidBy(all.share, 'a')) {
      const bytes = await readFile(path.join(all.share, 'from-lab-a', name))
      expect(bytes.includes('secret')).toBe(false)
    }
    // What is not for C is not missing there: nobody waits for it.
    for (const home of [b, c]) expect((await sync(home, all.share)).missing).toEqual([])
  })

  it('carries a signature that comes later, without what was laid down before', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const content = new TextEncoder().encode('x'.repeat(50_000))
    const id = await remark(a, 'to be signed', GREEN, [{ name: 'x.txt', mediaType: 'text/plain', content }])
    await syncAll(all.homes, all.share)
    await addSignature(b, id)
    await sync(b, all.share)
    expect(cameTo(await sync(c, all.share))).toEqual({ added: 0, merged: 1 })
    for (const name of await laidBy(all.share, 'b')) {
      const bytes = await readFile(path.join(all.share, 'from-lab-b', name))
      expect(readBundle(bytes, sha256).blobs.size).toBe(0)
    }
    await syncAll(all.homes, all.share)
    expect(await holdings(a)).toEqual(await holdings(c))
  })

  it('lets two exchange over a third who carries what it may see', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const other = path.join(all.folder, 'stick')
    await mkdir(other)
    const [one, forB] = [await remark(a, 'for all'), await remark(a, 'for b', amberFor('b'))]
    await syncAll([a, b], all.share)
    await syncAll([b, c], other)
    expect(await idsAt(b)).toHaveLength(2)
    expect(await idsAt(c)).toEqual([one])
    await remark(c, 'an answer')
    await syncAll([c, b], other)
    await syncAll([b, a], all.share)
    expect(await idsAt(a)).toContain(forB)
    expect(await idsAt(a)).toHaveLength(3)
  })

  it('is spared what everybody has said to have over another', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const stick = path.join(all.folder, 'stick')
    await mkdir(stick)
    await remark(a, 'long known')
    await syncAll([a, b, c, a], all.share)
    const late = await remark(a, 'new')
    await sync(a, stick)
    const brought = await Promise.all(
      (await laidBy(stick, 'a')).map(async (name) =>
        readBundle(await readFile(path.join(stick, 'from-lab-a', name)), sha256).statements.map(
          ({ id }) => id,
        ),
      ),
    )
    expect(brought.flat()).toEqual([late])
  })

  it('tells who has not taken in what lies there, and who has never come', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    await remark(a, 'one')
    await syncAll([a, b, a], all.share)
    await remark(a, 'two')
    await sync(a, all.share)
    const result = await sync(a, all.share)
    expect(result.absent).toEqual(['lab-c'])
    expect(result.behind).toEqual([{ member: 'lab-b', files: 1 }])
  })

  it('gets again what a member has lost with a restored backup', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    await syncAll([a, b, a, b], all.share)
    await b[Symbol.asyncDispose]()
    await cp(b.folder, path.join(all.folder, 'backup'), { recursive: true })
    const now = await all.reopen('b')
    const id = await remark(a, 'lost')
    await syncAll([a, now, a], all.share)
    expect(await idsAt(now)).toEqual([id])
    await now[Symbol.asyncDispose]()
    await rm(now.folder, { recursive: true })
    await rename(path.join(all.folder, 'backup'), now.folder)
    const restored = await all.reopen('b')
    // The file is gone from the folder, too: only the acknowledgement says that it was there.
    for (const name of await laidBy(all.share, 'a')) await rm(path.join(all.share, 'from-lab-a', name))
    await syncAll([restored, a, restored], all.share)
    expect(await idsAt(restored)).toEqual([id])
  })

  it('gives its own statements back to a member that was restored from a backup', async () => {
    await using all = await founded.copy()
    const a = all.home('a')
    await a[Symbol.asyncDispose]()
    await cp(a.folder, path.join(all.folder, 'backup'), { recursive: true })
    const before = await all.reopen('a')
    const id = await remark(before, 'mine')
    await sync(before, all.share)
    const names = await laidBy(all.share, 'a')
    await before[Symbol.asyncDispose]()
    await rm(before.folder, { recursive: true })
    await rename(path.join(all.folder, 'backup'), before.folder)
    const restored = await all.reopen('a')
    expect((await sync(restored, all.share)).written.files).toBe(0)
    expect(await idsAt(restored)).toEqual([id])
    expect(await laidBy(all.share, 'a')).toEqual(names)
  })

  it('no longer holds what was erased, also beside what stays', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const [gone, stays] = [await remark(a, 'a mistake'), await remark(a, 'no mistake')]
    await syncAll([a, b], all.share)
    await erase(a, gone, { scope: 'all', reason: 'licence', basis: 'withdrawn', decidedBy: 'legal' })
    const result = await sync(a, all.share)
    expect(result.written).toMatchObject({ removed: 1 })
    const held = await Promise.all(
      (await laidBy(all.share, 'a')).map(async (name) =>
        readBundle(await readFile(path.join(all.share, 'from-lab-a', name)), sha256).statements.map(
          ({ id }) => id,
        ),
      ),
    )
    expect(held.flat()).toContain(stays)
    expect(held.flat()).not.toContain(gone)
    await sync(b, all.share)
    expect(await idsAt(b)).not.toContain(gone)
  })

  it('a dry run says what would be done, and changes nothing', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    await remark(a, 'one')
    const dry = await sync(a, all.share, { dryRun: true })
    expect(dry.written).toEqual({ files: 0, statements: 1, removed: 0 })
    expect(await readdir(all.share)).toEqual([])
    await sync(a, all.share)
    expect(cameTo(await sync(b, all.share, { dryRun: true }))).toEqual({ added: 1, merged: 0 })
    expect(await idsAt(b)).toEqual([])
    expect(await readdir(all.share)).toEqual(['from-lab-a'])
    expect(cameTo(await sync(b, all.share))).toEqual({ added: 1, merged: 0 })
  })

  it('two that exchange at the same time do each other no harm', async () => {
    await using all = await founded.copy()
    for (const [index, home] of all.homes.entries())
      for (const word of ['one', 'two']) await remark(home, `${word} of ${index}`)
    for (let round = 0; round < 4; round += 1)
      await Promise.all(all.homes.map((home) => sync(home, all.share)))
    const [one, ...others] = await Promise.all(all.homes.map(holdings))
    for (const other of others) expect(other).toEqual(one)
    expect((await idsAt(all.home('a'))).length).toBe(6)
  })

  it('is stopped on request, and gone on with', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    await remark(a, 'one')
    const stop = new AbortController()
    const files = nodeShareFiles(all.share)
    const stopping = {
      ...files,
      write: async (name: string, bytes: Uint8Array) => {
        await files.write(name, bytes)
        stop.abort()
      },
    }
    await expect(sync(a, all.share, { files: stopping, signal: stop.signal })).rejects.toMatchObject({
      code: 'stopped',
    })
    await syncAll([a, b], all.share)
    expect(await idsAt(b)).toEqual(await idsAt(a))
  })
})

describe('a folder that is not as it should be', () => {
  let founded: Founded
  beforeAll(async () => {
    founded = await foundOnce(['a', 'b'])
  })
  afterAll(() => founded[Symbol.asyncDispose]())

  it('is not there', async () => {
    await using all = await founded.copy()
    await expect(sync(all.home('a'), path.join(all.share, 'none'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/^There is no folder .*none; is the stick plugged in/),
    })
  })

  it('belongs to another network', async () => {
    await using all = await founded.copy()
    await using others = await makeInstitutes(['x'])
    await foundCharter(others.home('x'), [])
    await sync(others.home('x'), all.share)
    await expect(sync(all.home('a'), all.share)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/is the shared folder of the network sha256:.*and yours is sha256:/),
    })
    expect(await readdir(all.share)).toEqual(['from-lab-x'])
  })

  it('holds another institute of the same id', async () => {
    await using all = await founded.copy()
    await using home = await createHome(
      path.join(all.folder, 'other'),
      { id: 'lab-a', name: 'Another', origin: 'another.example/log/1' },
      all.world,
    )
    await sync(home, all.share)
    await expect(sync(all.home('a'), all.share)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('belongs to another.example/log/1, and you are lab-a.example/log/1'),
    })
  })

  it('has a file that is only half there, and then whole', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await remark(a, 'half-way')
    await syncAll([a, b, a], all.share)
    const late = await remark(a, 'half-way, too')
    const before = await laidBy(all.share, 'a')
    await sync(a, all.share)
    const [name = ''] = (await laidBy(all.share, 'a')).filter((one) => !before.includes(one))
    const file = path.join(all.share, 'from-lab-a', name)
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, 700))
    expect(await sync(b, all.share)).toMatchObject({ ...QUIET, incomplete: [{ member: 'lab-a', files: 1 }] })
    await rm(file)
    expect(await sync(b, all.share)).toMatchObject({ ...QUIET, incomplete: [{ member: 'lab-a', files: 1 }] })
    expect(await listQuarantine(b)).toEqual([])
    await writeFile(file, bytes)
    expect(await sync(b, all.share)).toMatchObject({ ...QUIET, incomplete: [] })
    expect(new Set(await idsAt(b))).toEqual(new Set([id, late]))
  })

  it('has a file that was damaged for good: its author lays it down again', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await remark(a, 'damaged')
    await sync(a, all.share)
    for (const name of await laidBy(all.share, 'a')) {
      const file = path.join(all.share, 'from-lab-a', name)
      const bytes = await readFile(file)
      bytes[600] = (bytes[600] ?? 0) ^ 1
      await writeFile(file, bytes)
    }
    const first = await sync(b, all.share)
    expect(first.incomplete[0]?.files).toBeGreaterThan(0)
    expect(await idsAt(b)).toEqual([])
    await syncAll([a, b], all.share)
    expect(await idsAt(b)).toEqual([id])
    expect((await sync(b, all.share)).incomplete).toEqual([])
  })

  it('lost a file of its own, or has it in another length: it is laid down again', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await remark(a, 'lost')
    await sync(a, all.share)
    for (const [index, name] of (await laidBy(all.share, 'a')).entries()) {
      const file = path.join(all.share, 'from-lab-a', name)
      if (index % 2 === 0) await rm(file)
      else await writeFile(file, 'short')
    }
    await syncAll([a, b], all.share)
    expect(await idsAt(b)).toEqual([id])
  })

  it('has what a copying service leaves beside it, and names in capitals', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await remark(a, 'one')
    await sync(a, all.share)
    const shelf = path.join(all.share, 'from-lab-a')
    for (const name of await readdir(shelf)) {
      const { name: stem, ext } = path.parse(name)
      await cp(path.join(shelf, name), path.join(shelf, `${stem} (conflicted copy 2026-10-02)${ext}`))
    }
    for (const name of await laidBy(all.share, 'a'))
      if (!name.includes(' ')) await rename(path.join(shelf, name), path.join(shelf, name.toUpperCase()))
    await writeFile(path.join(all.share, 'README.txt'), 'ours')
    await mkdir(path.join(all.share, '.git'))
    const result = await sync(b, all.share)
    expect(await idsAt(b)).toEqual([id])
    expect(result.strange.length).toBeGreaterThan(2)
    expect(result.strange.every((name) => name.includes('conflicted copy'))).toBe(true)
    expect(await sync(b, all.share)).toMatchObject({ received: [], refused: [] })
  })

  it('may only be read: what lies there is taken in, and one sentence says the rest', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await remark(a, 'to be read')
    await sync(a, all.share)
    const files = nodeShareFiles(all.share)
    const readOnly = {
      ...files,
      ...Object.fromEntries(
        (['makeFolder', 'write', 'remove'] as const).map((name) => [
          name,
          () => nodeShareFiles('/proc').makeFolder('nothing'),
        ]),
      ),
    }
    const result = await sync(b, all.share, { files: readOnly })
    expect(await idsAt(b)).toEqual([id])
    expect(result.unwritten?.code).toBe('environment')
    expect(inEnglish(result.unwritten?.sentence ?? { pattern: '', values: [] })).toMatch(
      /^Cannot write to the shared folder in /,
    )
    expect(await readdir(all.share)).toEqual(['from-lab-a'])
  })
})
