/**
 * Weights in a GGUF file, run in this process by llama.cpp through the package node-llama-cpp, on the processor alone.
 *
 * One call after the other, each from an empty context, so that no answer depends on the one before; no penalty on
 * repetition. A temperature that is not set is 0. Images are not taken. A conversation that does not fit the context is
 * an overflow, never shortened in silence.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import type { StopReason } from '../answer-line.ts'
import { loadOptional } from './optional-package.ts'
import { argumentsOf, notGenerated } from './provider.ts'
import type { Answer, Message, Provider, ProviderCall, Tool } from './provider.ts'

/** The version this was written for and is tested with. */
const PACKAGE = { name: 'node-llama-cpp', version: '3.21.1' }

export type GgufOptions = {
  file: string
  model: string
  threads: number
  contextTokens: number
  callSeconds: number
}

type Tokens = { usedInputTokens: number; usedOutputTokens: number }
type Sequence = {
  clearHistory(): Promise<void>
  tokenMeter: { getState(): Tokens; diff(before: Tokens): Tokens }
}
type Chat = {
  generateResponse(history: HistoryItem[], options: { [key: string]: unknown }): Promise<unknown>
}
type Llama = {
  loadModel(options: { modelPath: string }): Promise<{
    createContext(options: { contextSize: number; threads: number }): Promise<{ getSequence(): Sequence }>
  }>
  dispose(): Promise<void>
}

const LlamaCpp = z.object({
  getLlama: z.custom<(options: { [key: string]: unknown }) => Promise<Llama>>(isFunction),
  LlamaChat: z.custom<new (options: { contextSequence: Sequence }) => Chat>(isFunction),
})

const Response = z.looseObject({
  response: z.string(),
  fullResponse: z.array(z.union([z.string(), z.looseObject({ segmentType: z.string(), text: z.string() })])),
  functionCalls: z.array(z.looseObject({ functionName: z.string(), params: z.unknown() })).optional(),
  metadata: z.looseObject({ stopReason: z.string() }),
})

const STOP: Record<string, StopReason> = {
  eogToken: 'stop',
  stopGenerationTrigger: 'stop',
  customStopTrigger: 'stop',
  maxTokens: 'max_tokens',
  functionCalls: 'tool_calls',
}
const LONGEST_TIMER = 0x7fff_ffff
const OVERFLOW = 'the conversation does not fit the context'

/** Loads the weights. Throws `environment` where the package is not installed, `bad-input` for a file it cannot load. */
export async function gguf(options: GgufOptions): Promise<Provider> {
  const { getLlama, LlamaChat } = LlamaCpp.parse(await loadOptional(PACKAGE.name, PACKAGE.version))
  const { threads } = options
  const llama = await getLlama({ gpu: false, build: 'never', maxThreads: threads, logLevel: 'error' })
  let sequence: Sequence
  try {
    const model = await llama.loadModel({ modelPath: options.file })
    sequence = (await model.createContext({ contextSize: options.contextTokens, threads })).getSequence()
  } catch (cause) {
    await llama.dispose()
    throw new ConcordError(
      'bad-input',
      sentence`The weights ${options.file} cannot be loaded (${cause instanceof Error ? cause.message : String(cause)}); check the file.`,
      { cause },
    )
  }
  const chat = new LlamaChat({ contextSequence: sequence })
  /** The call before. */
  let turn: Promise<unknown> = Promise.resolve()

  const ask = async (call: ProviderCall) => {
    const { signal } = call
    const history = historyOf(call.messages)
    if (history === undefined)
      return notGenerated('permanent', 'environment', 'this provider takes no images')
    if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
    const tooSlow = AbortSignal.timeout(Math.min(options.callSeconds * 1000, LONGEST_TIMER))
    const overflow = new AbortController()
    try {
      await sequence.clearHistory()
      const before = sequence.tokenMeter.getState()
      const given = await chat.generateResponse(history, {
        ...settingsOf(call),
        signal: AbortSignal.any([signal, tooSlow, overflow.signal]),
        // Asked for a shorter conversation. It would take one of its own where it gets none, so the call is ended as well.
        contextShift: {
          strategy: ({ chatHistory }: { chatHistory: HistoryItem[] }) => {
            overflow.abort()
            return { chatHistory: chatHistory.slice(-1) }
          },
        },
      })
      if (overflow.signal.aborted) return notGenerated('context-overflow', 'model', OVERFLOW)
      const result = Response.parse(given)
      const answer = read(result, sequence.tokenMeter.diff(before), options.model)
      return {
        ok: true as const,
        recorded: false,
        ...answer,
        request: { messages: call.messages, tools: call.tools ?? [] },
        response: JSON.stringify(result.fullResponse),
      }
    } catch (cause) {
      if (overflow.signal.aborted) return notGenerated('context-overflow', 'model', OVERFLOW)
      if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
      if (tooSlow.aborted)
        return notGenerated('transient', 'environment', `no complete answer within ${options.callSeconds} s`)
      return notGenerated('permanent', 'environment', `llama.cpp failed: ${String(cause)}`)
    }
  }

  return {
    generate(call) {
      const answer = turn.then(() => ask(call))
      turn = answer.catch(() => undefined)
      return answer
    },
    async close() {
      await turn
      await llama.dispose()
    },
  }
}

