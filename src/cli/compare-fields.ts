/** Whether two logs are of the same measurement, in words and as a table. */
import { formatList } from '../message/index.ts'
import type { LogComparison } from '../node/index.ts'
import type { Context } from './command.ts'
import { textTable } from './text-table.ts'

type Output = Context['output']
type Measurement = LogComparison['measurement']
type Row = Measurement['rows'][number]
type Value = NonNullable<Row['first']> | null

/** Longest value in a column. */
const LONGEST = 44

const CLASSES = ['test-identity', 'generation', 'conditions', 'volume'] as const

/** The verdict, then the fields that decided. */
export function verdictOf({ verdict, decidedBy }: Measurement, { t, locale }: Output): string[] {
  const lines = [t(`compare.verdict.${verdict}`)]
  for (const relation of ['different', 'unknown'] as const) {
    const fields = decidedBy.filter((one) => one.relation === relation)
    const names = fields.map(({ field }) => t(`compare.field.${field}`))
    if (names.length > 0) lines.push(t(`compare.${relation}`, { fields: formatList(locale, names) }))
  }
  return lines
}

export function showFields({ rows }: Measurement, { t, line }: Output): void {
  line(t('compare.fields.heading'))
  const columns = [t('compare.column.field'), 'A', 'B', t('compare.column.relation')]
  const cell = (text: string, attention = false) => ({ text, value: null, ref: null, attention, title: null })
  const body = CLASSES.flatMap((of) => [
    [t('compare.class', { class: of === 'test-identity' ? 'identity' : of }), '', '', ''].map((one) =>
      cell(one),
    ),
    ...rows
      .filter((row) => row.class === of)
      .map((row) => {
        const { relation, free } = row
        const word = t('compare.relation', { relation, free: free ? 'yes' : 'no' })
        return [
          cell(`  ${t(`compare.field.${row.field}`)}`),
          ...valuesOf(row, t).map((one) => cell(one)),
          cell(word, relation === 'different' && !free),
        ]
      }),
  ])
  const table = textTable({
    block: 'table',
    id: 'fields',
    heading: '',
    lead: [],
    columns: columns.map((text) => ({ text, align: 'start' as const })),
    rows: body,
    notes: [],
  })
  for (const one of table) line(`  ${one}`)
}

/** Both values in words; of two long ones the part where they begin to differ. */
function valuesOf({ field, first, second }: Row, t: Output['t']): [string, string] {
  const said = [first, second].map((value) => {
    if (value === undefined) return t('compare.value.unknown')
    if ((field === 'items' || field === 'targets') && isObject(value)) {
      return t('compare.value.items', { n: Number(value['n']), digest: String(value['digest']).slice(0, 8) })
    }
    return inWords(value, t) || t('compare.value.not-set')
  })
  const [one = '', other = ''] = said.map((text) => text.replaceAll(/\s+/g, ' ').trim())
  let alike = 0
  while (alike < one.length && one[alike] === other[alike]) alike += 1
  const from = one === other || alike < LONGEST / 2 ? 0 : alike - LONGEST / 4
  return [part(one, from), part(other, from)]
}

function part(text: string, from: number): string {
  const shown = text.slice(from, from + LONGEST).toWellFormed()
  return `${from > 0 ? '…' : ''}${shown}${from + LONGEST < text.length ? '…' : ''}`
}

function isObject(value: Value): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function inWords(value: Value, t: Output['t']): string {
  if (value === null) return t('compare.value.not-set')
  if (Array.isArray(value)) return value.map((one) => inWords(one, t)).join('; ')
  if (!isObject(value)) return String(value)
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${inWords(one, t)}`)
    .join(', ')
}
