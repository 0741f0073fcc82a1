/**
 * Any language model of the AI SDK (ai-sdk.dev), exported by a module of one's own: specification v2, v3 and v4, asked by
 * `doGenerate`. The module brings its own packages and its own key; nothing of the SDK is a dependency here. Its `doGenerate`
 * does not repeat calls, so every attempt is seen. An error with an HTTP status is what that status is (http-provider.ts).
 */
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import type { StopReason } from '../answer-line.ts'
import { refusedWith } from './http-provider.ts'
import { argumentsOf, notGenerated } from './provider.ts'
import type { Answer, Message, NotGenerated, Part, Provider, ProviderCall, Reasoning } from './provider.ts'
import { secretsOf } from './provider-key.ts'
import { answerWithoutKey, keyRemover } from './secret.ts'
import { Count, ToolArguments } from './wire-values.ts'

export type AiSdkOptions = { file: string; exported: string; callSeconds: number; apiKey: string | undefined }

type DoGenerate = (options: { [key: string]: unknown }) => PromiseLike<unknown>

const LanguageModel = z.object({
  specificationVersion: z.enum(['v2', 'v3', 'v4']),
  doGenerate: z.custom<DoGenerate>((value) => typeof value === 'function'),
})

const Content = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  toolCallId: z.string().optional(),
  toolName: z.string().optional(),
  input: ToolArguments.optional(),
  providerMetadata: z.record(z.string(), z.unknown()).optional(),
})

/** Numbers in v2, with their parts since v3. */
const InputTokens = z.union([
  z.object({ total: Count, cacheRead: Count, cacheWrite: Count }),
  Count.transform((total) => ({ total, cacheRead: null, cacheWrite: null })),
])
const OutputTokens = z.union([
  z.object({ total: Count, reasoning: Count }),
  Count.transform((total) => ({ total, reasoning: null })),
])

const Result = z.looseObject({
  content: z.array(Content),
  finishReason: z.union([
    z.string().transform((unified) => ({ unified, raw: unified })),
    z.object({ unified: z.string(), raw: z.string().nullish() }),
  ]),
  usage: z.looseObject({
    inputTokens: InputTokens,
    outputTokens: OutputTokens,
    cachedInputTokens: Count,
    reasoningTokens: Count,
  }),
  response: z.looseObject({ modelId: z.string().max(500).optional() }).optional(),
})

/** `APICallError`, read by what it has: each copy of the SDK has a class of its own. */
const CallError = z.object({
  message: z.string(),
  statusCode: z.int().optional(),
  isRetryable: z.boolean().optional(),
  responseHeaders: z.record(z.string(), z.string()).optional(),
  responseBody: z.string().optional(),
})

const STOP: Record<string, StopReason> = {
  stop: 'stop',
  length: 'max_tokens',
  'content-filter': 'content_filter',
  'tool-calls': 'tool_calls',
}
const LONGEST_TIMER = 0x7fff_ffff

/** Throws `bad-input` for a module that cannot be loaded or does not export a language model under this name. */
export async function aiSdk({ file, exported, callSeconds, apiKey }: AiSdkOptions): Promise<Provider> {
  const model = await loadModel(file, exported)
  const withoutKey = keyRemover(apiKey, ...secretsOf(process.env))
  return {
    async generate(call) {
      const { signal } = call
      if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
      const request = optionsOf(call)
      const tooSlow = AbortSignal.timeout(Math.min(callSeconds * 1000, LONGEST_TIMER))
      const both = AbortSignal.any([signal, tooSlow])
      try {
        const given = await untilAborted(
          Promise.resolve(model.doGenerate({ ...request, abortSignal: both })),
          both,
        )
        const result = Result.safeParse(given).data
        if (result === undefined || result.finishReason.unified === 'error')
          return notGenerated('permanent', 'model', 'the module gave what is no result of a language model')
        return {
          ok: true,
          recorded: false,
          ...answerWithoutKey(read(result), withoutKey),
          request,
          response: withoutKey(JSON.stringify(result.content)),
        }
      } catch (cause) {
        if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
        if (tooSlow.aborted)
          return notGenerated('transient', 'environment', `no complete answer within ${callSeconds} s`)
        return failureOf(cause, withoutKey)
      }
    },
    async close() {},
  }
}

async function loadModel(file: string, exported: string): Promise<z.infer<typeof LanguageModel>> {
  let module: { [name: string]: unknown }
  try {
    module = z.record(z.string(), z.unknown()).parse({ ...(await import(pathToFileURL(file).href)) })
  } catch (cause) {
    throw new ConcordError(
      'bad-input',
      sentence`The module ${file} cannot be loaded (${cause instanceof Error ? cause.message : String(cause)}); correct that.`,
      { cause },
    )
  }
  const model: unknown = module[exported]
  const read = LanguageModel.safeParse(model)
  if (!read.success)
    throw new ConcordError(
      'bad-input',
      sentence`The module ${file} exports no language model of the AI SDK (specification v2, v3 or v4) as ${exported}; correct that.`,
    )
  // Called on the model itself: it may be a class.
  return { ...read.data, doGenerate: (options) => read.data.doGenerate.call(model, options) }
}

