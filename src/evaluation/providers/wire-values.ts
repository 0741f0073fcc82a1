/** Values that several wire formats have in common. */
import { z } from 'zod'
import { UNKNOWN_USAGE } from './provider.ts'
import type { Answer } from './provider.ts'

/** A number of tokens; null for anything that is none. */
export const Count = z.int().min(0).max(0x7fff_ffff).nullish().catch(null)

/** Arguments of a tool call as JSON text, whether they came as text or as the object itself. */
export const ToolArguments = z.union([
  z.string(),
  z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
])

/** The sum of those that are known; null where none is. */
export function sumOf(...counts: (number | null | undefined)[]): number | null {
  const known = counts.filter((count) => count != null)
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
}

const Filtered = z.looseObject({ error: z.looseObject({ code: z.literal('content_filter') }) })

/** An answer to HTTP 400 whose error has the code `content_filter`: the prompt was filtered, and nothing was asked. */
export function filteredPrompt(status: number, body: unknown): Answer | undefined {
  if (status !== 400 || !Filtered.safeParse(body).success) return undefined
  return emptyAnswer('content_filter')
}

/** An answer of no words, because a filter stood before the model. */
export function emptyAnswer(stopRaw: string): Answer {
  return {
    message: '',
    toolCalls: [],
    reasoning: [],
    refused: false,
    stopReason: 'content_filter',
    stopRaw,
    usage: UNKNOWN_USAGE,
    modelReported: null,
  }
}
