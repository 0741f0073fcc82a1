import { expect, it } from 'vitest'
import { status, submit } from '../../src/node/index.ts'
import { agree, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, run } from './institutes.ts'

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
  const whole = await run(home, folder)
  expect((await status(home, EXERCISE)).localRuns).toMatchObject([{ id: whole, status: 'finished' }])
  expect((await submit(home, EXERCISE)).submitted).toMatchObject([{ run: whole }])
})
