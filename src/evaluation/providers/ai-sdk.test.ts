import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aiSdk } from './ai-sdk.ts'
import { acceptProvider } from './provider-acceptance.ts'
import type { Asked, Opened, Reply, Turn } from './provider-acceptance.ts'
import { callOf } from './wire-server.fixture.ts'

/** A module whose model of this specification gives these results and keeps the last options. */
async function modelling(
  version: 'v2' | 'v3' | 'v4',
  results: readonly unknown[],
  over = '',
): Promise<Opened> {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-ai-sdk-'))
  const file = path.join(folder, 'model.mjs')
  await writeFile(
    file,
    `const results = ${JSON.stringify(results)}
export const asked = []
export const model = {
  specificationVersion: '${version}', provider: 'p', modelId: 'm', supportedUrls: {},
  async doGenerate({ abortSignal, ...options }) {
    asked.push(structuredClone(options))
    ${over}
    return results[Math.min(asked.length, results.length) - 1]
  },
}
`,
  )
  const provider = await aiSdk({ file, exported: 'model', callSeconds: 0.5, apiKey: 'sk-secret-0123456789' })
  const module = z.object({ asked: z.custom<unknown[]>(Array.isArray) }).parse({ ...(await import(file)) })
  return {
    provider,
    asked: () => askedIn(module.asked.at(-1)),
    async [Symbol.asyncDispose]() {
      await provider.close()
      await rm(folder, { recursive: true })
    },
  }
}

const Part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('file'), mediaType: z.string(), data: z.string() }),
  z.object({ type: z.literal('reasoning'), text: z.string() }),
  z.object({ type: z.literal('tool-call'), toolCallId: z.string(), toolName: z.string(), input: z.json() }),
  z.object({
    type: z.literal('tool-result'),
    toolCallId: z.string(),
    toolName: z.string(),
    output: z.object({ type: z.literal('text'), value: z.string() }),
  }),
])
const Options = z.object({
  prompt: z.array(
    z.object({
      role: z.enum(['system', 'user', 'assistant', 'tool']),
      content: z.union([z.string(), z.array(Part)]),
    }),
  ),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        name: z.string(),
        description: z.string(),
        inputSchema: z.record(z.string(), z.json()),
      }),
    )
    .default([]),
  temperature: z.number().optional(),
  topP: z.number().optional(),
  maxOutputTokens: z.number().optional(),
})

function askedIn(options: unknown): Asked {
  const { prompt, tools, temperature, topP, maxOutputTokens } = Options.parse(options)
  return {
    system: prompt.map(({ role, content }) => (role === 'system' ? String(content) : '')).join(''),
    turns: prompt.flatMap(({ role, content }): Turn[] => {
      if (role === 'system' || typeof content === 'string') return []
      if (role === 'tool')
        return content.flatMap((part) =>
          part.type === 'tool-result' ? [{ role, text: part.output.value }] : [],
        )
      const images = content.flatMap((part) =>
        part.type === 'file' ? [{ mediaType: part.mediaType, base64: part.data }] : [],
      )
      const calls = content.flatMap((part) =>
        part.type === 'tool-call' ? [{ name: part.toolName, input: part.input }] : [],
      )
      return [
        {
          role,
          text: content.map((part) => (part.type === 'text' ? part.text : '')).join(''),
          ...(images.length === 0 ? {} : { images }),
          ...(calls.length === 0 ? {} : { calls }),
        },
      ]
    }),
    tools: tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      parameters: inputSchema,
    })),
    settings: {
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
    },
  }
}

const FINISH = {
  stop: 'stop',
  max_tokens: 'length',
  content_filter: 'content-filter',
  tool_calls: 'tool-calls',
}

function resultOf(
  version: 'v2' | 'v3' | 'v4',
  { text, calls = [], reasoning, stop, usage = {}, model }: Reply,
) {
  const unified = FINISH[stop]
  return {
    content: [
      ...(reasoning === undefined ? [] : [{ type: 'reasoning', text: reasoning }]),
      ...(text === undefined ? [] : [{ type: 'text', text }]),
      ...calls.map(({ id, name, input }) => ({
        type: 'tool-call',
        toolCallId: id,
        toolName: name,
        input: JSON.stringify(input),
      })),
    ],
    finishReason: version === 'v2' ? unified : { unified, raw: `raw ${unified}` },
    usage:
      version === 'v2'
        ? {
            inputTokens: usage.in,
            outputTokens: usage.out,
            cachedInputTokens: usage.cacheRead,
            reasoningTokens: usage.reasoning,
          }
        : {
            inputTokens: { total: usage.in, cacheRead: usage.cacheRead, cacheWrite: usage.cacheWrite },
            outputTokens: { total: usage.out, reasoning: usage.reasoning },
          },
    warnings: [],
    response: { modelId: model },
  }
}

for (const version of ['v2', 'v3', 'v4'] as const)
  acceptProvider({
    name: `ai-sdk, specification ${version}`,
    tells: ['in', 'out', 'cacheRead', 'reasoning', ...(version === 'v2' ? [] : (['cacheWrite'] as const))],
    carries: ['prompts', 'tools', 'images', 'reasoning', 'filters', 'settings'],
    open: (replies) =>
      modelling(
        version,
        replies.map((reply) => resultOf(version, reply)),
      ),
  })

describe('a module of the AI SDK', () => {
  const failing = async (over: string) => {
    await using opened = await modelling('v3', [], over)
    return opened.provider.generate(callOf())
  }

  it('fails as HTTP does where its error has a status', async () => {
    const call = (status: number) =>
      `throw Object.assign(new Error('no'), { statusCode: ${status}, isRetryable: true, responseHeaders: { 'retry-after': '3' }, responseBody: 'wrong key sk-secret-0123456789' })`
    expect(await failing(call(429))).toMatchObject({ error: 'rate-limit', retryAfterSeconds: 3 })
    expect(await failing(call(503))).toMatchObject({ error: 'transient', status: 503 })
    expect(await failing(call(401))).toMatchObject({
      error: 'permanent',
      unserved: true,
      detail: 'HTTP 401: wrong key [key]',
    })
  })

  it('fails of the environment where it throws, and of the model where it gives no result', async () => {
    expect(await failing(`throw new TypeError('sk-secret-0123456789')`)).toMatchObject({
      error: 'permanent',
      where: 'environment',
      detail: 'the module failed: [key]',
    })
    expect(await failing('return { content: 4 }')).toMatchObject({ error: 'permanent', where: 'model' })
    expect(await failing('return new Promise(() => undefined)')).toMatchObject({ error: 'transient' })
  })

  it('is refused where it cannot be loaded or exports no model', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-ai-sdk-'))
    const file = path.join(folder, 'none.mjs')
    await writeFile(file, 'export const model = { specificationVersion: "v1", doGenerate() {} }')
    const options = { file, exported: 'model', callSeconds: 1, apiKey: undefined }
    await expect(aiSdk(options)).rejects.toThrow(/exports no language model of the AI SDK .* as model/)
    await expect(aiSdk({ ...options, file: `${file}.gone` })).rejects.toThrow(/cannot be loaded/)
    await rm(folder, { recursive: true })
  })
})
