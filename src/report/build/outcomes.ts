import { OUTCOMES } from '../../statement/index.ts'
import type { OutcomeCounts, RefusalReason, Score } from '../../statement/index.ts'
import type { Cell, Ref, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { countsOf, resultsOf, runRef } from './facts.ts'
import { languageName } from './language-tables.ts'
import { modelCell } from './model-tables.ts'
import { placeName } from './place.ts'
import { cell, isRefused, refusedCell } from './voice.ts'
import type { Voice } from './voice.ts'

type Scored = {
  lab: string
  model: string
  measure: string
  run: string | null
  /** The language, and the set where several share it. */
  place: string
  counts: OutcomeCounts
  score: Score | { refused: RefusalReason }
}

/**
 * How every attempt ended, and the score with all missing attempts at the worst and at the best. What is the
 * same in every row has no column.
 */
export function outcomesTable(input: ReportInput, voice: Voice): Table[] {
  const { t } = voice
  const scored = scoredRows(input, voice)
  if (scored.length === 0) return []
  const heads: { column: string; key: (row: Scored) => string; cell: (row: Scored) => Cell }[] = [
    {
      column: t('report.column.institute'),
      key: ({ lab }) => lab,
      cell: ({ lab }) => cell(voice.nameText(lab)),
    },
    {
      column: t('report.column.language'),
      key: ({ place }) => place,
      cell: ({ place }) => cell(place),
    },
    { column: t('report.column.model'), key: ({ model }) => model, cell: ({ model }) => modelCell(model) },
    {
      column: t('report.column.measure'),
      key: ({ measure }) => measure,
      cell: ({ measure }) => cell(voice.measureText(measure)),
    },
  ]
  const telling = heads.filter(({ key }) => new Set(scored.map(key)).size > 1)
  const shown = telling.length === 0 ? heads.slice(0, 1) : telling
  const rows = scored.map((row): Cell[] => {
    const { counts } = row
    const ref = runRef(row.run)
    return [
      ...shown.map((head) => head.cell(row)),
      cell(voice.count(counts.attempts), { value: counts.attempts, ref }),
      ...OUTCOMES.map((outcome) => cell(voice.count(counts[outcome]), { value: counts[outcome], ref })),
      isRefused(row.score) ? refusedCell(voice, row.score) : boundsCell(row.score, ref, voice),
    ]
  })
  const start = (text: Text): Table['columns'][number] => ({ text, align: 'start' })
  const end = (text: Text): Table['columns'][number] => ({ text, align: 'end' })
  return [
    {
      block: 'table',
      id: 'outcomes',
      heading: t('report.outcomes.heading'),
      lead: [t('report.outcomes.lead')],
      columns: [
        ...shown.map(({ column }) => start(column)),
        end(t('report.column.attempts')),
        ...OUTCOMES.map((outcome) => end(voice.sentence(t(`report.outcome.${outcome}`)))),
        end(t('report.column.bounds')),
      ],
      rows,
      notes: [],
    },
  ]
}

/** Bounds that meet are one number; else each is shown, also where they are close. */
function boundsCell({ bounds }: Score, ref: Ref | null, voice: Voice): Cell {
  const text = bounds.lo === bounds.hi ? voice.percent(bounds.lo) : voice.percentRange(bounds)
  return cell(text, { value: [bounds.lo, bounds.hi], ref })
}

/** Every score once: a plan may use the same run for two results. */
function scoredRows(input: ReportInput, voice: Voice): Scored[] {
  const rows = resultsOf(input).flatMap((result): Scored[] => {
    if (!('set' in result) || result.kind === 'model-pairs') return []
    const { set, language } = result
    const name = placeName(input, result, voice)
    const place = name === null ? languageName(language, voice) : voice.sentence(name)
    const parts =
      result.kind === 'run-scores'
        ? result.rows.map((row) => ({ ...row, lab: result.lab }))
        : result.labs.map((row) => ({ ...row, model: result.model, measure: result.measure }))
    return parts.flatMap(({ lab, model, measure, run, score }) => {
      const counts = countsOf(input, set, { run, score })
      return counts === null ? [] : [{ place, lab, model, measure, run, score, counts }]
    })
  })
  const key = ({ place, lab, model, measure }: Scored): string => JSON.stringify([place, lab, model, measure])
  const rowByKey = new Map(rows.toReversed().map((row) => [key(row), row]))
  return rows.filter((row) => rowByKey.get(key(row)) === row)
}
