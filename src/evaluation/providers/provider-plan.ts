/** What a plan says of its provider: everything that decides who is asked, and nothing secret. */
import { z } from 'zod'
import { inEnglish, sentence } from '../../error.ts'
import { Sha256Hex } from '../../statement/index.ts'

/** Wire formats over HTTP, each with the address of those who made it. */
export const WIRE_KINDS = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'google-generate-content',
] as const
export type WireKind = (typeof WIRE_KINDS)[number]

export const PROVIDER_KINDS = [...WIRE_KINDS, 'replay', 'program', 'gguf', 'ai-sdk'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** An address such as `https://host/v1`; a secret in it would end up in every stored plan, so it is refused. */
export const BaseUrl = z
  .string()
  .max(2000)
  .refine(isPlainHttpUrl, inEnglish(sentence`an http(s) address without user, password, query or fragment`))

const ModelName = z.string().min(1).max(500)
const FileName = z.string().min(1).max(4096)
/** Longest one call may take. */
const CallSeconds = z.number().positive().max(86_400).default(600)
/** Most bytes one answer may have. */
const AnswerBytes = z
  .int()
  .positive()
  .max(2 ** 24)
  .default(10 * 2 ** 20)

export const ProviderPlan = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(WIRE_KINDS),
    model: ModelName,
    baseUrl: BaseUrl,
    callSeconds: CallSeconds,
    answerBytes: AnswerBytes,
  }),
  z.strictObject({ kind: z.literal('replay'), model: ModelName, file: FileName, sha256: Sha256Hex }),
  z.strictObject({
    kind: z.literal('program'),
    model: ModelName,
    /** The program and its arguments; no shell reads them. */
    command: z.array(z.string().max(10_000)).min(1).max(1000),
    callSeconds: CallSeconds,
    answerBytes: AnswerBytes,
  }),
  z.strictObject({
    kind: z.literal('gguf'),
    model: ModelName,
    file: FileName,
    sha256: Sha256Hex,
    threads: z.int().min(1).max(1024).default(2),
    contextTokens: z.int().min(64).max(10_000_000).default(4096),
    callSeconds: CallSeconds,
  }),
  z.strictObject({
    kind: z.literal('ai-sdk'),
    model: ModelName,
    /** A module that exports a language model of the AI SDK under this name. */
    file: FileName,
    sha256: Sha256Hex,
    exported: z.string().min(1).max(200).default('default'),
    callSeconds: CallSeconds,
  }),
])
export type ProviderPlan = z.infer<typeof ProviderPlan>
export type ProviderPlanInput = z.input<typeof ProviderPlan>

/** Where a plan asks, for people: an address, a file, or a command. */
export function addressOf(provider: ProviderPlan): string {
  if ('baseUrl' in provider) return provider.baseUrl
  return provider.kind === 'program' ? provider.command.join(' ') : provider.file
}

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return plain && (url.protocol === 'http:' || url.protocol === 'https:')
}
