import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText, OUTCOMES } from '../statement/index.ts'
import { answerText, STOP_REASONS } from './answer-line.ts'
import type { AnswerLine } from './answer-line.ts'

describe('a line of the answers file', () => {
  it('is canonical JSON', () => {
    const text = fc.string({ unit: 'binary' }).map((raw) => raw.toWellFormed())
    const count = fc.option(fc.nat(), { nil: null })
    const line: fc.Arbitrary<AnswerLine> = fc.record({
      set: text,
      item: text,
      attempt: fc.integer({ min: 1, max: 1000 }),
      promptHash: text,
      completion: fc.option(text, { nil: null }),
      stopReason: fc.option(fc.constantFrom(...STOP_REASONS), { nil: null }),
      refused: fc.boolean(),
      modelReported: fc.option(text, { nil: null }),
      usage: fc.record({ in: count, out: count }),
      outcome: fc.record({
        outcome: fc.constantFrom(...OUTCOMES),
        reason: fc.option(text, { nil: null }),
        value: fc.option(
          fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
          { nil: null },
        ),
        limit: fc.option(text, { nil: null }),
        labels: fc.array(text),
      }),
      failedCalls: fc.array(
        fc.record({ error: fc.constantFrom('rate-limit', 'transient'), status: count, detail: text }),
      ),
      ms: fc.nat(),
    })
    fc.assert(
      fc.property(line, (value) => {
        expect(answerText(value)).toBe(canonicalText(value))
      }),
    )
  })
})
