/** A small exercise for tests: the template with the given members, resolved with invented ids. */
import { Dataset, Evaluation, Model } from '../statement/index.ts'
import type { Protocol } from '../statement/index.ts'
import { parseEvaluationFile, parseProtocolFile, resolveDraft } from './protocol-file.ts'
import { evaluationTemplate, protocolTemplate } from './template.ts'

export const ref = (digit: string): string => `sha256:${digit.repeat(64).slice(0, 64)}`

export function smallProtocol(
  members: readonly [string, ...string[]] = ['ardal', 'brona', 'corvo', 'delta', 'ester'],
): Protocol {
  const read = parseProtocolFile(protocolTemplate({ exercise: 'small', title: 'A small one', members }))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const resolved = resolveDraft(read.draft, {
    datasets: new Map([['english', { id: ref('d'), n: 20 }]]),
    models: new Map([['model-a', ref('a')]]),
    evaluation: ref('e'),
  })
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
  return resolved.protocol
}

export function smallEvaluation(): Evaluation {
  const read = parseEvaluationFile(evaluationTemplate())
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.evaluation
}

export function smallDataset(sha256 = 'c'.repeat(64)): Dataset {
  return Dataset.parse({
    name: 'english',
    title: 'Arithmetic in words',
    description: '',
    language: 'en',
    licence: 'CC0-1.0',
    source: 'Written for this exercise.',
    counts: { exploratory: 2, tuning: 0, evaluation: 20 },
    items: { sha256, size: 1, mediaType: 'application/jsonl' },
    semantic: null,
  })
}

export function smallPassport(): Model {
  return Model.parse({
    alias: 'model-a',
    simulated: true,
    developer: 'built in',
    name: 'rehearsal',
    snapshot: 'rehearsal-1',
    provider: 'built in',
    region: 'here',
    engine: 'rehearsal',
    quantisation: 'none',
    contextTokens: 1000,
    safeguards: 'none',
    access: 'AL1',
    released: '2026-01-01',
    notes: '',
  })
}
