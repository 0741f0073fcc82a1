/** A shared folder in which somebody means harm: whoever can write there, and a member that signs what it likes. */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, open, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inEnglish } from '../../src/error.ts'
import { nodeShareFiles, signHead } from '../../src/federation/index.ts'
import type { Head, ShareFiles } from '../../src/federation/index.ts'
import {
  addToCharter,
  createHome,
  foundCharter,
  listQuarantine,
  ownerOf,
  readAs,
  retryQuarantine,
  signCharter,
  sync,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { generateKey, sha256 } from '../../src/node/crypto.ts'
import { ownNetwork } from '../../src/node/networks.ts'
import { blobIdOf, hexOf, Sha256Hex, Slug, toHex } from '../../src/statement/index.ts'
import { parseEnvelope, readBundle, writeBundle } from '../../src/trust/index.ts'
import { readArchive, writeArchive } from '../../src/trust/bundle/ustar.ts'
import { amberFor, foundOnce, GREEN, remark } from './founded.ts'
import type { Copy, Founded } from './founded.ts'
import { cardOf, outboxFile } from './institutes.ts'

let founded: Founded
beforeAll(async () => {
  founded = await foundOnce(['a', 'b', 'c'])
})
afterAll(() => founded[Symbol.asyncDispose]())

function makePipe(file: string): void {
  execFileSync('bash', ['-c', 'mkfifo "$0"', file])
}

/** Lays bytes into the folder of a member under the name that fits them. */
async function lay(all: Copy, letter: string, bytes: Uint8Array, ending = '.concord'): Promise<string> {
  const folder = path.join(all.share, `from-lab-${letter}`)
  await mkdir(folder, { recursive: true })
  const name = `${toHex(sha256(bytes))}${ending}`
  await writeFile(path.join(folder, name), bytes)
  return name
}

async function bundlesOf(all: Copy, letter: string): Promise<Uint8Array[]> {
  const folder = path.join(all.share, `from-lab-${letter}`)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.concord')).sort()
  return Promise.all(names.map((name) => readFile(path.join(folder, name))))
}

async function idsAt(home: Home): Promise<string[]> {
  const reader = await readAs(home, ownerOf(home))
  return (await reader.listStatements()).filter(({ kind }) => kind !== 'charter').map(({ id }) => id)
}

/** A statement of a home as a bundle for everybody. */
async function bundleOf(home: Home, ids: readonly string[], blobs: Uint8Array[] = []): Promise<Uint8Array> {
  const reader = await readAs(home, ownerOf(home))
  const { chain } = await ownNetwork(home)
  const charters = chain.versions.map(({ record }) => record)
  const statements = (await reader.contentsOf(ids)).map(({ envelope, body }) => ({
    envelope: parseEnvelope(envelope),
    body,
  }))
  return writeBundle({ from: home.institute.id, for: null, charters, statements, blobs }, sha256)
}

describe('what is no file of ours', () => {
  it('is not followed, not waited for, and left alone', async () => {
    await using all = await founded.copy()
    const a = all.home('a')
    const outside = path.join(all.folder, 'outside')
    await mkdir(outside)
    const hex = 'ab'.repeat(32)
    await writeFile(path.join(outside, 'secret'), 'secret')
    await writeFile(path.join(outside, `${hex}.concord`), 'secret')
    // The folder of a member as a link, as a pipe, as a file.
    await symlink(outside, path.join(all.share, 'from-lab-b'))
    makePipe(path.join(all.share, 'from-lab-c'))
    await writeFile(path.join(all.share, 'from-lab-d'), 'no folder')
    // Bundles, heads and introductions as links, pipes and folders.
    const shelf = path.join(all.share, 'from-lab-e')
    await mkdir(shelf)
    await symlink(path.join(outside, 'secret'), path.join(shelf, `${'01'.repeat(32)}.concord`))
    makePipe(path.join(shelf, `${'02'.repeat(32)}.concord`))
    await mkdir(path.join(shelf, `${'03'.repeat(32)}.concord.age`))
    makePipe(path.join(shelf, `head-${'04'.repeat(32)}.json`))
    makePipe(path.join(shelf, 'institute.json'))
    const result = await sync(a, all.share)
    expect(result).toMatchObject({ received: [], refused: [], unpinned: [], unwritten: null })
    expect(result.strange).toEqual([
      `from-lab-e/${'01'.repeat(32)}.concord`,
      `from-lab-e/${'02'.repeat(32)}.concord`,
      `from-lab-e/${'03'.repeat(32)}.concord.age`,
      `from-lab-e/head-${'04'.repeat(32)}.json`,
      'from-lab-e/institute.json',
      'from-lab-b/',
      'from-lab-c/',
      'from-lab-d/',
    ])
    expect((await readdir(outside)).sort()).toEqual([`${hex}.concord`, 'secret'].sort())
  }, 20_000)

  it('under the name of the own folder is refused before anything is written through it', async () => {
    await using all = await founded.copy()
    const outside = path.join(all.folder, 'outside')
    await mkdir(outside)
    await symlink(outside, path.join(all.share, 'from-lab-a'))
    await expect(sync(all.home('a'), all.share)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/from-lab-a is no folder of this institute \(a link, a file/),
    })
    expect(await readdir(outside)).toEqual([])
  })

  it('in endless number is not counted to its end', async () => {
    await using all = await founded.copy()
    await remark(all.home('b'), 'beside them')
    await sync(all.home('b'), all.share)
    const real = nodeShareFiles(all.share)
    let listed = 0
    const endless: ShareFiles = {
      ...real,
      async list(name, limit) {
        const found = await real.list(name, limit)
        if (name !== 'from-lab-c') {
          const more = Array.from({ length: 5 }, (_, k) => ({ name: `from-x${k}`, kind: 'other' as const }))
          return name === '.' && found
            ? { entries: [...found.entries, ...more, { name: 'from-lab-c', kind: 'folder' }], more: false }
            : found
        }
        const entries: { name: string; kind: 'file' }[] = []
        for (; entries.length < limit; listed += 1)
          entries.push({ name: `${listed.toString(16).padStart(64, '0')}.concord`, kind: 'file' })
        return { entries, more: true }
      },
    }
    const began = performance.now()
    const result = await sync(all.home('a'), all.share, { files: endless })
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(listed).toBeLessThanOrEqual(100_000)
    expect(result.strange).toContain('from-lab-c/')
    expect(await idsAt(all.home('a'))).toHaveLength(1)
  })
})

