/** Published rates for tests: the third joint exercise as far as it was published, or what a test makes of it. */
import type { Protocol, PublishedRates, Run } from '../statement/index.ts'
import { ref, smallProtocol } from './exercise.fixture.ts'

export const LANGUAGES = ['en', 'fa', 'fr', 'hi', 'ja', 'sw', 'ko', 'cmn', 'te']
export const RATES = {
  model_a: [57, 47, 51, 48, 51, 32, 35, 47, 33],
  model_b: [24, 20, 35, 20, 20, 20, 14, 26, 15],
}
const TOTALS = { model_a: 46, model_b: 23 }

/** The small protocol turned into one of published rates, of two models in nine languages. */
export function ratesProtocol(): Protocol {
  const protocol = smallProtocol(['ardal'])
  return {
    ...protocol,
    retrospective: true,
    items: { sets: [], crossLanguageKey: 'none' },
    languages: LANGUAGES.map((tag) => ({ tag, translated: [] })),
    system: {
      ...protocol.system,
      models: ['model_a', 'model_b'].map((alias) => ({ alias, passport: ref('a'), simulated: false })),
    },
    generation: { ...protocol.generation, attempts: null, retries: null },
    outcomes: {
      ...protocol.outcomes,
      denominator: { unscored: 'unknown', errored: 'unknown', limit: 'unknown', 'not-run': 'unknown' },
    },
    aggregation: {
      measures: [{ id: 'passed', title: 'Tasks passed', sections: null, rule: 'as-published' }],
      attempts: 'unknown',
      items: 'unknown',
      labs: 'unknown',
      languages: 'unknown',
    },
    analysis: {
      ...protocol.analysis,
      plan: [
        {
          kind: 'published-rates',
          id: 'rates',
          lab: 'ardal',
          models: ['model_a', 'model_b'],
          measure: 'passed',
          against: 'en',
          assumed: { n: 148, source: 'Unconfirmed.' },
          source: 'arXiv 2601.15679, by way of a summary of it.',
          licence: 'Single figures are facts.',
        },
      ],
    },
    conduct: {
      ...protocol.conduct,
      assignments: [{ member: 'ardal', sets: [], models: ['model_a', 'model_b'] }],
    },
    waivers: [],
  }
}

/** What was published of a model, in whole percent. */
export function publishedRates(model: keyof typeof RATES): PublishedRates {
  return {
    cells: RATES[model].map((percent, at) => ({
      language: LANGUAGES[at] ?? 'und',
      measure: 'passed',
      lab: null,
      rate: percent / 100,
      decimals: 2,
      n: null,
    })),
    totals: [{ measure: 'passed', rate: TOTALS[model] / 100, decimals: 2, n: null }],
  }
}

/** A run that holds them. */
export function ratesRun(model: keyof typeof RATES, rates: PublishedRates = publishedRates(model)): Run {
  return {
    exercise: 'small',
    protocol: ref('9'),
    amendments: [],
    lab: 'ardal',
    model,
    pilot: false,
    retrospective: true,
    simulated: false,
    started: null,
    finished: null,
    harness: { name: 'rates table', version: '0' },
    facts: {},
    explanations: [],
    counts: null,
    table: null,
    rates,
    answers: null,
    importedFrom: null,
  }
}
