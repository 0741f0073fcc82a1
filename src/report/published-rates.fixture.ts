/** Input for the tests of this room: published rates of two models, or what a test makes of them. */
import type { Analysis, PublishedRatesResult, Run } from '../statement/index.ts'
import {
  attemptsToTellApart,
  pOfOneRate,
  rateExists,
  rateInterval,
  roundingOf,
  totalOfRates,
} from '../statistics/index.ts'
import type { Result } from '../statistics/index.ts'
import type { ReportInput } from './input.ts'
import { analysisOf, protocolOf, refOf, retrospectiveInput, runOf } from './sample.fixture.ts'

type Model = PublishedRatesResult['models'][number]
type Rate = Model['cells'][number]

export const LANGUAGES = ['en', 'fa', 'fr', 'hi', 'ja', 'sw', 'ko', 'cmn', 'te']
/** Third joint exercise, 2025 (arXiv 2601.15679), as published in whole percent. */
const A = [57, 47, 51, 48, 51, 32, 35, 47, 33]
const B = [24, 20, 35, 20, 20, 20, 14, 26, 15]

const orRefused = <T>(result: Result<T>) => (result.ok ? result.value : { refused: result.reason })
const orThrow = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

export type Published = { language: string; percent: number; n?: number | null; lab?: string | null }

export const published = (percents: readonly number[], more: Partial<Published> = {}): Published[] =>
  percents.map((percent, at) => ({ language: LANGUAGES[at] ?? 'und', percent, ...more }))

/** The result for one model, in consistent figures. */
export function modelOf(
  model: string,
  rates: readonly Published[],
  total: number | null,
  assumed: number | null = 148,
): Model {
  const cells = rates.map(({ language, percent, n = null, lab = null }): Rate => {
    const rate = { rate: percent / 100, decimals: 2, n }
    const exists = rateExists(rate)
    return {
      language,
      lab,
      ...rate,
      bounds: orThrow(roundingOf(rate)),
      exists: exists.ok ? exists.value : null,
      interval: orRefused(rateInterval(rate)),
    }
  })
  const chance = (shares: readonly number[]): Model['apart'] => ({
    n: orRefused(attemptsToTellApart(shares)),
    pAssumed: assumed === null ? null : orRefused(pOfOneRate(shares, assumed)),
  })
  const said = { rate: (total ?? 0) / 100, decimals: 2, n: null }
  const held = total === null ? null : orThrow(totalOfRates(cells, said))
  const [first, ...others] = cells
  return {
    model,
    run: refOf(`run-${model}`),
    cells,
    total:
      held === null
        ? null
        : { ...said, bounds: orThrow(roundingOf(said)), ...held, byAttempts: orRefused(held.byAttempts) },
    apart: chance(cells.map(({ rate }) => rate)),
    comparisons:
      first === undefined
        ? []
        : others.map(({ language, rate }) => ({
            language,
            gap: rate - first.rate,
            ...chance([rate, first.rate]),
          })),
  }
}

export const thirdModels = (): Model[] => [
  modelOf('model_a', published(A), 46),
  modelOf('model_b', published(B), 23),
]

/** The result for several, with their order. */
export function ratesResult(models: Model[], more: Partial<PublishedRatesResult> = {}): PublishedRatesResult {
  const [a, b] = models
  const pairs = a?.cells.flatMap((cell, at) => {
    const other = b?.cells[at]
    return other === undefined ? [] : [cell.rate - other.rate]
  })
  return {
    kind: 'published-rates',
    id: 'rates',
    lab: 'importer',
    measure: 'passed',
    models,
    order:
      a === undefined || b === undefined || pairs === undefined
        ? []
        : [
            {
              a: a.model,
              b: b.model,
              above: pairs.filter((gap) => gap > 0.0101).length,
              below: pairs.filter((gap) => gap < -0.0101).length,
              of: pairs.length,
              gap: { lo: Math.min(...pairs), hi: Math.max(...pairs) },
            },
          ],
    labs: 'not-published',
    ...more,
  }
}

function runOfRates({ model, cells, total }: Model): Run {
  const rateOf = ({ rate, decimals, n }: Pick<Rate, 'rate' | 'decimals' | 'n'>) => ({ rate, decimals, n })
  return {
    ...runOf('importer', model),
    counts: null,
    table: null,
    answers: null,
    facts: {},
    rates: {
      cells: cells.map((cell) => ({
        language: cell.language,
        lab: cell.lab,
        measure: 'passed',
        ...rateOf(cell),
      })),
      totals: total === null ? [] : [{ measure: 'passed', ...rateOf(total) }],
    },
  }
}

/** A report's input made of such a result. */
export function ratesInput(result: PublishedRatesResult = ratesResult(thirdModels())): ReportInput {
  const base = retrospectiveInput()
  const results: Analysis['results'] = [result]
  return {
    ...base,
    title: 'Third joint exercise, 2025',
    labels: { ...base.labels, singleInstitute: false },
    protocol: {
      ...base.protocol,
      body: protocolOf({
        ...base.protocol.body,
        items: { sets: [], crossLanguageKey: 'none' },
        languages: LANGUAGES.map((tag) => ({ tag, translated: [] })),
        aggregation: {
          measures: [{ id: 'passed', title: 'Tasks passed', sections: null, rule: 'as-published' }],
          attempts: 'unknown',
          items: 'unknown',
          labs: 'unknown',
          languages: 'unknown',
        },
        analysis: {
          ...base.protocol.body.analysis,
          plan: [
            {
              kind: 'published-rates',
              id: 'rates',
              lab: 'importer',
              models: result.models.map(({ model }) => model),
              measure: 'passed',
              against: 'en',
              assumed: { n: 148, source: 'An <i>unconfirmed</i> number.' },
              source: 'A page that sums up <b>the report</b>.',
              licence: 'Single figures are facts.',
            },
          ],
        },
      }),
    },
    analysis: base.analysis === null ? null : { ...base.analysis, body: analysisOf(results) },
    runs: result.models.map((model) => ({
      id: model.run ?? refOf('none'),
      body: runOfRates(model),
      signers: ['importer'],
      ledger: [],
      comparability: { verdict: 'not-comparable', decidedBy: [] },
    })),
    members: [{ id: 'importer', name: 'This node' }],
  }
}
