/** What single servers say otherwise than the format they speak. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { anthropicMessages } from './anthropic-messages.ts'
import { googleGenerateContent } from './google-generate-content.ts'
import type { HttpOptions } from './http-provider.ts'
import { openAiChat } from './openai-chat.ts'
import { openAiResponses } from './openai-responses.ts'
import type { Provider, ProviderCall } from './provider.ts'
import { callOf, NO_CONFIG, sendJson, wireServer } from './wire-server.fixture.ts'

/** The result of one call to a server that sends this, and what it was sent. */
async function told(
  make: (options: HttpOptions) => Provider,
  body: unknown,
  { status = 200, ...over }: Partial<ProviderCall> & { status?: number } = {},
) {
  await using server = await wireServer(({ response }) => sendJson(response, body, status))
  const provider = make({
    baseUrl: server.url,
    model: 'm',
    apiKey: undefined,
    connections: 1,
    callSeconds: 20,
    answerBytes: 1_000_000,
  })
  const result = await provider.generate(callOf(over))
  await provider.close()
  return { result, sent: z.looseObject({}).parse(server.seen[0]?.body) }
}

const chat = (message: { [key: string]: unknown }, over: { [key: string]: unknown } = {}) => ({
  choices: [{ message, finish_reason: 'stop' }],
  ...over,
})

describe('chat completions elsewhere', () => {
  it.each([
    ['DeepSeek and vLLM', { content: '4', reasoning_content: 'thought' }],
    ['Ollama and Together', { content: '4', reasoning: 'thought' }],
    [
      'Mistral',
      {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'thought' }] },
          { type: 'text', text: '4' },
        ],
      },
    ],
  ])('reads the thoughts of %s', async (_, message) => {
    expect((await told(openAiChat, chat(message))).result).toMatchObject({
      message: '4',
      reasoning: [{ text: 'thought', signature: null }],
    })
  })

  it('reads arguments that come as an object, and calls without an id', async () => {
    const call = { function: { name: 't', arguments: { a: 1 } } }
    const { result } = await told(openAiChat, chat({ content: '', tool_calls: [call, call] }))
    expect(result).toMatchObject({
      toolCalls: [
        { id: 'call-1', name: 't', arguments: '{"a":1}' },
        { id: 'call-2', name: 't', arguments: '{"a":1}' },
      ],
    })
  })

  it('reads the cache of DeepSeek, and nothing from counts that are none', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: -1, prompt_cache_hit_tokens: 5 }
    expect((await told(openAiChat, chat({ content: '4' }, { usage }))).result).toMatchObject({
      usage: { in: 9, out: null, cacheRead: 5, reasoning: null },
    })
  })

  it('sends the limit of tokens under the name all know', async () => {
    const { sent } = await told(openAiChat, chat({ content: '4' }), {
      config: { ...NO_CONFIG, maxTokens: 9 },
    })
    expect(sent).toMatchObject({ max_tokens: 9 })
    expect(sent).not.toHaveProperty('max_completion_tokens')
  })
})

describe('a filter before the model', () => {
  it.each([
    ['Azure, chat', openAiChat, { error: { code: 'content_filter', message: 'no' } }, 400],
    ['Azure, responses', openAiResponses, { error: { code: 'content_filter', message: 'no' } }, 400],
    ['Google', googleGenerateContent, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 200],
  ])('of %s is an answer without words, with its label', async (_, make, body, status) => {
    expect((await told(make, body, { status })).result).toMatchObject({
      ok: true,
      message: '',
      stopReason: 'content_filter',
      refused: false,
      usage: { in: null, out: null },
    })
  })

  it('that only has a like name is a refused request', async () => {
    const body = { error: { code: 'invalid', message: 'unknown field content_filter' } }
    expect((await told(openAiChat, body, { status: 400 })).result).toMatchObject({
      ok: false,
      where: 'model',
      unserved: false,
    })
  })
})

describe('thoughts that their provider wants back', () => {
  it('go back to Anthropic with their signature, hidden ones too; one without stays here', async () => {
    const { result } = await told(anthropicMessages, {
      type: 'message',
      content: [
        { type: 'thinking', thinking: 'I see.', signature: 'signed' },
        { type: 'redacted_thinking', data: 'hidden' },
        { type: 'text', text: 'Yes.' },
      ],
      stop_reason: 'model_context_window_exceeded',
    })
    if (!result.ok) throw new Error(result.detail)
    expect(result.stopReason).toBe('model_length')
    const reasoning = [...result.reasoning, { text: 'unsigned', signature: null }]
    const messages: ProviderCall['messages'] = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'Yes.', reasoning },
      { role: 'user', content: 'b' },
    ]
    const { sent } = await told(anthropicMessages, {}, { messages })
    expect(sent).toMatchObject({
      messages: [
        {},
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'I see.', signature: 'signed' },
            { type: 'redacted_thinking', data: 'hidden' },
            { type: 'text', text: 'Yes.' },
          ],
        },
        {},
      ],
    })
  })

  it('go back to OpenAI as they came, and nothing is left there', async () => {
    const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'opaque' }
    const { result } = await told(openAiResponses, { status: 'completed', output: [item] })
    if (!result.ok) throw new Error(result.detail)
    const { reasoning } = result
    const { sent } = await told(
      openAiResponses,
      {},
      { messages: [{ role: 'assistant', content: '', reasoning }] },
    )
    expect(sent).toMatchObject({ store: false, input: [item] })
  })

  it('go back to Google with the call they led to', async () => {
    const part = { functionCall: { name: 't', args: {} }, thoughtSignature: 'kept' }
    const { result } = await told(googleGenerateContent, {
      candidates: [{ content: { parts: [part] }, finishReason: 'STOP' }],
    })
    if (!result.ok) throw new Error(result.detail)
    const { toolCalls } = result
    const messages: ProviderCall['messages'] = [{ role: 'assistant', content: '', toolCalls }]
    expect((await told(googleGenerateContent, {}, { messages })).sent).toMatchObject({
      contents: [{ role: 'model', parts: [part] }],
    })
  })
})