/** Rejects once the signal is given, whether or not the module listens to it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(new Error('stopped'))
  signal.addEventListener('abort', stop, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop))
}

function optionsOf({ messages, tools, toolChoice, config }: ProviderCall): { [key: string]: unknown } {
  const offered = tools !== undefined && tools.length > 0
  return {
    prompt: messages.map(toPrompt),
    ...(offered
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function',
            name,
            description,
            inputSchema: parameters,
          })),
          ...(toolChoice === undefined
            ? {}
            : {
                toolChoice:
                  typeof toolChoice === 'string'
                    ? { type: toolChoice }
                    : { type: 'tool', toolName: toolChoice.name },
              }),
        }
      : {}),
    ...(config.temperature === null ? {} : { temperature: config.temperature }),
    ...(config.topP === null ? {} : { topP: config.topP }),
    ...(config.maxTokens === null ? {} : { maxOutputTokens: config.maxTokens }),
    ...(config.seed === null ? {} : { seed: config.seed }),
    ...(config.stop.length === 0 ? {} : { stopSequences: [...config.stop] }),
  }
}

function toPrompt(message: Message): { [key: string]: unknown } {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content }
    case 'user':
      return { role: 'user', content: partsOf(message.content) }
    case 'tool': {
      const { callId, name, content, failed } = message
      const output = { type: failed ? 'error-text' : 'text', value: content }
      return { role: 'tool', content: [{ type: 'tool-result', toolCallId: callId, toolName: name, output }] }
    }
    case 'assistant': {
      const { content, toolCalls = [], reasoning = [] } = message
      return {
        role: 'assistant',
        content: [
          ...reasoning.map(({ text, signature }) => ({
            type: 'reasoning',
            text,
            ...(signature === null ? {} : { providerOptions: JSON.parse(signature) as unknown }),
          })),
          ...(content === '' ? [] : [{ type: 'text', text: content }]),
          ...toolCalls.map((call) => ({
            type: 'tool-call',
            toolCallId: call.id,
            toolName: call.name,
            input: argumentsOf(call),
            ...(call.signature === undefined
              ? {}
              : { providerOptions: JSON.parse(call.signature) as unknown }),
          })),
        ],
      }
    }
  }
}

function partsOf(content: string | readonly Part[]): unknown[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return content.map((part) =>
    part.type === 'text'
      ? { type: 'text', text: part.text }
      : { type: 'file', mediaType: part.mediaType, data: part.base64 },
  )
}

function read({ content, finishReason, usage, response }: z.infer<typeof Result>): Answer {
  return {
    message: content.map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join(''),
    toolCalls: content.flatMap((part, index) =>
      part.type !== 'tool-call' || part.toolName === undefined
        ? []
        : [
            {
              id: part.toolCallId ?? `call-${index + 1}`,
              name: part.toolName,
              arguments: part.input ?? '{}',
              ...(part.providerMetadata === undefined
                ? {}
                : { signature: JSON.stringify(part.providerMetadata) }),
            },
          ],
    ),
    reasoning: content.flatMap(({ type, text = '', providerMetadata }): Reasoning[] =>
      type === 'reasoning'
        ? [{ text, signature: providerMetadata === undefined ? null : JSON.stringify(providerMetadata) }]
        : [],
    ),
    refused: false,
    stopReason: STOP[finishReason.unified] ?? 'unknown',
    stopRaw: finishReason.raw ?? finishReason.unified,
    usage: {
      in: usage.inputTokens.total ?? null,
      out: usage.outputTokens.total ?? null,
      cacheRead: usage.inputTokens.cacheRead ?? usage.cachedInputTokens ?? null,
      cacheWrite: usage.inputTokens.cacheWrite ?? null,
      reasoning: usage.outputTokens.reasoning ?? usage.reasoningTokens ?? null,
    },
    modelReported: response?.modelId ?? null,
  }
}

function failureOf(cause: unknown, withoutKey: (text: string) => string): NotGenerated {
  const error = CallError.safeParse(cause).data
  if (error?.statusCode !== undefined && error.statusCode !== 200)
    return refusedWith(
      error.statusCode,
      { headers: error.responseHeaders ?? {} },
      withoutKey(error.responseBody ?? error.message),
    )
  const detail = withoutKey(`the module failed: ${error?.message ?? String(cause)}`)
  // Without a status the call never came to an answer.
  const transient = error?.isRetryable === true
  return notGenerated(transient ? 'transient' : 'permanent', 'environment', detail, { unserved: transient })
}
