import { OUTCOMES } from '../../statement/index.ts'
import type { Score } from '../../statement/index.ts'
import type { Cell, Ref, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { resultsOf, runRef } from './facts.ts'
import { languageName } from './language-tables.ts'
import { modelCell } from './model-tables.ts'
import { cell, isRefused } from './voice.ts'
import type { Voice } from './voice.ts'

type Scored = {
  language: string
  lab: string
  model: string
  measure: string
  run: string | null
  score: Score
}

/**
 * How every attempt ended, and the score with all missing attempts at the worst and at the best. What is the
 * same in every row has no column.
 */
export function outcomesTable(input: ReportInput, voice: Voice): Table[] {
  const { t } = voice
  const scored = scoredRows(input)
  if (scored.length === 0) return []
  const heads: { column: string; key: (row: Scored) => string; cell: (row: Scored) => Cell }[] = [
    {
      column: t('report.column.institute'),
      key: ({ lab }) => lab,
      cell: ({ lab }) => cell(voice.nameText(lab)),
    },
    {
      column: t('report.column.language'),
      key: ({ language }) => language,
      cell: ({ language }) => cell(languageName(language, voice)),
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
    const { counts } = row.score
    const ref = runRef(row.run)
    return [
      ...shown.map((head) => head.cell(row)),
      cell(voice.count(counts.attempts), { value: counts.attempts, ref }),
      ...OUTCOMES.map((outcome) => cell(voice.count(counts[outcome]), { value: counts[outcome], ref })),
      boundsCell(row.score, ref, voice),
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
function scoredRows(input: ReportInput): Scored[] {
  const rows = resultsOf(input).flatMap((result): Scored[] => {
    if (result.kind === 'joint' || result.kind === 'lab-pair') {
      const { language, model, measure } = result
      return result.labs.flatMap(({ lab, run, score }) =>
        isRefused(score) ? [] : [{ language, lab, model, measure, run, score }],
      )
    }
    if (result.kind !== 'run-scores') return []
    const { language, lab } = result
    return result.rows.flatMap(({ model, measure, run, score }) =>
      isRefused(score) ? [] : [{ language, lab, model, measure, run, score }],
    )
  })
  const key = ({ language, lab, model, measure }: Scored): string =>
    JSON.stringify([language, lab, model, measure])
  const rowByKey = new Map(rows.toReversed().map((row) => [key(row), row]))
  return rows.filter((row) => rowByKey.get(key(row)) === row)
}
