import { appendFile, readdir, readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../src/error.ts'
import {
  approveRelease,
  demandTwoPersons,
  demandsTwoPersons,
  dropRelease,
  getRelease,
  listReleases,
  ownerOf,
  previewSubmission,
  readAs,
  readAudit,
  receiveBundle,
  requestEvidence,
  requestOnePerson,
  requestSubmission,
  requestWidening,
  submit,
  toldInAudit,
  verify,
} from '../../src/node/index.ts'
import type { Home, Preview, ReleaseRecord } from '../../src/node/index.ts'
import {
  agree,
  edit,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  run,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const WITHHELD = {
  'items: with-run': 'items: withheld',
  'transcripts: with-run': 'transcripts: withheld',
  'modelIdentity: with-run': 'modelIdentity: withheld',
}

/** An exercise of a and b in a network of three, as a new protocol marks it; a has a run to submit. */
async function readyToSubmit(): Promise<{ all: Institutes; a: Home; b: Home; c: Home; folder: string }> {
  const all = await makeInstitutes(['a', 'b', 'c'])
  await foundNetwork(all)
  const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
  const folder = await exerciseFolder(all, ['a', 'b'])
  await edit(path.join(folder, 'protocol.yaml'), WITHHELD)
  await agree({ homes: [a, b] }, folder)
  await run(a, folder)
  return { all, a, b, c, folder }
}

function linesFor(preview: Preview, member: string | null): Record<string, string> {
  const lines = preview.receivers.find((one) => one.member === member)?.lines ?? []
  return Object.fromEntries(lines.map(({ field, what }) => [field, what]))
}

async function contents(home: Home): Promise<[string[], string[]]> {
  const statements = await (await readAs(home, ownerOf(home))).listStatements({})
  return [await readdir(path.join(home.folder, 'outbox')), statements.map(({ id }) => id)]
}

function waiting(answer: object): ReleaseRecord {
  if (!('waits' in answer)) throw new Error('it did not wait')
  return Object(answer).waits
}

describe('what would be released', () => {
  it('is told for each receiver and field, and nothing is written', async () => {
    const { all, a } = await readyToSubmit()
    await using _ = all
    const before = await contents(a)
    const preview = await previewSubmission(a, EXERCISE)
    expect(await contents(a)).toEqual(before)
    expect(preview.runs).toMatchObject([{ model: 'model-a', pilot: false }])
    expect(linesFor(preview, 'lab-b')).toEqual({
      run: 'released',
      itemOutcomes: 'released',
      transcripts: 'stays',
      items: 'released',
      judgePrompts: 'none',
      modelIdentity: 'released',
    })
    // A member that does not take part may ask for hashes and outcomes; everybody else for nothing.
    expect(linesFor(preview, 'lab-c')).toEqual({
      run: 'released',
      itemOutcomes: 'released',
      transcripts: 'stays',
      items: 'stays',
      judgePrompts: 'none',
      modelIdentity: 'stays',
    })
    // Each with its marking, whoever asks.
    for (const { lines } of preview.receivers)
      expect(lines.find(({ field }) => field === 'transcripts')).toMatchObject({
        tlp: 'AMBER+STRICT',
        audience: [],
      })
    expect(preview.hashed).toBe(true)
    expect(Object.values(linesFor(preview, null)).every((what) => what === 'stays' || what === 'none')).toBe(
      true,
    )
    expect(preview.receivers.map(({ bundle }) => bundle)).toEqual(['encrypted', null, null])
  })
})

describe('where two persons are demanded', () => {
  it('nothing leaves before somebody else approves, and the trail says who did', async () => {
    const { all, a, b } = await readyToSubmit()
    await using _ = all
    await demandTwoPersons(a, 'anna')
    const before = await contents(a)
    await expect(requestSubmission(a, EXERCISE)).rejects.toThrow('--by')
    await expect(requestSubmission(a, EXERCISE, { by: 'Anna Smith' })).rejects.toThrow('pseudonym')
    const release = waiting(await requestSubmission(a, EXERCISE, { by: 'anna' }))
    expect(waiting(await requestSubmission(a, EXERCISE, { by: 'anna' })).number).toBe(release.number)
    expect(await contents(a)).toEqual(before)

    await expect(approveRelease(a, release.number, 'anna')).rejects.toThrow('somebody else approves it')
    await expect(approveRelease(a, 99, 'ben')).rejects.toThrow('There is no release 99')
    const approved = await approveRelease(a, release.number, 'ben')
    expect(approved.release).toMatchObject({ status: 'done', second: { by: 'ben' } })
    await expect(approveRelease(a, release.number, 'ben')).rejects.toThrow('does not wait')
    await receiveBundle(b, outboxFile(a, `runs-${EXERCISE}`, b))
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true, checked: { runs: 1 } })

    const { entries, brokenAt } = await readAudit(a)
    expect(brokenAt).toBeNull()
    expect(entries.map(({ who, what, about }) => [who, what, about])).toEqual([
      ['anna', 'two-persons-demanded', null],
      ['anna', 'release-prepared', EXERCISE],
      ['ben', 'release-approved', EXERCISE],
      ['ben', 'released', EXERCISE],
    ])
    // Each entry says which release it belongs to, and the last what went to whom.
    expect(entries.map((entry) => toldInAudit(entry).release)).toEqual([
      null,
      release.number,
      release.number,
      release.number,
    ])
    const last = entries.at(-1)
    expect(last && toldInAudit(last)).toMatchObject({ act: { kind: 'submit' }, to: ['lab-b'] })
    expect(entries.at(-1)?.detail).toMatchObject({ statements: approved.release.statements, to: ['lab-b'] })
  })

  it('is not done what was changed after it was prepared', async () => {
    const { all, a } = await readyToSubmit()
    await using _ = all
    await demandTwoPersons(a, null)
    const release = waiting(await requestSubmission(a, EXERCISE, { by: 'anna' }))
    const [local] = await (await readAs(a, ownerOf(a))).listLocalRuns({})
    await appendFile(path.join(a.folder, local?.folder ?? '', 'answers.jsonl'), '\n')
    await expect(approveRelease(a, release.number, 'ben')).rejects.toThrow('no longer what anna prepared')
    expect((await dropRelease(a, release.number, 'anna')).status).toBe('dropped')
    await expect(approveRelease(a, release.number, 'ben')).rejects.toThrow('does not wait')
  })

  it('one person cannot go back to one person', async () => {
    const { all, a, b } = await readyToSubmit()
    await using _ = all
    expect(await requestOnePerson(b, 'anna')).toBeNull()
    await demandTwoPersons(a, 'anna')
    const release = await requestOnePerson(a, 'anna')
    expect(await demandsTwoPersons(a)).toBe(true)
    const file = path.join(all.folder, 'evidence.concord')
    const evidence = waiting(
      await requestEvidence(a, { exercise: EXERCISE, recipient: 'lab-b', file }, { by: 'anna' }),
    )
    await approveRelease(a, evidence.number, 'ben')
    expect(await readdir(all.folder)).toContain('evidence.concord.age')
    await approveRelease(a, release?.number ?? 0, 'ben')
    expect(await demandsTwoPersons(a)).toBe(false)
    expect((await listReleases(a)).map(({ status }) => status)).toEqual(['done', 'done'])
  })
})

