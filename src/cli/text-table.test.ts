import { describe, expect, it } from 'vitest'
import type { Table, Text } from '../report/index.ts'
import { textTable } from './text-table.ts'

const cell = (text: Text, attention = false) => ({ text, value: null, ref: null, attention, title: null })

const table = (rows: Table['rows']): Table => ({
  block: 'table',
  id: 'x',
  heading: 'X',
  lead: [],
  columns: [
    { text: 'Lab', align: 'start' },
    { text: 'Score', align: 'end' },
  ],
  rows,
  notes: [],
})

describe('a table on a terminal', () => {
  it('has aligned columns, and a mark where attention is needed', () => {
    expect(
      textTable(
        table([
          [cell('A'), cell('7%')],
          [cell('Bravo', true), cell('100%')],
        ]),
      ),
    ).toEqual(['Lab       Score', 'A            7%', '◆ Bravo    100%'])
  })

  it('counts wide letters twice, joined marks not, and drops marks that isolate', () => {
    const lines = textTable(
      table([
        [cell({ foreign: '日本', lang: 'ja' }), cell('1')],
        [cell('\u2068e\u0301t\u00e9\u2069'), cell('2')],
      ]),
    )
    expect(lines.slice(1)).toEqual(['日本       1', 'e\u0301t\u00e9        2'])
  })
})
