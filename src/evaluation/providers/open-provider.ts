/** From the provider of a plan to one that can be asked; each kind is loaded only where it is used. */
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { ConcordError, sentence } from '../../error.ts'
import type { HttpOptions } from './http-provider.ts'
import type { Provider } from './provider.ts'
import type { ProviderPlan, WireKind } from './provider-plan.ts'
import { keyFromEnvironment } from './provider-key.ts'

export type OpenOptions = {
  /** Where it is asked, if not at the address of the plan. */
  baseUrl?: string | undefined
  /** Default: the environment. */
  apiKey: string | undefined
  connections: number
  /** In place of the environment. */
  env?: Readonly<Record<string, string | undefined>> | undefined
}

/**
 * Opens the provider. Throws ConcordError: `conflict` where its file is not the one of the plan any more, `not-found` where it
 * is gone, `environment` where a package it needs is not installed, `usage` for a key that cannot be sent.
 */
export async function openProvider(plan: ProviderPlan, options: OpenOptions): Promise<Provider> {
  switch (plan.kind) {
    case 'replay': {
      await checkFile(plan)
      return (await import('./replay.ts')).replay(plan)
    }
    case 'program': {
      const { program } = await import('./program.ts')
      return program({ ...plan, apiKey: ownKey(options.apiKey) })
    }
    case 'gguf': {
      await checkFile(plan)
      return (await import('./gguf.ts')).gguf(plan)
    }
    case 'ai-sdk': {
      await checkFile(plan)
      return (await import('./ai-sdk.ts')).aiSdk({ ...plan, apiKey: ownKey(options.apiKey) })
    }
    default: {
      const baseUrl = options.baseUrl ?? plan.baseUrl
      const apiKey = options.apiKey ?? keyFromEnvironment(baseUrl, options.env ?? process.env)
      if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey))
        throw new ConcordError(
          'usage',
          sentence`The key for ${baseUrl} has characters that no HTTP header may have; check it.`,
        )
      const { model, callSeconds, answerBytes } = plan
      const { connections } = options
      return openWire(plan.kind, { baseUrl, model, apiKey, connections, callSeconds, answerBytes })
    }
  }
}

function ownKey(given: string | undefined): string | undefined {
  return given ?? (process.env['CONCORD_API_KEY'] || undefined)
}

async function openWire(kind: WireKind, options: HttpOptions): Promise<Provider> {
  switch (kind) {
    case 'openai-chat':
      return (await import('./openai-chat.ts')).openAiChat(options)
    case 'openai-responses':
      return (await import('./openai-responses.ts')).openAiResponses(options)
    case 'anthropic-messages':
      return (await import('./anthropic-messages.ts')).anthropicMessages(options)
    case 'google-generate-content':
      return (await import('./google-generate-content.ts')).googleGenerateContent(options)
  }
}

/** Hex SHA-256 of a file; throws `not-found` where it cannot be read. */
export async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  } catch (cause) {
    throw new ConcordError('not-found', sentence`The file ${file} cannot be read; check its name.`, { cause })
  }
  return hash.digest('hex')
}

async function checkFile({ file, sha256 }: { file: string; sha256: string }): Promise<void> {
  if ((await fileDigest(file)) !== sha256)
    throw new ConcordError(
      'conflict',
      sentence`The file ${file} is not the one the run began with; restore it, or begin a new run.`,
    )
}
