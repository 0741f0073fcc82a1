import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashPrompt } from '../hash-prompt.ts'
import { acceptProvider } from './provider-acceptance.ts'
import type { Opened, Reply } from './provider-acceptance.ts'
import { replay } from './replay.ts'
import { callOf } from './wire-server.fixture.ts'

/** A file of these lines, opened; gone when disposed. */
async function replaying(lines: readonly unknown[]): Promise<Opened> {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-replay-'))
  const file = path.join(folder, 'answers.jsonl')
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const remove = () => rm(folder, { recursive: true, force: true })
  const provider = await replay({ file }).catch(async (cause: unknown) => {
    await remove()
    throw cause
  })
  return {
    provider,
    async [Symbol.asyncDispose]() {
      await provider.close()
      await remove()
    },
  }
}

acceptProvider({
  name: 'replay',
  tells: ['in', 'out', 'cacheRead', 'cacheWrite', 'reasoning'],
  carries: ['reasoning', 'refusals', 'filters'],
  open: ([reply]) => replaying([recordOf(reply)]),
})

function recordOf({ text = '', reasoning, refusal, stop, usage, model }: Reply = { stop: 'stop' }): unknown {
  return {
    item: 'q1',
    message: refusal ?? text,
    refused: refusal !== undefined,
    stopReason: stop,
    stopRaw: stop,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(usage === undefined ? {} : { usage }),
    ...(model === undefined ? {} : { model }),
  }
}

describe('recorded answers', () => {
  it('say that they are, and are found by set, item and attempt', async () => {
    await using opened = await replaying([
      { set: 's', item: 'q1', attempt: 1, message: 'one' },
      { set: 't', item: 'q1', attempt: 1, message: 'of another set' },
      { item: 'q1', attempt: 2, message: 'two, of any set' },
    ])
    const said = async (set: string, item: string, attempt: number) =>
      opened.provider.generate(callOf({ sample: { set, item, attempt } }))
    expect(await said('s', 'q1', 1)).toMatchObject({ ok: true, recorded: true, message: 'one' })
    expect(await said('t', 'q1', 1)).toMatchObject({ message: 'of another set' })
    expect(await said('t', 'q1', 2)).toMatchObject({ message: 'two, of any set' })
    const missing = { ok: false, error: 'permanent', where: 'environment', unserved: false }
    expect(await said('s', 'q1', 3)).toMatchObject(missing)
    expect(await said('s', 'q2', 1)).toMatchObject(missing)
    expect(await said('u', 'q1', 1)).toMatchObject(missing)
  })

  it('are also the answers of a run, for the prompt they were given to and no other', async () => {
    const { messages } = callOf()
    const line = { set: 's', item: 'q1', attempt: 1, completion: '4', modelReported: 'm-1' }
    await using same = await replaying([
      { ...line, promptHash: hashPrompt(messages) },
      { ...line, attempt: 2, completion: null },
    ])
    expect(await same.provider.generate(callOf())).toMatchObject({ message: '4', modelReported: 'm-1' })
    const unanswered = { sample: { set: 's', item: 'q1', attempt: 2 } }
    expect(await same.provider.generate(callOf(unanswered))).toMatchObject({ ok: false })
    expect(
      await same.provider.generate(callOf({ messages: [{ role: 'user', content: 'another' }] })),
    ).toMatchObject({ ok: false, where: 'environment', detail: 'the recorded answer is to another prompt' })
  })

  it('are refused where a line is none, or the second of its attempt', async () => {
    const good = { item: 'q1', message: '4' }
    await expect(replaying([good, { item: 'q2' }])).rejects.toThrow(/^Line 2 of .* is no recorded answer/)
    await expect(replaying([good, good])).rejects.toThrow(
      /^Line 2 of .* is a second answer for attempt 1 of item q1/,
    )
    await expect(replay({ file: '/no/such/file' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
