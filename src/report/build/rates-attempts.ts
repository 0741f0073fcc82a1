import type { PublishedRatesResult } from '../../statement/index.ts'
import type { Cell, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { languageName } from './language-tables.ts'
import { shortModelName } from './model-name.ts'
import { attemptsKnown, modelsWithRates } from './rates-headline.ts'
import { cell, isolate, refusalSentence, refusedCell } from './voice.ts'
import type { Voice } from './voice.ts'

type Chance = PublishedRatesResult['models'][number]['apart']
type Column = Table['columns'][number]

const start = (text: Text): Column => ({ text, align: 'start' })
const end = (text: Text): Column => ({ text, align: 'end' })

/** Which number of attempts would decide what the rates leave open; not needed where it is published. */
export function attemptsTable(input: ReportInput, result: PublishedRatesResult, voice: Voice): Table[] {
  const { t } = voice
  const models = modelsWithRates(result).filter(({ cells }) => cells.length > 1)
  if (models.length === 0 || attemptsKnown(result) === 'all') return []
  const plan = input.protocol.body.analysis.plan.find(({ id }) => id === result.id)
  const planned = plan?.kind === 'published-rates' ? plan : null
  const assumed = planned?.assumed ?? null
  const against = planned?.against ?? null
  const languages = [
    ...new Set(models.flatMap(({ comparisons }) => comparisons.map(({ language }) => language))),
  ]
  const cellsOf = (chance: Chance | undefined): Cell[] => [
    chance === undefined ? cell('—') : neededCell(chance, voice),
    ...(assumed === null ? [] : [chance === undefined ? cell('—') : assumedCell(chance, voice)]),
  ]
  return [
    {
      block: 'table',
      id: `attempts-${result.id}`,
      heading: t('report.rates.attempts.heading'),
      lead: [
        t('report.rates.attempts.lead'),
        ...(assumed === null
          ? []
          : [
              t('report.rates.attempts.assumed', {
                n: voice.count(assumed.n),
                source: isolate(assumed.source),
              }),
            ]),
      ],
      columns: [
        start(t('report.rates.column.compared')),
        ...models.flatMap(({ model }) => {
          const name = shortModelName(model)
          return [
            end(t('report.rates.column.needed', { model: name })),
            ...(assumed === null
              ? []
              : [end(t('report.rates.column.assumed', { model: name, n: voice.count(assumed.n) }))]),
          ]
        }),
      ],
      rows: [
        [cell(t('report.rates.all-together')), ...models.flatMap(({ apart }) => cellsOf(apart))],
        ...languages.map((language): Cell[] => [
          cell(
            t('report.rates.compared', {
              a: languageName(language, voice),
              b: nameInside(against ?? 'und', voice),
            }),
          ),
          ...models.flatMap(({ comparisons }) =>
            cellsOf(comparisons.find((one) => one.language === language)),
          ),
        ]),
      ],
      notes: [
        t('report.rates.attempts.note', { labs: result.labs === 'several-for-a-language' ? 'yes' : 'no' }),
      ],
    },
  ]
}

function neededCell({ n }: Chance, voice: Voice): Cell {
  if (typeof n === 'number') return cell(voice.count(n), { value: n })
  return n.refused === 'no-variation'
    ? cell(voice.t('report.rates.same'), { title: voice.t('report.rates.same-title') })
    : refusedCell(voice, n)
}

function assumedCell({ pAssumed }: Chance, voice: Voice): Cell {
  if (pAssumed === null) return cell('')
  if (typeof pAssumed === 'number') return cell(voice.p(pAssumed), { value: pAssumed })
  return cell('—', { title: refusalSentence(voice, pAssumed) })
}

/** A language inside a sentence: without a capital where its own language writes none. */
function nameInside(tag: string, voice: Voice): string {
  const name = voice.language(tag)
  return name === 'none' ? tag : name
}
