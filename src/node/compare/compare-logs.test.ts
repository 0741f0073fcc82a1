import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { logOf } from '../../../test/fixture/inspect-log.ts'
import type { SampleInLog } from '../../../test/fixture/inspect-log.ts'
import { compareLogs } from './compare-logs.ts'
import type { LogComparison } from './compare-logs.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'concord-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function write(samples: readonly SampleInLog[]): string {
  const file = path.join(folder, `${++files}.json`)
  writeFileSync(file, JSON.stringify(logOf(samples)))
  return file
}

const compare = (
  a: readonly SampleInLog[],
  b: readonly SampleInLog[],
  score: string | null = null,
): Promise<LogComparison> => compareLogs([write(a), write(b)], { score, delta: null })

/** A sample of question `id` with a score by `match`. */
const sample = (id: string | number, value: unknown, more: Partial<SampleInLog> = {}): SampleInLog => ({
  id,
  scores: { match: value },
  ...more,
})

describe('the join', () => {
  it('is by question, not by id, and says what only one log has', async () => {
    const asked = { input: 'Same?' }
    const { join } = await compare(
      [sample('x', 'C', asked), sample('a', 'C')],
      [sample('y', 'C', { input: ' Same?\n' }), sample('b', 'C'), sample('c', 'C')],
    )
    expect(join.common.map(({ first, second }) => [first.ids, second.ids])).toEqual([[['x'], ['y']]])
    expect(join.onlyFirst.map(({ ids }) => ids)).toEqual([['a']])
    expect(join.onlySecond.map(({ ids }) => ids).toSorted()).toEqual([['b'], ['c']])
    expect(join.otherTargets).toEqual([])
  })

  it('shows a question that stands under two ids, and leaves it out of the difference', async () => {
    const asked = { input: 'Twice?' }
    const { join, difference } = await compare(
      [sample(1, 'C', asked), sample(2, 'I', asked), sample(3, 'C'), sample(4, 'I')],
      [sample(1, 'I', asked), sample(3, 'C'), sample(4, 'C')],
    )
    expect(join.repeated.first.map(({ ids }) => ids)).toEqual([['1', '2']])
    expect(join.repeated.second).toEqual([])
    expect(join.common).toHaveLength(3)
    expect(join.compared).toHaveLength(2)
    expect(difference).toMatchObject({ result: { value: { estimates: { difference: -0.5 } } } })
  })

  it('names common items of which another answer is expected', async () => {
    const { join } = await compare(
      [sample(1, 'C'), sample(2, 'C')],
      [sample(1, 'C', { target: 'no' }), sample(2, 'C')],
    )
    expect(join.otherTargets.map(({ first }) => first.ids)).toEqual([['1']])
  })

  it('counts items that have no key, and joins none of them', async () => {
    const picture = { input: [{ role: 'user', content: [{ type: 'image', image: 'picture.png' }] }] }
    const { join, difference } = await compare([sample(1, 'C', picture)], [sample(1, 'C', picture)])
    expect(join).toMatchObject({ common: [], withoutKey: { first: 1, second: 1 } })
    expect(difference).toBe('no-common-item')
  })
})

describe('the difference', () => {
  it('takes the mean over epochs that have a number; one without is missing, and no 0', async () => {
    const { difference, disagreements } = await compare(
      [sample(1, 'C'), sample(1, 'I', { epoch: 2 }), sample(2, 'C'), sample(2, null, { epoch: 2 })],
      [sample(1, 'I'), sample(1, 'I', { epoch: 2 }), sample(2, 'C'), sample(2, 'C', { epoch: 2 })],
    )
    expect(difference).toMatchObject({
      score: 'match',
      result: { value: { estimates: { first: 0.75, second: 0.5, difference: 0.25 } } },
    })
    expect(disagreements.map(({ means }) => means)).toEqual([{ first: 0.5, second: 0 }])
  })

  it('is turned round with the logs', async () => {
    const [a, b] = [
      [sample(1, 'C'), sample(2, 'I'), sample(3, 'C')],
      [sample(1, 'I'), sample(2, 'C'), sample(3, 'I')],
    ]
    const [one, other] = [await compare(a, b), await compare(b, a)]
    const value = (compared: LogComparison): unknown =>
      typeof compared.difference === 'string' || !compared.difference.result.ok
        ? null
        : compared.difference.result.value.estimates.difference
    expect(value(one)).toBeCloseTo(1 / 3, 12)
    expect(value(other)).toBeCloseTo(-1 / 3, 12)
    expect(other.disagreements.map(({ key }) => key)).toEqual(one.disagreements.map(({ key }) => key))
  })

  it('is of the score that is asked for, and refuses one that not both have', async () => {
    const a = [1, 2].map((id) => ({ id, scores: { match: 'C', length: id / 10, mine: 1 } }))
    const b = [1, 2].map((id) => ({ id, scores: { match: 'I', length: id / 5, yours: 1 } }))
    const found = await compare(a, b, 'length')
    expect(found.scores).toEqual(['length', 'match'])
    expect(found.difference).toMatchObject({ score: 'length', measure: 'scores' })
    expect((await compare(a, b)).difference).toMatchObject({ score: 'match', measure: 'successes' })
    await expect(compare(a, b, 'mine')).rejects.toMatchObject({ code: 'usage' })
  })

  it('is refused where the logs have no score in common, or none with a number', async () => {
    const [a, b] = [[{ id: 1, scores: { mine: 1 } }], [{ id: 1, scores: { yours: 1 } }]]
    expect((await compare(a, b)).difference).toBe('no-common-score')
    expect((await compare([sample(1, 'C')], [sample(1, null)])).difference).toBe('no-number')
    expect((await compare([sample(1, 'C')], [sample(2, 'C')])).difference).toBe('no-common-item')
  })

  it('of scores beyond 0 to 1 is refused with the reason', async () => {
    const { difference } = await compare([sample(1, 3), sample(2, 4)], [sample(1, 1), sample(2, 5)])
    expect(difference).toMatchObject({ result: { ok: false, reason: 'out-of-range' } })
  })
})

it('a file that is no log is refused', async () => {
  const file = path.join(folder, 'none.json')
  writeFileSync(file, '{}')
  await expect(compareLogs([file, file], { score: null, delta: null })).rejects.toMatchObject({
    code: 'bad-input',
  })
})
