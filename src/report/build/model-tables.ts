import { isClipped } from '../../message/index.ts'
import type { ModelPairsResult, RunScoresResult } from '../../statement/index.ts'
import type { Cell, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { itemName } from './item-name.ts'
import { runRef } from './facts.ts'
import { rulePairs, sectionName } from './models-headline.ts'
import { shortModelName } from './model-name.ts'
import { cell, isRefused, refusalSentence, refusedCell, scoreCells } from './voice.ts'
import type { Voice } from './voice.ts'

type Row = RunScoresResult['rows'][number]

/** Tables of several models in one lab: scores, and the two rules side by side. */
export function modelTables(input: ReportInput, result: RunScoresResult, voice: Voice): Table[] {
  return [scoresTable(result, voice), ...rulesTables(input, result, voice)]
}

/** The alias stands whole in the title where it is shortened. */
export function modelCell(alias: string): Cell {
  const short = shortModelName(alias)
  return cell({ foreign: short, lang: null }, short === alias ? {} : { title: alias })
}

function passedCell(row: Row, voice: Voice): Cell {
  if (isRefused(row.naive)) return refusedCell(voice, row.naive)
  const { successes, n } = row.naive
  const text = voice.t('report.of', { count: voice.count(successes), of: voice.count(n) })
  return cell(text, { value: successes, ref: runRef(row.run) })
}

function scoresTable(result: RunScoresResult, voice: Voice): Table {
  const { t } = voice
  const notes: Text[] = []
  const count = Math.max(0, ...result.rows.map(({ score }) => (isRefused(score) ? 0 : score.items)))
  const rows = result.rows.map((row, index): Cell[] => {
    for (const one of [row.score, row.naive]) if (isRefused(one)) notes.push(refusalSentence(voice, one))
    if (!isRefused(row.score)) {
      if (isRefused(row.score.interval)) notes.push(refusalSentence(voice, row.score.interval))
      else if (isClipped(row.score.interval)) notes.push(t('report.note.clipped'))
    }
    const { naive, notApplicable } = row
    return [
      result.rows[index - 1]?.model === row.model ? cell('') : modelCell(row.model),
      cell(voice.measureText(row.measure)),
      ...scoreCells(voice, row.score, runRef(row.run)),
      isRefused(naive)
        ? refusedCell(voice, naive)
        : cell(voice.percentRange(naive), { value: [naive.lo, naive.hi], ref: runRef(row.run) }),
      passedCell(row, voice),
      cell(t('report.of', { count: voice.count(notApplicable.count), of: voice.count(notApplicable.of) }), {
        value: notApplicable.count,
        ref: runRef(row.run),
      }),
    ]
  })
  return {
    block: 'table',
    id: `scores-${result.id}`,
    heading: t('report.numbers.heading'),
    lead: [t('report.scores.lead', { tasks: t('report.tasks', { count, word: voice.word(count) }) })],
    columns: [
      { text: t('report.column.model'), align: 'start' },
      { text: t('report.column.measure'), align: 'start' },
      { text: t('report.column.score'), align: 'end' },
      { text: t('report.column.interval'), align: 'end' },
      { text: t('report.column.naive'), align: 'end' },
      { text: t('report.column.passed'), align: 'end' },
      { text: t('report.column.na'), align: 'end' },
    ],
    rows,
    notes: [...new Set(notes)],
  }
}

function rulesTables(input: ReportInput, result: RunScoresResult, voice: Voice): Table[] {
  const { t } = voice
  const models = [...new Set(result.rows.map(({ model }) => model))]
  return rulePairs(input.protocol.body).flatMap((pair) => {
    const find = (model: string, measure: string): Row | undefined =>
      result.rows.find((row) => row.model === model && row.measure === measure)
    const rows = models.flatMap((model) => {
      const strict = find(model, pair.strict.id)
      const lenient = find(model, pair.lenient.id)
      if (strict === undefined || lenient === undefined) return []
      const { count, of } = lenient.notApplicable
      return [
        [
          modelCell(model),
          passedCell(strict, voice),
          passedCell(lenient, voice),
          cell(t('report.of', { count: voice.count(count), of: voice.count(of) }), {
            value: count,
            ref: runRef(lenient.run),
          }),
        ],
      ]
    })
    if (rows.length === 0) return []
    const table: Table = {
      block: 'table',
      id: `rules-${result.id}-${pair.strict.id}`,
      heading: t('report.rules.heading'),
      lead: [`${voice.sentence(sectionName(pair, voice))}. ${t('report.rules.lead')}`],
      columns: [
        { text: t('report.column.model'), align: 'start' },
        { text: voice.measureText(pair.strict.id), align: 'end' },
        { text: voice.measureText(pair.lenient.id), align: 'end' },
        { text: t('report.column.na'), align: 'end' },
      ],
      rows,
      notes: [],
    }
    return [table]
  })
}

/** Every task under every measure. */
export function itemsTable(result: RunScoresResult, voice: Voice): Table {
  const { t } = voice
  const measures = [...new Set(result.rows.map(({ measure }) => measure))]
  const models = [...new Set(result.rows.map(({ model }) => model))]
  const items = [...new Set(result.rows.flatMap(({ perItem }) => perItem.map(({ item }) => item)))]
  const rows = items.flatMap((item) =>
    models.map((model, index): Cell[] => [
      cell(index === 0 ? { foreign: itemName(item), lang: null } : ''),
      modelCell(model),
      ...measures.map((measure) => {
        const row = result.rows.find((one) => one.model === model && one.measure === measure)
        const found = row?.perItem.find((one) => one.item === item)
        if (row === undefined || found === undefined) return cell('')
        const sum = Number.isInteger(found.sum) ? voice.count(found.sum) : voice.number(found.sum, 1)
        return cell(t('report.of', { count: sum, of: voice.count(found.n) }), {
          value: found.sum,
          ref: runRef(row.run),
        })
      }),
    ]),
  )
  return {
    block: 'table',
    id: `items-${result.id}`,
    heading: t('report.items.heading'),
    lead: [t('report.items.lead')],
    columns: [
      { text: t('report.column.task'), align: 'start' },
      { text: t('report.column.model'), align: 'start' },
      ...measures.map((measure) => ({ text: voice.measureText(measure), align: 'end' as const })),
    ],
    rows,
    notes: [],
  }
}

/** All pairs of models; exploratory. */
export function pairsTable(result: ModelPairsResult, voice: Voice): Table {
  const { t } = voice
  const notes: Text[] = []
  const missing = result.rows.some(({ differenceBounds }) => differenceBounds !== undefined)
  const rows = result.rows.map(({ measure, a, b, items, difference, differenceBounds }): Cell[] => {
    const bounds = differenceBounds === undefined ? cell('') : boundsCell(differenceBounds, voice)
    const start = [cell(voice.measureText(measure)), cell(`${shortModelName(a)} − ${shortModelName(b)}`)]
    if (isRefused(difference)) {
      notes.push(refusalSentence(voice, difference))
      return [
        ...start,
        refusedCell(voice, difference),
        refusedCell(voice, difference),
        cell(''),
        cell(voice.count(items)),
        ...(missing ? [bounds] : []),
      ]
    }
    if (difference.lo < -1 || difference.hi > 1) notes.push(t('report.note.clipped'))
    return [
      ...start,
      cell(voice.signedPoints(difference.value, difference), { value: difference.value }),
      cell(voice.pointsRange(difference, true), { value: [difference.lo, difference.hi] }),
      cell(voice.p(difference.adjusted), { value: difference.adjusted }),
      cell(voice.count(items), { value: items }),
      ...(missing ? [bounds] : []),
    ]
  })
  return {
    block: 'table',
    id: `pairs-${result.id}`,
    heading: t('report.pairs.table'),
    lead: [t('report.pairs.lead')],
    columns: [
      { text: t('report.column.measure'), align: 'start' },
      { text: t('report.column.model'), align: 'start' },
      { text: t('report.column.difference'), align: 'end' },
      { text: t('report.column.interval'), align: 'end' },
      { text: t('report.column.p-bh'), align: 'end' },
      { text: t('report.column.tasks'), align: 'end' },
      ...(missing ? [{ text: t('report.column.bounds'), align: 'end' as const }] : []),
    ],
    rows,
    notes: [...new Set(notes)],
  }
}

function boundsCell(bounds: { lo: number; hi: number }, voice: Voice): Cell {
  return cell(voice.pointsRange(bounds, true), { value: [bounds.lo, bounds.hi] })
}
