/** What a protocol says will be computed, line by line of its plan. */
import { formatCount, formatPercent, formatPoints } from '../../message/index.ts'
import type { PlannedAnalysis, Protocol } from '../../statement/index.ts'
import { below, cutList, cutText, oneLine } from './cut-text.ts'
import type { Voice } from './cut-text.ts'

/** Part 9: the estimand, each planned analysis with its smallest gap in points, and when running ends. */
export function analysisLines(voice: Voice, { analysis }: Protocol): string[] {
  const { locale, t } = voice
  return below(
    t('review.analysis', {
      estimand: analysis.estimand === 'these-items' ? 'these' : 'like',
      confidence: formatPercent(locale, analysis.confidence),
      bootstrap: formatCount(locale, analysis.bootstrap),
    }),
    [
      ...cutList(t, analysis.plan, (planned) => plannedText(voice, planned)),
      ...(analysis.power === '' ? [] : [t('review.power', { text: cutText(t, analysis.power) })]),
      t('review.stopping', { text: cutText(t, analysis.stopping) }),
    ],
  )
}

function plannedText(voice: Voice, planned: PlannedAnalysis): string {
  const { t } = voice
  switch (planned.kind) {
    case 'joint': {
      const { id, set, model, measure } = planned
      const labs = oneLine(t, planned.labs)
      return t('review.plan.joint', { id, set, model, measure, labs, gap: gapText(voice, planned) })
    }
    case 'lab-pair': {
      const { id, set, model, measure } = planned
      return t('review.plan.lab-pair', { id, set, model, measure, labs: oneLine(t, planned.labs) })
    }
    case 'lab-language':
      return t('review.plan.lab-language', {
        id: planned.id,
        model: planned.model,
        measure: planned.measure,
      })
    case 'run-scores':
    case 'model-pairs':
      return t(`review.plan.${planned.kind}`, {
        id: planned.id,
        set: planned.set,
        lab: planned.lab,
        models: oneLine(t, planned.models),
        measures: oneLine(t, planned.measures),
      })
    case 'published-rates':
      return t('review.plan.published-rates', {
        id: planned.id,
        models: oneLine(t, planned.models),
        measure: planned.measure,
        lab: planned.lab,
        source: cutText(t, planned.source),
        licence: cutText(t, planned.licence),
      })
  }
}

/** δ in points, with as many decimals as it was given (four at most). */
function gapText(
  { locale, t }: Voice,
  { delta, primary }: Extract<PlannedAnalysis, { kind: 'joint' }>,
): string {
  const headline = primary ? 'yes' : 'no'
  if (delta === null) return t('review.no-gap', { primary: headline })
  const points = Number((delta * 100).toFixed(4))
  const decimals = String(points).split('.')[1]?.length ?? 0
  return t('review.gap', { shown: formatPoints(locale, delta, { decimals }), points, primary: headline })
}
