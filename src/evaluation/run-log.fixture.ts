/** A run in which an attempt ended in every way there is. */
import type { AnswerLine } from './answer-line.ts'
import { parseRunPlan } from './run-plan.ts'
import type { RunPlan } from './run-plan.ts'

const ITEMS = ['a/1', 'b_epoch_2', 'é', 'd', 'e', 'f', 'g']

export const everyOutcomePlan: RunPlan = parseRunPlan({
  id: 'every-outcome-1',
  items: ITEMS.map((id) => ({
    set: 'items',
    language: 'en',
    item: { id, split: 'evaluation', input: `Is ${id} right?`, target: ['yes'], itemKey: null, refKey: null },
  })),
  template: 'Say yes or no. {{input}}',
  systemPrompt: 'You are brief.',
  generation: { temperature: 0, topP: null, maxTokens: 10, reasoningEffort: null, seed: 1, stop: [] },
  scorer: { type: 'exact' },
  attempts: 1,
  retries: 0,
  limits: { timeSeconds: 60, tokens: 100, steps: null },
  provider: { kind: 'openai-chat', model: 'model-a', baseUrl: 'http://127.0.0.1:1/v1' },
})

type Ended = Partial<AnswerLine['outcome']> & Pick<AnswerLine['outcome'], 'outcome'>

function answer(item: string, ended: Ended, more: Partial<AnswerLine> = {}): AnswerLine {
  return {
    set: 'items',
    item,
    attempt: 1,
    promptHash: '0'.repeat(64),
    completion: 'yes',
    stopReason: 'stop',
    refused: false,
    modelReported: 'model-a-2026',
    usage: { in: 5, out: 1 },
    outcome: { reason: null, value: null, limit: null, labels: [], ...ended },
    failedCalls: [],
    ms: 1500,
    ...more,
  }
}

/** The last item was not asked. */
export const everyOutcome: readonly AnswerLine[] = [
  answer('a/1', { outcome: 'scored', value: 1 }),
  answer('b_epoch_2', { outcome: 'scored', value: 0, labels: ['refusal'] }, { completion: 'no' }),
  answer('é', { outcome: 'unscored', reason: 'unparsed' }, { completion: 'perhaps' }),
  answer(
    'd',
    { outcome: 'errored', reason: 'environment' },
    {
      completion: null,
      stopReason: null,
      modelReported: null,
      usage: { in: null, out: null },
      failedCalls: [{ error: 'transient', status: 503, detail: 'busy' }],
    },
  ),
  answer('e', { outcome: 'limit', limit: 'tokens', value: 1 }, { stopReason: 'max_tokens' }),
  answer('f', { outcome: 'not-applicable', reason: 'no tool' }),
]
