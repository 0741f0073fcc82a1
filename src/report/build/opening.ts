import type { Block, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { analysedRuns, findMainJoint, ratesOf, resultsOf, runningMembers, runScoresOf } from './facts.ts'
import { jointHeadline, pairHeadline } from './joint-headline.ts'
import { modelsHeadline } from './models-headline.ts'
import { ratesHeadline } from './rates-headline.ts'
import { titleIn } from './title-in.ts'
import { isRefused } from './voice.ts'
import type { Voice } from './voice.ts'

/** The first screen: what kind of exercise, its title, the headline, how far it is verified. */
export function openingBlocks(input: ReportInput, voice: Voice): Block[] {
  return [
    { block: 'kicker', parts: kickerParts(input, voice) },
    { block: 'title', text: titleIn(voice.locale, { ...input.protocol.body, title: input.title }) },
    { block: 'headline', sentences: headlineSentences(input, voice) },
    verificationBlock(input, voice),
  ]
}

function kickerParts(input: ReportInput, voice: Voice): Text[] {
  const { labels, protocol } = input
  const institutes = protocol.body.participants.length
  const kind = labels.rehearsal
    ? voice.t('report.kind.rehearsal')
    : labels.retrospective
      ? voice.t('report.kind.retrospective')
      : voice.t(institutes === 1 ? 'report.kind.single' : 'report.kind.joint')
  const parts: Text[] = [kind, ...labelTexts(input, voice)]
  parts.push(`TLP:${labels.tlp}`)
  const date = voice.date(protocol.created)
  const signed = protocol.body.participants.filter(({ member }) => protocol.signers.includes(member)).length
  if (labels.retrospective) parts.push(voice.t('report.agreed.after', { date }))
  else if (signed < institutes)
    parts.push(voice.t('report.agreed.some', { date, count: signed, of: institutes }))
  else parts.push(voice.t('report.agreed.all', { date, count: institutes, word: voice.word(institutes) }))
  if (input.amendments.length > 0) parts.push(voice.t('report.amended', { count: input.amendments.length }))
  return parts
}

/** Labels that must not be missed wherever results are shown. */
export function labelTexts(input: ReportInput, voice: Voice): string[] {
  const { labels, protocol } = input
  const institutes = protocol.body.participants.length
  const parts: string[] = []
  if (labels.retrospective) parts.push(voice.t('report.label.retrospective'))
  if (labels.simulated) {
    parts.push(voice.t('report.label.simulated', { count: protocol.body.system.models.length }))
  }
  if (input.runs.some(({ body }) => body.recorded !== undefined)) parts.push(voice.t('report.label.recorded'))
  if (labels.rehearsal) {
    parts.push(voice.t('report.label.invented', { count: institutes, word: voice.word(institutes) }))
  }
  if (labels.singleInstitute && (labels.rehearsal || labels.retrospective))
    parts.push(voice.t('report.label.single'))
  if (labels.pilotCount > 0) parts.push(voice.t('report.label.pilot', { count: labels.pilotCount }))
  return parts
}

/** At most four sentences; a reader who stops here has the figure, its uncertainty and its exception. */
export function headlineSentences(input: ReportInput, voice: Voice): string[] {
  if (input.analysis === null) return [progressSentence(input, voice)]
  const joint = findMainJoint(input)
  if (joint !== undefined && (joint.primary || !isRefused(joint.figures))) {
    return jointHeadline(input, joint, voice).slice(0, 4)
  }
  const [rates] = ratesOf(input)
  if (rates !== undefined) return ratesHeadline(rates, voice)
  const scores = runScoresOf(input)
  if (scores.length > 0) return modelsHeadline(input, scores, voice)
  if (joint !== undefined) return jointHeadline(input, joint, voice).slice(0, 4)
  const pair = resultsOf(input).find((result) => result.kind === 'lab-pair')
  if (pair !== undefined) return pairHeadline(input, pair, voice)
  return [
    ...(input.labels.retrospective ? [voice.t('report.headline.after')] : []),
    voice.t('report.headline.no-joint', { why: voice.t('report.cannot.languages') }),
  ]
}

function progressSentence(input: ReportInput, voice: Voice): string {
  const { participants } = input.protocol.body
  const signed = participants.filter(({ member }) => input.protocol.signers.includes(member)).length
  if (signed < participants.length) {
    return voice.t('report.headline.unsigned', { count: signed, of: participants.length })
  }
  const running = runningMembers(input)
  const done = running.filter((member) => analysedRuns(input).some(({ body }) => body.lab === member)).length
  const of = running.length
  return done < of
    ? voice.t('report.headline.pending', { count: done, of })
    : voice.t('report.headline.ready', { of })
}

function verificationBlock(input: ReportInput, voice: Voice): Block {
  const { analysis, protocol, verification } = input
  const takePart = protocol.body.participants.filter(({ member }) => !input.dropped.includes(member))
  const summary = [voice.t('report.verification.signed')]
  if (analysis !== null) {
    const { by } = analysis.body.computed
    const others = takePart.filter(({ member }) => member !== by)
    const count = others.filter(({ member }) => analysis.signers.includes(member)).length
    summary.push(
      takePart.length === 1
        ? voice.t('report.verification.alone')
        : voice.t('report.verification.recomputed', {
            lab: voice.name(by),
            how: count === 0 ? 'none' : count === others.length ? 'all' : 'some',
            count,
            others: others.length,
          }),
    )
  }
  const count = protocol.signers.length
  return {
    block: 'verification',
    status: verification.status,
    verdict: voice.t(`report.verdict.${verification.status}`),
    summary,
    attested: input.labels.retrospective
      ? voice.t('report.attested-after')
      : voice.t('report.attested', { count, word: voice.word(count) }),
    findings: [...verification.findings],
  }
}
