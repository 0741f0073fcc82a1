import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText, OUTCOMES, Scorer } from '../statement/index.ts'
import type { Item, JsonValue } from '../statement/index.ts'
import { answerText, rescore, STOP_REASONS } from './answer-line.ts'
import type { AnswerLine } from './answer-line.ts'

describe('a line of the answers file', () => {
  it('is canonical JSON', () => {
    const text = fc.string({ unit: 'binary' }).map((raw) => raw.toWellFormed())
    const count = fc.option(fc.nat(), { nil: null })
    const failedCalls = fc.array(
      fc.record({ error: fc.constantFrom('rate-limit', 'transient'), status: count, detail: text }),
    )
    const common = {
      stopReason: fc.option(fc.constantFrom(...STOP_REASONS), { nil: null }),
      refused: fc.boolean(),
      modelReported: fc.option(text, { nil: null }),
      usage: fc.record({ in: count, out: count }),
      failedCalls,
      promptHash: text,
      ms: fc.nat(),
    }
    const whole = fc.record({ ...common, judge: text, reply: fc.option(text, { nil: null }) })
    const vote = fc.oneof(
      whole,
      fc.tuple(whole, text).map(([one, criterion]) => ({ ...one, criterion })),
    )
    const answer = fc.record({
      set: text,
      item: text,
      attempt: fc.integer({ min: 1, max: 1000 }),
      completion: fc.option(text, { nil: null }),
      ...common,
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
    })
    const line: fc.Arbitrary<AnswerLine> = fc.oneof(
      answer,
      fc.tuple(answer, fc.array(vote)).map(([one, votes]) => ({ ...one, votes })),
    )
    fc.assert(
      fc.property(line, (value) => {
        expect(answerText(value)).toBe(canonicalText(value))
      }),
    )
  })
})

describe('rescoring an answer that says nothing', () => {
  const item: Item = {
    id: 'a',
    split: 'evaluation',
    input: '1+1?',
    target: ['2'],
    itemKey: null,
    refKey: null,
  }
  const line = (outcome: Partial<AnswerLine['outcome']>): { [key: string]: JsonValue } => ({
    set: 'english',
    item: 'a',
    attempt: 1,
    promptHash: '',
    completion: null,
    stopReason: null,
    refused: false,
    modelReported: null,
    usage: { in: 7, out: null },
    outcome: { outcome: 'errored', reason: null, value: null, limit: null, labels: [], ...outcome },
    failedCalls: [],
    ms: 3,
  })
  const numeric = Scorer.parse({ type: 'numeric' })
  const volume = { tokensIn: 7, tokensOut: null, ms: 3 }

  it.each([
    { outcome: 'errored' as const, reason: 'model' },
    { outcome: 'limit' as const, limit: 'time' },
  ])('keeps %j: it was asked, and failed', (outcome) => {
    expect(rescore(numeric, item, line(outcome))).toMatchObject([{ ...outcome, ...volume }])
  })

  it.each([
    { outcome: 'scored' as const, value: 1 },
    { outcome: 'unscored' as const },
    { outcome: 'not-applicable' as const },
    { outcome: 'not-run' as const },
    { outcome: 'limit' as const, limit: 'time', value: 1 },
  ])('does not believe %j', (outcome) => {
    expect(rescore(numeric, item, line(outcome))).toEqual([
      {
        section: null,
        criterion: null,
        outcome: 'unscored',
        reason: 'scorer-error',
        value: null,
        limit: null,
        labels: [],
        ...volume,
      },
    ])
  })
})
