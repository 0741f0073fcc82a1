import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chatServer, itemsOf, planOf, reply, runEffects } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'
import type { RunPlanInput } from './run-plan.ts'

const readJournalLines = async (folder: string): Promise<string[]> =>
  (await readFile(path.join(folder, 'journal.jsonl'), 'utf8')).trimEnd().split('\n')

const answering =
  (status: number, body = '') =>
  ({ response }: Call): void => {
    response.writeHead(status).end(body)
  }
const MANY: Partial<RunPlanInput> = { items: itemsOf(200), attempts: 1, retries: 0 }

/** An address nobody listens at any more. */
async function deadUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}/v1`
}

/** Runs against a server that behaves so. */
async function against(handle: (call: Call) => void, over: Partial<RunPlanInput> = MANY) {
  await using server = await chatServer(handle)
  await using run = await runEffects()
  const result = await runEvaluation(planOf(server.url, over), run.effects)
  return { result, url: server.url, calls: server.seen.length }
}

describe('a run at an address where nobody answers', () => {
  it.each([400, 401, 403, 404, 405])('stops when all that began first end in HTTP %i', async (status) => {
    const { result, url, calls } = await against(answering(status, 'no\nsuch \u001b[31mpage.'))
    expect(result).toMatchObject({
      status: 'stopped',
      counts: { attempts: 200, scored: 0 },
      dead: { address: url, reason: `HTTP ${status}: no such [31mpage` },
    })
    expect(calls).toBeGreaterThanOrEqual(20)
    expect(calls).toBeLessThan(45)
  })

  it('asks at least eight, or all where there are fewer', async () => {
    const concurrency = { min: 1, start: 1, max: 1 }
    expect((await against(answering(404), { ...MANY, concurrency })).calls).toBe(8)
    const few = await against(answering(404), { items: itemsOf(3), attempts: 1, concurrency })
    expect(few).toMatchObject({ calls: 3, result: { status: 'stopped' } })
  })

  it('gives a refused connection a second try, and no more', async () => {
    const url = await deadUrl()
    await using run = await runEffects()
    const result = await runEvaluation(planOf(url, { ...MANY, retries: 100 }), run.effects)
    expect(result).toMatchObject({ status: 'stopped', dead: { address: url } })
    expect(result.dead?.reason).toMatch(/^the connection failed: ECONNREFUSED/)
  })

  it('may be gone on with once somebody answers there', async () => {
    let up = false
    await using server = await chatServer((call) => (up ? reply(call.response, '1') : answering(404)(call)))
    await using run = await runEffects()
    const over = { ...MANY, items: itemsOf(60) }
    expect(await runEvaluation(planOf(server.url, over), run.effects)).toMatchObject({ status: 'stopped' })
    expect(await resumeEvaluation(run.effects.folder, run.effects)).toMatchObject({ status: 'stopped' })
    up = true
    const { counts, ...rest } = await resumeEvaluation(run.effects.folder, run.effects)
    expect(rest).toMatchObject({ status: 'finished', dead: null })
    // What was asked in vain was not recorded, so it is asked again.
    expect(counts).toMatchObject({ attempts: 60, scored: 60, errored: 0 })
  })

  it('may be gone on with at another address, which is noted and holds from then on', async () => {
    const over = { ...MANY, items: itemsOf(60), concurrency: { min: 1, start: 4, max: 4 } }
    await using run = await runEffects()
    const { folder } = run.effects
    const stops = [new AbortController(), new AbortController()] as const
    const until = (calls: number, stop: AbortController) => (call: Call) =>
      call.number <= calls || stop.signal.aborted ? reply(call.response, '1') : stop.abort()
    await using server = await chatServer(until(20, stops[0]))
    await using moved = await chatServer(until(20, stops[1]))
    const first = { ...run.effects, signal: stops[0].signal }
    expect(await runEvaluation(planOf(server.url, over), first)).toMatchObject({
      status: 'stopped',
      addresses: [server.url],
    })
    const kept = await readJournalLines(folder)
    // The first is not there any more: nothing is lost by asking it.
    const gone = await deadUrl()
    const dead = await resumeEvaluation(folder, run.effects, { baseUrl: gone })
    expect(dead).toMatchObject({ status: 'stopped', dead: { address: gone }, counts: { errored: 0 } })
    await expect(resumeEvaluation(folder, run.effects, { baseUrl: 'ftp://x' })).rejects.toMatchObject({
      code: 'usage',
    })
    const second = { ...run.effects, signal: stops[1].signal }
    expect(await resumeEvaluation(folder, second, { baseUrl: moved.url })).toMatchObject({
      status: 'stopped',
      counts: { errored: 0 },
    })
    const end = await resumeEvaluation(folder, run.effects)
    expect(end).toMatchObject({ status: 'finished', addresses: [server.url, gone, moved.url] })
    expect(end.counts).toMatchObject({ attempts: 60, scored: 60 })
    const lines = await readJournalLines(folder)
    expect(lines.slice(0, kept.length)).toEqual(kept)
    expect(
      lines.filter((line) => line.includes('"resumed"')).map((line) => /"baseUrl":"([^"]*)"/.exec(line)?.[1]),
    ).toEqual([gone, moved.url, undefined])
  })

  it('of a run with answers does not stop for attempts that this model refuses', async () => {
    const over = { ...MANY, items: itemsOf(40) }
    const stop = new AbortController()
    await using server = await chatServer((call) => {
      if (call.number <= 5) reply(call.response, '1')
      else if (stop.signal.aborted) answering(400, 'bad request')(call)
      else stop.abort()
    })
    await using run = await runEffects()
    await runEvaluation(planOf(server.url, over), { ...run.effects, signal: stop.signal })
    const end = await resumeEvaluation(run.effects.folder, run.effects)
    expect(end).toMatchObject({ status: 'finished', dead: null, counts: { attempts: 40, 'not-run': 0 } })
    expect(end.counts.errored).toBeGreaterThan(0)
  })

  it('may be given up: what nobody answers ends as an error', async () => {
    await using run = await runEffects()
    const url = await deadUrl()
    const over = { ...MANY, items: itemsOf(30) }
    expect(await runEvaluation(planOf(url, over), run.effects)).toMatchObject({
      status: 'stopped',
      counts: { 'not-run': 30 },
    })
    expect(await resumeEvaluation(run.effects.folder, run.effects, { giveUp: true })).toMatchObject({
      status: 'finished',
      dead: null,
      counts: { attempts: 30, errored: 30, 'not-run': 0 },
    })
  })
})

describe('a run goes on to its end', () => {
  it.each<[string, (call: Call) => void]>([
    ['one answer', ({ response }) => reply(response, '1')],
    ['one rate limit', answering(429)],
    ['one fault of the server', answering(503)],
    ['one answer that is none', answering(200, '<html>')],
    ['one prompt that is filtered', answering(400, '{"error":{"code":"content_filter"}}')],
    ['one full context', answering(400, 'maximum context length')],
  ])('after %s among what was refused', async (_, first) => {
    const { result, calls } = await against((call) =>
      call.number === 3 ? first(call) : answering(404)(call),
    )
    expect(result).toMatchObject({ status: 'finished', dead: null, counts: { 'not-run': 0 } })
    expect(calls).toBe(200)
  })

  it('where an address that was right refuses later', async () => {
    const { result } = await against((call) =>
      call.number <= 30 ? reply(call.response, '1') : answering(401)(call),
    )
    expect(result).toMatchObject({ status: 'finished', counts: { errored: 170 } })
  })
})
