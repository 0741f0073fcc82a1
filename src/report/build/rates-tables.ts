import type { PublishedRatesResult } from '../../statement/index.ts'
import type { Cell, Ref, Table, Text } from '../document.ts'
import { runRef } from './facts.ts'
import { languageName } from './language-tables.ts'
import { modelName, shortModelName } from './model-name.ts'
import { rateLabel } from './rates-figures.ts'
import { attemptsKnown, modelsWithRates } from './rates-headline.ts'
import { modelCell } from './model-tables.ts'
import { cell, isRefused, refusedCell } from './voice.ts'
import type { Voice } from './voice.ts'

type Model = PublishedRatesResult['models'][number]
type Rate = Model['cells'][number]
type Column = Table['columns'][number]

const start = (text: Text): Column => ({ text, align: 'start' })
const end = (text: Text): Column => ({ text, align: 'end' })

/** The rates as published, language by language and model beside model; then what the source says of all of them. */
export function ratesTable(result: PublishedRatesResult, voice: Voice): Table {
  const { t } = voice
  const models = modelsWithRates(result)
  const known = attemptsKnown(result)
  const [first, second, ...more] = models
  const pair = first !== undefined && second !== undefined && more.length === 0 ? { first, second } : null
  const places = placesOf(models)
  const rows = places.map((place): Cell[] => {
    const own = models.map((model) => ({ model, rate: findRate(model, place) }))
    const [a, b] = own
    return [
      cell(rateLabel(place, voice)),
      ...own.flatMap(({ model, rate }) => rateCells(model, rate, known !== 'none', voice)),
      ...(pair === null ? [] : [differenceCell(a?.rate, b?.rate, voice)]),
    ]
  })
  const notes: Text[] = []
  if (known !== 'all') notes.push(t('report.rates.no-interval', { known }))
  if (known !== 'none') notes.push(t('report.rates.as-independent'))
  for (const { model, cells } of models)
    for (const { language, rate, decimals, n, exists } of cells)
      if (exists === false)
        notes.push(
          t('report.rates.impossible', {
            model: voice.sentence(modelName(t, model)),
            language: languageName(language, voice),
            rate: voice.rate(rate, decimals),
            n: voice.count(n ?? 0),
          }),
        )
  return {
    block: 'table',
    id: `rates-${result.id}`,
    heading: t('report.numbers.heading'),
    lead: [],
    columns: [
      start(t('report.column.language')),
      ...models.flatMap(({ model }) => {
        const name = voice.sentence(modelName(t, model))
        return known === 'none'
          ? [end(name)]
          : [end(name), end(t('report.column.interval')), end(t('report.column.attempts'))]
      }),
      ...(pair === null
        ? []
        : [
            end(
              t('report.rates.column.difference', {
                a: shortModelName(pair.first.model),
                b: shortModelName(pair.second.model),
              }),
            ),
          ]),
    ],
    rows: [...rows, ...totalRows(models, known !== 'none', pair !== null, voice)],
    notes,
  }
}

/** Language and institute of every rate, in the order of the first model that has it. */
function placesOf(models: readonly Model[]): Pick<Rate, 'language' | 'lab'>[] {
  const places = new Map<string, Pick<Rate, 'language' | 'lab'>>()
  for (const { cells } of models)
    for (const { language, lab } of cells) places.set(JSON.stringify([language, lab]), { language, lab })
  return [...places.values()]
}

function findRate(model: Model, { language, lab }: Pick<Rate, 'language' | 'lab'>): Rate | undefined {
  return model.cells.find((one) => one.language === language && one.lab === lab)
}

function rateCells(model: Model, rate: Rate | undefined, withInterval: boolean, voice: Voice): Cell[] {
  const ref = runRef(model.run)
  if (rate === undefined) return withInterval ? [cell('—'), cell(''), cell('')] : [cell('—')]
  const shown = cell(voice.rate(rate.rate, rate.decimals), {
    value: rate.rate,
    ref,
    attention: rate.exists === false,
  })
  if (!withInterval) return [shown]
  const { interval, n } = rate
  return [
    shown,
    isRefused(interval)
      ? refusedCell(voice, interval)
      : cell(voice.percentRange(interval), { value: [interval.lo, interval.hi], ref }),
    n === null ? cell(voice.t('report.rates.not-published')) : cell(voice.count(n), { value: n, ref }),
  ]
}

function differenceCell(
  a: Pick<Rate, 'rate' | 'decimals'> | undefined,
  b: Pick<Rate, 'rate' | 'decimals'> | undefined,
  voice: Voice,
): Cell {
  if (a === undefined || b === undefined) return cell('—')
  const value = a.rate - b.rate
  return cell(voice.ratePoints(value, Math.max(a.decimals, b.decimals)), { value })
}

/** What the source says of all languages, and beside it their plain mean. */
function totalRows(
  models: readonly Model[],
  withInterval: boolean,
  withPair: boolean,
  voice: Voice,
): Cell[][] {
  const { t } = voice
  if (models.every(({ total }) => total === null)) return []
  const empty = withInterval ? [cell(''), cell('')] : []
  const row = (
    label: string,
    of: (model: Model) => { rate: number; decimals: number } | undefined,
  ): Cell[] => {
    const own = models.map((model) => ({ ref: runRef(model.run), rate: of(model) }))
    const [a, b] = own
    return [
      cell(label),
      ...own.flatMap(({ ref, rate }) => [
        rate === undefined
          ? cell('—')
          : cell(voice.rate(rate.rate, rate.decimals), { value: rate.rate, ref }),
        ...empty,
      ]),
      ...(withPair ? [differenceCell(a?.rate, b?.rate, voice)] : []),
    ]
  }
  return [
    row(t('report.rates.total'), ({ total }) => total ?? undefined),
    row(t('report.rates.mean'), ({ total }) =>
      total === null ? undefined : { rate: total.equalWeights.value, decimals: total.decimals + 1 },
    ),
  ]
}

/** Every published total against what its parts can give. */
export function totalsTable(result: PublishedRatesResult, voice: Voice): Table[] {
  const { t } = voice
  const rows = result.models.flatMap(({ model, run, total }): Cell[][] => {
    if (total === null) return []
    const { rate, decimals, equalWeights, byAttempts, anyWeights, follows } = total
    const ref: Ref | null = runRef(run)
    const range = (one: { lo: number; hi: number }): Cell =>
      cell(voice.rateRange(one, decimals + 1), { value: [one.lo, one.hi], ref })
    return [
      [
        modelCell(model),
        cell(voice.rate(rate, decimals), { value: rate, ref }),
        range(equalWeights),
        isRefused(byAttempts) ? refusedCell(voice, byAttempts) : range(byAttempts),
        range(anyWeights),
        cell(t(`report.rates.finding.${follows}`), {
          attention: follows === 'weights-not-stated' || follows === 'from-no-weights',
        }),
      ],
    ]
  })
  if (rows.length === 0) return []
  return [
    {
      block: 'table',
      id: `totals-${result.id}`,
      heading: t('report.rates.totals.heading'),
      lead: [t('report.rates.totals.lead')],
      columns: [
        start(t('report.column.model')),
        end(t('report.rates.column.total')),
        end(t('report.rates.column.equal')),
        end(t('report.rates.column.attempts')),
        end(t('report.rates.column.any')),
        start(t('report.rates.column.finding')),
      ],
      rows,
      notes: [],
    },
  ]
}
