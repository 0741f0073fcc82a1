/** Results that are held back for a time, and what ends that: a date and an amendment of whoever signed them, together. */
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liftDue } from '../../src/node/release/lift.ts'
import {
  analyseExercise,
  approveRelease,
  cosign,
  giveOpinion,
  openExercise,
  previewSubmission,
  ownerOf,
  readAs,
  requestLifting,
  serve,
  submit,
  sync,
  verify,
} from '../../src/node/index.ts'
import type { Home, Preview } from '../../src/node/index.ts'
import { previewLines } from '../../src/cli/exercise/preview-lines.ts'
import { translate } from '../../src/message/index.ts'
import { readBundle } from '../../src/trust/index.ts'
import { sha256 } from '../../src/node/crypto.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import {
  agree,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  run,
  runAll,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const UNTIL = '2026-12-01T00:00:00Z'

describe('results under an embargo', () => {
  let all: Institutes
  let a: Home
  let b: Home
  let c: Home
  let share: string
  let analysis: string
  let preview: Preview
  beforeAll(async () => {
    all = await makeInstitutes(['a', 'b', 'c'])
    ;[a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    share = await mkdtemp(path.join(all.folder, 'share-'))
    await foundNetwork(all)
    const folder = await exerciseFolder(all, ['a', 'b'], {
      'tlp: GREEN': `tlp: GREEN\n    embargoUntil: ${UNTIL}\n    early: [lab-a, lab-b]`,
    })
    await agree({ homes: [a, b] }, folder)
    await run(a, folder)
    preview = await previewSubmission(a, EXERCISE)
    await submit(a, EXERCISE)
    await run(b, folder, { seed: 2 })
    await submit(b, EXERCISE)
    await exchange([a, b])
  })
  afterAll(() => all[Symbol.asyncDispose]())

  const syncAll = async (): Promise<void> => {
    for (const home of [a, b, c, a, b, c]) await sync(home, share)
  }
  const kindsAt = async (home: Home): Promise<Record<string, number>> =>
    (await readAs(home, ownerOf(home))).countStatements({ exercise: EXERCISE })
  const runBy = async (home: Home): Promise<string> => {
    const { state } = await openExercise(a, EXERCISE)
    return state.members.find(({ member }) => member === home.institute.id)?.runs[0]?.run ?? ''
  }
  /** What the house of one gives another, as if it asked. */
  const seenBy = async (of: Home, reader: Home, id: string): Promise<boolean> =>
    (await (await readAs(of, { kind: 'member', origin: reader.institute.origin })).getStatement(id))?.body !==
    undefined

  it('are shown before they are signed as what stays for others until then', () => {
    const lines = (member: string | null): [string, string | null][] =>
      preview.receivers
        .find((one) => one.member === member)
        ?.lines.flatMap(({ field, what, heldUntil }) =>
          field === 'run' || field === 'transcripts' ? [[what, heldUntil]] : [],
        ) ?? []
    expect(lines('lab-b')).toEqual([
      ['released', null],
      ['released', null],
    ])
    expect(lines('lab-c')).toEqual([
      ['stays', UNTIL],
      ['stays', UNTIL],
    ])
    // Members alone may ever read it.
    expect(lines(null)).toEqual([
      ['stays', null],
      ['stays', null],
    ])
    expect(preview.receivers.map(({ bundle }) => bundle)).toEqual(['encrypted', null, null])
    expect(previewLines({ t: translate('en'), locale: 'en' }, preview).join('\n')).toContain(
      'held back at least until 1 December 2026, 00:00 UTC',
    )
  })

  it('are analysed by those who take part, and exist for everybody else', async () => {
    ;({ id: analysis } = await analyseExercise(a, EXERCISE))
    await exchange([a, b])
    await cosign(b, EXERCISE)
    await exchange([a, b])
    expect((await openExercise(a, EXERCISE)).state.analyses).toMatchObject([{ signers: ['lab-a', 'lab-b'] }])
    await syncAll()
    expect(await kindsAt(c)).toEqual({ protocol: 1 })
    const outside = await readAs(a, { kind: 'member', origin: c.institute.origin })
    expect((await outside.listHeldBack()).map(({ kind, embargoUntil }) => [kind, embargoUntil])).toEqual([
      ['analysis', UNTIL],
      ['run', UNTIL],
      ['run', UNTIL],
    ])
    const results = new Set([analysis, await runBy(a), await runBy(b)])
    for (const name of await readdir(share, { recursive: true })) {
      if (!name.endsWith('.concord')) continue
      const { statements } = readBundle(await readFile(path.join(share, name)), sha256)
      expect(statements.filter(({ id }) => results.has(id))).toEqual([])
    }
  })

  it('are not opened before the date by whoever comes to think so alone', async () => {
    expect(await liftDue(a)).toEqual([])
    const waits = await requestLifting(b, { exercise: EXERCISE, why: 'The press asks.' }, 'bea')
    if (!('waits' in waits)) throw new Error('it went out')
    expect(await kindsAt(b)).not.toHaveProperty('amendment')
    await expect(approveRelease(b, waits.waits.number, 'bea')).rejects.toThrow('somebody else approves it')
    const shown = await concordHere(['release', 'show', String(waits.waits.number), '--home', b.folder])
    expect(shown.stdout).toContain('held back until 1 December 2026, 00:00 UTC')
    const { release } = await approveRelease(b, waits.waits.number, 'ben')
    expect(release).toMatchObject({ status: 'done', statements: [expect.any(String), expect.any(String)] })
    // Its own, and nobody else's.
    expect([await seenBy(b, c, await runBy(b)), await seenBy(b, c, await runBy(a))]).toEqual([true, false])
    await syncAll()
    expect(await kindsAt(c)).toMatchObject({ run: 1, protocol: 1 })
    await expect(requestLifting(b, { exercise: EXERCISE, why: 'Again.' }, 'bea')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('are opened by the next exchange once the date has come, and not by the date', async () => {
    const opinion = await giveOpinion(b, analysis, { type: 'remark', field: null, text: 'Well done.' })
    all.world.skip(90)
    expect(await seenBy(a, c, analysis)).toBe(false)
    expect((await sync(a, share, { dryRun: true })).lifted).toEqual([])
    expect(await seenBy(a, c, analysis)).toBe(false)
    const { lifted } = await sync(a, share)
    expect(lifted.map(({ kind }) => kind).sort()).toEqual(['analysis', 'run'])
    expect((await sync(a, share)).lifted).toEqual([])
    await sync(c, share)
    expect(await kindsAt(c)).toMatchObject({ run: 2, analysis: 1 })
    expect((await verify(c, c.world, EXERCISE, {})).findings).toEqual([])
    expect(await seenBy(b, c, opinion.id)).toBe(false)
    const served = await serve(b, { port: 0 })
    await served.close()
    expect(await seenBy(b, c, opinion.id)).toBe(true)
  })

  it('end at once when asked after the date, with the name of who asked', async () => {
    await using late = await makeInstitutes(['a'])
    const own = late.home('a')
    await foundNetwork(late)
    const folder = await exerciseFolder(late, ['a'], {
      'tlp: GREEN': `tlp: GREEN\n    embargoUntil: ${UNTIL}\n    early: [lab-a]`,
    })
    await agree(late, folder)
    await runAll(late, folder)
    late.world.skip(90)
    const done = await requestLifting(own, { exercise: EXERCISE, why: 'It is time.' }, 'anna')
    if ('waits' in done) throw new Error('it waits')
    expect(done.statements).toHaveLength(1)
    expect(await liftDue(own)).toEqual([])
    // What is signed now is under no embargo any more.
    const { id } = await analyseExercise(own, EXERCISE)
    const stored = await (await readAs(own, ownerOf(own))).getStatement(id)
    expect(stored?.label).toMatchObject({ embargoUntil: null })
  })
})
