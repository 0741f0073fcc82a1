/** docs/guides/connect-your-model.md, walked. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { walkGuide } from '../fixture/walked-guide.ts'
import type { WalkedGuide } from '../fixture/walked-guide.ts'

const TIME_LIMIT = 300_000
let walked: WalkedGuide
beforeAll(async () => {
  walked = await walkGuide('connect-your-model', TIME_LIMIT - 10_000)
}, TIME_LIMIT)
afterAll(() => walked.remove())

describe('connecting a model', () => {
  it('runs to its end and leaves no process behind', () => {
    expect(walked.stderr).not.toContain('Error:')
    expect(walked.status).toBe(0)
    expect(walked.end()).toBe(false)
  })

  it('gives the same score to recorded answers, and says that they are', () => {
    const scores = [...walked.stdout.matchAll(/^.* of the points on .*$/gm)].map(([line]) => line)
    expect(scores).toHaveLength(5)
    expect(scores[1]).toBe(scores[0])
    expect(walked.stdout.match(/^\d+ answers were recorded earlier/gm)).toHaveLength(1)
  })

  it('says a cost where a price is known, and nowhere else', () => {
    // Once at prices of one's own, and once more with a budget that they keep.
    const cost = expect.stringMatching(
      /^Cost: .* US dollars at the prices known on 2026-11-01 \(today’s: our contract\)/,
    )
    expect(walked.stdout.match(/^Cost: .*$/gm)).toEqual([cost, cost])
  })

  it('stores no key', () => {
    const plan = readFileSync(path.join(walked.folder, 'my-model/runs/word-problems-1/plan.json'), 'utf8')
    expect(plan).toContain('"kind":"program"')
    expect(plan).not.toContain('not-a-real-key')
  })
})
