import type { Block, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import type { Voice } from './voice.ts'

/** Where the rates were published and under which terms, as whoever took them in says. */
export function sourceBlocks(input: ReportInput, voice: Voice): Block[] {
  const sources = input.protocol.body.analysis.plan.flatMap((entry) =>
    entry.kind === 'published-rates' ? [entry] : [],
  )
  const [first] = sources
  if (first === undefined) return []
  const said = new Set<string>(sources.flatMap(({ source, licence }) => [source, licence]))
  return [
    {
      block: 'note',
      heading: voice.t('report.rates.source.heading'),
      paragraphs: [
        voice.t('report.rates.source.lead', { lab: voice.name(first.lab) }),
        ...[...said].map((foreign): Text => ({ foreign, lang: null })),
      ],
    },
  ]
}
