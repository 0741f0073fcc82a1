import { z } from 'zod'
import type { Dialect } from './http-acceptance.ts'
import { openAiResponses } from './openai-responses.ts'
import type { Reply, Turn } from './provider-acceptance.ts'

const Part = z.union([
  z.object({ type: z.literal('input_text'), text: z.string() }),
  z.object({ type: z.literal('input_image'), image_url: z.string() }),
])
const Item = z.union([
  z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.union([z.string(), z.array(Part)]) }),
  z.object({
    type: z.literal('function_call'),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.object({ type: z.literal('function_call_output'), call_id: z.string(), output: z.string() }),
  z.object({
    type: z.literal('reasoning'),
    id: z.string(),
    encrypted_content: z.string(),
    summary: z.array(z.object({ type: z.literal('summary_text'), text: z.string() })),
  }),
])
const Request = z.object({
  store: z.literal(false),
  input: z.array(Item),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        name: z.string(),
        description: z.string(),
        parameters: z.record(z.string(), z.json()),
      }),
    )
    .default([]),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  max_output_tokens: z.number().optional(),
})

export const openAiResponsesDialect: Dialect = {
  name: 'openai-responses',
  make: openAiResponses,
  say: sayResponse,
  path: '/v1/responses',
  key: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
  overflow: { error: { message: 'Your input exceeds the context window of this model.' } },
  tells: ['in', 'out', 'cacheRead', 'reasoning'],
  carries: ['prompts', 'tools', 'images', 'reasoning', 'refusals', 'filters', 'settings'],
  asked(body) {
    const { input, tools, temperature, top_p, max_output_tokens } = Request.parse(body)
    const turns: Turn[] = []
    let system = ''
    for (const item of input) {
      const last = turns.at(-1)
      if ('role' in item) {
        const parts = typeof item.content === 'string' ? [] : item.content
        const text =
          typeof item.content === 'string'
            ? item.content
            : parts.map((part) => (part.type === 'input_text' ? part.text : '')).join('')
        const images = parts.flatMap((part) => {
          if (part.type !== 'input_image') return []
          const [, mediaType = '', base64 = ''] = /^data:([^;]+);base64,(.*)$/.exec(part.image_url) ?? []
          return [{ mediaType, base64 }]
        })
        if (item.role === 'system') system += text
        else turns.push({ role: item.role, text, ...(images.length === 0 ? {} : { images }) })
      } else if (item.type === 'function_call') {
        const call = { name: item.name, input: JSON.parse(item.arguments) as unknown }
        if (last?.role === 'assistant')
          turns[turns.length - 1] = { ...last, calls: [...(last.calls ?? []), call] }
      } else if (item.type === 'function_call_output') turns.push({ role: 'tool', text: item.output })
    }
    return {
      system,
      turns,
      tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
      settings: {
        ...(temperature === undefined ? {} : { temperature }),
        ...(top_p === undefined ? {} : { topP: top_p }),
        ...(max_output_tokens === undefined ? {} : { maxTokens: max_output_tokens }),
      },
    }
  },
}

function sayResponse({ text, calls = [], reasoning, refusal, stop, usage, model }: Reply): unknown {
  const cut = {
    max_tokens: 'max_output_tokens',
    content_filter: 'content_filter',
    stop: null,
    tool_calls: null,
  }[stop]
  const content = refusal === undefined ? { type: 'output_text', text } : { type: 'refusal', refusal }
  return {
    id: 'resp_1',
    object: 'response',
    status: cut === null ? 'completed' : 'incomplete',
    incomplete_details: cut === null ? null : { reason: cut },
    ...(model === undefined ? {} : { model }),
    output: [
      ...(reasoning === undefined
        ? []
        : [
            {
              type: 'reasoning',
              id: 'rs_1',
              summary: [{ type: 'summary_text', text: reasoning }],
              encrypted_content: 'opaque',
            },
          ]),
      ...(text === undefined && refusal === undefined
        ? []
        : [{ type: 'message', role: 'assistant', content: [content] }]),
      ...calls.map(({ id, name, input }) => ({
        type: 'function_call',
        call_id: id,
        name,
        arguments: JSON.stringify(input),
      })),
      { type: 'web_search_call', id: 'ws_1' },
    ],
    ...(usage === undefined
      ? {}
      : {
          usage: {
            input_tokens: usage.in,
            output_tokens: usage.out,
            input_tokens_details: { cached_tokens: usage.cacheRead },
            output_tokens_details: { reasoning_tokens: usage.reasoning },
          },
        }),
  }
}
