import { z } from 'zod'
import type { Dialect } from './http-acceptance.ts'
import { openAiChat } from './openai-chat.ts'
import type { Reply } from './provider-acceptance.ts'

const Part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
])
const Request = z.object({
  messages: z.array(
    z.object({
      role: z.enum(['system', 'user', 'assistant', 'tool']),
      content: z.union([z.string(), z.array(Part), z.null()]),
      tool_calls: z
        .array(
          z.object({
            id: z.string(),
            type: z.literal('function'),
            function: z.object({ name: z.string(), arguments: z.string() }),
          }),
        )
        .optional(),
      tool_call_id: z.string().optional(),
    }),
  ),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.object({
          name: z.string(),
          description: z.string(),
          parameters: z.record(z.string(), z.json()),
        }),
      }),
    )
    .default([]),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  max_tokens: z.number().optional(),
})

export const openAiChatDialect: Dialect = {
  name: 'openai-chat',
  make: openAiChat,
  say: sayChat,
  path: '/v1/chat/completions',
  key: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
  overflow: { error: { message: 'too long', code: 'context_length_exceeded' } },
  tells: ['in', 'out', 'cacheRead', 'reasoning'],
  carries: ['prompts', 'tools', 'images', 'reasoning', 'refusals', 'filters', 'settings'],
  asked(body) {
    const { messages, tools, temperature, top_p, max_tokens } = Request.parse(body)
    return {
      system: messages
        .flatMap(({ role, content }) => (role === 'system' && typeof content === 'string' ? [content] : []))
        .join(''),
      turns: messages.flatMap(({ role, content, tool_calls: calls }) => {
        if (role === 'system') return []
        const parts =
          typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? [])
        const images = parts.flatMap((part) => {
          if (part.type !== 'image_url') return []
          const [, mediaType = '', base64 = ''] = /^data:([^;]+);base64,(.*)$/.exec(part.image_url.url) ?? []
          return [{ mediaType, base64 }]
        })
        return [
          {
            role,
            text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
            ...(images.length === 0 ? {} : { images }),
            ...(calls === undefined
              ? {}
              : {
                  calls: calls.map(({ function: { name, arguments: text } }) => ({
                    name,
                    input: JSON.parse(text) as unknown,
                  })),
                }),
          },
        ]
      }),
      tools: tools.map((tool) => tool.function),
      settings: {
        ...(temperature === undefined ? {} : { temperature }),
        ...(top_p === undefined ? {} : { topP: top_p }),
        ...(max_tokens === undefined ? {} : { maxTokens: max_tokens }),
      },
    }
  },
}

function sayChat({ text = '', calls, reasoning, refusal, stop, usage, model }: Reply): unknown {
  const finish = {
    stop: 'stop',
    max_tokens: 'length',
    content_filter: 'content_filter',
    tool_calls: 'tool_calls',
  }
  return {
    id: 'x',
    object: 'chat.completion',
    ...(model === undefined ? {} : { model }),
    choices: [
      {
        index: 0,
        finish_reason: finish[stop],
        message: {
          role: 'assistant',
          content: refusal === undefined ? text : null,
          refusal: refusal ?? null,
          ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
          ...(calls === undefined
            ? {}
            : {
                tool_calls: calls.map(({ id, name, input }) => ({
                  id,
                  type: 'function',
                  function: { name, arguments: JSON.stringify(input) },
                })),
              }),
        },
      },
    ],
    ...(usage === undefined
      ? {}
      : {
          usage: {
            prompt_tokens: usage.in,
            completion_tokens: usage.out,
            prompt_tokens_details: { cached_tokens: usage.cacheRead },
            completion_tokens_details: { reasoning_tokens: usage.reasoning },
          },
        }),
  }
}
