/**
 * Chat completions as OpenAI speaks them, and with it vLLM, llama.cpp, Ollama, Mistral, DeepSeek, Together and many more:
 * POST {baseUrl}/chat/completions.
 *
 * Where they differ, what is there is read: reasoning as `reasoning_content` (DeepSeek, vLLM, llama.cpp), `reasoning`
 * (Ollama, Together) or a content part `thinking` (Mistral); cached tokens as `prompt_tokens_details.cached_tokens` or
 * `prompt_cache_hit_tokens` (DeepSeek); tool arguments as text, or as an object (Ollama). `max_tokens` is sent, which all
 * know, but `max_completion_tokens` to OpenAI itself, whose reasoning models refuse the former.
 */
import { z } from 'zod'
import type { StopReason } from '../answer-line.ts'
import { httpProvider } from './http-provider.ts'
import type { HttpOptions } from './http-provider.ts'
import type { Answer, Message, Provider, ProviderCall, ToolChoice } from './provider.ts'
import { Count, filteredPrompt, ToolArguments } from './wire-values.ts'

const ContentPart = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  thinking: z.array(z.looseObject({ text: z.string().optional() })).optional(),
})

const Call = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: ToolArguments }),
})

const Completion = z.looseObject({
  model: z.string().max(500).nullish().catch(null),
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({
          content: z.union([z.string(), z.array(ContentPart)]).nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(Call).nullish(),
          reasoning_content: z.string().nullish().catch(null),
          reasoning: z.string().nullish().catch(null),
        }),
        finish_reason: z.string().max(100).nullish(),
      }),
    )
    .min(1),
  usage: z
    .looseObject({
      prompt_tokens: Count,
      completion_tokens: Count,
      prompt_cache_hit_tokens: Count,
      prompt_tokens_details: z.looseObject({ cached_tokens: Count }).nullish().catch(null),
      completion_tokens_details: z.looseObject({ reasoning_tokens: Count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

const STOP: Record<string, StopReason> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  length: 'max_tokens',
  max_tokens: 'max_tokens',
  model_length: 'model_length',
  content_filter: 'content_filter',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
}

/** A provider over its own connection pool; close it when done. */
export function openAiChat(options: HttpOptions): Provider {
  const limitName = isOpenAi(options.baseUrl) ? 'max_completion_tokens' : 'max_tokens'
  return httpProvider(options, {
    answerName: 'a chat completion',
    path: (base) => `${base}/chat/completions`,
    headers: (apiKey) => (apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    body: (call) => bodyOf(options.model, limitName, call),
    read,
    readRefusal: filteredPrompt,
  })
}

function bodyOf(model: string, limitName: string, { messages, tools, toolChoice, config }: ProviderCall) {
  const offered = tools !== undefined && tools.length > 0
  return {
    model,
    messages: messages.map(toWire),
    ...(offered
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function',
            function: { name, description, parameters },
          })),
          ...(toolChoice === undefined ? {} : { tool_choice: choiceOf(toolChoice) }),
        }
      : {}),
    ...(config.temperature === null ? {} : { temperature: config.temperature }),
    ...(config.topP === null ? {} : { top_p: config.topP }),
    ...(config.maxTokens === null ? {} : { [limitName]: config.maxTokens }),
    ...(config.reasoningEffort === null ? {} : { reasoning_effort: config.reasoningEffort }),
    ...(config.seed === null ? {} : { seed: config.seed }),
    ...(config.stop.length === 0 ? {} : { stop: config.stop }),
  }
}

function toWire(message: Message): { [key: string]: unknown } {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.callId, content: message.content }
  if (message.role === 'assistant') {
    const { content, toolCalls = [] } = message
    return {
      role: 'assistant',
      content: content === '' && toolCalls.length > 0 ? null : content,
      ...(toolCalls.length === 0
        ? {}
        : {
            tool_calls: toolCalls.map(({ id, name, arguments: text }) => ({
              id,
              type: 'function',
              function: { name, arguments: text },
            })),
          }),
    }
  }
  if (typeof message.content === 'string') return { role: message.role, content: message.content }
  return {
    role: message.role,
    content: message.content.map((part) =>
      part.type === 'text'
        ? { type: 'text', text: part.text }
        : { type: 'image_url', image_url: { url: `data:${part.mediaType};base64,${part.base64}` } },
    ),
  }
}

function choiceOf(choice: ToolChoice): unknown {
  return typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } }
}

function read(body: unknown): Answer | undefined {
  const { data } = Completion.safeParse(body)
  const choice = data?.choices[0]
  if (data === undefined || choice === undefined) return undefined
  const { content, refusal, tool_calls: calls, reasoning_content, reasoning } = choice.message
  const parts = typeof content === 'string' ? [] : (content ?? [])
  const text = typeof content === 'string' ? content : parts.map((part) => part.text ?? '').join('')
  const thought = parts.flatMap(({ thinking = [] }) => thinking.map((one) => one.text ?? '')).join('')
  const thoughts = reasoning_content || reasoning || thought
  const stopRaw = choice.finish_reason ?? null
  const { usage } = data
  return {
    message: text === '' ? (refusal ?? '') : text,
    toolCalls: (calls ?? []).map(({ id, function: { name, arguments: given } }, index) => ({
      id: id ?? `call-${index + 1}`,
      name,
      arguments: given,
    })),
    reasoning: thoughts === '' ? [] : [{ text: thoughts, signature: null }],
    refused: typeof refusal === 'string' && refusal !== '',
    stopReason: (stopRaw === null ? undefined : STOP[stopRaw]) ?? 'unknown',
    stopRaw,
    usage: {
      in: usage?.prompt_tokens ?? null,
      out: usage?.completion_tokens ?? null,
      cacheRead: usage?.prompt_tokens_details?.cached_tokens ?? usage?.prompt_cache_hit_tokens ?? null,
      cacheWrite: null,
      reasoning: usage?.completion_tokens_details?.reasoning_tokens ?? null,
    },
    modelReported: data.model ?? null,
  }
}

function isOpenAi(baseUrl: string): boolean {
  return new URL(baseUrl).hostname === 'api.openai.com'
}
