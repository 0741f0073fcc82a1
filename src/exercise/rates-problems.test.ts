import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import type { Protocol } from '../statement/index.ts'
import { findIncoherence } from './consistency.ts'
import { smallProtocol } from './exercise.fixture.ts'
import { ratesProtocol } from './published-rates.fixture.ts'

const problems = (protocol: Protocol): string[] =>
  findIncoherence(protocol).map(({ field, problem }) => `${field}: ${inEnglish(problem)}`)

/** A copy with one thing changed. */
function changed(protocol: Protocol, change: (copy: Protocol) => void): Protocol {
  const copy = structuredClone(protocol)
  change(copy)
  return copy
}

describe('a protocol of published rates', () => {
  it('may leave open what is not known of them', () => {
    expect(problems(ratesProtocol())).toEqual([])
  })

  it.each<[string, (protocol: Protocol) => void, string]>([
    [
      'says that it was written afterwards',
      (protocol) => {
        protocol.retrospective = false
      },
      'retrospective: published rates are older than the protocol: true is wanted',
    ],
    [
      'has no other analysis, which would need attempts',
      (protocol) => {
        protocol.analysis.plan.push({ kind: 'lab-language', id: 'more', model: 'model_a', measure: 'passed' })
      },
      'analysis.plan.more: a plan of published rates has nothing else',
    ],
    [
      'has no rule of its own for what others counted',
      (protocol) => {
        protocol.aggregation.measures = protocol.aggregation.measures.map((one) => ({ ...one, rule: 'mean' }))
      },
      'aggregation.measures.passed.rule: others counted what is published: as-published is wanted',
    ],
    [
      'names who takes in the rates of each model',
      (protocol) => {
        protocol.conduct.assignments = [{ member: 'ardal', sets: [], models: ['model_a'] }]
      },
      'analysis.plan.rates: ardal is not assigned the model model_b (conduct.assignments)',
    ],
    [
      'compares with a language that it has',
      (protocol) => {
        protocol.languages = protocol.languages.filter(({ tag }) => tag !== 'en')
      },
      'analysis.plan.rates.against: en is missing from languages',
    ],
    [
      'does not take the total for a language',
      (protocol) => {
        protocol.languages.push({ tag: 'mul', translated: [] })
      },
      'languages: mul stands for the total of published rates, not for one of them',
    ],
  ])('%s', (_, change, want) => {
    expect(problems(changed(ratesProtocol(), change))).toEqual([want])
  })
})

describe('a protocol that is to be run', () => {
  const number = 'a number is wanted; only of published rates it is not known'
  const rule = 'a rule is wanted; only of published rates it is not known'
  it.each<[(protocol: Protocol) => void, string]>([
    [(p) => (p.generation.attempts = null), `generation.attempts: ${number}`],
    [(p) => (p.generation.retries = null), `generation.retries: ${number}`],
    [(p) => (p.outcomes.denominator.unscored = 'unknown'), `outcomes.denominator.unscored: ${rule}`],
    [(p) => (p.outcomes.denominator.limit = 'unknown'), `outcomes.denominator.limit: ${rule}`],
    [(p) => (p.aggregation.attempts = 'unknown'), `aggregation.attempts: ${rule}`],
    [(p) => (p.aggregation.languages = 'unknown'), `aggregation.languages: ${rule}`],
    [
      (p) =>
        (p.aggregation.measures = p.aggregation.measures.map((one) => ({ ...one, rule: 'as-published' }))),
      `aggregation.measures.correct.rule: ${rule}`,
    ],
  ])('leaves nothing open that only published rates may: %#', (change, want) => {
    expect(problems(changed(smallProtocol(), change))).toEqual([want])
  })

  it('has sets, and everybody runs one', () => {
    const none = changed(smallProtocol(), (protocol) => {
      protocol.items.sets = []
      protocol.conduct.assignments = protocol.conduct.assignments.map((one) => ({ ...one, sets: [] }))
    })
    expect(problems(none)).toContain('items.sets: a set is wanted; only published rates have none')
    expect(problems(none)).toContain(
      'conduct.assignments.0.sets: a set is wanted; only published rates have none',
    )
  })
})
