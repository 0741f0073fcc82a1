/** A plan whose answers two judges judge, all of them on one server that tells them apart by the model asked for. */
import { z } from 'zod'
import { Scorer } from '../statement/index.ts'
import { itemsOf, planOf, question } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import type { RunPlanInput } from './run-plan.ts'

export const JUDGES = ['judge-1', 'judge-2']

export function judgedPlan(url: string, items: number, over: Partial<RunPlanInput> = {}): RunPlanInput {
  return planOf(url, {
    items: itemsOf(items),
    attempts: 1,
    scorer: Scorer.parse({
      type: 'judge',
      template: '{{input}} {{answer}} Right? Say PASS or FAIL.',
      shows: ['input', 'answer'],
      judges: JUDGES.map((id) => ({
        id,
        provider: 'openai-chat',
        model: id,
        temperature: 0,
        maxTokens: 5,
        retries: 1,
      })),
      verdicts: [
        { verdict: 'PASS', value: 1 },
        { verdict: 'FAIL', value: 0 },
      ],
      aggregation: 'all',
    }),
    judges: JUDGES.map((judge) => ({
      judge,
      provider: { kind: 'openai-chat', model: judge, baseUrl: url },
    })),
    ...over,
  })
}

/** Who is asked about which item: `mock q3`, `judge-1 q3`. */
export function askedOf(call: Call): string {
  const number = z.string().parse(/(\d+) \+ 1/.exec(question(call))?.[1])
  return `${call.body.model} q${number}`
}
