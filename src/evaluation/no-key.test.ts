/** Every kind of provider against somebody who says the key back in every way there is: nothing written or handed on has it. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { itemsOf, planOf, runEffects } from './chat-server.fixture.ts'
import { chooseProvider } from './providers/choose-provider.ts'
import type { ProviderChoice } from './providers/choose-provider.ts'
import { anthropicMessagesDialect } from './providers/anthropic-messages.fixture.ts'
import { googleGenerateContentDialect } from './providers/google-generate-content.fixture.ts'
import type { Dialect } from './providers/http-acceptance.ts'
import { openAiChatDialect } from './providers/openai-chat.fixture.ts'
import { openAiResponsesDialect } from './providers/openai-responses.fixture.ts'
import { sendJson, wireServer } from './providers/wire-server.fixture.ts'
import type { WireCall } from './providers/wire-server.fixture.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'

const KEY = 'sk-very-secret-0123456789'
const BASE64 = Buffer.from(KEY).toString('base64')

/** Answers with the key, fails with the key, and keeps some attempts waiting for a second call. */
function hostile(dialect: Dialect) {
  return ({ response, number }: WireCall): void => {
    const headers = { 'x-key': KEY, 'set-cookie': KEY, 'retry-after': '0' }
    const wrong = JSON.stringify({ error: { message: `wrong key ${KEY} (${BASE64})`, code: KEY } })
    if (number % 5 === 1) response.writeHead(429, KEY, headers).end(wrong)
    else if (number % 5 === 2) response.writeHead(422, headers).end(wrong)
    else if (number % 5 === 3) response.writeHead(200, headers).end(`<html>${encodeURIComponent(KEY)}`)
    else {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      sendJson(response, dialect.say({ text: `${KEY} 7`, reasoning: KEY, model: KEY, stop: 'stop' }))
    }
  }
}

/** Runs and resumes; everything that was written, told on the way, and handed back. */
async function traceOf(choice: ProviderChoice): Promise<string> {
  const told: string[] = []
  await using run = await runEffects({ apiKey: KEY, emit: (event) => told.push(JSON.stringify(event)) })
  const provider = await chooseProvider(choice)
  const plan = planOf('', { items: itemsOf(10), attempts: 2, retries: 1, provider })
  const ended = [
    await runEvaluation(plan, run.effects).catch(String),
    await resumeEvaluation(run.effects.folder, run.effects).catch(String),
  ]
  const names = await readdir(run.effects.folder)
  const files = await Promise.all(
    names.map((name) => readFile(path.join(run.effects.folder, name), 'latin1')),
  )
  return [...told, ...ended.map((one) => JSON.stringify(one)), ...files].join('\n')
}

function expectNoKey(trace: string): void {
  expect(trace).toContain('[key]')
  for (const spelling of [KEY, BASE64, 'very-secret']) expect(trace).not.toContain(spelling)
}

describe('no key is written or told', () => {
  it.each([
    ['openai-chat', openAiChatDialect],
    ['openai-responses', openAiResponsesDialect],
    ['anthropic-messages', anthropicMessagesDialect],
    ['google-generate-content', googleGenerateContentDialect],
  ])('by %s', async (provider, dialect) => {
    await using server = await wireServer(hostile(dialect))
    const trace = await traceOf({ provider, model: 'm', baseUrl: server.url })
    expectNoKey(trace)
    expect(trace).toContain('429')
    expect(JSON.stringify(server.seen.map(({ headers }) => headers))).toContain(KEY)
  })

  it('by a program that prints its environment', async () => {
    const script = `
      for await (const line of (await import('node:readline')).createInterface({ input: process.stdin })) {
        const key = process.env.CONCORD_API_KEY
        const { id } = JSON.parse(line)
        console.error(key)
        if (id % 7 === 0) process.exit(1)
        console.log(JSON.stringify(id % 2 ? { id, message: key, model: key } : { id, error: 'permanent', detail: key }))
      }`
    expectNoKey(
      await traceOf({
        provider: 'program',
        model: 'm',
        command: [process.execPath, '--input-type=module', '-e', script],
      }),
    )
  })

  it('by a module of the AI SDK', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-no-key-'))
    const file = path.join(folder, 'model.mjs')
    await writeFile(
      file,
      `let n = 0
const key = '${KEY}'
export default { specificationVersion: 'v2', async doGenerate() {
  if (n++ % 2) throw Object.assign(new Error(key), { statusCode: 422, responseBody: key })
  return { content: [{ type: 'text', text: key }], finishReason: 'stop', usage: {}, response: { modelId: key } }
} }
`,
    )
    expectNoKey(await traceOf({ provider: 'ai-sdk', model: 'm', file }))
    await rm(folder, { recursive: true })
  })
})
