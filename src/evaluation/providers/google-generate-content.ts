/**
 * Google's generateContent: POST {baseUrl}/v1beta/models/{model}:generateContent, or without /v1beta where the address has a
 * version already.
 *
 * The key is a header, never part of the address. A prompt that is blocked (`promptFeedback.blockReason`) is an answer of no
 * words with the label of a filter. Thoughts are counted apart from candidates, so `out` is the sum. A reasoning effort of
 * the plan is sent as `thinkingLevel`. Calls of tools have no ids of their own in older models: they are given some.
 */
import { z } from 'zod'
import type { StopReason } from '../answer-line.ts'
import { httpProvider } from './http-provider.ts'
import type { HttpOptions } from './http-provider.ts'
import { argumentsOf } from './provider.ts'
import type { Answer, Message, Part, Provider, ProviderCall, ToolChoice } from './provider.ts'
import { Count, emptyAnswer, sumOf } from './wire-values.ts'

const ContentPart = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  functionCall: z
    .looseObject({
      id: z.string().optional(),
      name: z.string(),
      args: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
})

const Usage = z
  .looseObject({
    promptTokenCount: Count,
    candidatesTokenCount: Count,
    cachedContentTokenCount: Count,
    thoughtsTokenCount: Count,
    toolUsePromptTokenCount: Count,
  })
  .nullish()
  .catch(null)

const Generation = z.looseObject({
  candidates: z
    .array(
      z.looseObject({
        content: z.looseObject({ parts: z.array(ContentPart).optional() }).optional(),
        finishReason: z.string().max(100).nullish(),
      }),
    )
    .optional(),
  promptFeedback: z.looseObject({ blockReason: z.string().max(100).optional() }).nullish(),
  modelVersion: z.string().max(500).nullish().catch(null),
  usageMetadata: Usage,
})

const FILTERS = [
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'LANGUAGE',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
]
const STOP: Record<string, StopReason> = {
  STOP: 'stop',
  MAX_TOKENS: 'max_tokens',
  ...Object.fromEntries(FILTERS.map((reason) => [reason, 'content_filter' as const])),
}

