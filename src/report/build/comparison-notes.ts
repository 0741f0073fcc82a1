import type { JointResult, LabPairResult } from '../../statement/index.ts'
import { isRefused } from './voice.ts'
import type { Voice } from './voice.ts'

/**
 * What comparing on common tasks left out, and the scores on it; and where attempts end without a result more often than
 * elsewhere.
 */
export function comparisonNotes(result: JointResult | LabPairResult, voice: Voice): string[] {
  const { t } = voice
  const { itemsDropped, missingness } = result
  const notes: string[] = []
  if (itemsDropped > 0) notes.push(t('report.note.dropped', { count: itemsDropped }))
  const scores = result.labs.flatMap(({ lab, scoreOnDropped }) =>
    scoreOnDropped === undefined ? [] : [`${voice.name(lab)} ${voice.percent(scoreOnDropped)}`],
  )
  if (scores.length > 0) notes.push(t('statistics.note.dropped-scores', { scores: voice.list(scores) }))
  if (missingness !== undefined && !isRefused(missingness) && missingness.p < 0.05) {
    notes.push(t('statistics.note.missingness', { p: voice.p(missingness.p) }))
  }
  return notes
}
