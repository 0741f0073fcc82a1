import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AnswerLine } from './answer-line.ts'
import { chatServer, reply, runEffects } from './chat-server.fixture.ts'
import { readJournal } from './journal.ts'
import { runInProcess } from './killed-run.fixture.ts'
import { askedOf, judgedPlan, JUDGES } from './judge.fixture.ts'

const IN_FLIGHT = 8
const ITEMS = 60
/** After so many calls of a process it is killed. */
const KILL_AFTER = [3, 17, 40, 9, 28]

/** Whose replies are written down. */
async function journaled(folder: string): Promise<string[]> {
  const keys: string[] = []
  try {
    for await (const { entry } of readJournal(path.join(folder, 'journal.jsonl'))) {
      if (entry.kind === 'answered') keys.push(`mock ${entry.line.item}`)
      if (entry.kind === 'vote') keys.push(`${entry.vote.judge} ${entry.item}`)
    }
  } catch (cause) {
    // Killed before the journal was made.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
  }
  return keys
}

describe('kill -9 of a run with judges', () => {
  it('asks neither the model nor a judge again for what is written, and repeats no more calls than were in flight', async () => {
    const calls = new Map<string, number>()
    let kill = { after: Number.POSITIVE_INFINITY, now: () => {} }
    await using server = await chatServer((call) => {
      const key = askedOf(call)
      calls.set(key, (calls.get(key) ?? 0) + 1)
      if (--kill.after === 0) kill.now()
      setTimeout(() => reply(call.response, key.startsWith('mock') ? 'It is one more.' : 'PASS'), 2)
    })
    await using run = await runEffects()
    const { folder } = run.effects
    const plan = judgedPlan(server.url, ITEMS, {
      concurrency: { min: IN_FLIGHT, start: IN_FLIGHT, max: IN_FLIGHT },
    })
    const args = [folder, JSON.stringify(plan)]
    /** How often had been asked what was written at a kill. */
    const settled = new Map<string, number>()
    for (const after of KILL_AFTER) {
      const { promise, resolve } = Promise.withResolvers<void>()
      kill = { after, now: resolve }
      await runInProcess(args, promise)
      for (const key of await journaled(folder)) if (!settled.has(key)) settled.set(key, calls.get(key) ?? 0)
    }
    kill = { after: Number.POSITIVE_INFINITY, now: () => {} }
    expect(settled.size).toBeGreaterThan(20)
    const result: unknown = JSON.parse(await runInProcess(args, null))
    expect(result).toMatchObject({ status: 'finished', counts: { attempts: ITEMS, scored: ITEMS } })
    for (const [key, n] of settled) expect([key, calls.get(key)]).toEqual([key, n])
    const keys = await journaled(folder)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toHaveLength(3 * ITEMS)
    const total = [...calls.values()].reduce((sum, n) => sum + n, 0)
    expect(total).toBeLessThanOrEqual(3 * ITEMS + KILL_AFTER.length * IN_FLIGHT * JUDGES.length)

    await using whole = await runEffects()
    await runInProcess([whole.effects.folder, JSON.stringify(plan)], null)
    const timeless = async (of: string) =>
      (await readFile(path.join(of, 'answers.jsonl'), 'utf8'))
        .trimEnd()
        .split('\n')
        .map((text) => AnswerLine.parse(JSON.parse(text)))
        .map((line) => ({ ...line, ms: 0, votes: line.votes?.map((vote) => ({ ...vote, ms: 0 })) }))
    expect(await timeless(folder)).toEqual(await timeless(whole.effects.folder))
  })
})
