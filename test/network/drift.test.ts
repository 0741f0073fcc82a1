/** Drift prompts: asked at the start and the end of each run, and on doubt. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { chatServer, question, reply } from '../../src/evaluation/chat-server.fixture.ts'
import {
  analyseExercise,
  checkDrift,
  driftNow,
  openAs,
  ownerOf,
  readAs,
  resumeRun,
  startRun,
  submit,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { ledgerOf } from '../../src/node/reports.ts'
import { agree, exchange, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes } from './institutes.ts'
import type { Institutes } from './institutes.ts'

const PROMPTS = ['Tell me about the sea.', 'What is a river?']
const SEA = ['It is deep.', 'It is wide.', 'It is salt.', 'It is blue.', 'It is old.']
const OTHER = 'As a language model of a later version, I would rather tell you about rivers.'

const quiet = () => ({ signal: new AbortController().signal, emit: () => undefined })

/** Says of the sea whatever comes next, and counts the questions of the exercise badly. */
function model(about: (turn: number) => string) {
  let turn = 0
  return chatServer((call) =>
    reply(call.response, PROMPTS.includes(question(call)) ? about(turn++) : 'Zero.'),
  )
}
const asEver = (turn: number): string => SEA[turn % SEA.length] ?? ''

async function withDrift(transcripts = 'with-run'): Promise<{ all: Institutes; a: Home; b: Home }> {
  const all = await makeInstitutes(['a', 'b'])
  await foundNetwork(all)
  const folder = await exerciseFolder(all, ['a', 'b'], {
    'scaffold: One request': `drift: { prompts: [${PROMPTS.join(', ')}], repeats: 5 }\n  scaffold: One request`,
    'transcripts: with-run': `transcripts: ${transcripts}`,
  })
  await agree(all, folder)
  return { all, a: all.home('a'), b: all.home('b') }
}

async function runAt(home: Home, baseUrl: string, control = quiet()) {
  return startRun(home, { exercise: EXERCISE, model: 'mock', baseUrl, pilot: false, deviations: [] }, control)
}

async function driftIn(home: Home) {
  const { evidence, state } = await openAs(home, ownerOf(home), EXERCISE)
  const rows = evidence.runs.map(({ body }) => {
    const row = ledgerOf(evidence, state.inForce, body).find(({ field }) => field === 'drift')
    return [body.lab, { fact: body.facts.drift, relation: row?.relation }]
  })
  return Object.fromEntries(rows)
}

describe('drift prompts', () => {
  it('are asked at start and end; a model that answers otherwise on doubt stands in the ledger, its scores as they were', async () => {
    await using served = await model(asEver)
    await using changed = await model(() => OTHER)
    const { all, a, b } = await withDrift()
    await using _ = all
    const [ofA, ofB] = [await runAt(a, served.url), await runAt(b, served.url)]
    expect(ofA.result.status).toBe('finished')
    const asked = served.seen.filter(({ messages }) => PROMPTS.includes(messages.at(-1)?.content ?? ''))
    expect(asked).toHaveLength(40)
    expect(await driftNow(a, ofA.run)).toMatchObject({
      found: 'none',
      checks: [{ moment: 'start' }, { moment: 'end' }],
    })

    expect(await checkDrift(b, ofB.run, 'doubt', quiet(), { baseUrl: changed.url })).toBe(true)
    const now = await driftNow(b, ofB.run)
    expect(now).toMatchObject({ found: 'found', checks: [{}, {}, { moment: 'doubt' }] })
    expect(now.p).toBeLessThan(0.01)

    for (const home of [a, b]) await submit(home, EXERCISE)
    await expect(checkDrift(b, ofB.run, 'doubt', quiet())).rejects.toThrow('is submitted')
    await exchange([a, b])
    await analyseExercise(a, EXERCISE)
    await exchange([a, b])
    expect(await driftIn(b)).toEqual({
      'lab-a': { fact: 'none', relation: 'same' },
      'lab-b': { fact: 'found', relation: 'different' },
    })
    const { evidence } = await openAs(b, ownerOf(b), EXERCISE)
    const [one, other] = evidence.runs.map(({ body }) => body)
    expect(one?.counts).toEqual(other?.counts)
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true, unchecked: [] })
  })

  it('stay in the house with the transcripts; only what they came to is released', async () => {
    await using served = await model(asEver)
    const { all, a, b } = await withDrift('withheld')
    await using _ = all
    await runAt(a, served.url)
    await submit(a, EXERCISE)
    await exchange([a, b])
    const { evidence } = await openAs(b, ownerOf(b), EXERCISE)
    const drift = evidence.runs[0]?.body.drift
    expect(drift).toMatchObject({ p: expect.any(Number), checks: [{ moment: 'start' }, { moment: 'end' }] })
    const digest = drift?.answers.sha256 ?? ''
    const id = evidence.runs[0]?.id ?? ''
    const at = async (home: Home) => (await readAs(home, ownerOf(home))).getBlobOf(id, digest)
    expect(await at(b)).toBeUndefined()
    expect(Buffer.from((await at(a)) ?? []).toString()).toContain('It is deep.')
  })

  it('are gone on with after a stop, and are not asked twice', async () => {
    const stop = new AbortController()
    let calls = 0
    await using served = await model((turn) => {
      calls += 1
      if (calls === 3) stop.abort()
      return asEver(turn)
    })
    const { all, a } = await withDrift()
    await using _ = all
    const end = await runAt(a, served.url, { ...quiet(), signal: stop.signal })
    expect(end.result.status).toBe('stopped')
    const resumed = await resumeRun(a, end.run, quiet())
    expect(resumed.result.status).toBe('finished')
    expect((await driftNow(a, end.run)).checks.map(({ moment }) => moment)).toEqual(['start', 'end'])
    expect(calls).toBeLessThan(30)
    const [local] = await (await readAs(a, ownerOf(a))).listLocalRuns({})
    const kept = path.join(a.folder, local?.folder ?? '', 'drift', '001-start', 'answers.jsonl')
    expect((await readFile(kept, 'utf8')).trim().split('\n')).toHaveLength(10)
  })

  it('are asked on doubt only where the protocol has some', async () => {
    await using served = await model(asEver)
    const all = await makeInstitutes(['a'])
    await using _ = all
    await foundNetwork(all)
    await agree(all, await exerciseFolder(all, ['a']))
    const { run } = await runAt(all.home('a'), served.url)
    const asked = checkDrift(all.home('a'), run, 'doubt', quiet())
    await expect(asked).rejects.toThrow('has no drift prompts')
    await expect(driftNow(all.home('a'), run)).rejects.toThrow('No drift prompts were asked')
  })
})
