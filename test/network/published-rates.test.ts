import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  analyseExercise,
  attach,
  cosign,
  exportEvidence,
  ownerOf,
  propose,
  readAs,
  startRun,
  status,
  verify,
} from '../../src/node/index.ts'
import { accept, freeze } from '../../src/node/index.ts'
import { createApp } from '../../src/node/http/app.ts'
import { createSessions } from '../../src/node/http/session.ts'
import { bodyValue } from '../../src/node/publish.ts'
import { readReport } from '../../src/report/index.ts'
import { Run } from '../../src/statement/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import {
  agree,
  edit,
  exchange,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/third-exercise-2025')
const EXERCISE = 'third-exercise-2025'
const HOST = '127.0.0.1:4680'

let all: Institutes
let pinned: string
let folder: string
let table: string
beforeAll(async () => {
  all = await makeInstitutes(['a', 'b'])
  pinned = await foundNetwork(all)
  folder = path.join(all.folder, 'third')
  table = path.join(folder, 'rates.csv')
  await cp(EXAMPLE, folder, { recursive: true })
  const protocol = path.join(folder, 'protocol.yaml')
  await writeFile(protocol, (await readFile(protocol, 'utf8')).replaceAll('this-node', 'lab-a'))
  await edit(protocol, {
    '  - { member: lab-a, roles: [coordinator, runner] }':
      '  - { member: lab-a, roles: [coordinator, runner] }\n  - { member: lab-b, roles: [verifier] }',
  })
  await propose(all.home('a'), folder)
  await accept(all.home('b'), outboxFile(all.home('a'), `protocol-${EXERCISE}`, all.home('b')))
  await exchange(all.homes)
  await freeze(all.home('a'), EXERCISE)
  await exchange(all.homes)
})
afterAll(() => all[Symbol.asyncDispose]())

const ids: string[] = []

describe('published rates', () => {
  it('are not run, and a table of verdicts is not taken for them', async () => {
    const home = all.home('a')
    const asked = {
      exercise: EXERCISE,
      model: 'x',
      alias: 'model_a',
      baseUrl: 'http://127.0.0.1:1',
      pilot: false,
      deviations: [],
    }
    const control = { signal: new AbortController().signal, emit: () => undefined }
    await expect(startRun(home, asked, control)).rejects.toThrow(
      `${EXERCISE} is of published rates, so there is nothing to run`,
    )
    const verdicts = path.join(all.folder, 'verdicts.csv')
    await writeFile(verdicts, 'item,attempt,model,value\n1,1,model_a,1\n')
    await expect(attach(home, EXERCISE, verdicts)).rejects.toThrow(
      `The plan of ${EXERCISE} is of published rates; verdicts.csv has no column rate.`,
    )
    const other = path.join(all.folder, 'other.csv')
    await writeFile(other, 'language,model,rate\nen,model_c,57%\n')
    await expect(attach(home, EXERCISE, other)).rejects.toThrow(
      'the model model_c is not one that the protocol lets lab-a run',
    )
    expect((await status(home, EXERCISE)).state.members[0]?.runs).toMatchObject([
      { run: null },
      { run: null },
    ])
  })

  it('are taken in once, as runs that hold them and nothing that was not published', async () => {
    const home = all.home('a')
    const { attached, unknownColumns } = await attach(home, EXERCISE, table)
    expect(attached).toMatchObject([
      { model: 'model_a', rates: 9, totals: 1, impossible: [] },
      { model: 'model_b', rates: 9, totals: 1, impossible: [] },
    ])
    expect(unknownColumns).toEqual([])
    const reader = await readAs(home, ownerOf(home))
    const stored = await reader.getStatement(attached[0]?.id ?? '')
    const run = Run.parse(stored === undefined ? undefined : bodyValue(stored))
    expect(run).toMatchObject({
      lab: 'lab-a',
      counts: null,
      table: null,
      answers: null,
      facts: {},
      retrospective: true,
    })
    expect(run.rates?.cells[0]).toEqual({
      language: 'en',
      measure: 'passed',
      lab: null,
      rate: 0.57,
      decimals: 2,
      n: null,
    })
    expect(stored?.blobs).toEqual([])
    // The same again, as after a kill, signs nothing anew; another table is another claim.
    expect((await attach(home, EXERCISE, table)).attached).toEqual(attached)
    const changed = path.join(all.folder, 'changed.csv')
    await writeFile(changed, (await readFile(table, 'utf8')).replace('57%', '58%'))
    await expect(attach(home, EXERCISE, changed)).rejects.toThrow('a table is attached once')
    ids.push(...attached.map(({ id }) => id))
  })

  it('are analysed, computed again by another institute, and verify from one file elsewhere', async () => {
    const [a, b] = [all.home('a'), all.home('b')]
    const { id, analysis } = await analyseExercise(a, EXERCISE)
    expect(analysis.inputs.map(({ table: digest }) => digest)).toEqual([null, null])
    await exchange(all.homes)
    expect(await cosign(b, EXERCISE)).toMatchObject({ id, unchecked: ['rates'] })
    await exchange(all.homes)
    expect(await verify(a, all.world, EXERCISE, { charter: pinned })).toMatchObject({
      ok: true,
      findings: [],
      unchecked: ['rates'],
      checked: { runs: 2, analyses: 1 },
    })
    const evidence = path.join(all.folder, 'evidence.concord')
    await exportEvidence(a, EXERCISE, evidence)
    expect(await verify(null, all.world, evidence, { charter: pinned })).toMatchObject({
      ok: true,
      findings: [],
      unchecked: ['rates'],
    })
  })
})

