import type { Locale } from '../../message/index.ts'
import { plainVoice } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import { tellIncidents } from './incidents.ts'
import { tellJoint } from './joint-exercise.ts'
import { tellJudge } from './judge.ts'
import { tellLanguages } from './languages.ts'
import { tellOneRun } from './one-run.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { tellTotals } from './totals.ts'
import { tellTwo } from './two-configurations.ts'
import { tellRaters } from './two-raters.ts'

/**
 * A recommended set in words, numbers and pictures: whole points where the half-width of a range is a point or more,
 * else one decimal, and no bound rounded to 0 or 100 %. `confidence` is that of the intervals of the part, which is said
 * where it is not the usual one. Equal input gives equal words; nothing is estimated here.
 */
export function tellStatistics(
  part: StatisticsPart,
  locale: Locale,
  { confidence = 0.95 }: { confidence?: number } = {},
): ToldStatistics {
  const voice = plainVoice(locale, confidence)
  const told = toldPart(part, voice)
  if (confidence === 0.95 || told.tables.length === 0) return told
  return { ...told, notes: [voice.t('statistics.note.confidence'), ...told.notes] }
}

function toldPart(part: StatisticsPart, voice: Voice): ToldStatistics {
  switch (part.set) {
    case 'one-run':
      return tellOneRun(part.result, part.measure, voice)
    case 'two-configurations':
      return tellTwo(part, voice)
    case 'joint-exercise':
      return tellJoint(part, voice)
    case 'joint-totals':
      return tellTotals(part, voice)
    case 'judge':
      return tellJudge(part, voice)
    case 'two-raters':
      return tellRaters(part, voice)
    case 'incidents':
      return tellIncidents(part, voice)
    case 'languages':
      return tellLanguages(part, voice)
  }
}
