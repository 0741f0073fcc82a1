import type { JointExercise } from '../../statistics/index.ts'
import { spreadSentences } from '../build/joint-spread.ts'
import { verdictSentences } from '../build/joint-verdict.ts'
import { isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import { distanceFigure, distancesOf, labScores, labTable, scoresFigure } from './lab-scores.ts'
import { labName } from './names.ts'
import { countRow, numbersTable, percentRow, pointsRangeRow, pointsRow, pRow } from './numbers.ts'
import type { NumberRow } from './numbers.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { refusedTold } from './refused.ts'
import { droppedNotes } from './two-configurations.ts'

type Part = Extract<StatisticsPart, { set: 'joint-exercise' }>

/** Several labs told: their mean with both ranges, how far a score moves, who differs, and what can be said of the rest. */
export function tellJoint(part: Part, voice: Voice): ToldStatistics {
  const { result, labs, delta } = part
  const what = voice.t('statistics.why.joint', { count: labs.length })
  const why = delta === null ? `${what} ${voice.t('statistics.why.no-delta')}` : what
  if (!result.ok) return refusedTold(why, result, voice)
  const joint = result.value
  return {
    why,
    sentences: [...meanSentences(part, joint, voice), ...verdictOf(part, joint, voice)],
    notes: notesOf(part, joint, voice),
    tables: [labTable(part, joint, voice), numbersTable(voice, 'joint', rowsOf(joint, voice))],
    figures: [scoresFigure(labs, joint, voice), distanceFigure(part, joint, voice)],
  }
}

function meanSentences({ labs }: Part, joint: JointExercise, voice: Voice): string[] {
  const { estimates, intervals, diagnostics } = joint
  const found = intervals.joint
  if (!found.ok) {
    const why = voice.t(`report.refusal.${found.reason}`)
    const scores = labScores(labs, joint, voice).map(({ name, words }) => `${name} ${words}`)
    return [
      voice.t('report.headline.no-joint', { why }),
      voice.t('report.headline.side-by-side', {
        place: 'none',
        scores: voice.list(scores),
      }),
    ]
  }
  const institutes = voice.t('report.institutes', { count: labs.length, word: voice.word(labs.length) })
  const average = voice.t('report.headline.average', {
    Institutes: voice.sentence(institutes),
    items: voice.count(diagnostics.items),
    language: 'none',
    mean: voice.percent(estimates.mean, found.value.thisTest),
    thisTest: voice.percentRange(found.value.thisTest),
    thisKind: voice.percentRange(found.value.tasksOfThisKind),
  })
  const between = intervals.betweenLabs
  const [spread] =
    between === null || diagnostics.sdFactors === null
      ? []
      : spreadSentences(
          {
            who: 'labs',
            labs: labs.length,
            repeatability: estimates.repeatability,
            betweenLabs: { ...between, value: estimates.betweenLabs ?? 0 },
            sdFactors: diagnostics.sdFactors,
          },
          voice,
        )
  return spread === undefined ? [average] : [average, spread]
}

function verdictOf({ labs, delta }: Part, joint: JointExercise, voice: Voice): string[] {
  const { verdict, diagnostics } = joint
  const distances = distancesOf(joint)
  if (delta === null || verdict === null) return [voice.t('report.headline.no-delta')]
  return verdictSentences(
    {
      who: 'labs',
      after: false,
      delta,
      outcome: verdict.outcome,
      remaining: verdict.remaining.length,
      remainingAgree: verdict.remainingAgree === 'agree',
      missing: diagnostics.missing,
      labs: labs.map((lab, at) => ({
        name: labName(voice, lab),
        atStart: voice.sentence(labName(voice, lab)),
        named: verdict.named.includes(at),
        distance: distances[at] ?? null,
        cause: voice.t('report.cause.unknown'),
      })),
    },
    voice,
  )
}

function notesOf({ labs, delta }: Part, { diagnostics }: JointExercise, voice: Voice): string[] {
  const { dropped, missingness, repeats, items, groups, sdFactors, between, within } = diagnostics
  const notes: string[] = []
  if (Math.min(items, groups ?? items) < 10) notes.push(voice.t('statistics.note.few-items'))
  if (sdFactors !== null) {
    const factors = { lo: voice.number(sdFactors.lo, 1), hi: voice.number(sdFactors.hi, 1) }
    notes.push(voice.t('report.shows.sd', { who: 'labs', word: voice.word(labs.length), ...factors }))
  }
  // Statistics §3.4: the step-down seldom finds the author below this gap.
  if (labs.length === 3 && delta !== null && delta < 0.1) notes.push(voice.t('statistics.note.three-labs'))
  notes.push(...droppedNotes(dropped, labs, voice))
  if (missingness?.ok === true && missingness.value.p < 0.05) {
    notes.push(voice.t('statistics.note.missingness', { p: voice.p(missingness.value.p) }))
  }
  if (repeats.fewest !== repeats.most) {
    notes.push(voice.t('statistics.note.unequal', { fewest: repeats.fewest, most: repeats.most }))
  }
  const flagged = labs.filter(
    (_, at) =>
      // Below 8 labs h alone hides who deviates: read only with the leave-one-out t.
      (between.ok &&
        between.value.rows[at]?.flag === 'outlier' &&
        (between.value.rows[at]?.leaveOneOut?.holm ?? 1) < 0.05) ||
      (within.ok && within.value.rows[at]?.flag === 'outlier'),
  )
  if (flagged.length > 0) {
    notes.push(voice.t('statistics.note.consistency', { labs: voice.list(flagged.map(isolate)) }))
  }
  if (groups !== null) notes.push(voice.t('statistics.note.groups'))
  return notes
}

function rowsOf({ estimates, intervals, diagnostics }: JointExercise, voice: Voice): NumberRow[] {
  const { t } = voice
  const joint = intervals.joint.ok ? intervals.joint.value : null
  const { repeatability, betweenLabs, reproducibility } = estimates
  return [
    percentRow(voice, t('statistics.row.mean-test'), estimates.mean, joint?.thisTest ?? null),
    joint === null
      ? null
      : percentRow(voice, t('statistics.row.mean-kind'), estimates.mean, joint.tasksOfThisKind),
    joint === null ? null : percentRow(voice, t('statistics.row.next-lab'), estimates.mean, joint.nextLab),
    pointsRow(voice, t('statistics.row.repeatability'), repeatability, null, false),
    betweenLabs === null
      ? pointsRangeRow(voice, t('statistics.row.between'), intervals.betweenLabs, false)
      : pointsRow(voice, t('statistics.row.between'), betweenLabs, intervals.betweenLabs, false),
    pointsRow(voice, t('statistics.row.reproducibility'), reproducibility, null, false),
    pRow(voice, t('statistics.row.fixed'), diagnostics.itemsFixed?.p ?? null),
    pRow(voice, t('statistics.row.random'), diagnostics.itemsRandom?.p ?? null),
    percentRow(voice, t('statistics.row.interaction'), diagnostics.labByItemShare),
    countRow(voice, t('statistics.row.tasks'), diagnostics.items),
    countRow(voice, t('statistics.row.groups'), diagnostics.groups),
    countRow(voice, t('statistics.row.missing'), diagnostics.missing),
  ]
}
