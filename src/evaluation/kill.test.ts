import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AnswerLine } from './answer-line.ts'
import { chatServer, itemsOf, planOf, question, reply, runEffects } from './chat-server.fixture.ts'
import { readJournal } from './journal.ts'
import { RUN_PROGRAM, runInProcess } from './killed-run.fixture.ts'

const IN_FLIGHT = 8

/** Small seeded generator: kill points are the same in every run of the test. */
function* draws(seed: number): Generator<number, never> {
  for (let x = seed; ;) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
    yield x / 2 ** 32
  }
}

async function journaled(folder: string): Promise<string[]> {
  const keys: string[] = []
  try {
    for await (const { entry } of readJournal(path.join(folder, 'journal.jsonl')))
      if (entry.kind === 'attempt') keys.push(`${entry.line.item} ${entry.line.attempt}`)
  } catch (cause) {
    // Killed before the journal was made.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
  }
  return keys
}

describe('kill -9', () => {
  it('loses no line, repeats no call whose line was written, and no more calls than were in flight', async () => {
    const draw = draws(3)
    const calls = new Map<string, number>()
    /** Resolved when so many calls have come since the process began. */
    let kill = { after: Number.POSITIVE_INFINITY, now: () => {} }
    await using server = await chatServer((call) => {
      const key = `q${/^(\d+)/.exec(question(call))?.[1]} ${(call.body.seed ?? 7) - 6}`
      calls.set(key, (calls.get(key) ?? 0) + 1)
      if (--kill.after === 0) kill.now()
      setTimeout(
        () =>
          reply(
            call.response,
            question(call).replace(/^(\d+).*/, (_, n: string) => String(Number(n) + 1)),
          ),
        2,
      )
    })
    await using run = await runEffects()
    const { folder } = run.effects
    const plan = planOf(server.url, {
      items: itemsOf(200),
      concurrency: { min: IN_FLIGHT, start: IN_FLIGHT, max: IN_FLIGHT },
    })
    const args = [folder, JSON.stringify(plan)]
    let repeatable = 0
    for (let round = 0; round < 6; round++) {
      const { promise, resolve } = Promise.withResolvers<void>()
      kill = { after: 1 + Math.floor(draw.next().value * 60), now: resolve }
      await runInProcess(args, promise)
      const written = new Set(await journaled(folder))
      const asked = [...calls.values()].reduce((sum, n) => sum + n, 0)
      // Asked and not written: those in flight at this kill, and at those before it.
      repeatable += IN_FLIGHT
      expect(asked - written.size).toBeLessThanOrEqual(repeatable)
      kill = { after: Number.POSITIVE_INFINITY, now: () => {} }
      calls.forEach((n, key) => {
        if (written.has(key)) finalCount.set(key, finalCount.get(key) ?? n)
      })
    }
    const result: unknown = JSON.parse(await runInProcess(args, null))
    expect(result).toMatchObject({ status: 'finished', counts: { attempts: 400, scored: 400 } })
    for (const [key, n] of finalCount) expect(calls.get(key)).toBe(n)
    const keys = await journaled(folder)
    expect(new Set(keys).size).toBe(keys.length)
    const total = [...calls.values()].reduce((sum, n) => sum + n, 0)
    expect(total).toBeGreaterThanOrEqual(400)
    expect(total).toBeLessThanOrEqual(400 + repeatable)

    await using whole = await runEffects()
    await runInProcess([whole.effects.folder, JSON.stringify(plan)], null)
    const timeless = async (of: string) =>
      (await readFile(path.join(of, 'answers.jsonl'), 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => ({ ...AnswerLine.parse(JSON.parse(line)), ms: 0 }))
    expect(await timeless(folder)).toEqual(await timeless(whole.effects.folder))
  })

  /** Calls made for an attempt when its line was first seen in the journal. */
  const finalCount = new Map<string, number>()
})

describe('a full disk', () => {
  it('ends the run with a sentence, and the run goes on when there is space again', async () => {
    await using server = await chatServer((call) => reply(call.response, '1'.repeat(2000)))
    await using run = await runEffects()
    const plan = JSON.stringify(planOf(server.url, { items: itemsOf(40) }))
    const limited = spawn('bash', [
      '-c',
      'ulimit -f 60; exec "$0" "$@"',
      process.execPath,
      RUN_PROGRAM,
      run.effects.folder,
      plan,
    ])
    let out = ''
    limited.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    await new Promise((resolve) => limited.on('close', resolve))
    expect(JSON.parse(out)).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/cannot be written \(EFBIG\); free space/),
    })
    const result: unknown = JSON.parse(await runInProcess([run.effects.folder, plan], null))
    expect(result).toMatchObject({ status: 'finished', counts: { attempts: 80, scored: 80 } })
  })
})
