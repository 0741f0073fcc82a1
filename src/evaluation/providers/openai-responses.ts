/**
 * OpenAI's responses: POST {baseUrl}/responses.
 *
 * Nothing is left with the provider (`store: false`), so a reasoning item goes back as it came, encrypted. There is neither a
 * seed nor a list of stop texts, and so none is sent. `incomplete_details.reason` says why a response is incomplete; the raw
 * stop reason is that, or the status.
 */
import { z } from 'zod'
import type { StopReason } from '../answer-line.ts'
import { httpProvider } from './http-provider.ts'
import type { HttpOptions } from './http-provider.ts'
import { parseJsonOrUndefined } from './provider.ts'
import type { Answer, Message, Part, Provider, ProviderCall, Reasoning, ToolChoice } from './provider.ts'
import { Count, filteredPrompt } from './wire-values.ts'

const Item = z.union([
  z.looseObject({
    type: z.literal('message'),
    content: z.array(
      z.looseObject({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() }),
    ),
  }),
  z.looseObject({
    type: z.literal('function_call'),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.looseObject({
    type: z.literal('reasoning'),
    id: z.string().nullish(),
    summary: z.array(z.looseObject({ text: z.string().optional() })).default([]),
    content: z.array(z.looseObject({ text: z.string().optional() })).nullish(),
    encrypted_content: z.string().nullish(),
  }),
  z.looseObject({ type: z.string().transform(() => 'other' as const) }),
])

const Response = z.looseObject({
  object: z.literal('response').optional(),
  model: z.string().max(500).nullish().catch(null),
  status: z.string().max(100).nullish(),
  incomplete_details: z.looseObject({ reason: z.string().max(100).nullish() }).nullish(),
  output: z.array(Item),
  usage: z
    .looseObject({
      input_tokens: Count,
      output_tokens: Count,
      input_tokens_details: z.looseObject({ cached_tokens: Count }).nullish().catch(null),
      output_tokens_details: z.looseObject({ reasoning_tokens: Count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

/** A reasoning item as it must go back. */
const Kept = z.object({ id: z.string(), encrypted_content: z.string() })

const STOP: Record<string, StopReason> = {
  completed: 'stop',
  max_output_tokens: 'max_tokens',
  max_tokens: 'max_tokens',
  content_filter: 'content_filter',
}

/** A provider over its own connection pool; close it when done. */
export function openAiResponses(options: HttpOptions): Provider {
  return httpProvider(options, {
    answerName: 'a response',
    path: (base) => `${base}/responses`,
    headers: (apiKey) => (apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    body: (call) => bodyOf(options.model, call),
    read,
    readRefusal: filteredPrompt,
  })
}

function bodyOf(model: string, { messages, tools, toolChoice, config }: ProviderCall) {
  const offered = tools !== undefined && tools.length > 0
  return {
    model,
    store: false,
    include: ['reasoning.encrypted_content'],
    input: messages.flatMap(toItems),
    ...(offered
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function',
            name,
            description,
            parameters,
            strict: false,
          })),
          ...(toolChoice === undefined ? {} : { tool_choice: choiceOf(toolChoice) }),
        }
      : {}),
    ...(config.temperature === null ? {} : { temperature: config.temperature }),
    ...(config.topP === null ? {} : { top_p: config.topP }),
    ...(config.maxTokens === null ? {} : { max_output_tokens: config.maxTokens }),
    ...(config.reasoningEffort === null ? {} : { reasoning: { effort: config.reasoningEffort } }),
  }
}

function toItems(message: Message): { [key: string]: unknown }[] {
  if (message.role === 'tool')
    return [{ type: 'function_call_output', call_id: message.callId, output: message.content }]
  if (message.role !== 'assistant') return [{ role: message.role, content: partsOf(message.content) }]
  const { content, reasoning = [], toolCalls = [] } = message
  return [
    ...reasoning.flatMap(thoughtOf),
    ...(content === '' ? [] : [{ role: 'assistant', content }]),
    ...toolCalls.map(({ id, name, arguments: text }) => ({
      type: 'function_call',
      call_id: id,
      name,
      arguments: text,
    })),
  ]
}

function partsOf(content: string | readonly Part[]): unknown {
  if (typeof content === 'string') return content
  return content.map((part) =>
    part.type === 'text'
      ? { type: 'input_text', text: part.text }
      : { type: 'input_image', image_url: `data:${part.mediaType};base64,${part.base64}` },
  )
}

function thoughtOf({ text, signature }: Reasoning): { [key: string]: unknown }[] {
  const kept = signature === null ? undefined : Kept.safeParse(parseJsonOrUndefined(signature)).data
  if (kept === undefined) return []
  const summary = text === '' ? [] : [{ type: 'summary_text', text }]
  return [{ type: 'reasoning', ...kept, summary }]
}

function choiceOf(choice: ToolChoice): unknown {
  return typeof choice === 'string' ? choice : { type: 'function', name: choice.name }
}

function read(body: unknown): Answer | undefined {
  const { data } = Response.safeParse(body)
  // A response that failed holds no answer; what it says is told as it is.
  if (data === undefined || data.status === 'failed') return undefined
  const parts = data.output.flatMap((item) => (item.type === 'message' ? item.content : []))
  const text = parts.map((part) => part.text ?? '').join('')
  const refusal = parts.map((part) => part.refusal ?? '').join('')
  const toolCalls = data.output.flatMap((item) =>
    item.type === 'function_call' ? [{ id: item.call_id, name: item.name, arguments: item.arguments }] : [],
  )
  const stopRaw = data.incomplete_details?.reason ?? data.status ?? null
  const stopReason = (stopRaw === null ? undefined : STOP[stopRaw]) ?? 'unknown'
  const { usage } = data
  return {
    message: text === '' ? refusal : text,
    toolCalls,
    reasoning: data.output.flatMap((item): Reasoning[] => {
      if (item.type !== 'reasoning') return []
      const { id, encrypted_content, summary, content } = item
      const words = (content?.length ? content : summary).map((one) => one.text ?? '').join('\n\n')
      const kept = Kept.safeParse({ id, encrypted_content }).data
      if (words === '' && kept === undefined) return []
      return [{ text: words, signature: kept === undefined ? null : JSON.stringify(kept) }]
    }),
    refused: refusal !== '',
    stopReason: stopReason === 'stop' && toolCalls.length > 0 ? 'tool_calls' : stopReason,
    stopRaw,
    usage: {
      in: usage?.input_tokens ?? null,
      out: usage?.output_tokens ?? null,
      cacheRead: usage?.input_tokens_details?.cached_tokens ?? null,
      cacheWrite: null,
      reasoning: usage?.output_tokens_details?.reasoning_tokens ?? null,
    },
    modelReported: data.model ?? null,
  }
}