it('a folder with more in it than institutes can be is no folder for exchange', async () => {
  await using all = await founded.copy()
  const real = nodeShareFiles(all.share)
  const full: ShareFiles = {
    ...real,
    list: async (name, limit) =>
      name === '.'
        ? {
            entries: Array.from({ length: limit }, (_, k) => ({
              name: `from-x${k}`,
              kind: 'folder' as const,
            })),
            more: true,
          }
        : real.list(name, limit),
  }
  await expect(sync(all.home('a'), all.share, { files: full })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/share holds more than a folder for exchange does/),
  })
})

describe('bytes that are no bundle', () => {
  it('are set aside with one sentence each, and stay there', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const good = await bundleOf(b, [await remark(b, 'good')])
    const members = readArchive(good, () => 1e9, 100)
    const member = (name: string): { name: string; content: Uint8Array } => ({
      name,
      content: new Uint8Array(9),
    })
    const bomb = good.slice()
    bomb.set(new TextEncoder().encode('77777777777'), 124)
    const bad = [
      new Uint8Array(),
      new TextEncoder().encode('no bundle'),
      good.subarray(0, 900),
      bomb,
      writeArchive([...members.slice(0, 1), member('../x'), ...members.slice(1)]),
      writeArchive([...members.slice(0, 1), member('/etc/passwd'), ...members.slice(1)]),
      writeArchive([...members, ...members.slice(-1)]),
      writeArchive(
        Array.from({ length: 3_000 }, (_, k) => member(`blob/sha256/${k.toString(16).padStart(64, '0')}`)),
      ),
    ]
    for (const bytes of bad) await lay(all, 'b', bytes)
    await lay(all, 'b', new TextEncoder().encode('age-encryption.org/v1\nno age file'), '.concord.age')
    const result = await sync(a, all.share)
    expect(result.refused).toHaveLength(bad.length + 1)
    for (const { message } of result.refused) expect(inEnglish(message)).toMatch(/^(?!.*\n).*\.$/)
    const aside = await listQuarantine(a)
    expect(aside.map(({ reason }) => reason)).toEqual([...bad, 0].map(() => 'bundle'))
    expect(aside.map(({ size }) => size).sort()).toEqual([...bad.map(({ length }) => length), 33].sort())
    // Not twice, and they keep nothing else back.
    await lay(all, 'b', good)
    expect(await sync(a, all.share)).toMatchObject({ refused: [] })
    expect(await idsAt(a)).toHaveLength(1)
    expect(await listQuarantine(a)).toHaveLength(bad.length + 1)
  })

  it('too large to be one are not read', async () => {
    await using all = await founded.copy()
    await mkdir(path.join(all.share, 'from-lab-b'))
    await using sparse = await open(path.join(all.share, 'from-lab-b', `${'ab'.repeat(32)}.concord`), 'w')
    await sparse.truncate(40 * 2 ** 30)
    const result = await sync(all.home('a'), all.share)
    expect(result.refused.map(({ message }) => inEnglish(message))).toEqual([
      expect.stringMatching(
        /^from-lab-b\/abab.*has more than the 268435456 bytes that a file there may have; it is left where it is\.$/,
      ),
    ])
    expect(await listQuarantine(all.home('a'))).toEqual([])
  }, 20_000)

  it('are left where they are once quarantine is full', async () => {
    await using all = await founded.copy()
    const a = all.home('a')
    await lay(all, 'b', new TextEncoder().encode('no bundle'))
    const { store } = a
    const full: Home = {
      ...a,
      store: {
        ...store,
        reader: (...who) => ({
          ...store.reader(...who),
          listQuarantine: async () => [
            { id: 1, reason: 'schema', receivedAt: '', source: 'x', statement: null, size: 512 * 2 ** 20 },
          ],
        }),
      },
    }
    const result = await sync(full, all.share)
    expect(result.refused.map(({ message }) => inEnglish(message))).toEqual([
      expect.stringMatching(/brings what does not verify, and quarantine is full; it is left where it is\./),
    ])
    expect(await listQuarantine(a)).toEqual([])
    // With room again it is dealt with as any other.
    expect((await sync(a, all.share)).refused).toHaveLength(1)
    expect(await listQuarantine(a)).toHaveLength(1)
  })
})

