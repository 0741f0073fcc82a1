/** What a lab does otherwise than was agreed. */
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { findAt } from '../../exercise/index.ts'
import { Evaluation, firstFault, Json, Protocol } from '../../statement/index.ts'
import type { JsonValue, Run } from '../../statement/index.ts'
import { Declared } from './run-context.ts'
import type { RunContext } from './run-context.ts'

/** What a lab may set otherwise: how it asks, and what it says of the system it asked. */
const Used = z.strictObject({
  generation: Protocol.shape.generation,
  template: Evaluation.shape.template,
  ...Declared.omit({ snapshot: true }).shape,
  safeguards: Protocol.shape.system.shape.safeguards.nullable(),
})
export type Used = z.infer<typeof Used>

/** What is really used: what was agreed with the lab's deviations. Throws `usage` for a field no lab may set. */
export function deviate(agreed: Used, deviations: readonly { field: string; value: JsonValue }[]): Used {
  let value: JsonValue = Json.parse(agreed)
  for (const { field, value: to } of deviations) {
    const [part = ''] = field.split('.')
    const found = Object.hasOwn(Used.shape, part) && field !== 'generation' ? findAt(value, field) : undefined
    if (found === undefined)
      throw new ConcordError(
        'usage',
        sentence`--set ${field}: a run may set a field of generation, for example generation.systemPrompt (see the part generation of protocol.yaml), or one of ${Object.keys(Used.shape).slice(1).join(', ')}.`,
      )
    value = found.replace(to)
  }
  const read = Used.safeParse(value)
  if (!read.success) throw new ConcordError('usage', sentence`--set ${firstFault(read.error)}.`)
  return read.data
}

const EXPLAINED = [
  'systemPrompt',
  'scaffold',
  'tools',
  'temperature',
  'topP',
  'maxTokens',
  'seed',
  'stop',
  'limits',
  'attempts',
  'reasoningEffort',
  'retries',
  'template',
  'provider',
  'region',
  'engine',
  'quantisation',
  'safeguards',
] as const

/** What the lab says about its deviations, by the field of the ledger each shows in. */
export function explain({ why, lab, deviations }: RunContext): Run['explanations'] {
  if (why === null) return []
  return deviations.flatMap((given) => {
    const name = given.replace(/^generation\./, '').split('.')[0] ?? ''
    const field = EXPLAINED.find((one) => one === name)
    return field === undefined ? [] : [{ field, reason: why, decidedBy: lab, resultsSeenBefore: false }]
  })
}
