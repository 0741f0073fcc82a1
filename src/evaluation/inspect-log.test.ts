import { describe, expect, it } from 'vitest'
import { collected, effects } from '../../test/fixture/inspect-log.ts'
import { findReader, writeEvalFile } from '../interchange/index.ts'
import type { ByteFile, LogCheck, LoggedAttempt } from '../interchange/index.ts'
import { inspectLog } from './inspect-log.ts'
import { everyOutcome, everyOutcomePlan } from './run-log.fixture.ts'

const facts = {
  planHash: 'f'.repeat(64),
  created: '2026-11-25T12:00:00Z',
  version: '0.1.0',
  sha256: effects.sha256,
  labels: ['refusal'],
}

async function written(
  answers: typeof everyOutcome,
): Promise<{ check: LogCheck; attempts: LoggedAttempt[] }> {
  const bytes = await collected(writeEvalFile(inspectLog(everyOutcomePlan, answers, facts), effects))
  const file: ByteFile = {
    name: 'log.eval',
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  }
  const log = await (await findReader(file))?.open(file, effects)
  if (log === undefined) throw new TypeError('it is no log')
  const attempts: LoggedAttempt[] = []
  return { check: await log.check((attempt) => attempts.push(attempt)), attempts }
}

describe('inspectLog', () => {
  it('keeps how every attempt ended, with its reason, value, limit and labels', async () => {
    const { attempts } = await written(everyOutcome)
    expect(
      attempts.map(({ id, outcome, reason, value, limit }) => [id, outcome, reason, value, limit]),
    ).toEqual([
      ['a%2F1', 'scored', null, 1, null],
      ['b%5Fepoch_2', 'scored', null, 0, null],
      ['é', 'unscored', 'unparsed', null, null],
      ['d', 'errored', 'environment', null, null],
      ['e', 'limit', null, 1, 'token'],
      ['f', 'not-applicable', 'no tool', null, null],
    ])
    expect(attempts.map(({ scores }) => Object.keys(scores))).toEqual([
      ['exact', 'refusal'],
      ['exact', 'refusal'],
      ['exact', 'refusal'],
      [],
      ['exact', 'refusal'],
      ['exact', 'refusal'],
    ])
    expect(attempts[3]?.error).toBe('environment: busy')
    expect(attempts[0]).toMatchObject({ answer: 'yes', targets: ['yes'], tokensIn: 5, tokensOut: 1 })
  })

  it('has the figures of what is scored, which hold when they are recomputed', async () => {
    const { check } = await written(everyOutcome)
    expect(check).toMatchObject({
      label: 'verified',
      counts: { scored: 2, unscored: 1, errored: 1, limit: 1, 'not-applicable': 1, 'not-run': 1 },
      samples: { present: 6, planned: 7, absent: 0 },
    })
    const [accuracy, stderr, refusals] = check.metrics
    expect(refusals).toMatchObject({
      score: 'refusal',
      metric: 'accuracy',
      logged: 0.2,
      recomputed: 0.2,
      n: 5,
    })
    expect(accuracy).toMatchObject({ metric: 'accuracy', n: 3, agrees: true })
    expect(accuracy?.logged).toBeCloseTo(2 / 3, 15)
    expect(stderr?.logged).toBeCloseTo(1 / 3, 15)
  })

  it('of a run that was stopped before its first answer is a log without samples', async () => {
    const { check, attempts } = await written([])
    expect(attempts).toEqual([])
    expect(check).toMatchObject({ label: 'nothing-to-verify', counts: { 'not-run': 7 } })
  })
})
