import { fieldName } from './field-name.ts'
import { isClipped } from '../../message/index.ts'
import type { JointResult } from '../../statement/index.ts'
import type { Cell, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { countsOf, deviationsOf, ledgerOf, runRef, unknownOf, withoutResult } from './facts.ts'
import { comparisonNotes } from './comparison-notes.ts'
import { distanceOf } from './joint-headline.ts'
import { exact } from './joint-verdict.ts'
import { cell, isRefused, refusalSentence, refusedCell, scoreCells } from './voice.ts'
import type { Voice } from './voice.ts'

type LabRow = JointResult['labs'][number]

/** The table under the two pictures: the same numbers, each leading to its run. */
export function numbersTable(input: ReportInput, result: JointResult, voice: Voice): Table {
  const { t } = voice
  return {
    block: 'table',
    id: `numbers-${result.id}`,
    heading: t('report.numbers.heading'),
    lead: [],
    columns: [
      { text: t('report.column.institute'), align: 'start' },
      { text: t('report.column.score'), align: 'end' },
      { text: t('report.column.interval'), align: 'end' },
      { text: t('report.column.distance'), align: 'end' },
      { text: t('report.column.interval'), align: 'end' },
      { text: t('report.column.attempts'), align: 'end' },
      { text: t('report.column.missing'), align: 'end' },
      { text: t('report.column.deviation'), align: 'start' },
    ],
    rows: [...result.labs.map((row) => labCells(input, result, row, voice)), ...meanRows(result, voice)],
    notes: numbersNotes(result, voice),
  }
}

function labCells(input: ReportInput, result: JointResult, row: LabRow, voice: Voice): Cell[] {
  const ref = runRef(row.run)
  const attention = row.named
  const distance = distanceOf(row)
  const refused = cell(
    voice.t('report.refused'),
    isRefused(row.d) ? { title: refusalSentence(voice, row.d) } : {},
  )
  const distanceCells: Cell[] =
    distance === null
      ? [refused, refused]
      : [
          cell(voice.signedPoints(distance.value, distance), { value: distance.value, ref, attention }),
          cell(voice.pointsRange(distance, true), { value: [distance.lo, distance.hi], ref }),
        ]
  const ended = countsOf(input, result.set, row)
  const counts: Cell[] =
    ended === null
      ? [refused, refused]
      : [
          cell(voice.count(ended.attempts), { value: ended.attempts, ref }),
          cell(voice.count(withoutResult(input, ended)), { value: withoutResult(input, ended), ref }),
        ]
  return [
    cell(voice.nameText(row.lab), { attention }),
    ...ownScoreCells(row, result, voice),
    ...distanceCells,
    ...counts,
    deviationCell(input, row, result.model, voice),
  ]
}

/** Where no task is common to all labs, a lab's score on those it has: without a range, for nothing is compared. */
function ownScoreCells(row: LabRow, { items }: JointResult, voice: Voice): Cell[] {
  const ref = runRef(row.run)
  const { score, scoreOnDropped: own } = row
  return isRefused(score) && items === 0 && own !== undefined
    ? [cell(voice.percent(own), { value: own, ref }), refusedCell(voice, score)]
    : scoreCells(voice, score, ref, row.named)
}

function deviationCell(input: ReportInput, row: LabRow, model: string, voice: Voice): Cell {
  const ref = runRef(row.run)
  const ledger = ledgerOf(input, row.lab, model)
  const fields = deviationsOf(ledger).map(({ field }) => fieldName(voice.t, field))
  const unknown = unknownOf(ledger).length
  const notRecorded = unknown === 0 ? null : voice.t('report.deviation.unknown', { count: unknown })
  if (fields.length > 0) return cell(voice.list(fields), { attention: true, title: notRecorded, ref })
  return cell(notRecorded ?? voice.t('report.none'), { ref })
}

function meanRows(result: JointResult, voice: Voice): Cell[][] {
  const { figures, labs } = result
  if (isRefused(figures)) return []
  const words = { count: labs.length, word: voice.word(labs.length) }
  const row = (label: string, value: Cell, range: { lo: number; hi: number }): Cell[] => [
    cell(label),
    value,
    cell(voice.percentRange(range), { value: [range.lo, range.hi] }),
    ...Array.from({ length: 5 }, () => cell('')),
  ]
  const mean = cell(voice.percent(figures.mean, figures.thisTest), { value: figures.mean })
  return [
    row(voice.t('report.row.this-test', words), mean, figures.thisTest),
    row(voice.t('report.row.this-kind', words), mean, figures.tasksOfThisKind),
    row(voice.t('report.row.next'), cell(''), figures.nextLab),
  ]
}

function numbersNotes(result: JointResult, voice: Voice): Text[] {
  const notes: Text[] = []
  const { withoutNamed, figures, verdict } = result
  if (withoutNamed !== null && verdict !== null) {
    const labs = voice.list(verdict.named.map(voice.name))
    const range = isRefused(withoutNamed.thisTest)
      ? voice.t('report.refused')
      : voice.percentRange(withoutNamed.thisTest)
    const mean = isRefused(withoutNamed.thisTest)
      ? voice.percent(withoutNamed.mean)
      : voice.percent(withoutNamed.mean, withoutNamed.thisTest)
    notes.push(
      voice.t('report.note.sensitivity', { labs, mean, range, word: voice.word(result.labs.length) }),
    )
  }
  if (isRefused(figures)) notes.push(refusalSentence(voice, figures))
  for (const row of result.labs) {
    if (isRefused(row.score)) notes.push(refusalSentence(voice, row.score))
    if (isRefused(row.d)) notes.push(refusalSentence(voice, row.d))
  }
  notes.push(...comparisonNotes(result, voice))
  const ranges = [
    ...(isRefused(figures) ? [] : [figures.thisTest, figures.tasksOfThisKind, figures.nextLab]),
    ...result.labs.flatMap(({ score }) =>
      isRefused(score) || isRefused(score.interval) ? [] : [score.interval],
    ),
  ]
  if (ranges.some(isClipped)) notes.push(voice.t('report.note.clipped'))
  return [...new Set(notes)]
}

/** Distances with their tests: from all others, and from those not named, with the effect of missing attempts. */
export function distancesTable(result: JointResult, voice: Voice): Table[] {
  const { t } = voice
  if (result.labs.every(({ d }) => isRefused(d))) return []
  const delta = result.delta
  const beyond =
    delta === null ? null : t('report.column.p-beyond', { delta: voice.points(delta, exact(delta)) })
  const missing = result.labs.some(({ dBounds }) => dBounds !== null)
  const rows = result.labs.map((row): Cell[] => {
    const { d, dFinal, dBounds, lab, named } = row
    const ref = runRef(row.run)
    const range = (estimate: { value: number; lo: number; hi: number }): Cell =>
      cell(`${voice.signedPoints(estimate.value, estimate)} (${voice.pointsRange(estimate, true)})`, {
        value: estimate.value,
        ref,
        attention: named,
      })
    return [
      cell(voice.nameText(lab), { attention: named }),
      isRefused(d) ? refusedCell(voice, d) : range(d),
      isRefused(d) ? refusedCell(voice, d) : cell(voice.p(d.holm), { value: d.holm }),
      ...(beyond === null
        ? []
        : [row.beyond === null ? cell('') : cell(voice.p(row.beyond.holm), { value: row.beyond.holm })]),
      dFinal === null ? cell('') : isRefused(dFinal) ? refusedCell(voice, dFinal) : range(dFinal),
      ...(missing
        ? [
            dBounds === null
              ? cell('')
              : cell(voice.pointsRange(dBounds, true), { value: [dBounds.lo, dBounds.hi], ref }),
          ]
        : []),
    ]
  })
  return [
    {
      block: 'table',
      id: `distances-${result.id}`,
      heading: t('report.distances.heading'),
      lead: [t('report.distances.lead', { word: voice.word(result.labs.length) })],
      columns: [
        { text: t('report.column.institute'), align: 'start' },
        { text: t('report.column.distance'), align: 'end' },
        { text: t('report.column.p'), align: 'end' },
        ...(beyond === null ? [] : [{ text: beyond, align: 'end' as const }]),
        { text: t('report.column.final'), align: 'end' },
        ...(missing ? [{ text: t('report.column.bounds'), align: 'end' as const }] : []),
      ],
      rows,
      notes: [],
    },
  ]
}
