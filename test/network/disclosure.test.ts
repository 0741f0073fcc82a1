import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  accept,
  analyseExercise,
  cosign,
  exportEvidence,
  freeze,
  openAs,
  ownerOf,
  propose,
  readAs,
  receiveBundle,
  reportInput,
  review,
  submit,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { readBundleFile } from '../../src/node/receive.ts'
import { buildReport } from '../../src/report/index.ts'
import { readOutcomeTable, rowsOf } from '../../src/statement/index.ts'
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
  runAll,
} from './institutes.ts'

const WITHHELD = {
  'items: with-run': 'items: withheld',
  'transcripts: with-run': 'transcripts: withheld',
  'judgePrompts: with-run': 'judgePrompts: withheld',
  'modelIdentity: with-run': 'modelIdentity: withheld',
  'snapshot: null': 'snapshot: simulated-word-problems-1',
}

async function rowsOfRuns(home: Home) {
  const reader = await readAs(home, ownerOf(home))
  const tables = []
  for (const { id } of await reader.listStatements({ exercise: EXERCISE, kind: 'run' })) {
    const { blobs = [] } = (await reader.getStatement(id)) ?? {}
    const table = blobs.find(({ name }) => name === 'outcomes.parquet')
    const bytes = table === undefined ? undefined : await reader.getBlobOf(id, table.sha256)
    if (bytes !== undefined) tables.push([...rowsOf(await readOutcomeTable(bytes))])
  }
  return tables
}

/** Texts of the questions of the exercise. */
async function questionsIn(folder: string): Promise<string[]> {
  const lines = (await readFile(path.join(folder, 'items', 'english.jsonl'), 'utf8')).trim().split('\n')
  return lines.map((line): string => JSON.parse(line).input)
}

describe('what a new protocol releases', () => {
  it('is outcomes by hashed ids: those who take part resolve and recompute, other members recompute from hashes', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await edit(path.join(folder, 'protocol.yaml'), WITHHELD)
    const pair = { homes: [a, b] }
    await agree(pair, folder)
    await runAll(pair, folder)
    const { analysis } = await analyseExercise(a, EXERCISE)
    expect(JSON.stringify(analysis)).not.toContain('refused')
    await exchange(pair.homes)
    await cosign(b, EXERCISE)

    for (const rows of await rowsOfRuns(a))
      for (const { item, itemKey } of rows) {
        expect(item).toMatch(/^[0-9a-f]{64}$/)
        expect(itemKey).toBeNull()
      }
    // Its own answers a has, those of b stay with b.
    for (const home of pair.homes)
      expect(await verify(home, all.world, EXERCISE, {})).toMatchObject({ ok: true, unchecked: ['answers'] })

    const questions = await questionsIn(folder)
    const { file } = await exportEvidence(a, EXERCISE, path.join(all.folder, 'for-c.concord'), 'lab-c')
    expect(file.endsWith('.concord')).toBe(true)
    const sent = await readFile(file, 'latin1')
    for (const secret of [...questions, 'simulated-word-problems-1'])
      expect(sent.includes(secret), secret).toBe(false)
    expect(await verify(c, all.world, file, {})).toMatchObject({
      ok: true,
      unchecked: ['answers', 'items', 'passport'],
      checked: { runs: 2, analyses: 1 },
    })
    await receiveBundle(c, file)
    const { evidence, state, chain } = await openAs(c, ownerOf(c), EXERCISE)
    const report = buildReport(
      reportInput(evidence, state, chain, { status: 'not-checked', findings: [] }),
      'en',
    )
    expect(JSON.stringify(report)).not.toContain('simulated-word-problems-1')
    // Whoever has no more than the hashes recomputes all the same.
    await expect(cosign(c, EXERCISE)).resolves.toMatchObject({})
  })

  it('finds one item exchanged, by whoever has only the hashes', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a'])
    await edit(path.join(folder, 'protocol.yaml'), WITHHELD)
    await propose(a, folder)
    await freeze(a, EXERCISE)
    await run(a, folder)
    await submit(a, EXERCISE)
    const { file } = await exportEvidence(a, EXERCISE, path.join(all.folder, 'for-b.concord'), 'lab-b')
    const bundle = await readBundleFile(b, file)
    const index = [...bundle.blobs.values()].find((bytes) =>
      new TextDecoder().decode(bytes).startsWith('{"id":'),
    )
    expect(new TextDecoder().decode(index).trim().split('\n')).toHaveLength(22)
    expect(await verify(b, all.world, file, {})).toMatchObject({ ok: true })
  })
})

describe('a field with a label of its own', () => {
  it('reaches those it names and nobody else, and what judges are told is read before signing', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b', 'c'])
    await edit(path.join(folder, 'protocol.yaml'), {
      'transcripts: with-run': 'transcripts: { tlp: AMBER+STRICT, audience: [lab-b] }',
      'judgePrompts: with-run': 'judgePrompts: withheld',
      "rubric: ''": 'rubric: Only the number counts.',
    })
    await propose(a, folder)
    for (const home of [b, c]) {
      const { asked } = await review(home, outboxFile(a, `protocol-${EXERCISE}`, home))
      expect(asked[0]?.parts?.judging?.rubric).toBe('Only the number counts.')
      expect(asked[0]?.protocol?.judging.rubric).toMatch(/^sha256:/)
      await accept(home, outboxFile(a, `protocol-${EXERCISE}`, home))
    }
    await exchange(all.homes)
    await freeze(a, EXERCISE)
    await exchange(all.homes)
    await run(a, folder)
    await submit(a, EXERCISE)
    await exchange(all.homes)
    for (const [home, unchecked] of [
      [a, []],
      [b, []],
      [c, ['answers']],
    ] as const)
      expect(await verify(home, all.world, EXERCISE, {})).toMatchObject({ ok: true, unchecked })
  })
})
