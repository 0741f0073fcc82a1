import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ageIdentities } from '../../src/node/age-key.ts'
import {
  accept,
  amend,
  analyseExercise,
  answerErasures,
  checkForReport,
  cosign,
  dueDays,
  erase,
  giveOpinion,
  listErasures,
  openAs,
  ownerOf,
  readAs,
  receiveBundle,
  reportInput,
  retract,
  saidIn,
  status,
  submit,
  verify,
  withdraw,
  writeCalendarFile,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { textsIn } from '../../src/node/release/scan/layers.ts'
import { buildReport, renderHtml } from '../../src/report/index.ts'
import { decryptBundle } from '../../src/trust/index.ts'
import {
  agree,
  EXERCISE,
  exchange,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  run,
  runAll,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const SECRET = 'Dr-Imaginary-Name-81c4'
const ASKED = {
  scope: 'all',
  reason: 'personal-data',
  basis: 'Art. 17 GDPR',
  decidedBy: 'data protection office',
} as const

/**
 * Files of a folder in which a text stands: as it is, as in a database, or below any layers: base64, gzip, tables,
 * archives, and age files that one of these institutes opens.
 */
async function whereIs(folder: string, text: string, homes: readonly Home[]): Promise<string[]> {
  const identities = (await Promise.all(homes.map((home) => ageIdentities(home)))).flat()
  const open = (file: Uint8Array) => decryptBundle(file, identities).catch(() => undefined)
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    let isThere = bytes.includes(text)
    for await (const unit of textsIn(bytes, open)) isThere ||= unit.text.includes(text)
    if (isThere) found.push(path.relative(folder, file))
  }
  return found
}

describe('people: who leaves, takes back, objects, and asks to forget', () => {
  let all: Institutes
  let a: Home
  let b: Home
  let c: Home
  let folder: string
  beforeAll(async () => {
    all = await makeInstitutes(['a', 'b', 'c'])
    ;[a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await foundNetwork(all)
    folder = await exerciseFolder(all, ['a', 'b', 'c'], {
      'agreeBy: null': 'agreeBy: 2026-10-20',
      'submitBy: null': 'submitBy: 2027-01-31',
    })
    await agree(all, folder)
    await runAll(all, folder)
  })
  afterAll(() => all[Symbol.asyncDispose]())

  const stateOf = async (home: Home) => (await status(home, EXERCISE)).state
  const runOf = async (home: Home): Promise<string> => {
    const { members } = await stateOf(home)
    return members.find(({ member }) => member === home.institute.id)?.runs[0]?.run ?? ''
  }

  it('a run that its lab takes back counts no more anywhere, and another takes its place', async () => {
    const first = await runOf(b)
    const analysis = await analyseExercise(a, EXERCISE)
    await exchange(all.homes)
    await expect(retract(a, first, { reason: 'mistake', why: 'Not mine.' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await retract(b, first, { reason: 'fault-found', why: 'The wrong server answered.' })
    await retract(b, first, { reason: 'fault-found', why: 'Said twice.' })
    await exchange(all.homes)
    for (const home of all.homes) {
      const { retracted, runsSetAside } = await stateOf(home)
      expect(retracted.map(({ on, by, why }) => [on, by, why])).toEqual([
        [first, 'lab-b', 'The wrong server answered.'],
      ])
      expect(runsSetAside).toEqual([{ id: first, lab: 'lab-b', reason: 'retracted' }])
    }
    const checked = await verify(a, a.world, analysis.id, {})
    expect(checked.ok).toBe(true)
    expect(JSON.stringify(checked.warnings)).toContain('has retracted')
    // A report that says so follows from the evidence.
    const file = path.join(all.folder, 'retracted.html')
    const { evidence, state, chain } = await openAs(a, ownerOf(a), EXERCISE)
    const found = saidIn('en', await checkForReport(evidence, undefined))
    await writeFile(file, renderHtml(buildReport(reportInput(evidence, state, chain, found), 'en')))
    expect(await readFile(file, 'utf8')).toContain('The wrong server answered.')
    expect((await verify(a, a.world, file, {})).findings).toEqual([])
    // What is due is another run, and not that one again.
    expect((await status(b, EXERCISE)).due).toEqual([{ code: 'run', model: 'model-a' }])
    await run(b, folder, { seed: 9 })
    await submit(b, EXERCISE)
    await exchange(all.homes)
    expect(await runOf(b)).not.toBe(first)
    expect((await stateOf(a)).members.every(({ runs }) => runs.every(({ run: id }) => id !== null))).toBe(
      true,
    )
  })

  it('an analysis that its author takes back gives way to the next', async () => {
    const [before] = (await stateOf(a)).analyses
    await retract(a, before?.id ?? '', { reason: 'fault-found', why: 'A run under it was taken back.' })
    await exchange(all.homes)
    expect((await stateOf(c)).analyses).toEqual([])
    const { id } = await analyseExercise(a, EXERCISE)
    await exchange(all.homes)
    await cosign(b, EXERCISE)
    await exchange(all.homes)
    expect((await stateOf(c)).analyses).toEqual([{ id, by: 'lab-a', signers: ['lab-a', 'lab-b'] }])
  })

  it('an opinion on an analysis stands beside it, at all who have that one', async () => {
    const [analysis] = (await stateOf(c)).analyses
    const said = { type: 'remark', field: null, text: 'Twenty items carry little.' } as const
    const { id } = await giveOpinion(c, analysis?.id ?? '', said)
    await exchange(all.homes)
    const { members } = await stateOf(a)
    expect(members).toHaveLength(3)
    expect((await status(a, EXERCISE)).opinions).toMatchObject([
      { id, on: analysis?.id, by: ['lab-c'], opinion: { text: said.text } },
    ])
    expect((await verify(a, a.world, id, {})).ok).toBe(true)
  })

  it('who withdraws has nothing due and may be dropped at once, by all others and not without them', async () => {
    const before = await status(c, EXERCISE)
    expect(before.due).toEqual([{ code: 'cosign', on: before.state.analyses[0]?.id }])
    await expect(
      amend(a, EXERCISE, [], { why: 'x', dataSeen: 'all-results', drop: ['lab-c'] }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await withdraw(c, EXERCISE, { why: 'No staff left.', dataSeen: 'all-results' })
    await exchange(all.homes)
    expect((await status(c, EXERCISE)).due).toEqual([])
    expect((await stateOf(a)).withdrawn).toMatchObject([{ member: 'lab-c', dataSeen: 'all-results' }])
    await amend(a, EXERCISE, [], { why: 'Lab C left.', dataSeen: 'all-results', drop: ['lab-c'] })
    await exchange(all.homes)
    expect((await stateOf(b)).members).toHaveLength(3)
    await accept(b, outboxFile(a, `amendment-${EXERCISE}`, b))
    await exchange(all.homes)
    const { members, runsSetAside } = await stateOf(a)
    expect(members.map(({ member }) => member)).toEqual(['lab-a', 'lab-b'])
    expect(runsSetAside.map(({ lab, reason }) => [lab, reason])).toContainEqual(['lab-c', 'not-assigned'])
  })

  it('a stranger to the amendment sees from a bundle alone why it holds', async () => {
    const { id } = await analyseExercise(a, EXERCISE)
    await exchange(all.homes)
    const checked = await verify(a, a.world, id, {})
    expect([checked.ok, checked.findings]).toEqual([true, []])
  })

  it('the days that are still open stand in a calendar, those of others too', async () => {
    const days = await dueDays(a)
    expect(days.map(({ what, day }) => [what, day])).toEqual([['charter', expect.any(String)]])
    const other = await makeInstitutes(['a', 'b'])
    try {
      await foundNetwork(other)
      const made = await exerciseFolder(other, ['a', 'b'], { 'submitBy: null': 'submitBy: 2026-12-24' })
      await agree(other, made)
      const [day] = await dueDays(other.home('a'), EXERCISE)
      expect(day).toMatchObject({
        what: 'submit',
        day: '2026-12-24',
        mine: true,
        members: ['lab-a', 'lab-b'],
      })
      const file = path.join(other.folder, 'due.ics')
      const days = await dueDays(other.home('b'))
      await writeCalendarFile(other.home('b'), file, days, ({ what }) => ({ title: what, description: what }))
      expect(await readFile(file, 'utf8')).toContain('DTSTART;VALUE=DATE:20261224')
      await expect(
        writeCalendarFile(other.home('b'), 'due.txt', days, () => ({ title: '', description: '' })),
      ).rejects.toMatchObject({ code: 'usage' })
      other.world.skip(90)
      expect((await status(other.home('a'), EXERCISE)).overdue).toEqual([
        { member: 'lab-a', what: 'submit', by: '2026-12-24' },
        { member: 'lab-b', what: 'submit', by: '2026-12-24' },
      ])
    } finally {
      await other[Symbol.asyncDispose]()
    }
  })

  it('what is erased is nowhere left at anybody, does not come back, and is confirmed', async () => {
    const [analysis] = (await stateOf(a)).analyses
    const { id } = await giveOpinion(b, analysis?.id ?? '', {
      type: 'objection',
      field: 'results',
      text: `As ${SECRET} told us.`,
    })
    const old = outboxFile(b, `opinion-${id.slice(7, 15)}`, a)
    const kept = await readFile(old)
    await exchange(all.homes)
    // The search finds what is there: in the database, and in base64 in bundles.
    for (const home of [a, b]) expect(await whereIs(home.folder, SECRET, all.homes)).not.toEqual([])

    await expect(erase(a, id, ASKED)).rejects.toMatchObject({ code: 'conflict' })
    await erase(b, id, ASKED)
    expect(await whereIs(b.folder, SECRET, all.homes)).toEqual([])
    await exchange(all.homes)
    for (const home of all.homes) {
      // Bundles that lie where they came from belong to others.
      expect([home.institute.id, await whereIs(home.folder, SECRET, all.homes)]).toEqual([
        home.institute.id,
        [],
      ])
    }
    expect((await listErasures(b)).map(({ on, open }) => [on, open])).toEqual([[id, ['lab-a', 'lab-c']]])

    const again = path.join(all.folder, 'old.concord')
    await writeFile(again, kept)
    expect((await receiveBundle(a, again)).added).toEqual([])
    expect(await whereIs(a.folder, SECRET, all.homes)).toEqual([])

    expect((await status(a, EXERCISE)).due).toContainEqual({ code: 'answer-erasure' })
    expect((await answerErasures(a)).receipts).toHaveLength(1)
    expect((await answerErasures(a)).receipts).toEqual([])
    await exchange(all.homes)
    expect((await listErasures(b)).map(({ answered, open }) => [answered, open])).toEqual([
      [['lab-a'], ['lab-c']],
    ])
  })

  it('a run that is erased takes its files and the folder of the run with it', async () => {
    const id = await runOf(b)
    const before = await readdir(path.join(b.folder, 'runs'))
    // A line of its answers that no other run has.
    const reader = await readAs(b, ownerOf(b))
    const linesOf = async (run: string): Promise<string[]> => {
      const answers = (await reader.getStatement(run))?.blobs.find(({ name }) => name === 'answers.jsonl')
      const bytes = await reader.getBlobOf(run, answers?.sha256 ?? '')
      return new TextDecoder().decode(bytes).split('\n')
    }
    const runs = (await reader.listStatements({ kind: 'run' })).map((one): string => one.id)
    const others = new Set((await Promise.all(runs.filter((run) => run !== id).map(linesOf))).flat())
    const line = (await linesOf(id)).find((one) => one !== '' && !others.has(one)) ?? 'none'
    for (const home of [a, b]) expect(await whereIs(home.folder, line, all.homes)).not.toEqual([])
    await erase(b, id, { ...ASKED, reason: 'licence' })
    expect((await readdir(path.join(b.folder, 'runs'))).length).toBe(before.length - 1)
    await exchange(all.homes)
    for (const home of all.homes) {
      expect([home.institute.id, await whereIs(home.folder, line, all.homes)]).toEqual([
        home.institute.id,
        [],
      ])
      const { members } = await stateOf(home)
      expect(members.find(({ member }) => member === 'lab-b')?.runs).toEqual([
        { model: expect.any(String), run: null },
      ])
      expect((await verify(home, home.world, EXERCISE, {})).findings).toEqual([])
    }
    // The analysis rests on it, and every report says so before its figures.
    const { evidence, state, chain } = await openAs(a, ownerOf(a), EXERCISE)
    const input = reportInput(evidence, state, chain, saidIn('en', await checkForReport(evidence, undefined)))
    expect(input.notices.erased).toMatchObject([{ on: id, by: 'lab-b' }])
    const file = path.join(all.folder, 'erased.html')
    await writeFile(file, renderHtml(buildReport(input, 'en')))
    expect((await verify(a, a.world, file, {})).findings).toEqual([])
  })
})
