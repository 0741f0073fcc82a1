import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FACT_CLASSES } from '../statement/index.ts'
import type { FactClass, FactField, JsonValue } from '../statement/index.ts'
import { comparability } from './comparability.ts'
import { pairLedger } from './pair-ledger.ts'

const CLASSES: FactClass[] = ['test-identity', 'generation', 'conditions', 'volume']
const FIELDS = CLASSES.flatMap((of) =>
  FACT_CLASSES[of].map((field: FactField) => ({ field, class: of, free: field === 'cost' })),
)

/** Few values, so that equal ones occur. */
const value: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue[]>(null, 0, 1, 'a', ['a'], { a: 1, b: 2 })
const full = fc
  .array(value, { minLength: FIELDS.length, maxLength: FIELDS.length })
  .map((values) => Object.fromEntries(FIELDS.map(({ field }, at) => [field, values[at] ?? null])))
const some = fc
  .tuple(full, fc.subarray(FIELDS.map(({ field }) => field)))
  .map(([facts, kept]) =>
    Object.fromEntries(Object.entries(facts).filter(([field]) => kept.some((one) => one === field))),
  )

describe('two sides of which none is the plan', () => {
  it('fully specified, one is the same measurement as itself', () => {
    fc.assert(
      fc.property(full, (facts) => {
        expect(comparability(pairLedger(FIELDS, facts, structuredClone(facts)))).toEqual({
          verdict: 'same-measurement',
          decidedBy: [],
        })
      }),
    )
  })

  it('turned round, relations, verdict and what decided are the same', () => {
    fc.assert(
      fc.property(some, some, (first, second) => {
        const [one, other] = [pairLedger(FIELDS, first, second), pairLedger(FIELDS, second, first)]
        expect(other.map(({ relation }) => relation)).toEqual(one.map(({ relation }) => relation))
        expect(comparability(other)).toEqual(comparability(one))
      }),
    )
  })

  it('a field that one does not know is never the same, even where neither knows it', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...FIELDS), (facts, { field, class: of, free }) => {
        const { [field]: _, ...without } = facts
        const rows = pairLedger(FIELDS, without, without)
        expect(rows.find((row) => row.field === field)?.relation).toBe('unknown')
        const { verdict } = comparability(rows)
        if (!free) expect(verdict).not.toBe('same-measurement')
        if (of === 'test-identity') expect(verdict).toBe('not-comparable')
      }),
    )
  })

  it('a difference in the test decides alone; elsewhere it is a caveat; a free one decides nothing', () => {
    const facts: Partial<Record<FactField, JsonValue>> = Object.fromEntries(
      FIELDS.map(({ field }) => [field, 1]),
    )
    const against = (...fields: FactField[]) =>
      comparability(
        pairLedger(FIELDS, facts, { ...facts, ...Object.fromEntries(fields.map((one) => [one, 2])) }),
      )
    expect(against('judge', 'seed').decidedBy).toEqual([{ field: 'judge', relation: 'different' }])
    expect(against('judge', 'seed').verdict).toBe('not-comparable')
    expect(against('seed', 'n').verdict).toBe('comparable-with-caveat')
    expect(against('cost').verdict).toBe('same-measurement')
  })
})