describe('a run completed later', () => {
  it('brings the answers to whom it is opened, and verify shows that they are those of the beginning', async () => {
    const { all, a, b, c } = await readyToSubmit()
    await using _ = all
    await submit(a, EXERCISE)
    await exchange([a, b])
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({
      ok: true,
      unchecked: ['answers'],
      notes: [],
    })

    const widening = { exercise: EXERCISE, field: 'transcripts' as const, to: ['lab-b'], why: 'Asked for.' }
    await expect(requestWidening(a, { ...widening, to: ['lab-z'] }, 'anna')).rejects.toThrow(
      'no other active member',
    )
    await expect(requestWidening(b, widening, 'anna')).rejects.toThrow('lab-b is no other active member')
    await expect(requestWidening(b, { ...widening, to: ['lab-a'] }, 'anna')).rejects.toThrow(
      'nothing of this institute',
    )
    const { number } = await requestWidening(a, widening, 'anna')
    await expect(receiveBundle(b, outboxFile(a, `late-${EXERCISE}`, b))).rejects.toThrow('There is no file')
    const { bundles } = await approveRelease(a, number, 'ben')
    expect(bundles.map((one) => one.for)).toEqual(['lab-b'])
    await receiveBundle(b, outboxFile(a, `late-${EXERCISE}`, b))
    const found = await verify(b, all.world, EXERCISE, {})
    expect(found).toMatchObject({ ok: true, unchecked: [] })
    expect(found.notes.map(inEnglish)).toEqual([
      expect.stringMatching(
        /^answers\.jsonl of the run sha256:\w+ was released later .* whose digest was signed on/,
      ),
    ])
    await expect(requestWidening(a, widening, 'anna')).rejects.toThrow('There is nothing of this institute')
    // c was given nothing, and may still have nothing of it.
    expect(
      (
        await (
          await readAs(b, { kind: 'member', origin: c.institute.origin })
        ).listStatements({ kind: 'run' })
      ).length,
    ).toBe(1)
    const sent = await readFile(outboxFile(a, `late-${EXERCISE}`, b))
    expect(sent.includes('completion')).toBe(false)
  })

  it('is carried out once, also where a kill came between', async () => {
    const { all, a } = await readyToSubmit()
    await using _ = all
    await submit(a, EXERCISE)
    const { number } = await requestWidening(
      a,
      { exercise: EXERCISE, field: 'transcripts', to: ['lab-b', 'lab-c'], why: 'Asked for.' },
      'anna',
    )
    const { release } = await approveRelease(a, number, 'ben')
    // As if it had been killed after the signature.
    const note = JSON.stringify({ ...release, status: 'approved', statements: [] })
    await a.store.writer().putNote(`release/${String(number).padStart(6, '0')}`, note)
    const again = await approveRelease(a, number, 'ben')
    expect(again.release).toEqual(release)
    expect(again.bundles.map((one) => one.for)).toEqual(['lab-b', 'lab-c'])
    expect(await getRelease(a, number)).toEqual(release)
  })
})

describe('the audit trail of a house', () => {
  it('shows that an entry was changed, and refuses the change through the front door', async () => {
    const { all, a } = await readyToSubmit()
    await using _ = all
    await demandTwoPersons(a, 'anna')
    await requestSubmission(a, EXERCISE, { by: 'anna' })
    await a[Symbol.asyncDispose]()
    const database = new DatabaseSync(path.join(a.folder, 'concord.db'))
    expect(() => database.exec("update audit set who = 'ben'")).toThrow('only grows')
    expect(() => database.exec('delete from audit')).toThrow('only grows')
    database.exec("drop trigger audit_stays; update audit set who = 'ben' where n = 1")
    database.close()
    const { openHome } = await import('../../src/node/index.ts')
    await using reopened = await openHome(a.folder, all.world)
    expect((await readAudit(reopened)).brokenAt).toBe(1)
  })
})
