import type { JsonValue } from '../../statement/index.ts'
import type { Block, Cell, Table, Text } from '../document.ts'
import type { LedgerRow, ReportInput } from '../input.ts'
import { fieldName } from './field-name.ts'
import { analysedRuns, ratesOf, runRef, unknownOf } from './facts.ts'
import { shortModelName } from './model-name.ts'
import { cell } from './voice.ts'
import type { Voice } from './voice.ts'

/** Every difference between what was agreed and what was recorded, then what was not recorded at all. */
export function deviationBlocks(input: ReportInput, voice: Voice): Block[] {
  const { t } = voice
  const different = analysedRuns(input).flatMap((run) =>
    run.ledger
      .filter(({ relation }) => relation === 'different')
      .toSorted((a, b) => Number(a.derived) - Number(b.derived))
      .map((row) => ({ run, row })),
  )
  // Of published rates nothing is recorded, so there is nothing to compare.
  if (analysedRuns(input).length === 0 || ratesOf(input).length > 0) return []
  const verdicts = comparabilityLines(input, voice)
  const found: Block =
    different.length === 0
      ? {
          block: 'note',
          heading: t('report.deviations.heading'),
          paragraphs: [
            t(input.labels.retrospective ? 'report.deviations.nothing-agreed' : 'report.deviations.none'),
            ...verdicts,
          ],
        }
      : deviationsTable(different, verdicts, voice)
  return [found, ...unknownBlock(input, voice)]
}

type Found = { run: ReportInput['runs'][number]; row: LedgerRow }

function deviationsTable(found: readonly Found[], notes: string[], voice: Voice): Table {
  const { t } = voice
  return {
    block: 'table',
    id: 'deviations',
    heading: t('report.deviations.heading'),
    lead: [t('report.deviations.lead')],
    columns: [
      { text: t('report.column.institute'), align: 'start' },
      { text: t('report.column.model'), align: 'start' },
      { text: t('report.column.field'), align: 'start' },
      { text: t('report.column.planned'), align: 'start' },
      { text: t('report.column.actual'), align: 'start' },
      { text: t('report.column.reason'), align: 'start' },
    ],
    rows: found.map(({ run, row }): Cell[] => [
      cell(voice.nameText(run.body.lab)),
      cell(shortModelName(run.body.model), { ref: runRef(run.id) }),
      cell(voice.sentence(fieldName(voice.t, row.field)), { attention: !row.derived }),
      cell(ledgerText(row.field, row.planned, voice)),
      cell(ledgerText(row.field, row.actual, voice)),
      cell(reasonText(row, voice)),
    ]),
    notes,
  }
}

const VERDICTS = ['same-measurement', 'comparable-with-caveat', 'not-comparable'] as const

/** Which runs measured what was agreed, a line a verdict; runs that the same fields decide stand together. */
function comparabilityLines(input: ReportInput, voice: Voice): string[] {
  // Nothing was agreed before these runs.
  if (input.labels.retrospective) return []
  return VERDICTS.flatMap((verdict) => {
    const runsByFields = new Map<string, string[]>()
    for (const { body, comparability } of analysedRuns(input)) {
      if (comparability.verdict !== verdict) continue
      const fields = comparability.decidedBy.map(({ field }) => fieldName(voice.t, field))
      const run = oneModel(input)
        ? voice.name(body.lab)
        : voice.t('report.comparability.run', {
            lab: voice.name(body.lab),
            model: shortModelName(body.model),
          })
      runsByFields.set(voice.list(fields), [...(runsByFields.get(voice.list(fields)) ?? []), run])
    }
    return [...runsByFields].map(([fields, runs]) =>
      voice.t(`report.comparability.${verdict}`, { runs: voice.list(runs), fields }),
    )
  })
}

function oneModel(input: ReportInput): boolean {
  return new Set(analysedRuns(input).map(({ body }) => body.model)).size === 1
}

function reasonText(row: LedgerRow, voice: Voice): Text {
  if (row.reason !== null) return { foreign: row.reason, lang: null }
  return voice.t(row.derived ? 'report.deviations.derived' : 'report.deviations.unexplained')
}

/** A value of a row of the ledger: days as such, all else as it is. */
function ledgerText(field: string, value: JsonValue, voice: Voice): Text {
  if (field !== 'dates' || value === null || typeof value !== 'object' || Array.isArray(value))
    return valueText(value)
  const [by, from, to] = [value['notAfter'], value['from'], value['to']].map((day) =>
    typeof day === 'string' ? voice.date(day) : null,
  )
  if (by) return voice.t('report.deviations.by', { date: by })
  if (!from || !to) return valueText(value)
  return from === to ? from : voice.t('report.deviations.days', { from, to })
}

/** A recorded value as it is: text plain, everything else as JSON. Comes from a run, so it is foreign text. */
export function valueText(value: JsonValue): Text {
  if (value === null) return '—'
  return { foreign: typeof value === 'string' ? value : JSON.stringify(value), lang: null }
}

/** Labs that left the same fields open share a line. */
function unknownBlock(input: ReportInput, voice: Voice): Block[] {
  const labsByFields = new Map<string, Set<string>>()
  for (const { body, ledger } of analysedRuns(input)) {
    const fields = unknownOf(ledger).map(({ field }) => fieldName(voice.t, field))
    if (fields.length === 0) continue
    const key = voice.list(fields)
    labsByFields.set(key, (labsByFields.get(key) ?? new Set()).add(voice.name(body.lab)))
  }
  if (labsByFields.size === 0) return []
  const lines = [...labsByFields].map(([fields, labs]) =>
    voice.t('report.deviations.unknown-line', { labs: voice.list([...labs]), fields }),
  )
  return [
    {
      block: 'note',
      heading: voice.t('report.unknown.heading'),
      paragraphs: [voice.t('report.unknown.lead'), ...lines],
    },
  ]
}