describe('what somebody lays into the folder of another', () => {
  it('does not acknowledge in the name of that one', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await remark(a, 'to be had by all')
    await sync(a, all.share)
    const files = (await readdir(path.join(all.share, 'from-lab-a'))).filter((name) =>
      name.endsWith('.concord'),
    )
    const { pinned } = await ownNetwork(a)
    const taken = files.map((name) => name.slice(0, 64)).sort()
    const forged: Head = {
      format: 'concord-head/v1',
      network: pinned,
      member: Slug.parse('lab-b'),
      seq: 100,
      files: [],
      taken: [{ member: Slug.parse('lab-a'), files: taken.map((hex) => Sha256Hex.parse(hex)) }],
      damaged: [],
    }
    const bytes = signHead(forged, generateKey().signer, sha256)
    await mkdir(path.join(all.share, 'from-lab-b'), { recursive: true })
    await writeFile(path.join(all.share, 'from-lab-b', `head-${toHex(sha256(bytes))}.json`), bytes)
    expect((await sync(a, all.share)).behind).toEqual([])
    const stick = path.join(all.folder, 'stick')
    await mkdir(stick)
    await sync(a, stick)
    await sync(b, stick)
    expect(await idsAt(b)).toEqual([id])
  })

  it('is worth what is signed in it: copies of true bundles harm nobody', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const id = await remark(a, 'copied')
    await sync(a, all.share)
    await cp(path.join(all.share, 'from-lab-a'), path.join(all.share, 'from-lab-c'), { recursive: true })
    await sync(b, all.share)
    expect(await idsAt(b)).toEqual([id])
    // C finds the card and introduction of another in its folder, and says so instead of writing there.
    await writeFile(
      path.join(all.share, 'from-lab-c', 'institute.json'),
      JSON.stringify({
        format: 'concord-share/v1',
        member: 'lab-c',
        origin: 'x.example/log/1',
        network: null,
      }),
    )
    await expect(sync(c, all.share)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('pins no network', async () => {
    await using all = await founded.copy()
    await using stranger = await createHome(
      path.join(all.folder, 'stranger'),
      { id: 'stranger', name: 'Stranger', origin: 'stranger.example/log/1' },
      all.world,
    )
    await foundCharter(stranger, [])
    await lay(all, 'b', await bundleOf(stranger, [await remark(stranger, 'believe me')]))
    await sync(all.home('b'), all.share)
    const result = await sync(all.home('a'), all.share)
    expect(result.unpinned).toMatchObject([{ member: 'lab-b', root: expect.stringMatching(/^sha256:/) }])
    expect(await idsAt(all.home('a'))).toEqual([])
    expect(await listQuarantine(all.home('a'))).toEqual([])
  })
})

describe('a member that signs what it likes', () => {
  it('gets no blob by naming its digest', async () => {
    await using all = await founded.copy()
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const content = new TextEncoder().encode('the hidden question')
    const blob = { name: 'q.txt', mediaType: 'text/plain', content }
    await remark(a, 'for c', amberFor('c'), [blob])
    // B has guessed the digest, and says that the file belongs to a statement of its own.
    const named = await remark(b, 'mine', GREEN, [blob])
    await lay(all, 'b', await bundleOf(b, [named]))
    await sync(a, all.share)
    await sync(c, all.share)
    await sync(a, all.share)
    for (const letter of ['a', 'c'])
      for (const bytes of await bundlesOf(all, letter))
        expect(readBundle(bytes, sha256).blobs.has(hexOf(blobIdOf(content, sha256)))).toBe(false)
  })

  it('has what does not verify set aside whole, and the rest of it taken in', async () => {
    await using all = await founded.copy()
    const [a, b] = [all.home('a'), all.home('b')]
    const ids = [await remark(b, 'true'), await remark(b, 'false')]
    const bundle = readBundle(await bundleOf(b, ids), sha256)
    const statements = bundle.statements.map((one) => {
      if (one.id !== ids[1]) return one
      const signatures = one.envelope.signatures.map(({ keyid, sig }) => ({
        keyid,
        sig: sig.map((byte) => byte ^ 1),
      }))
      return { ...one, envelope: { ...one.envelope, signatures } }
    })
    const forged = writeBundle({ ...bundle, statements, blobs: [] }, sha256)
    await lay(all, 'b', forged)
    const result = await sync(a, all.share)
    expect(result.refused.map(({ message }) => inEnglish(message))).toEqual([
      expect.stringMatching(/^Statement sha256:.* carries a signature of lab-b that does not hold/),
    ])
    expect(await idsAt(a)).toEqual([ids[0]])
    expect(await listQuarantine(a)).toMatchObject([{ reason: 'bad-signature', statement: ids[1] }])
    // By itself it never verifies; the true one does.
    expect(await retryQuarantine(a, true)).toMatchObject([{ added: [], merged: [] }])
    expect(await listQuarantine(a)).toHaveLength(1)
    await lay(all, 'b', await bundleOf(b, ids))
    await sync(a, all.share)
    expect((await idsAt(a)).sort()).toEqual([...ids].sort())
  })
})

it('what came before its charter is taken in, with its blobs, as soon as the charter is there', async () => {
  await using all = await founded.copy()
  const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
  await using d = await createHome(
    path.join(all.folder, 'lab-d'),
    { id: 'lab-d', name: 'Lab D', origin: 'lab-d.example/log/1' },
    all.world,
  )
  await addToCharter(a, [cardOf(d)])
  for (const home of [b, d]) await signCharter(home, outboxFile(a, 'charter-2', home))
  for (const home of [a, b, d, a, b, d]) await sync(home, all.share)
  const content = new TextEncoder().encode('x'.repeat(100_000))
  const id = await remark(d, 'under the second charter', GREEN, [
    { name: 'x.txt', mediaType: 'text/plain', content },
  ])
  const whole = readBundle(await bundleOf(d, [id], [content]), sha256)
  // Somebody hands it to C with the first charter alone.
  const first = whole.charters.slice(0, 1)
  const stick = path.join(all.folder, 'stick')
  await mkdir(path.join(stick, 'from-lab-d'), { recursive: true })
  const early = writeBundle({ ...whole, charters: first, blobs: [...whole.blobs.values()] }, sha256)
  await writeFile(path.join(stick, 'from-lab-d', `${toHex(sha256(early))}.concord`), early)
  const refused = await sync(c, stick)
  expect(refused.refused).toHaveLength(1)
  expect(await listQuarantine(c)).toMatchObject([
    { statement: id, source: expect.stringMatching(/^from-lab-d\//) },
  ])
  await sync(c, all.share)
  expect(await listQuarantine(c)).toEqual([])
  const stored = await (await readAs(c, ownerOf(c))).getStatement(id)
  expect(stored?.blobs).toMatchObject([{ held: true }])
})
