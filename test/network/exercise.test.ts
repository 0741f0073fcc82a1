import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accept,
  amend,
  analyseExercise,
  cosign,
  exportEvidence,
  freeze,
  object,
  propose,
  openExercise,
  receiveBundle,
  review,
  status,
  submit,
  verify,
} from '../../src/node/index.ts'
import { readReport } from '../../src/report/index.ts'
import { StatementId } from '../../src/statement/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import {
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

describe('three institutes, from charter to cosigned analysis', () => {
  let all: Institutes
  let folder: string
  let pinned: string
  beforeAll(async () => {
    all = await makeInstitutes(['a', 'b', 'c'])
    pinned = await foundNetwork(all)
    folder = await exerciseFolder(all, ['a', 'b', 'c'])
  })
  afterAll(() => all[Symbol.asyncDispose]())

  const statesOf = (letters: readonly string[]) =>
    Promise.all(letters.map(async (letter) => (await status(all.home(letter), EXERCISE)).state))

  it('an objection travels, the next version shows what changed, and all sign that one', async () => {
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await propose(a, folder)
    const file = outboxFile(a, `protocol-${EXERCISE}`, b)
    const asked = await review(b, file)
    expect(asked.asked).toMatchObject([
      { kind: 'protocol', version: 1, signedBy: ['lab-a'], missing: ['lab-b', 'lab-c'], differences: [] },
    ])
    await object(b, file, 'generation.temperature', 'Zero, please: it is easier to repeat.')
    await exchange(all.homes)
    const { state, due } = await status(a, EXERCISE)
    expect(state).toMatchObject({
      status: 'proposed',
      objections: [{ field: 'generation.temperature', by: ['lab-b'] }],
    })
    expect(due).toEqual([])
    await expect(freeze(a, EXERCISE)).rejects.toThrow('version 1 is not signed by lab-b, lab-c')

    await expect(propose(a, folder)).rejects.toThrow('set "version: 2"')
    await edit(path.join(folder, 'protocol.yaml'), {
      'version: 1\n': 'version: 2\n',
      'temperature: 0.7': 'temperature: 0',
    })
    await propose(a, folder)
    const again = await review(b, file)
    expect(again.asked[0]).toMatchObject({ version: 2 })
    expect(again.asked[0]?.differences).toMatchObject([
      { field: 'version', from: 1, to: 2 },
      { field: 'generation.temperature', from: 0.7, to: 0 },
    ])
    for (const home of [b, c]) {
      const { signed } = await accept(home, outboxFile(a, `protocol-${EXERCISE}`, home))
      expect(signed).toHaveLength(1)
    }
    await exchange(all.homes)
    await freeze(a, EXERCISE)
    await exchange(all.homes)
    for (const one of await statesOf(['a', 'b', 'c']))
      expect(one).toMatchObject({ status: 'frozen', protocol: { body: { version: 2 } }, conflict: false })
    await edit(path.join(folder, 'protocol.yaml'), { 'version: 2\n': 'version: 3\n' })
    await expect(propose(a, folder)).rejects.toThrow('it changes by amendment only')
  })

  it('an amendment holds once all have signed it, and for runs begun after that', async () => {
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    expect((await status(a, EXERCISE)).due).toEqual([{ code: 'run', model: 'model-a' }])
    await run(a, folder, { seed: 1 })
    expect((await status(a, EXERCISE)).due).toMatchObject([{ code: 'submit-run' }])
    await submit(a, EXERCISE)
    await amend(a, EXERCISE, [{ field: 'generation.maxTokens', to: 512 }], {
      why: 'Some answers were cut off.',
      dataSeen: 'own-results',
    })
    const { asked } = await review(b, outboxFile(a, `amendment-${EXERCISE}`, b))
    expect(asked).toMatchObject([
      {
        kind: 'amendment',
        missing: ['lab-b', 'lab-c'],
        differences: [{ field: 'generation.maxTokens', from: 256, to: 512 }],
        why: { dataSeen: 'own-results' },
      },
    ])
    await accept(b, outboxFile(a, `amendment-${EXERCISE}`, b))
    await exchange(all.homes)
    for (const one of await statesOf(['a', 'b', 'c']))
      expect(one.amendments).toMatchObject([{ missing: ['lab-c'], inForce: false }])
    const before = await openExercise(b, EXERCISE)
    expect(before.state.inForce.generation.maxTokens).toBe(256)

    await accept(c, outboxFile(a, `amendment-${EXERCISE}`, c))
    await exchange(all.homes)
    for (const one of await statesOf(['a', 'b', 'c']))
      expect(one.amendments).toMatchObject([{ missing: [], inForce: true }])
    for (const [index, home] of [b, c].entries()) {
      await run(home, folder, { seed: index + 2 })
      await submit(home, EXERCISE)
    }
    await exchange(all.homes)
    const { evidence } = await openExercise(a, EXERCISE)
    const used = evidence.runs.map(({ body }) => [body.lab, body.facts.maxTokens, body.amendments.length])
    expect(used.sort()).toEqual([
      ['lab-a', 256, 0],
      ['lab-b', 512, 1],
      ['lab-c', 512, 1],
    ])
  })

  it('the analysis is recomputed and countersigned by the others', async () => {
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    expect((await status(a, EXERCISE)).due).toEqual([{ code: 'analyse' }])
    const made = await analyseExercise(a, EXERCISE)
    expect(made.missing).toEqual([])
    const alone = await concordHere(['exercise', 'status', EXERCISE, '--home', a.folder])
    expect(alone.stdout).toContain(`${made.id}: lab-a computed this; nobody else has recomputed it.`)
    await exchange(all.homes)
    expect((await status(b, EXERCISE)).due).toEqual([{ code: 'cosign', on: made.id }])
    for (const home of [b, c]) expect(await cosign(home, EXERCISE)).toMatchObject({ id: made.id, of: 3 })
    await exchange(all.homes)
    for (const one of await statesOf(['a', 'b', 'c']))
      expect(one.analyses).toMatchObject([{ by: 'lab-a', signers: ['lab-a', 'lab-b', 'lab-c'] }])
    for (const letter of ['a', 'b', 'c']) expect((await status(all.home(letter), EXERCISE)).due).toEqual([])
    // Who computed it and who got the same are told apart.
    const { stdout } = await concordHere(['exercise', 'status', EXERCISE, '--home', b.folder])
    expect(stdout).toMatch(/^ {2}lab-a: signed yes, .*, computed the analysis$/m)
    expect(stdout).toMatch(/^ {2}lab-b: signed yes, .*, recomputed yes$/m)
    expect(stdout).toContain(
      `${made.id}: 3 of 3 recomputed this: lab-a computed it, lab-b, lab-c recomputed it and got the same.`,
    )
    const french = await concordHere(['exercise', 'status', EXERCISE, '--home', b.folder, '--lang', 'fr'])
    expect(french.stdout).toMatch(
      /3 sur 3 ont recalculé ceci.: calculé par lab-a, recalculé avec le même résultat par lab-b, lab-c\./,
    )
  })

  it('taking everything in again changes nothing, in whatever order', async () => {
    const before = await statesOf(['a', 'b', 'c'])
    for (const order of [(files: string[]) => files, (files: string[]) => files.toReversed()]) {
      const received = await exchange(all.homes, order)
      expect(received.length).toBeGreaterThan(10)
      for (const one of received)
        expect(one).toMatchObject({ added: [], merged: [], charters: [], refused: [] })
    }
    expect(await statesOf(['a', 'b', 'c'])).toEqual(before)
  })

  it('whoever takes the bundles in backwards ends where somebody does who takes them in order', async () => {
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const files = [
      ...['charter-1', 'protocol', 'amendment', 'runs', 'analysis'].map((what) =>
        outboxFile(a, what === 'charter-1' ? what : `${what}-${EXERCISE}`, b),
      ),
      ...['runs', 'analysis'].map((what) => outboxFile(c, `${what}-${EXERCISE}`, b)),
    ]
    const ends = []
    for (const order of [files, files.toReversed()]) {
      // Another folder of lab-b, which has nothing yet.
      await using again = await makeInstitutes(['b'])
      for (const file of order) await receiveBundle(again.home('b'), file, StatementId.parse(pinned))
      const { state } = await openExercise(again.home('b'), EXERCISE)
      expect(state).toMatchObject({ status: 'frozen', analyses: [{ signers: ['lab-a', 'lab-c'] }] })
      ends.push(state)
    }
    expect(ends[1]).toEqual(ends[0])
  })

  it('verifies here, and elsewhere from the evidence alone', async () => {
    const file = path.join(all.folder, 'evidence.concord')
    await exportEvidence(all.home('a'), EXERCISE, file, 'lab-b')
    const elsewhere = await verify(null, all.world, file, { charter: pinned })
    expect(elsewhere).toMatchObject({ ok: true, findings: [], checked: { runs: 3, analyses: 1 } })
    expect(await verify(all.home('c'), all.world, EXERCISE, {})).toMatchObject({ ok: true, findings: [] })
  })

  it('reports the objection with its version and the one that answers it, and the report verifies', async () => {
    const file = path.join(all.folder, 'report.json')
    const home = all.home('a').folder
    const words = ['exercise', 'report', EXERCISE, '--format', 'json', '--out', file, '--home', home]
    expect((await concordHere(words)).status).toBe(0)
    const report = readReport(await readFile(file, 'utf8'))
    const table = report.blocks.find((block) => block.block === 'table' && block.id === 'opinions')
    const rows = table?.block === 'table' ? table.rows : []
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
      [
        { foreign: 'Lab B (invented)', lang: null },
        'objection',
        'Protocol, version 1',
        { foreign: 'generation.temperature', lang: null },
        { foreign: 'Zero, please: it is easier to repeat.', lang: null },
        'Answered by version 2, which Lab B (invented) signed',
      ],
    ])
    expect(report.sources.otherVersions).toHaveLength(1)
    expect(await verify(all.home('c'), all.world, file, {})).toMatchObject({ ok: true, findings: [] })
  })
})
