/** Labels between institutes: amended, held back, and blobs that only come with the statement that brought them. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../src/access/index.ts'
import type { Principal } from '../../src/access/index.ts'
import { analyseExercise, openExercise, ownerOf, readAs, receiveBundle } from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { bundleFor, signDraft } from '../../src/node/publish.ts'
import type { Draft } from '../../src/node/publish.ts'
import { ownNetwork } from '../../src/node/networks.ts'
import type { Sharing, SharingAmendment } from '../../src/statement/index.ts'
import { readBundle } from '../../src/trust/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { worldOf } from '../fixture/finished-exercise.ts'
import { agree, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, runAll } from './institutes.ts'

const GREEN: Sharing = {
  tlp: 'GREEN',
  audience: [],
  recipients: [],
  embargoUntil: null,
  early: [],
  licence: null,
}
const toB: Sharing = { ...GREEN, tlp: 'AMBER', audience: ['lab-b'] }
const CLEAR: Sharing = { ...GREEN, tlp: 'CLEAR' }
const content = new TextEncoder().encode('the question')

/** A remark about nothing, with or without a file. */
function remark(sharing: Sharing, text: string, blobs: Draft['blobs'] = []): Draft {
  const on = `sha256:${'1'.repeat(64)}`
  const body = { type: 'remark' as const, exercise: null, on, field: null, text }
  return { kind: 'opinion', exercise: null, sharing, links: [], body, blobs }
}

async function issue(home: Home, draft: Draft): Promise<string> {
  const signed = await signDraft(home, draft)
  await home.store.writer().putStatements([signed])
  return signed.id
}

async function amend(
  home: Home,
  on: string,
  number: number,
  sharing: Sharing,
  more: Partial<SharingAmendment> = {},
): Promise<string> {
  const body: SharingAmendment = {
    type: 'sharing',
    exercise: null,
    on,
    number,
    sharing,
    blobs: [],
    why: 'Agreed.',
    approval: { by: 'second-person', at: '2026-10-01T08:00:00Z' },
    ...more,
  }
  return issue(home, {
    kind: 'amendment',
    exercise: null,
    sharing: GREEN,
    links: [{ rel: 'amends', id: on }],
    body,
    blobs: [],
  })
}

/** One gives another what it may see of these statements. */
async function hand(from: Home, to: Home, roots: readonly string[]): Promise<void> {
  const network = await ownNetwork(from)
  const recipient = network.chain.latest.body.members.find(({ id }) => id === to.institute.id)
  const { bytes } = await bundleFor(from, network, roots, recipient ?? null)
  const file = path.join(from.folder, `hand-to-${to.institute.id}.concord`)
  await writeFile(file, bytes)
  const { refused } = await receiveBundle(to, file)
  expect(refused).toEqual([])
}

const sees = async (home: Home, who: Principal, id: string): Promise<boolean> =>
  (await (await readAs(home, who)).getStatement(id)) !== undefined
const memberOf = (home: Home): Principal => ({ kind: 'member', origin: home.institute.origin })

describe('an amended label', () => {
  it('opens a statement to a member, and travels with it', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const id = await issue(a, remark(toB, 'for b'))
    expect(await sees(a, memberOf(c), id)).toBe(false)
    await amend(a, id, 1, GREEN)
    expect(await sees(a, memberOf(c), id)).toBe(true)
    await hand(a, c, [id])
    expect(await sees(c, ownerOf(c), id)).toBe(true)
    // Whoever receives it knows to whom it may be shown.
    expect(await sees(c, memberOf(b), id)).toBe(true)
    expect(await sees(c, ANONYMOUS, id)).toBe(false)
  })

  it('that narrows closes it everywhere it arrives; copies that were handed out stay where they are', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const id = await issue(a, remark(GREEN, 'for all'))
    await hand(a, c, [id])
    const change = await amend(a, id, 1, toB, { approval: null })
    await hand(a, c, [change])
    expect(await sees(c, ownerOf(c), id)).toBe(false)
    expect(await sees(c, memberOf(b), id)).toBe(true)
  })

  it('of somebody else’s statement changes nothing', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await issue(a, remark(toB, 'for b'))
    await hand(a, b, [id])
    await amend(b, id, 1, CLEAR)
    expect(await sees(b, ANONYMOUS, id)).toBe(false)
  })
})

