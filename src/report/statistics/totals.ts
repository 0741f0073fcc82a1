import { cell } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Table } from '../document.ts'
import { labScores, scoresFigure } from './lab-scores.ts'
import { numbersTable, percentRow, pRow } from './numbers.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { refusedTold } from './refused.ts'

type Part = Extract<StatisticsPart, { set: 'joint-totals' }>

/** Several totals told: the mean of their shares, and that nobody is compared. */
export function tellTotals({ labs, result }: Part, voice: Voice): ToldStatistics {
  const { t } = voice
  const why = t('statistics.why.totals', { count: labs.length })
  if (!result.ok) return refusedTold(why, result, voice)
  const { estimates, intervals, diagnostics } = result.value
  const told = labScores(labs, result.value, voice)
  const joint = intervals.joint.ok ? intervals.joint.value : null
  const sentences = intervals.joint.ok
    ? [
        t('statistics.totals.mean', {
          count: labs.length,
          mean: voice.percent(estimates.mean, intervals.joint.value.thisTest),
          range: voice.percentRange(intervals.joint.value.thisTest),
          next: voice.percentRange(intervals.joint.value.nextLab),
        }),
      ]
    : [
        t('report.headline.no-joint', { why: t(`report.refusal.${intervals.joint.reason}`) }),
        t('report.headline.side-by-side', {
          place: 'none',
          scores: voice.list(told.map(({ name, words }) => `${name} ${words}`)),
        }),
      ]
  const table: Table = {
    block: 'table',
    id: 'labs',
    heading: t('statistics.labs'),
    lead: [],
    columns: [
      { text: t('statistics.column.lab'), align: 'start' },
      { text: t('report.column.passed'), align: 'end' },
      { text: t('report.column.score'), align: 'end' },
    ],
    rows: told.map(({ name, words, score }, at) => {
      const { successes = 0, n = 0 } = diagnostics.labs[at] ?? {}
      return [
        cell(name),
        cell(t('report.of', { count: voice.count(successes), of: voice.count(n) })),
        cell(words, { value: score }),
      ]
    }),
    notes: [],
  }
  return {
    why,
    sentences,
    notes: labs.length < 5 ? [t('statistics.note.few-labs')] : [],
    tables: [
      table,
      numbersTable(voice, 'totals', [
        percentRow(voice, t('statistics.row.mean-test'), estimates.mean, joint?.thisTest ?? null),
        joint === null
          ? null
          : percentRow(voice, t('statistics.row.next-lab'), estimates.mean, joint.nextLab),
        pRow(
          voice,
          t('statistics.row.homogeneity'),
          diagnostics.homogeneity.ok ? diagnostics.homogeneity.value.p : null,
        ),
      ]),
    ],
    figures: [scoresFigure(labs, result.value, voice)],
  }
}
