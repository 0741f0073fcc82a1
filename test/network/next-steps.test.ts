/** What the commands say comes next, by who there is to send something to. */
import path from 'node:path'
import { expect, it } from 'vitest'
import { REHEARSAL_MODEL, startRehearsalModel } from '../../src/evaluation/index.ts'
import { accept, freeze } from '../../src/node/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import {
  agree,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  run,
} from './institutes.ts'

const SEND = 'send each bundle'
const TO_REVIEW =
  'send each bundle to its member, who runs: ./concord exercise review BUNDLE   then accepts or objects'
const AMEND = ['--set', 'generation.temperature=0.1', '--why', 'as it was piloted', '--data-seen', 'none']

it('a protocol and an amendment are sent to be reviewed, before anybody takes them in', async () => {
  await using all = await makeInstitutes(['a', 'b'])
  await foundNetwork(all)
  const folder = await exerciseFolder(all, ['a', 'b'])
  const home = path.join(all.folder, 'lab-a')
  const proposed = await concordHere(['exercise', 'propose', folder, '--home', home])
  expect(proposed).toMatchObject({ status: 0, stdout: expect.stringContaining(TO_REVIEW) })
  expect(proposed.stdout).not.toContain('who runs: ./concord receive')
  await accept(all.home('b'), outboxFile(all.home('a'), `protocol-${EXERCISE}`, all.home('b')))
  await exchange(all.homes)
  await freeze(all.home('a'), EXERCISE)
  const amended = await concordHere(['exercise', 'amend', EXERCISE, ...AMEND, '--home', home])
  expect(amended).toMatchObject({ status: 0, stdout: expect.stringContaining(TO_REVIEW) })
  await run(all.home('a'), folder)
  const submitted = await concordHere(['exercise', 'submit', EXERCISE, '--home', home])
  expect(submitted.stdout).toContain(`${SEND} to its member, who runs: ./concord receive BUNDLE`)
})

it('an institute on its own sends nothing, and is told when nobody answers', async () => {
  await using all = await makeInstitutes(['a'])
  await foundNetwork(all)
  const folder = await exerciseFolder(all, ['a'])
  await agree(all, folder)
  const home = path.join(all.folder, 'lab-a')
  const model = await startRehearsalModel({ port: 0, seed: 1, items: [] })
  await model.close()
  const start = ['run', 'start', EXERCISE, '--model', REHEARSAL_MODEL, '--base-url', model.url]
  const dead = await concordHere([...start, '--home', home])
  expect(dead).toMatchObject({ status: 2, stdout: '' })
  expect(dead.stderr).toContain(
    `No attempt was answered by ${model.url}: the connection failed: ECONNREFUSED`,
  )
  await run(all.home('a'), folder)
  const submitted = await concordHere(['exercise', 'submit', EXERCISE, '--home', home])
  expect(submitted).toMatchObject({ status: 0, stdout: expect.stringContaining('exercise status') })
  expect(submitted.stdout).not.toContain(SEND)
})