describe('a report', () => {
  it('carries the strictest marking of what it is made of, and verifies with it', async () => {
    await using all = await makeInstitutes(['a', 'b'], worldOf(1 / 24))
    await foundNetwork(all)
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree(all, folder)
    await runAll(all, folder)
    const [a, b] = [all.home('a'), all.home('b')]
    await analyseExercise(a, EXERCISE)
    const written = path.join(all.folder, 'report.json')
    const tlp = async (): Promise<unknown> => {
      const words = ['exercise', 'report', EXERCISE, '--format', 'json', '--out', written]
      expect(await concordHere([...words, '--home', a.folder])).toMatchObject({ status: 0 })
      expect(await concordHere(['verify', written, '--home', a.folder])).toMatchObject({ status: 0 })
      return (await readFile(written, 'utf8')).match(/TLP:[A-Z+]+/)?.[0]
    }
    expect(await tlp()).toBe('TLP:GREEN')
    const { evidence } = await openExercise(b, EXERCISE)
    const run = evidence.runs.find(({ body }) => body.lab === 'lab-b')?.id ?? ''
    const closed: Sharing = { ...GREEN, tlp: 'AMBER', audience: ['lab-a', 'lab-b'] }
    const change = await amend(b, run, 1, closed, { exercise: EXERCISE, approval: null })
    await hand(b, a, [change])
    expect(await tlp()).toBe('TLP:AMBER')
  })
})

describe('an embargo', () => {
  it('ends for others by date and amendment together', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const id = await issue(a, remark({ ...CLEAR, embargoUntil: '2026-12-01T00:00:00Z' }, 'later'))
    const held = await (await readAs(a, memberOf(b))).listHeldBack()
    expect(held).toEqual([
      { issuer: a.institute.origin, kind: 'opinion', embargoUntil: '2026-12-01T00:00:00Z', statements: 1 },
    ])
    all.world.skip(90)
    expect(await sees(a, memberOf(b), id)).toBe(false)
    await amend(a, id, 1, CLEAR, { approval: null })
    expect(await sees(a, memberOf(b), id)).toBe(true)
  })
})

describe('a digest is no right to the bytes', () => {
  it('not at the next institute either: a blob stays with the statement that brought it', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const blob = { name: 'items.txt', mediaType: 'text/plain', content }
    const secret = await issue(a, remark(toB, 'with the question', [blob]))
    // c has never seen the bytes, but has learnt their digest and names it where everybody may read.
    const claiming = await signDraft(c, remark(CLEAR, 'claims the question', [blob]))
    await c.store
      .writer()
      .putStatements([{ ...claiming, blobs: claiming.blobs.map((one) => ({ ...one, content: null })) }])
    await hand(c, a, [claiming.id])
    await hand(a, b, [secret, claiming.id])
    const sha256 = claiming.blobs[0]?.sha256 ?? ''
    const bytes = async (who: Principal, through: string) =>
      await (await readAs(b, who)).getBlobOf(through, sha256)
    expect(await bytes(ownerOf(b), secret)).toEqual(content)
    expect(await bytes(ownerOf(b), claiming.id)).toBeUndefined()
    expect(await bytes(ANONYMOUS, claiming.id)).toBeUndefined()
    await hand(b, c, [secret, claiming.id])
    const given = readBundle(await readFile(path.join(b.folder, 'hand-to-lab-c.concord')), b.crypto.sha256)
    expect(given.blobs.size).toBe(0)
    expect(given.statements.map(({ id }) => id)).toEqual([claiming.id])
  })
})