/** A provider over its own connection pool; close it when done. */
export function googleGenerateContent(options: HttpOptions): Provider {
  const model = encodeURIComponent(options.model.replace(/^models\//, ''))
  return httpProvider(options, {
    answerName: 'a generated content',
    path: (base) => `${/\/v\d\w*$/.test(base) ? base : `${base}/v1beta`}/models/${model}:generateContent`,
    headers: (apiKey) => (apiKey === undefined ? {} : { 'x-goog-api-key': apiKey }),
    body,
    read,
  })
}

function body({ messages, tools, toolChoice, config }: ProviderCall) {
  const system = messages.flatMap((one) => (one.role === 'system' ? [{ text: one.content }] : []))
  const offered = tools !== undefined && tools.length > 0
  return {
    ...(system.length === 0 ? {} : { systemInstruction: { parts: system } }),
    contents: turnsOf(messages),
    ...(offered
      ? {
          tools: [
            {
              functionDeclarations: tools.map(({ name, description, parameters }) => ({
                name,
                description,
                parametersJsonSchema: parameters,
              })),
            },
          ],
          ...(toolChoice === undefined
            ? {}
            : { toolConfig: { functionCallingConfig: choiceOf(toolChoice) } }),
        }
      : {}),
    generationConfig: {
      ...(config.temperature === null ? {} : { temperature: config.temperature }),
      ...(config.topP === null ? {} : { topP: config.topP }),
      ...(config.maxTokens === null ? {} : { maxOutputTokens: config.maxTokens }),
      ...(config.reasoningEffort === null
        ? {}
        : { thinkingConfig: { thinkingLevel: config.reasoningEffort } }),
      ...(config.seed === null ? {} : { seed: config.seed }),
      ...(config.stop.length === 0 ? {} : { stopSequences: config.stop }),
    },
  }
}

type Turn = { role: 'user' | 'model'; parts: { [key: string]: unknown }[] }

/** Turns of user and model; results of tools that follow one another are one turn. */
function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = []
  let results: Turn | undefined
  for (const message of messages) {
    if (message.role === 'system') continue
    if (message.role === 'tool') {
      const { name, content, failed } = message
      const part = { functionResponse: { name, response: failed ? { error: content } : { result: content } } }
      if (results === undefined) turns.push((results = { role: 'user', parts: [part] }))
      else results.parts.push(part)
      continue
    }
    results = undefined
    if (message.role === 'user') turns.push({ role: 'user', parts: partsOf(message.content) })
    else turns.push({ role: 'model', parts: modelParts(message) })
  }
  return turns
}

function partsOf(content: string | readonly Part[]): Turn['parts'] {
  if (typeof content === 'string') return [{ text: content }]
  return content.map((part) =>
    part.type === 'text'
      ? { text: part.text }
      : { inlineData: { mimeType: part.mediaType, data: part.base64 } },
  )
}

function modelParts({ content, toolCalls = [], reasoning = [] }: Message & { role: 'assistant' }) {
  // The signature of a thought goes back with the words that followed it.
  const signature = reasoning.findLast((one) => one.signature !== null)?.signature
  return [
    ...(content === ''
      ? []
      : [{ text: content, ...(signature == null ? {} : { thoughtSignature: signature }) }]),
    ...toolCalls.map((call) => ({
      functionCall: { name: call.name, args: argumentsOf(call) },
      ...(call.signature === undefined ? {} : { thoughtSignature: call.signature }),
    })),
  ]
}

function choiceOf(choice: ToolChoice): unknown {
  if (typeof choice !== 'string') return { mode: 'ANY', allowedFunctionNames: [choice.name] }
  return { mode: { auto: 'AUTO', none: 'NONE', required: 'ANY' }[choice] }
}

function read(value: unknown): Answer | undefined {
  const { data } = Generation.safeParse(value)
  if (data === undefined) return undefined
  const usage = usageOf(data.usageMetadata)
  const modelReported = data.modelVersion ?? null
  const [candidate] = data.candidates ?? []
  if (candidate === undefined) {
    const blocked = data.promptFeedback?.blockReason
    return blocked === undefined ? undefined : { ...emptyAnswer(blocked), usage, modelReported }
  }
  const parts = candidate.content?.parts ?? []
  const words = parts.filter((part) => part.thought !== true)
  const toolCalls = words.flatMap(({ functionCall: call, thoughtSignature: signature }, index) =>
    call === undefined
      ? []
      : [
          {
            id: call.id ?? `call-${index + 1}`,
            name: call.name,
            arguments: JSON.stringify(call.args ?? {}),
            ...(signature === undefined ? {} : { signature }),
          },
        ],
  )
  const thoughts = parts.flatMap(({ thought, text = '' }) => (thought === true ? [text] : []))
  const signature = words.find((part) => part.text !== undefined && part.thoughtSignature)?.thoughtSignature
  const stopRaw = candidate.finishReason ?? null
  const stopReason = (stopRaw === null ? undefined : STOP[stopRaw]) ?? 'unknown'
  return {
    message: words.map((part) => part.text ?? '').join(''),
    toolCalls,
    reasoning:
      thoughts.length === 0 && signature === undefined
        ? []
        : [{ text: thoughts.join('\n\n'), signature: signature ?? null }],
    refused: false,
    stopReason: stopReason === 'stop' && toolCalls.length > 0 ? 'tool_calls' : stopReason,
    stopRaw,
    usage,
    modelReported,
  }
}

/** Counts of nothing are left out of the answer, so a part that is absent beside a total is unknown and not 0. */
function usageOf(usage: z.infer<typeof Usage>): Answer['usage'] {
  return {
    in: usage?.promptTokenCount == null ? null : sumOf(usage.promptTokenCount, usage.toolUsePromptTokenCount),
    out: sumOf(usage?.candidatesTokenCount, usage?.thoughtsTokenCount),
    cacheRead: usage?.cachedContentTokenCount ?? null,
    cacheWrite: null,
    reasoning: usage?.thoughtsTokenCount ?? null,
  }
}
