/**
 * An answer as JSON of our own: what recorded answers and programs give. Only `message` must be there; what is left out is
 * unknown.
 *
 *   {"message": "It is 4.", "stopReason": "stop", "usage": {"in": 12, "out": 5}, "model": "a-model-2026-01"}
 */
import { z } from 'zod'
import { STOP_REASONS } from '../answer-line.ts'
import type { Answer } from './provider.ts'
import { Count } from './wire-values.ts'

export const PlainAnswer = z.looseObject({
  message: z.string(),
  toolCalls: z.array(z.looseObject({ id: z.string(), name: z.string(), arguments: z.string() })).optional(),
  reasoning: z.string().optional(),
  refused: z.boolean().optional(),
  stopReason: z.enum(STOP_REASONS).nullish(),
  stopRaw: z.string().nullish(),
  usage: z
    .looseObject({ in: Count, out: Count, cacheRead: Count, cacheWrite: Count, reasoning: Count })
    .nullish(),
  /** The model that answered, as its provider called it. */
  model: z.string().max(500).nullish(),
})
export type PlainAnswer = z.infer<typeof PlainAnswer>

/** Strings are made well formed: what is scored must be what is stored. */
export function toAnswer(plain: PlainAnswer): Answer {
  const { toolCalls = [], usage, reasoning = '' } = plain
  return {
    message: plain.message.toWellFormed(),
    toolCalls: toolCalls.map((one) => ({
      id: one.id.toWellFormed(),
      name: one.name.toWellFormed(),
      arguments: one.arguments.toWellFormed(),
    })),
    reasoning: reasoning === '' ? [] : [{ text: reasoning.toWellFormed(), signature: null }],
    refused: plain.refused ?? false,
    stopReason: plain.stopReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'unknown'),
    stopRaw: plain.stopRaw?.toWellFormed() ?? null,
    usage: {
      in: usage?.in ?? null,
      out: usage?.out ?? null,
      cacheRead: usage?.cacheRead ?? null,
      cacheWrite: usage?.cacheWrite ?? null,
      reasoning: usage?.reasoning ?? null,
    },
    modelReported: plain.model?.toWellFormed() ?? null,
  }
}
