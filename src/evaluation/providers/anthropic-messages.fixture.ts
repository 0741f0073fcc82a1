import { z } from 'zod'
import { anthropicMessages } from './anthropic-messages.ts'
import type { Dialect } from './http-acceptance.ts'
import type { Reply, Turn } from './provider-acceptance.ts'

const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({
    type: z.literal('image'),
    source: z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
  }),
  z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.json() }),
  z.object({ type: z.literal('tool_result'), tool_use_id: z.string(), content: z.string() }),
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
])
const Request = z.object({
  max_tokens: z.int().positive(),
  system: z.string().default(''),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.array(Block).min(1) })),
  tools: z
    .array(
      z.object({
        name: z.string(),
        description: z.string(),
        input_schema: z.record(z.string(), z.json()),
      }),
    )
    .default([]),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
})

export const anthropicMessagesDialect: Dialect = {
  name: 'anthropic-messages',
  make: anthropicMessages,
  say: sayMessage,
  path: '/v1/messages',
  key: (apiKey) => ({ 'x-api-key': apiKey }),
  overflow: { type: 'error', error: { message: 'prompt is too long: 210000 tokens > 200000 maximum' } },
  tells: ['in', 'out', 'cacheRead', 'cacheWrite', 'reasoning'],
  carries: ['prompts', 'tools', 'images', 'reasoning', 'refusals', 'filters', 'settings'],
  asked(body) {
    const { system, messages, tools, max_tokens, temperature, top_p } = Request.parse(body)
    return {
      system,
      turns: messages.flatMap(({ role, content }): Turn[] => {
        const results = content.flatMap((block) => (block.type === 'tool_result' ? [block.content] : []))
        if (results.length > 0) return results.map((text) => ({ role: 'tool', text }))
        const images = content.flatMap((block) =>
          block.type === 'image' ? [{ mediaType: block.source.media_type, base64: block.source.data }] : [],
        )
        const calls = content.flatMap((block) =>
          block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
        )
        return [
          {
            role,
            text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
            ...(images.length === 0 ? {} : { images }),
            ...(calls.length === 0 ? {} : { calls }),
          },
        ]
      }),
      tools: tools.map(({ name, description, input_schema }) => ({
        name,
        description,
        parameters: input_schema,
      })),
      settings: {
        maxTokens: max_tokens,
        ...(temperature === undefined ? {} : { temperature }),
        ...(top_p === undefined ? {} : { topP: top_p }),
      },
    }
  },
}

function sayMessage({ text, calls = [], reasoning, refusal, stop, usage, model }: Reply): unknown {
  const reason = {
    stop: 'end_turn',
    max_tokens: 'max_tokens',
    content_filter: 'refusal',
    tool_calls: 'tool_use',
  }[stop]
  const words = refusal ?? text ?? ''
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    ...(model === undefined ? {} : { model }),
    stop_reason: refusal === undefined ? reason : 'refusal',
    content: [
      ...(reasoning === undefined ? [] : [{ type: 'thinking', thinking: reasoning, signature: 'opaque' }]),
      ...(words === '' ? [] : [{ type: 'text', text: words }]),
      ...calls.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input })),
      { type: 'a_block_of_the_future', what: 1 },
    ],
    ...(usage === undefined
      ? {}
      : {
          usage: {
            input_tokens: (usage.in ?? 0) - (usage.cacheRead ?? 0) - (usage.cacheWrite ?? 0),
            output_tokens: usage.out,
            cache_read_input_tokens: usage.cacheRead,
            cache_creation_input_tokens: usage.cacheWrite,
            output_tokens_details: { thinking_tokens: usage.reasoning },
          },
        }),
  }
}
