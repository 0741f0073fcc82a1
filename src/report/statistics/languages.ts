import { cell, isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Table } from '../document.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'

type Part = Extract<StatisticsPart, { set: 'languages' }>

/** Labs and languages together: whether they can be told apart at all, and then by how much they move the score. */
export function tellLanguages({ connectivity, effects }: Part, voice: Voice): ToldStatistics {
  const { t } = voice
  const apart = connectivity.components.length > 1
  // One lab per language, or parts that share neither a lab nor a language: either way nothing separates them.
  const sentence =
    connectivity.sharedLanguages.length === 0
      ? t('report.refusal.not-connected')
      : apart
        ? t('statistics.languages.parts', { count: connectivity.components.length })
        : effects.ok
          ? t('statistics.languages.effects')
          : t(`report.refusal.${effects.reason}`)
  return {
    why: t('statistics.why.languages'),
    sentences: [sentence],
    notes: [],
    tables: effects.ok && !apart ? [effectsTable(effects.value, voice)] : [],
    figures: [],
  }
}

function effectsTable(
  {
    labs,
    languages,
  }: {
    labs: readonly { lab: string; effect: number }[]
    languages: readonly { language: string; effect: number }[]
  },
  voice: Voice,
): Table {
  const { t } = voice
  const effect = (name: string, kind: string, value: number) => [
    cell(name),
    cell(kind),
    cell(voice.signedPoints(value), { value }),
  ]
  return {
    block: 'table',
    id: 'effects',
    heading: t('report.effects.heading'),
    lead: [t('report.effects.lead')],
    columns: [
      { text: t('statistics.column.figure'), align: 'start' },
      { text: '', align: 'start' },
      { text: t('report.column.difference'), align: 'end' },
    ],
    rows: [
      ...labs.map(({ lab, effect: value }) => effect(isolate(lab), t('report.effects.institute'), value)),
      ...languages.map(({ language, effect: value }) =>
        effect(voice.sentence(voice.language(language)), t('report.effects.language'), value),
      ),
    ],
    notes: [],
  }
}
