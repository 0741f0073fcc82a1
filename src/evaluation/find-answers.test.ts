import { describe, expect, it } from 'vitest'
import { answerText } from './answer-line.ts'
import type { AnswerLine } from './answer-line.ts'
import { findAnswers } from './find-answers.ts'

const answer = (over: Partial<AnswerLine>): AnswerLine => ({
  set: 'english',
  item: 'one',
  attempt: 1,
  promptHash: '',
  completion: '42',
  stopReason: 'stop',
  refused: false,
  modelReported: null,
  usage: { in: 1, out: 1 },
  outcome: { outcome: 'scored', reason: null, value: 1, limit: null, labels: [] },
  failedCalls: [],
  ms: 1,
  ...over,
})
const blobOf = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'))

describe('the answers to one item', () => {
  it('are found by set, item and attempt, whatever else stands in the blob', () => {
    const nasty = `"'\n</script> é 日`
    const blob = blobOf(
      answerText(answer({})),
      answerText(answer({ item: 'one more' })),
      answerText(answer({ set: 'french', completion: 'other set' })),
      answerText(answer({ item: 'two', completion: '"item":"one"' })),
      '{"item":"one"',
      '{"item":"one"}',
      answerText(answer({ attempt: 2, completion: 'second' })),
      answerText(answer({ attempt: 2, completion: 'a double' })),
      answerText(answer({ item: nasty, completion: nasty })),
    )
    const said = (set: string, item: string) =>
      [...findAnswers(blob, { set, item })].map(([attempt, { completion }]) => [attempt, completion])
    expect(said('english', 'one')).toEqual([
      [1, '42'],
      [2, 'second'],
    ])
    expect(said('french', 'one')).toEqual([[1, 'other set']])
    expect(said('english', nasty)).toEqual([[1, nasty]])
    expect(said('english', 'nothing')).toEqual([])
    expect(findAnswers(new Uint8Array(), { set: 'english', item: 'one' }).size).toBe(0)
  })
})
