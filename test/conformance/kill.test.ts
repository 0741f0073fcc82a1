import { afterAll, beforeAll, expect, it } from 'vitest'
import { makePhases, PHASES } from '../fixture/kill-phases.ts'
import type { Phases } from '../fixture/kill-phases.ts'
import { killAndGoOn } from '../fixture/kill-trials.ts'

const POINTS = 20

let phases: Phases

beforeAll(async () => {
  phases = await makePhases()
})

afterAll(async () => {
  await phases?.[Symbol.asyncDispose]()
})

it.each(PHASES)(`%s, killed at ${POINTS} points, leaves a folder that goes on`, async (name) => {
  const trials = await killAndGoOn(phases, name, POINTS, 20_261)
  process.stdout.write(`${JSON.stringify({ killed: name, points: POINTS, ...trials })}\n`)
  expect(trials.midway).toBeGreaterThanOrEqual(POINTS / 2)
})
