import { describe, expect, it } from 'vitest'
import { headerOf } from '../../../test/fixture/inspect-log.ts'
import { logFacts } from './log-facts.ts'
import { LogHeader } from './log-schema.ts'
import type { LogFacts } from '../log-fields.ts'

/** Facts of a header of which parts are replaced. */
function factsOf({
  spec = {},
  ...more
}: { spec?: Record<string, unknown> } & Record<string, unknown> = {}): LogFacts {
  const header = LogHeader.parse(headerOf([1, 2], { metrics: { accuracy: 1 } }))
  return logFacts(LogHeader.parse({ ...header, ...more, eval: { ...header.eval, ...spec } }))
}

const steps = (...named: [string, object][]): object => ({
  plan: { steps: named.map(([solver, params]) => ({ solver, params })), config: {} },
})

describe('what the header of a log says', () => {
  it('of a setting: its value, "not set" where the configuration is there, nothing where it is not', () => {
    expect(factsOf({ plan: { steps: [], config: { temperature: 0.5 } } })).toMatchObject({
      temperature: 0.5,
      topP: null,
    })
    expect(factsOf({ plan: undefined })).not.toHaveProperty('temperature')
    expect(factsOf({ plan: undefined })).not.toHaveProperty('scaffold')
  })

  it('of the model is under that of the evaluation', () => {
    const plan = { steps: [], config: { temperature: 0 } }
    const spec = { model_generate_config: { temperature: 1, top_k: 5, max_connections: 9 } }
    expect(factsOf({ plan, spec })).toMatchObject({ temperature: 0, otherSettings: { top_k: 5 } })
  })

  it('of the plan is told apart: what words the question, the system message, the tools, the rest', () => {
    const named = steps(
      ['system_message', { template: 'Be short.' }],
      ['prompt_template', { template: '{prompt}' }],
      ['use_tools', { tools: ['bash'] }],
      ['generate', {}],
    )
    expect(factsOf({ ...named })).toMatchObject({
      systemPrompt: [{ solver: 'system_message', params: { template: 'Be short.' } }],
      template: [{ solver: 'prompt_template', params: { template: '{prompt}' } }],
      tools: [{ solver: 'use_tools', params: { tools: ['bash'] } }],
      scaffold: [{ solver: 'generate', params: {} }],
    })
  })

  it('of the host is only the host', () => {
    const spec = { model_base_url: 'https://name:secret@models.example:8443/v1?key=secret' }
    expect(factsOf({ spec }).host).toBe('models.example:8443')
    expect(factsOf()).not.toHaveProperty('host')
  })

  it('of a working copy with changes is no revision', () => {
    const revision = { type: 'git', origin: 'somewhere', commit: 'abc1234' }
    expect(factsOf({ spec: { revision } }).revision).toEqual({ origin: 'somewhere', commit: 'abc1234' })
    expect(factsOf({ spec: { revision: { ...revision, dirty: true } } })).not.toHaveProperty('revision')
  })

  it('of dates is by days in UTC, and nothing without a zone', () => {
    const at = (started: string): LogFacts =>
      factsOf({ stats: { started_at: started, completed_at: '2026-01-02T00:00:00+00:00' } })
    expect(at('2026-01-01T23:30:00-04:00').dates).toEqual({ from: '2026-01-02', to: '2026-01-02' })
    expect(factsOf({ stats: { started_at: '', completed_at: '2026-01-02T00:00:00' } })).not.toHaveProperty(
      'dates',
    )
  })

  it('of reducers over epochs is unknown where there are several epochs and none is named', () => {
    expect(factsOf().aggregation).toEqual({ reducer: null, metrics: ['match: accuracy'] })
    expect(factsOf({ spec: { config: { epochs: 3 } } })).not.toHaveProperty('aggregation')
    const named = factsOf({ spec: { config: { epochs: 3, epochs_reducer: ['mode'] } } })
    expect(named.aggregation).toMatchObject({ reducer: ['mode'] })
  })

  it('of safeguards and where the model runs comes from the metadata, as text', () => {
    const metadata = { region: 'eu', quantisation: 'none', engine: 3 }
    const facts = factsOf({ spec: { metadata } })
    expect(facts).toMatchObject({ region: 'eu', quantisation: 'none' })
    expect(facts).not.toHaveProperty('engine')
    expect(facts).not.toHaveProperty('safeguards')
  })
})

describe('the judge', () => {
  const scoredBy = (scorer: string, params: object = {}): Record<string, unknown> => ({
    results: { scores: [{ name: 'a', scorer, params, metrics: {} }] },
  })

  it('is none where every scorer is known to ask no model', () => {
    expect(factsOf(scoredBy('match')).judge).toBeNull()
    expect(factsOf(scoredBy('inspect_ai/includes')).judge).toBeNull()
  })

  it('is unknown of another scorer that names none: it may ask the tested model itself', () => {
    expect(factsOf(scoredBy('model_graded_qa'))).not.toHaveProperty('judge')
  })

  it('is what the scorer, the roles or the models called say', () => {
    expect(factsOf(scoredBy('model_graded_qa', { model: 'a/judge' })).judge).toMatchObject({
      named: ['a/judge'],
    })
    const stats = { model_usage: { 'mockllm/model': {}, 'b/judge': {} } }
    expect(factsOf({ ...scoredBy('model_graded_qa'), stats }).judge).toMatchObject({ called: ['b/judge'] })
    const spec = { model_roles: { grader: { model: 'c/judge' } } }
    expect(factsOf({ ...scoredBy('model_graded_qa'), spec }).judge).toMatchObject({
      roles: { grader: { model: 'c/judge' } },
    })
  })
})

it('numbers that JSON does not have, and whole numbers of any length, are told as text', () => {
  expect(factsOf({ spec: { task_args: { a: NaN, b: 2n ** 70n } } }).taskArguments).toEqual({
    a: 'NaN',
    b: String(2n ** 70n),
  })
})
