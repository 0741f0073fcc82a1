import { describe, expect, it } from 'vitest'
import { Scorer } from '../statement/index.ts'
import type { Vote } from './answer-line.ts'
import { hashPrompt } from './hash-prompt.ts'
import { judgedPlan } from './judge.fixture.ts'
import { readVotes } from './read-votes.ts'
import { parseRunPlan } from './run-plan.ts'
import { judgeMessages } from './scorers/judge.ts'

const exact = Scorer.parse({ type: 'exact', ignoreCase: false, ignoreSpace: true })
const { scorer, items } = parseRunPlan(judgedPlan('http://127.0.0.1:1/v1', 1))
const item = items[0]?.item
if (item === undefined || scorer.type !== 'judge') throw new Error('an item that is judged was expected')
const completion = 'It is 1.'
const promptHash = hashPrompt(judgeMessages({ template: scorer.template }, { ...item, completion }))
const vote = (over: Partial<Vote>): Vote => ({
  judge: 'judge-1',
  promptHash,
  reply: 'Well: PASS',
  stopReason: 'stop',
  refused: false,
  modelReported: 'mock-1',
  usage: { in: 1, out: 1 },
  failedCalls: [],
  ms: 1,
  ...over,
})

describe('the votes of an answer', () => {
  it.each<[string, Partial<Vote>, string | null, string | null]>([
    ['a verdict', {}, 'PASS', null],
    ['no verdict', { reply: 'Hm.' }, null, 'unparsed'],
    ['no reply', { reply: null }, null, 'judge-error'],
    ['a refusal', { refused: true }, null, 'judge-error'],
    ['a vote on something else', { promptHash: 'f'.repeat(64) }, null, 'other-prompt'],
  ])('tell %s', (_, over, verdict, missing) => {
    const [read] = readVotes(scorer, item, { completion, votes: [vote(over)] })
    expect(read).toMatchObject({
      judge: 'judge-1',
      criterion: null,
      verdict,
      missing,
      modelReported: 'mock-1',
    })
  })

  it('are read without the question too, and are none where nobody judges', () => {
    const votes = [vote({ promptHash: 'f'.repeat(64) })]
    expect(readVotes(scorer, undefined, { completion, votes })[0]?.verdict).toBe('PASS')
    expect(readVotes(exact, item, { completion, votes })).toEqual([])
    expect(readVotes(scorer, item, { completion })).toEqual([])
  })
})