function settingsOf({ config, tools = [], toolChoice }: ProviderCall): { [key: string]: unknown } {
  return {
    repeatPenalty: false,
    temperature: config.temperature ?? 0,
    ...(config.topP === null ? {} : { topP: config.topP }),
    ...(config.maxTokens === null ? {} : { maxTokens: config.maxTokens }),
    ...(config.seed === null ? {} : { seed: config.seed }),
    ...(config.stop.length === 0 ? {} : { customStopTriggers: [...config.stop] }),
    ...(tools.length === 0 || toolChoice === 'none' ? {} : { functions: functionsOf(tools) }),
  }
}

function functionsOf(tools: readonly Tool[]): { [name: string]: unknown } {
  return Object.fromEntries(
    tools.map(({ name, description, parameters }) => [name, { description, params: parameters }]),
  )
}

type HistoryItem =
  | { type: 'system' | 'user'; text: string }
  | { type: 'model'; response: (string | { [key: string]: unknown })[] }

/** Undefined for a conversation with an image. Results of tools stand inside the turn of the model that called them. */
function historyOf(messages: readonly Message[]): HistoryItem[] | undefined {
  const history: HistoryItem[] = []
  for (const message of messages) {
    const last = history.at(-1)
    if (message.role === 'system') history.push({ type: 'system', text: message.content })
    else if (message.role === 'user') {
      const parts = typeof message.content === 'string' ? undefined : message.content
      if (parts?.some((part) => part.type === 'image')) return undefined
      const text =
        typeof message.content === 'string'
          ? message.content
          : message.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
      history.push({ type: 'user', text })
    } else if (message.role === 'assistant') {
      const calls = (message.toolCalls ?? []).map((call) => ({
        type: 'functionCall',
        id: call.id,
        name: call.name,
        params: argumentsOf(call),
        result: null,
      }))
      const response = [...(message.content === '' ? [] : [message.content]), ...calls]
      if (last?.type === 'model') last.response.push(...response)
      else history.push({ type: 'model', response })
    } else if (last?.type === 'model') {
      const { callId } = message
      const call = last.response.find((one) => typeof one === 'object' && one['id'] === callId)
      if (typeof call === 'object') call['result'] = message.content
    }
  }
  // A model speaks next: the place for it, unless its turn is open.
  if (history.at(-1)?.type !== 'model') history.push({ type: 'model', response: [] })
  return history
}

function read(result: z.infer<typeof Response>, used: Tokens, model: string): Answer {
  const { response, fullResponse, functionCalls = [], metadata } = result
  return {
    message: response.toWellFormed(),
    toolCalls: functionCalls.map(({ functionName, params }, index) => ({
      id: `call-${index + 1}`,
      name: functionName,
      arguments: JSON.stringify(params ?? {}),
    })),
    reasoning: fullResponse.flatMap((part) =>
      typeof part === 'object' && part.segmentType === 'thought'
        ? [{ text: part.text.toWellFormed(), signature: null }]
        : [],
    ),
    refused: false,
    stopReason: STOP[metadata.stopReason] ?? 'unknown',
    stopRaw: metadata.stopReason,
    usage: {
      in: used.usedInputTokens,
      out: used.usedOutputTokens,
      cacheRead: null,
      cacheWrite: null,
      reasoning: null,
    },
    modelReported: model,
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}
