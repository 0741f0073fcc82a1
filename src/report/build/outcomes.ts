import { OUTCOMES } from '../../statement/index.ts'
import type { Score } from '../../statement/index.ts'
import type { Cell, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { resultsOf, runRef } from './facts.ts'
import { languageName } from './language-tables.ts'
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

/** How every attempt ended, and the score with all missing attempts at the worst and at the best. */
export function outcomesTable(input: ReportInput, voice: Voice): Table[] {
  const { t } = voice
  const scored = scoredRows(input)
  if (scored.length === 0) return []
  const rows = scored.map(({ language, lab, model, measure, run, score }): Cell[] => {
    const ref = runRef(run)
    return [
      cell(voice.nameText(lab)),
      cell(languageName(language, voice)),
      cell(model),
      cell(voice.measureText(measure)),
      cell(voice.count(score.counts.attempts), { value: score.counts.attempts, ref }),
      ...OUTCOMES.map((outcome) =>
        cell(voice.count(score.counts[outcome]), { value: score.counts[outcome], ref }),
      ),
      boundsCell(score, voice),
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
        start(t('report.column.institute')),
        start(t('report.column.language')),
        start(t('report.column.model')),
        start(t('report.column.measure')),
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
function boundsCell({ bounds }: Score, voice: Voice): Cell {
  const text = bounds.lo === bounds.hi ? voice.percent(bounds.lo, bounds) : voice.percentRange(bounds)
  return cell(text, { value: [bounds.lo, bounds.hi] })
}

function scoredRows(input: ReportInput): Scored[] {
  return resultsOf(input).flatMap((result): Scored[] => {
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
}
