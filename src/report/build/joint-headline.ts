import { decimalsFor, pointsShown } from '../../message/index.ts'
import { otherField } from './field-name.ts'
import { OUTCOMES } from '../../statement/index.ts'
import type { JointResult, LabPairResult, RefusalReason } from '../../statement/index.ts'
import type { ReportInput } from '../input.ts'
import { placeName } from './place.ts'
import { labsWithoutScore, ownDeviations, withoutResult } from './facts.ts'
import { verdictSentences } from './joint-verdict.ts'
import { isRefused, refusalSentence, scoreWords } from './voice.ts'
import type { Voice } from './voice.ts'

type LabRow = JointResult['labs'][number]

/**
 * The headline of a joint analysis: the mean of all labs with both intervals, then who differs by more than was
 * agreed, then what can be said of the others. All labs stay in the mean, equally weighted.
 */
export function jointHeadline(input: ReportInput, result: JointResult, voice: Voice): string[] {
  const { figures } = result
  if (isRefused(figures)) return refusedHeadline(input, result, voice)
  const after = input.labels.retrospective
  const institutes = voice.t('report.institutes', {
    count: result.labs.length,
    word: voice.word(result.labs.length),
  })
  const values = {
    items: voice.count(result.items),
    language: voice.language(result.language),
    mean: voice.percent(figures.mean, figures.thisTest),
    thisTest: voice.percentRange(figures.thisTest),
    thisKind: voice.percentRange(figures.tasksOfThisKind),
  }
  const average = after
    ? voice.t('report.headline.average-after', { ...values, institutes })
    : voice.t('report.headline.average', { ...values, Institutes: voice.sentence(institutes) })
  return [average, ...verdictOf(input, result, voice)]
}

function verdictOf(input: ReportInput, result: JointResult, voice: Voice): string[] {
  const { verdict, delta } = result
  if (verdict === null || delta === null) return [voice.t('report.headline.no-delta')]
  return verdictSentences(
    {
      who: 'institutes',
      after: input.labels.retrospective,
      delta,
      outcome: verdict.outcome,
      remaining: verdict.remaining.length,
      remainingAgree: verdict.remainingAgree === 'agree',
      missing: result.labs.reduce(
        (sum, { score }) => sum + (isRefused(score) ? 0 : withoutResult(input, score.counts)),
        0,
      ),
      labs: result.labs.map((row) => ({
        name: voice.name(row.lab),
        atStart: voice.name(row.lab),
        named: row.named,
        distance: distanceOf(row),
        cause: causeOf(input, result, row.lab, voice),
      })),
    },
    voice,
  )
}

/** A fact of the ledger, not a proof: what was different in this run and in no other, or that nothing is known. */
function causeOf(input: ReportInput, result: JointResult, lab: string, voice: Voice): string {
  const fields = ownDeviations(input, result, lab)
  if (fields.length === 0) return voice.t('report.cause.unknown')
  if (fields.length > 3) return voice.t('report.cause.many', { count: fields.length })
  return voice.t('report.cause.fields', {
    fields: voice.list(fields.map((field) => otherField(voice.t, field))),
  })
}

/** The distance that decides: from the labs that are not named, else from all others. */
export function distanceOf(row: LabRow): { value: number; lo: number; hi: number } | null {
  if (row.dFinal !== null && !isRefused(row.dFinal)) return row.dFinal
  return isRefused(row.d) ? null : row.d
}

function refusedHeadline(input: ReportInput, result: JointResult, voice: Voice): string[] {
  const { figures, labs } = result
  if (!isRefused(figures)) return []
  const before = input.labels.retrospective ? [voice.t('report.headline.after')] : []
  const why =
    figures.refused === 'too-few-labs' && labs.length === 2
      ? voice.t('report.headline.two-labs')
      : figures.refused === 'too-few-labs' && labs.length < 2
        ? voice.t('report.headline.one-lab')
        : voice.t('report.headline.no-joint', { why: whyRefused(input, result, figures, voice) })
  const scores = labs.flatMap(({ lab, score, scoreOnDropped: own }) => {
    if (!isRefused(score)) return [`${voice.name(lab)} ${scoreWords(voice, score)}`]
    return own === undefined || result.items > 0 ? [] : [`${voice.name(lab)} ${voice.percent(own)}`]
  })
  if (scores.length === 0) return [...before, why]
  const sideBySide = voice.t('report.headline.side-by-side', {
    place: placeName(input, result, voice) ?? 'none',
    scores: voice.list(scores),
  })
  return [...before, why, sideBySide]
}

/** Names the labs in which no attempt has a score, and how their attempts ended; else the reason alone. */
function whyRefused(
  input: ReportInput,
  result: JointResult,
  figures: { refused: RefusalReason },
  voice: Voice,
): string {
  const without = figures.refused === 'too-few-items' ? labsWithoutScore(result) : []
  if (without.length === 0) return refusalSentence(voice, figures)
  const sentences = without.map(({ lab, run }) => {
    const counts = input.runs.find(({ id }) => id === run)?.body.counts
    const ended = OUTCOMES.filter((outcome) => (counts?.[outcome] ?? 0) > 0).map((outcome) =>
      voice.t('report.outcome.count', {
        outcome: voice.t(`report.outcome.${outcome}`),
        count: voice.count(counts?.[outcome] ?? 0),
      }),
    )
    return voice.t('report.refusal.no-scored', {
      lab: voice.name(lab),
      known: ended.length > 0 ? 'yes' : 'no',
      attempts: voice.count(counts?.attempts ?? 0),
      ended: voice.list(ended),
    })
  })
  return sentences.join(' ')
}

/** The headline where two labs stand side by side and nothing joint was planned. */
export function pairHeadline(input: ReportInput, result: LabPairResult, voice: Voice): string[] {
  const before = input.labels.retrospective ? [voice.t('report.headline.after')] : []
  const two = voice.t('report.headline.two-labs')
  const [a, b] = result.labs
  if (a === undefined || b === undefined) return [...before, two]
  const values = {
    items: voice.count(result.items),
    language: voice.language(result.language),
    a: voice.name(a.lab),
    b: voice.name(b.lab),
    scoreA: scoreWords(voice, a.score),
    scoreB: scoreWords(voice, b.score),
  }
  const { difference } = result
  if (isRefused(difference)) return [...before, voice.t('report.headline.pair-equal', values), two]
  const pair = voice.t('report.headline.pair', {
    ...values,
    points: voice.points(difference.value, difference),
    n: pointsShown(difference.value, { decimals: decimalsFor(difference) }),
    direction: difference.value < 0 ? 'below' : 'above',
    range: voice.pointsRange(difference, true),
  })
  return [...before, pair, two]
}
