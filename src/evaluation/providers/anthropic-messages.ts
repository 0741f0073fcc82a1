/**
 * Anthropic's messages: POST {baseUrl}/v1/messages, or {baseUrl}/messages where the address ends in /v1.
 *
 * System messages go apart; results of tools go back as a user turn, those of one turn together. `max_tokens` must be sent:
 * 4,096 where the plan sets none. There is no seed, and so none is sent. A reasoning effort of the plan is sent as
 * `output_config.effort`. `input_tokens` counts what came from no cache, so the parts are added up.
 */
import { z } from 'zod'
import type { StopReason } from '../answer-line.ts'
import { httpProvider } from './http-provider.ts'
import type { HttpOptions } from './http-provider.ts'
import { argumentsOf } from './provider.ts'
import type { Answer, Message, Part, Provider, ProviderCall, Reasoning, ToolChoice } from './provider.ts'
import { Count, sumOf } from './wire-values.ts'

const VERSION = '2023-06-01'
const DEFAULT_MAX_TOKENS = 4096
/** Before the data of a thought that its provider keeps to itself. */
const REDACTED = 'redacted:'

const Block = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string().nullish() }),
  z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.looseObject({ type: z.string().transform(() => 'other' as const) }),
])

const Reply = z.looseObject({
  type: z.literal('message'),
  model: z.string().max(500).nullish().catch(null),
  content: z.array(Block),
  stop_reason: z.string().max(100).nullish(),
  usage: z
    .looseObject({
      input_tokens: Count,
      output_tokens: Count,
      cache_creation_input_tokens: Count,
      cache_read_input_tokens: Count,
      output_tokens_details: z.looseObject({ thinking_tokens: Count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

const STOP: Record<string, StopReason> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'max_tokens',
  model_context_window_exceeded: 'model_length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
}

/** A provider over its own connection pool; close it when done. */
export function anthropicMessages(options: HttpOptions): Provider {
  return httpProvider(options, {
    answerName: 'a message',
    path: (base) => (base.endsWith('/v1') ? `${base}/messages` : `${base}/v1/messages`),
    headers: (apiKey) => ({
      'anthropic-version': VERSION,
      ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }),
    }),
    body: (call) => bodyOf(options.model, call),
    read,
  })
}

function bodyOf(model: string, { messages, tools, toolChoice, config }: ProviderCall) {
  const system = messages.flatMap((one) => (one.role === 'system' ? [one.content] : []))
  const offered = tools !== undefined && tools.length > 0
  return {
    model,
    max_tokens: config.maxTokens ?? DEFAULT_MAX_TOKENS,
    ...(system.length === 0 ? {} : { system: system.join('\n\n') }),
    messages: turnsOf(messages),
    ...(offered
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            name,
            description,
            input_schema: parameters,
          })),
          ...(toolChoice === undefined ? {} : { tool_choice: choiceOf(toolChoice) }),
        }
      : {}),
    ...(config.temperature === null ? {} : { temperature: config.temperature }),
    ...(config.topP === null ? {} : { top_p: config.topP }),
    ...(config.reasoningEffort === null ? {} : { output_config: { effort: config.reasoningEffort } }),
    ...(config.stop.length === 0 ? {} : { stop_sequences: config.stop }),
  }
}

type Turn = { role: 'user' | 'assistant'; content: { [key: string]: unknown }[] }

/** Turns of user and assistant; results of tools that follow one another are one turn. */
function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = []
  let results: Turn | undefined
  for (const message of messages) {
    if (message.role === 'system') continue
    if (message.role === 'tool') {
      const { callId, content, failed } = message
      const block = {
        type: 'tool_result',
        tool_use_id: callId,
        content,
        ...(failed ? { is_error: true } : {}),
      }
      if (results === undefined) turns.push((results = { role: 'user', content: [block] }))
      else results.content.push(block)
      continue
    }
    results = undefined
    if (message.role === 'user') turns.push({ role: 'user', content: partsOf(message.content) })
    else turns.push({ role: 'assistant', content: assistantBlocks(message) })
  }
  return turns
}

function partsOf(content: string | readonly Part[]): Turn['content'] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return content.map((part) =>
    part.type === 'text'
      ? { type: 'text', text: part.text }
      : { type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.base64 } },
  )
}

function assistantBlocks({ content, toolCalls = [], reasoning = [] }: Message & { role: 'assistant' }) {
  return [
    ...reasoning.flatMap(thoughtOf),
    ...(content === '' ? [] : [{ type: 'text', text: content }]),
    ...toolCalls.map((call) => ({
      type: 'tool_use',
      id: call.id,
      name: call.name,
      input: argumentsOf(call),
    })),
  ]
}

/** A thought goes back with the signature it came with; one without would be refused. */
function thoughtOf({ text, signature }: Reasoning): Turn['content'] {
  if (signature === null) return []
  if (signature.startsWith(REDACTED))
    return [{ type: 'redacted_thinking', data: signature.slice(REDACTED.length) }]
  return [{ type: 'thinking', thinking: text, signature }]
}

function choiceOf(choice: ToolChoice): unknown {
  if (typeof choice !== 'string') return { type: 'tool', name: choice.name }
  return { type: choice === 'required' ? 'any' : choice }
}

function read(body: unknown): Answer | undefined {
  const { data } = Reply.safeParse(body)
  if (data === undefined) return undefined
  const { usage, content } = data
  const stopRaw = data.stop_reason ?? null
  return {
    message: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    toolCalls: content.flatMap((block) =>
      block.type === 'tool_use'
        ? [{ id: block.id, name: block.name, arguments: JSON.stringify(block.input) }]
        : [],
    ),
    reasoning: content.flatMap((block): Reasoning[] => {
      if (block.type === 'thinking') return [{ text: block.thinking, signature: block.signature ?? null }]
      return block.type === 'redacted_thinking' ? [{ text: '', signature: `${REDACTED}${block.data}` }] : []
    }),
    refused: stopRaw === 'refusal',
    stopReason: (stopRaw === null ? undefined : STOP[stopRaw]) ?? 'unknown',
    stopRaw,
    usage: {
      in:
        usage?.input_tokens == null
          ? null
          : sumOf(usage.input_tokens, usage.cache_read_input_tokens, usage.cache_creation_input_tokens),
      out: usage?.output_tokens ?? null,
      cacheRead: usage?.cache_read_input_tokens ?? null,
      cacheWrite: usage?.cache_creation_input_tokens ?? null,
      reasoning: usage?.output_tokens_details?.thinking_tokens ?? null,
    },
    modelReported: data.model ?? null,
  }
}
