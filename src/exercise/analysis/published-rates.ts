/**
 * Plan kind `published-rates`: what rates that others published can carry (statistics.md 5.5). There is no joint figure
 * and no test: where the attempts behind a rate are not published, its interval is refused; a total is held against
 * every weighting that could give it; and of differences only is said which number of attempts would decide.
 */
import type { PlannedAnalysis, PublishedRates, PublishedRatesResult, Refused } from '../../statement/index.ts'
import {
  attemptsToTellApart,
  connectivity,
  pOfOneRate,
  rateExists,
  rateInterval,
  roundingOf,
  totalOfRates,
} from '../../statistics/index.ts'
import type { Result } from '../../statistics/index.ts'
import { byId } from './context.ts'
import type { ResultContext } from './context.ts'

type Plan = Extract<PlannedAnalysis, { kind: 'published-rates' }>
type Model = PublishedRatesResult['models'][number]
type Cell = Model['cells'][number]
type Rate = PublishedRates['totals'][number]

/** What the published rates of one measure can carry, model by model; a model without a run has no rates. */
export function publishedRatesResult(plan: Plan, { protocol, runs }: ResultContext): PublishedRatesResult {
  const languages = protocol.languages.map(({ tag }) => tag)
  const models = plan.models.map((model): Model => {
    const run = runs.find(({ body }) => body.lab === plan.lab && body.model === model)
    const published = run?.body.rates
    const cells = (published?.cells ?? [])
      .filter(({ measure, language }) => measure === plan.measure && languages.includes(language))
      .toSorted(
        (a, b) =>
          languages.indexOf(a.language) - languages.indexOf(b.language) || byId(a.lab ?? '', b.lab ?? ''),
      )
      .map(cellOf)
    const total = published?.totals.find(({ measure }) => measure === plan.measure)
    return {
      model,
      run: run?.id ?? null,
      cells,
      total: total === undefined ? null : totalOf(cells, total),
      apart: chanceOf(
        cells.map(({ rate }) => rate),
        plan,
      ),
      comparisons: comparisonsOf(cells, plan),
    }
  })
  return {
    kind: 'published-rates',
    id: plan.id,
    lab: plan.lab,
    measure: plan.measure,
    models,
    order: models.flatMap((a, index) => models.slice(index + 1).map((b) => orderOf(a, b))),
    labs: labsOf(models.flatMap(({ cells }) => cells)),
  }
}

function cellOf(published: PublishedRates['cells'][number]): Cell {
  const { measure: _, ...cell } = published
  const exists = rateExists(cell)
  return {
    ...cell,
    bounds: boundsOf(cell),
    exists: exists.ok ? exists.value : null,
    interval: rangeOf(rateInterval(cell)),
  }
}

/** A rate is never read with more digits than it says it has. */
function boundsOf(rate: Pick<Rate, 'rate' | 'decimals'>): Cell['bounds'] {
  const open = roundingOf(rate)
  return open.ok ? open.value : { lo: rate.rate, hi: rate.rate }
}

function totalOf(cells: readonly Cell[], published: Rate): Model['total'] {
  const { measure: _, ...total } = published
  const held = totalOfRates(cells, total)
  if (!held.ok) return null
  const { equalWeights, byAttempts, anyWeights, follows } = held.value
  return {
    ...total,
    bounds: boundsOf(total),
    equalWeights,
    byAttempts: byAttempts.ok ? byAttempts.value : { refused: byAttempts.reason },
    anyWeights,
    follows,
  }
}

function chanceOf(rates: readonly number[], { assumed }: Plan): Model['apart'] {
  return {
    n: numberOf(attemptsToTellApart(rates)),
    pAssumed: assumed === null ? null : numberOf(pOfOneRate(rates, assumed.n)),
  }
}

/** Languages with one rate each; where several institutes ran one, there is no rate of the language to compare. */
function comparisonsOf(cells: readonly Cell[], plan: Plan): Model['comparisons'] {
  const single = [...Map.groupBy(cells, ({ language }) => language).values()].flatMap((own) =>
    own.length === 1 ? own : [],
  )
  const base = single.find(({ language }) => language === plan.against)
  if (base === undefined) return []
  return single.flatMap(({ language, rate }) =>
    language === base.language
      ? []
      : [{ language, gap: rate - base.rate, ...chanceOf([rate, base.rate], plan) }],
  )
}

function orderOf(a: Model, b: Model): PublishedRatesResult['order'][number] {
  const both = a.cells.flatMap((cell) => {
    const other = b.cells.find(({ language, lab }) => language === cell.language && lab === cell.lab)
    return other === undefined ? [] : [{ first: cell, second: other }]
  })
  const gaps = both.map(({ first, second }) => first.rate - second.rate)
  return {
    a: a.model,
    b: b.model,
    above: both.filter(({ first, second }) => first.bounds.lo > second.bounds.hi + 1e-12).length,
    below: both.filter(({ first, second }) => first.bounds.hi < second.bounds.lo - 1e-12).length,
    of: both.length,
    gap: gaps.length === 0 ? null : { lo: Math.min(...gaps), hi: Math.max(...gaps) },
  }
}

function labsOf(cells: readonly Cell[]): PublishedRatesResult['labs'] {
  const edges = cells.flatMap(({ language, lab }) => (lab === null ? [] : [{ language, lab }]))
  if (edges.length < cells.length || edges.length === 0) return 'not-published'
  return connectivity(edges).sharedLanguages.length === 0 ? 'one-for-each-language' : 'several-for-a-language'
}

function numberOf(result: Result<number>): number | Refused {
  return result.ok ? result.value : { refused: result.reason }
}

function rangeOf(result: Result<{ lo: number; hi: number }>): { lo: number; hi: number } | Refused {
  return result.ok ? { lo: result.value.lo, hi: result.value.hi } : { refused: result.reason }
}