describe('their pages', () => {
  async function ask(address: string): Promise<Response> {
    const app = createApp({
      home: all.home('a'),
      sessions: createSessions(),
      hosts: [HOST],
      busy: () => false,
    })
    return app.request(address, { headers: { host: HOST } })
  }

  it('show the report to anybody, in both languages and as data', async () => {
    expect(await (await ask('/')).text()).toContain('Third joint exercise, 2025')
    const report = await (await ask(`/exercise/${EXERCISE}`)).text()
    expect(report).toContain('no margin of error can be given')
    expect(report).toContain(`href="/run/${ids[0]}"`)
    expect(await (await ask(`/exercise/${EXERCISE}?lang=fr`)).text()).toContain(
      'aucune marge d’erreur ne peut être donnée',
    )
    const document = readReport(await (await ask(`/exercise/${EXERCISE}/report.json`)).text())
    expect(document.sources.runs.toSorted()).toEqual(ids.toSorted())
  })

  it('show the rates of a run as they were published, and no attempts below them', async () => {
    const page = await ask(`/run/${ids[0]}`)
    expect(page.status).toBe(200)
    const text = (await page.text()).replaceAll('\u00A0', ' ')
    expect(text).toContain('Published rates of model A, taken in by Lab A (invented)')
    expect(text).toContain('57%')
    expect(text).toContain('not published')
    expect(text).not.toContain('Agreed and recorded')
    expect(text).not.toContain('id="attempts"')
    expect((await ask(`/run/${ids[0]}/item?set=x&item=y`)).status).toBe(404)
    expect((await ask(`/statement/${ids[0]}`)).status).toBe(200)
  })
})

describe('a plan of something else', () => {
  it('takes no published rates', async () => {
    await using other = await makeInstitutes(['c'])
    await foundNetwork(other)
    await agree(other, await exerciseFolder(other, ['c']))
    await expect(attach(other.home('c'), 'counting', table)).rejects.toThrow(
      'rates.csv is a table of published rates, and the plan of counting has no analysis of the kind published-rates.',
    )
  })
})

describe('a rate that its number of attempts cannot give', () => {
  it('is taken in as it was published, named at once, and marked in the report', async () => {
    await using other = await makeInstitutes(['c'])
    await foundNetwork(other)
    const copy = path.join(other.folder, 'third')
    await cp(EXAMPLE, copy, { recursive: true })
    const protocol = path.join(copy, 'protocol.yaml')
    await writeFile(protocol, (await readFile(protocol, 'utf8')).replaceAll('this-node', 'lab-c'))
    await propose(other.home('c'), copy)
    await edit(path.join(copy, 'rates.csv'), {
      'en,model_a,57%,': 'en,model_a,22.4%,124',
      'en,model_b,24%,': 'en,model_b,22.4%,125',
    })
    const ended = await concordHere([
      'exercise',
      'attach',
      EXERCISE,
      path.join(copy, 'rates.csv'),
      '--home',
      other.home('c').folder,
    ])
    expect(ended.status).toBe(0)
    expect(ended.stdout).toContain(
      'model_a, en: 22.4% cannot come from 124 attempts, however many passed; taken in as published',
    )
    expect(ended.stdout).not.toContain('model_b, en')
  })
})
