import type { JointResult, Protocol, RunScoresResult } from '../../statement/index.ts'
import type { Block, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { fieldName } from './field-name.ts'
import {
  analysedRuns,
  findMainJoint,
  ownDeviations,
  ratesOf,
  resultsOf,
  runScoresOf,
  unknownOf,
} from './facts.ts'
import { exact } from './joint-verdict.ts'
import { spreadSentences } from './joint-spread.ts'
import { modelName } from './model-name.ts'
import { ratesCannotShow, ratesShow } from './rates-limits.ts'
import { atPlace } from './place.ts'
import { isRefused, refusalSentence } from './voice.ts'
import type { Voice } from './voice.ts'

/** More fields than this are counted here; they are named further below. */
const MANY = 6

/** What the figures show and, never empty, what they cannot show. */
export function limitsBlock(input: ReportInput, voice: Voice): Block {
  return {
    block: 'limits',
    shows: { heading: voice.t('report.shows.heading'), items: shows(input, voice) },
    cannot: { heading: voice.t('report.cannot.heading'), items: cannotShow(input, voice) },
  }
}

function shows(input: ReportInput, voice: Voice): Text[] {
  const joint = findMainJoint(input)
  const scores = runScoresOf(input)
  const items = [
    ...(joint === undefined || isRefused(joint.figures) ? [] : jointShows(joint, voice)),
    ...(scores.length === 0 ? [] : modelsShow(input, scores, voice)),
    ...new Set(ratesOf(input).flatMap((result) => ratesShow(result, voice))),
  ]
  return items.length === 0 ? [voice.t('report.shows.nothing')] : items
}

function jointShows(result: JointResult, voice: Voice): Text[] {
  const { t } = voice
  const { figures, labs, delta, verdict } = result
  if (isRefused(figures)) return []
  const items: Text[] = [t('report.shows.equal')]
  if (verdict !== null && verdict.named.length > 0 && delta !== null) {
    items.push(t('report.shows.named', { delta: voice.points(delta, exact(delta)) }))
  }
  const { nextLab } = figures
  items.push(...spreadSentences({ ...figures, who: 'institutes', labs: labs.length }, voice))
  const held = { lo: Math.max(0, nextLab.lo), hi: Math.min(1, nextLab.hi) }
  items.push(
    t('report.shows.next', { lo: voice.percent(held.lo, nextLab), hi: voice.percent(held.hi, nextLab) }),
  )
  const flips = labs.flatMap(({ score }) =>
    isRefused(score) || score.flipRate === null ? [] : [score.flipRate],
  )
  if (flips.length > 0) {
    const range = { lo: Math.min(...flips), hi: Math.max(...flips) }
    // Labs that all say the same need no range.
    const same = voice.percent(range.lo) === voice.percent(range.hi)
    items.push(t('report.shows.flips', { range: same ? voice.percent(range.lo) : voice.percentRange(range) }))
  }
  return items
}

/** Scores stand in the table; here is what a score of zero leaves open. */
function modelsShow(input: ReportInput, results: readonly RunScoresResult[], voice: Voice): Text[] {
  const failed = results.flatMap((result) =>
    result.rows.flatMap(({ model, measure, score }) => {
      if (isRefused(score) || isRefused(score.interval) || score.value > 0) return []
      const hi = voice.percent(score.interval.hi, score.interval)
      const name = atPlace(input, result, voice.sentence(modelName(voice.t, model)), voice)
      return [voice.t('report.shows.all-failed', { model: name, measure: voice.measure(measure), hi })]
    }),
  )
  return [voice.t('report.shows.apart'), ...failed]
}

function cannotShow(input: ReportInput, voice: Voice): Text[] {
  const { t } = voice
  const { labels, protocol } = input
  const items: Text[] = []
  if (labels.retrospective) items.push(t('report.cannot.after'))
  if (labels.simulated) items.push(t('report.cannot.simulated'))
  if (input.runs.some(({ body }) => body.recorded !== undefined)) items.push(t('report.cannot.recorded'))
  if (labels.rehearsal) items.push(t('report.cannot.invented'))
  if (labels.singleInstitute) items.push(t('report.cannot.single'))
  const rates = ratesOf(input)
  if (rates.length > 0) {
    items.push(...new Set(rates.flatMap((result) => ratesCannotShow(result, voice))))
    items.push(t('report.cannot.other'), ...limitsSaid(protocol.body))
    return items
  }
  const joint = findMainJoint(input)
  if (joint !== undefined && isRefused(joint.figures)) items.push(refusalSentence(voice, joint.figures))
  const named = joint?.verdict?.named ?? []
  if (joint !== undefined && named.some((lab) => ownDeviations(input, joint, lab).length > 0)) {
    items.push(t('report.cannot.cause'))
  }
  if (resultsOf(input).some(({ kind }) => kind === 'model-pairs')) items.push(t('report.cannot.exploratory'))
  if (protocol.body.languages.length > 1) items.push(t('report.cannot.languages'))
  for (const result of resultsOf(input)) {
    if (result.kind === 'lab-language' && isRefused(result.effects))
      items.push(refusalSentence(voice, result.effects))
  }
  const unknown = new Set(
    analysedRuns(input).flatMap(({ ledger }) => unknownOf(ledger).map(({ field }) => field)),
  )
  if (unknown.size > MANY) items.push(t('report.cannot.unknown-many', { count: unknown.size }))
  else if (unknown.size > 0) {
    items.push(
      t('report.cannot.unknown', {
        fields: voice.list([...unknown].map((field) => fieldName(voice.t, field))),
      }),
    )
  }
  items.push(t('report.cannot.other'), ...limitsSaid(protocol.body))
  return items
}

/** The limits that the protocol itself states. */
function limitsSaid({ question }: Protocol): Text[] {
  return question.limits.map((foreign) => ({ foreign, lang: null }))
}
