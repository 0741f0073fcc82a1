import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { headerOf, sampleOf } from '../../../test/fixture/inspect-log.ts'
import { compareLogs } from './compare-logs.ts'
import type { Measurement } from './measurement.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'concord-measurement-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Change = { spec?: object; plan?: object; values?: readonly string[]; left?: number; target?: string }

let files = 0

/** A log of three items that says everything a log can say. */
function write({ spec, plan, values = [], left = 3, target = 'yes' }: Change): string {
  const header = headerOf([1, 2, 3])
  const file = path.join(folder, `${++files}.json`)
  const log = {
    ...header,
    eval: {
      ...Object(header['eval']),
      task_args: {},
      model_args: {},
      model_base_url: 'https://models.example/v1',
      revision: { type: 'git', origin: 'here', commit: 'abc1234' },
      metadata: { region: 'eu', engine: 'vllm 1', quantisation: 'none', safeguards: 'none' },
      ...spec,
    },
    plan: { name: 'plan', steps: [{ solver: 'generate', params: {} }], config: { temperature: 0, ...plan } },
    stats: {
      started_at: '2026-01-01T00:00:00+00:00',
      completed_at: '2026-01-01T01:00:00+00:00',
      model_usage: { 'mockllm/model': { input_tokens: 1, output_tokens: 1 } },
    },
    samples: [1, 2, 3]
      .slice(0, left)
      .map((id, at) => sampleOf({ id, target, scores: { match: values[at] ?? 'C' } })),
  }
  writeFileSync(file, JSON.stringify(log))
  return file
}

async function measured(first: Change, second: Change): Promise<Measurement> {
  const { measurement } = await compareLogs([write(first), write(second)], { score: null, delta: null })
  return measurement
}

it('a log that says everything is the same measurement as itself, whatever its scores', async () => {
  const scores = fc.array(fc.constantFrom('C', 'I', 'P'), { minLength: 3, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(scores, scores, async (one, other) => {
      const { verdict, decidedBy } = await measured({ values: one }, { values: other })
      expect({ verdict, decidedBy }).toEqual({ verdict: 'same-measurement', decidedBy: [] })
    }),
    { numRuns: 20 },
  )
})

it('another model or setting is a caveat that is named; turned round it is the same', async () => {
  const other = { spec: { model: 'mockllm/other' }, plan: { temperature: 1 } }
  const { verdict, decidedBy } = await measured({}, other)
  expect(verdict).toBe('comparable-with-caveat')
  expect(decidedBy.map(({ field }) => field)).toEqual(['model', 'temperature'])
  expect(await measured(other, {})).toMatchObject({ verdict, decidedBy })
})

it('other expected answers or items are another test', async () => {
  expect(await measured({}, { target: 'no' })).toMatchObject({
    verdict: 'not-comparable',
    decidedBy: [{ field: 'targets', relation: 'different' }],
  })
})

it('where not all that was planned is there, it is not known which items were tested', async () => {
  expect(await measured({}, { left: 2 })).toMatchObject({
    verdict: 'not-comparable',
    decidedBy: [{ field: 'items', relation: 'unknown' }],
  })
})

it('names of tasks and datasets decide nothing', async () => {
  const dataset = { name: 'renamed', samples: 3, sample_ids: [1, 2, 3] }
  const { verdict, rows } = await measured({}, { spec: { task: 'other', dataset } })
  expect(verdict).toBe('same-measurement')
  expect(rows.filter(({ relation }) => relation === 'different').map(({ field }) => field)).toEqual([
    'task',
    'dataset',
  ])
})
