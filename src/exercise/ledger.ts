import { FACT_CLASSES } from '../statement/index.ts'
import type { FactClass, FactField, Facts, JsonValue, Run } from '../statement/index.ts'
import type { PlannedFacts } from './facts.ts'
import { isObject, sameJson } from './field-path.ts'

/** One field, planned against actual. `planned` or `actual` is absent where it is unknown. */
export type LedgerRow = {
  field: FactField
  class: FactClass
  planned?: JsonValue
  actual?: JsonValue
  relation: 'same' | 'different' | 'unknown'
  /** The protocol leaves this field to each lab: a value here is recorded, not a deviation. */
  free: boolean
  /** A volume that follows from another field that differs. */
  derived: boolean
  /** What the lab says about it; null where it says nothing. */
  explanation: Run['explanations'][number] | null
}

const CLASSES = [
  'test-identity',
  'generation',
  'conditions',
  'volume',
] as const satisfies readonly FactClass[]

/** Volumes that cannot stay as planned once one of these fields differs. */
const FOLLOWS_FROM: Readonly<Partial<Record<FactField, readonly FactField[]>>> = {
  n: ['items', 'split', 'attempts'],
  limitHits: ['limits', 'maxTokens'],
  tokens: [
    'items',
    'split',
    'attempts',
    'template',
    'systemPrompt',
    'maxTokens',
    'limits',
    'reasoningEffort',
  ],
  cost: [
    'items',
    'split',
    'attempts',
    'template',
    'systemPrompt',
    'maxTokens',
    'limits',
    'reasoningEffort',
    'provider',
  ],
}

/**
 * Every field of the plan against what the run records, in the order of FACT_CLASSES. Unknown on either side is
 * `unknown`, never `same`. A field the protocol leaves free has a row only where the run records a value.
 */
export function deviationLedger(
  planned: PlannedFacts,
  run: Pick<Run, 'facts' | 'explanations'>,
): LedgerRow[] {
  const rows: LedgerRow[] = []
  for (const name of CLASSES) {
    for (const field of FACT_CLASSES[name]) {
      const plan = planned.facts[field]
      const actual = run.facts[field]
      const free = plan === undefined && planned.free.includes(field)
      if (free && actual === undefined) continue
      rows.push({
        field,
        class: name,
        ...(plan === undefined ? {} : { planned: plan }),
        ...(actual === undefined ? {} : { actual }),
        relation:
          plan === undefined || actual === undefined
            ? 'unknown'
            : sameFact(field, plan, actual)
              ? 'same'
              : 'different',
        free,
        derived: false,
        explanation: run.explanations.find((entry) => entry.field === field) ?? null,
      })
    }
  }
  const different = new Set(rows.filter(({ relation }) => relation === 'different').map(({ field }) => field))
  for (const row of rows) {
    row.derived =
      row.relation === 'different' && (FOLLOWS_FROM[row.field] ?? []).some((field) => different.has(field))
  }
  return rows
}

/** Two runs against each other: nothing is free there. */
export function factsAsPlan(facts: Facts): PlannedFacts {
  return { facts, free: [] }
}

/** True for equal values, and for a value that keeps the bound the other one sets; symmetric. */
function sameFact(field: FactField, a: JsonValue, b: JsonValue): boolean {
  if (sameJson(a, b)) return true
  if (field === 'dates') return within(a, b, notAfter) || within(b, a, notAfter)
  if (field === 'tokens') return within(a, b, atMost) || within(b, a, atMost)
  return false
}

function within(
  bound: JsonValue,
  value: JsonValue,
  keeps: (bound: JsonObject, value: JsonObject) => boolean,
): boolean {
  return isObject(bound) && isObject(value) && keeps(bound, value)
}

type JsonObject = { [key: string]: JsonValue }

function notAfter(bound: JsonObject, value: JsonObject): boolean {
  return (
    typeof bound['notAfter'] === 'string' &&
    typeof value['to'] === 'string' &&
    value['to'] <= bound['notAfter']
  )
}

function atMost(bound: JsonObject, value: JsonObject): boolean {
  const { max } = bound
  const { in: taken, out } = value
  return typeof max === 'number' && typeof taken === 'number' && typeof out === 'number' && taken + out <= max
}
