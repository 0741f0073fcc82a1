import type { Reason } from '../../statistics/index.ts'
import type { Voice } from '../build/voice.ts'
import type { ToldStatistics } from './part.ts'

/** A set that cannot be given, and why: an answer too. */
export function refusedTold(why: string, { reason }: { reason: Reason }, voice: Voice): ToldStatistics {
  return {
    why,
    sentences: [voice.t('statistics.refused', { why: voice.t(`report.refusal.${reason}`) })],
    notes: [],
    tables: [],
    figures: [],
  }
}
