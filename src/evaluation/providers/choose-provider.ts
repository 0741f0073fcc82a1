/** From what somebody asks for to the provider of a plan. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { fileDigest } from './open-provider.ts'
import { PROVIDER_KINDS, WIRE_KINDS } from './provider-plan.ts'
import type { ProviderKind, ProviderPlanInput, WireKind } from './provider-plan.ts'

/** What whoever begins a run says of whom it asks. */
export type ProviderChoice = {
  /** Kind of provider; default `openai-chat`. */
  provider?: string | undefined
  /** Name the provider knows the model by. */
  model: string
  baseUrl?: string | undefined
  /** Recorded answers, weights, or a module (`model.ts#name` for what it exports as `name`). */
  file?: string | undefined
  /** A program and its arguments. */
  command?: readonly string[] | undefined
}

/** The address of those who made a wire format. */
export const HOME: Partial<Record<WireKind, string>> = {
  'openai-responses': 'https://api.openai.com/v1',
  'anthropic-messages': 'https://api.anthropic.com',
  'google-generate-content': 'https://generativelanguage.googleapis.com',
}

/** The provider of a plan, with the digest of its file. Throws `usage` for a choice that lacks or has too much. */
export async function chooseProvider(choice: ProviderChoice): Promise<ProviderPlanInput> {
  const { model, baseUrl, file, command } = choice
  const kind = kindOf(choice.provider ?? 'openai-chat')
  const wire = WIRE_KINDS.find((one) => one === kind)
  refuseOther(kind, '--base-url', baseUrl, wire !== undefined)
  refuseOther(kind, '--command', command, kind === 'program')
  refuseOther(kind, '--file', file, wire === undefined && kind !== 'program')
  if (wire !== undefined)
    return {
      kind: wire,
      model,
      baseUrl: baseUrl ?? HOME[wire] ?? needed<string>(kind, '--base-url', undefined),
    }
  if (kind === 'program') return { kind, model, command: [...needed(kind, '--command', command)] }
  const [name, exported] = splitExport(kind, needed(kind, '--file', file))
  const whole = path.resolve(name)
  const sealed = { model, file: whole, sha256: await fileDigest(whole) }
  if (kind === 'replay') return { kind, ...sealed }
  if (kind === 'gguf') return { kind, ...sealed }
  return { kind: 'ai-sdk', ...sealed, ...(exported === undefined ? {} : { exported }) }
}

function kindOf(text: string): ProviderKind {
  const kind = PROVIDER_KINDS.find((one) => one === text)
  if (kind !== undefined) return kind
  throw new ConcordError(
    'usage',
    sentence`--provider ${text}: there is no such kind; choose one of ${PROVIDER_KINDS.join(', ')}.`,
  )
}

function refuseOther(kind: ProviderKind, option: string, given: unknown, fits: boolean): void {
  if (given === undefined || fits) return
  throw new ConcordError('usage', sentence`--provider ${kind} does not take ${option}; leave it out.`)
}

function needed<T>(kind: ProviderKind, option: string, given: T | undefined): T {
  if (given !== undefined) return given
  throw new ConcordError('usage', sentence`--provider ${kind} needs ${option}; give it.`)
}

function splitExport(kind: ProviderKind, file: string): [string, string | undefined] {
  const at = kind === 'ai-sdk' ? file.lastIndexOf('#') : -1
  return at < 0 ? [file, undefined] : [file.slice(0, at), file.slice(at + 1)]
}
