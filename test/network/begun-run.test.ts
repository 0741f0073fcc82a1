import { expect, it } from 'vitest'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { chatServer, reply } from '../../src/evaluation/chat-server.fixture.ts'
import { resumeRun, startRun, status, submit } from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { agree, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, run } from './institutes.ts'

const control = { signal: new AbortController().signal, emit: () => undefined }

/** As a kill leaves it: with answers, without a result, and called running. */
async function cutOff(home: Home, run: string): Promise<void> {
  await rm(path.join(home.folder, 'runs', run, 'result.json'))
  await home.store.writer().updateLocalRun(run, { status: 'running' })
}

it('a run that was killed on its way is offered to be gone on with, at another address too', async () => {
  await using all = await makeInstitutes(['a'])
  await foundNetwork(all)
  const folder = await exerciseFolder(all, ['a'])
  await agree(all, folder)
  const home = all.home('a')
  const stop = new AbortController()
  const first = await chatServer((call) => (call.number <= 5 ? reply(call.response, '1') : stop.abort()))
  const { run: id, result } = await startRun(
    home,
    { exercise: EXERCISE, model: 'm', baseUrl: first.url, pilot: false, deviations: [] },
    { signal: stop.signal, emit: () => undefined },
  )
  expect(result.status).toBe('stopped')
  await first[Symbol.asyncDispose]()
  await cutOff(home, id)

  expect(await status(home, EXERCISE)).toMatchObject({
    localRuns: [{ id, status: 'cut-off' }],
    due: [{ code: 'resume-run', run: id }],
  })
  const at = ['--home', home.folder]
  const said = await concordHere(['exercise', 'status', EXERCISE, ...at])
  expect(said.stdout).toContain(
    `  own run ${id}: cut off before its end, what was answered is kept (go on: ./concord run resume ${id}), pilot no`,
  )
  expect(said.stdout).toContain(`./concord run resume ${id}   it was cut off; go on where it was`)

  // The old address is dead: said in one sentence, and nothing is lost.
  const dead = await concordHere(['run', 'resume', id, ...at])
  expect(dead.status).toBe(2)
  expect(dead.stderr).toMatch(
    new RegExp(
      `^Error: Nobody answers at ${first.url}: .*Go on with "concord run resume ${id} --base-url ADDRESS", or`,
    ),
  )
  await using second = await chatServer((call) => reply(call.response, '2'))
  const resumed = await concordHere(['run', 'resume', id, '--base-url', second.url, '--json', ...at])
  expect(JSON.parse(resumed.stdout)).toMatchObject({
    status: 'finished',
    counts: { attempts: 40, errored: 0, 'not-run': 0 },
    addresses: [first.url, second.url],
  })

  // Killed between its end and the note of it, or its result lost: it is concluded from the journal, and asks nobody.
  await rm(path.join(home.folder, 'runs', id, 'result.json'))
  await expect(submit(home, EXERCISE)).rejects.toThrow(`go on with "concord run resume ${id}"`)
  expect((await status(home, EXERCISE)).due).toEqual([{ code: 'resume-run', run: id }])
  expect((await resumeRun(home, id, control)).result).toMatchObject({ status: 'finished' })
  expect((await submit(home, EXERCISE)).submitted).toMatchObject([{ run: id }])
})

it('a run that was killed before it had a plan is as if it were not there', async () => {
  await using all = await makeInstitutes(['a'])
  await foundNetwork(all)
  const folder = await exerciseFolder(all, ['a'])
  await agree(all, folder)
  const home = all.home('a')
  const { state } = await status(home, EXERCISE)
  const killed = `${EXERCISE}-lab-a-model-a-1`
  await home.store.writer().putLocalRun({
    id: killed,
    exercise: EXERCISE,
    protocol: state.protocol.id,
    lab: 'lab-a',
    model: 'model-a',
    pilot: false,
    status: 'running',
    folder: `runs/${killed}`,
    created: all.world.now(),
    submitted: null,
  })
  expect(await status(home, EXERCISE)).toMatchObject({
    localRuns: [],
    due: [{ code: 'run', model: 'model-a' }],
  })
  await expect(resumeRun(home, killed, control)).rejects.toThrow(
    `The run ${killed} was cut off before it asked anything; begin it again with "concord run start ${EXERCISE}`,
  )
  const whole = await run(home, folder)
  expect((await status(home, EXERCISE)).localRuns).toMatchObject([{ id: whole, status: 'finished' }])
  expect((await submit(home, EXERCISE)).submitted).toMatchObject([{ run: whole }])
})
