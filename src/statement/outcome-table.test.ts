import * as fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { rowsOf } from './outcome-columns.ts'
import { OUTCOMES } from './outcome-row.ts'
import type { OutcomeRow } from './outcome-row.ts'
import { readOutcomeTable, writeOutcomeTable } from './outcome-table.ts'

const row = (over: Partial<OutcomeRow> = {}): OutcomeRow => ({
  set: 'english',
  item: 'q1',
  itemKey: 'a'.repeat(64),
  language: 'en',
  attempt: 1,
  section: null,
  criterion: null,
  rater: null,
  outcome: 'scored',
  reason: null,
  value: 1,
  limit: null,
  labels: [],
  tokensIn: 12,
  tokensOut: 3,
  ms: 250,
  ...over,
})

/** A table as another program might write it: any column replaced or left out. */
function foreignTable(
  over: Record<string, { data: unknown[]; type?: 'STRING' | 'INT32' | 'DOUBLE' } | null>,
): Uint8Array {
  const cells: Record<string, { data: unknown[]; type?: 'STRING' | 'INT32' | 'DOUBLE' }> = {
    set: { data: ['s', 's'] },
    item: { data: ['q1', 'q2'] },
    itemKey: { data: [null, null], type: 'STRING' },
    language: { data: ['en', 'en'] },
    attempt: { data: [1, 1], type: 'INT32' },
    section: { data: [null, null], type: 'STRING' },
    criterion: { data: [null, null], type: 'STRING' },
    rater: { data: [null, null], type: 'STRING' },
    outcome: { data: ['scored', 'unscored'] },
    reason: { data: [null, 'unparsed'], type: 'STRING' },
    value: { data: [0.5, null], type: 'DOUBLE' },
    limit: { data: [null, null], type: 'STRING' },
    labels: { data: [null, null], type: 'STRING' },
    tokensIn: { data: [null, null], type: 'INT32' },
    tokensOut: { data: [null, null], type: 'INT32' },
    ms: { data: [null, null], type: 'INT32' },
  }
  for (const [name, column] of Object.entries(over)) {
    if (column === null) delete cells[name]
    else cells[name] = column
  }
  return new Uint8Array(
    parquetWriteBuffer({ columnData: Object.entries(cells).map(([name, column]) => ({ name, ...column })) }),
  )
}

const refusal = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof ConcordError && error.code === 'bad-input') return error.message
    throw error
  }
  return 'accepted'
}

describe('outcome table', () => {
  it('gives the rows back, sorted, whatever the order they came in', async () => {
    const word = fc.constantFrom('a', 'b', 'é', '問', 'a b', '\u{1f600}', 'z'.repeat(80))
    const maybe = fc.option(word, { nil: null })
    const count = fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { nil: null })
    const rowArbitrary = fc
      .record({
        set: word,
        item: word,
        itemKey: maybe,
        language: word,
        attempt: fc.integer({ min: 1, max: 9 }),
        section: maybe,
        criterion: maybe,
        rater: maybe,
        outcome: fc.constantFrom(...OUTCOMES),
        reason: maybe,
        value: fc.double({ min: 0, max: 1, noNaN: true }),
        labels: fc.uniqueArray(fc.constantFrom('refusal', 'content-filter', 'partial'), { maxLength: 3 }),
        tokensIn: count,
        tokensOut: count,
        ms: count,
      })
      .map((r): OutcomeRow => ({
        ...r,
        value: r.outcome === 'scored' || r.outcome === 'limit' ? r.value + 0 : null,
        limit: r.outcome === 'limit' ? 'time' : null,
        labels: r.labels.toSorted(),
      }))
    const key = (r: OutcomeRow) => JSON.stringify([r.set, r.item, r.attempt, r.section, r.criterion, r.rater])
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(rowArbitrary, { selector: key, maxLength: 40 }),
        fc.nat(),
        async (rows, turn) => {
          const turned = rows.map((_, i) => rows[(i + turn) % rows.length]).filter((r) => r !== undefined)
          const bytes = writeOutcomeTable(turned)
          expect(bytes).toEqual(writeOutcomeTable(rows))
          const columns = await readOutcomeTable(bytes)
          const back = [...rowsOf(columns)]
          expect(new Map(back.map((r) => [key(r), r]))).toEqual(new Map(rows.map((r) => [key(r), r])))
          expect(writeOutcomeTable(columns)).toEqual(bytes)
          expect(back.map(key)).toEqual([...rowsOf(await readOutcomeTable(writeOutcomeTable(back)))].map(key))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is an ordinary Parquet file', async () => {
    const bytes = writeOutcomeTable([
      row(),
      row({ item: 'q0', outcome: 'limit', value: null, limit: 'time', labels: ['partial'] }),
    ])
    expect(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })).toMatchObject([
      {
        set: 'english',
        item: 'q0',
        outcome: 'limit',
        limit: 'time',
        value: null,
        labels: 'partial',
        attempt: 1,
      },
      { set: 'english', item: 'q1', outcome: 'scored', limit: null, value: 1, labels: null, ms: 250 },
    ])
  })

  it('reads a table that another program wrote', async () => {
    const rows = [...rowsOf(await readOutcomeTable(foreignTable({ item: { data: ['q2', 'q1'] } })))]
    expect(rows.map((r) => [r.item, r.outcome, r.value])).toEqual([
      ['q1', 'unscored', null],
      ['q2', 'scored', 0.5],
    ])
  })

  it('gives back a table of many pages', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => {
      const scored = i % 7 !== 0
      return row({
        item: `q${String(i >> 2).padStart(6, '0')}`,
        itemKey: String(i >> 2).padStart(64, '0'),
        attempt: (i & 3) + 1,
        outcome: scored ? 'scored' : 'unscored',
        reason: scored ? null : i % 2 === 0 ? 'unparsed' : 'scorer-error',
        value: scored ? (i * 0.618) % 1 : null,
        tokensOut: i % 11 === 0 ? null : i,
        ms: (i * 7919) % 100_003,
      })
    })
    const bytes = writeOutcomeTable(rows)
    expect([...rowsOf(await readOutcomeTable(bytes))]).toEqual(rows)
    // Another reader reads the same.
    const others = await parquetReadObjects({ file: new Uint8Array(bytes).buffer })
    expect(others.map(({ value }) => value)).toEqual(rows.map(({ value }) => value))
  })

  it('writes and reads a table without rows', async () => {
    expect((await readOutcomeTable(writeOutcomeTable([]))).length).toBe(0)
  })

  it.each([
    [
      'an unknown outcome',
      { outcome: { data: ['scored', 'passed'] } },
      'row 2 of the outcome table, column outcome: "passed" is not an outcome',
    ],
    [
      'a value above 1',
      { value: { data: [1.5, null], type: 'DOUBLE' as const } },
      'row 1 of the outcome table, column value: 1.5 is outside 0 to 1',
    ],
    [
      'NaN',
      { value: { data: [Number.NaN, null], type: 'DOUBLE' as const } },
      'row 1 of the outcome table, column value: NaN is not a finite number',
    ],
    [
      'a scored row without value',
      { value: { data: [null, null], type: 'DOUBLE' as const } },
      'row 1 of the outcome table, column value: a scored row needs a value',
    ],
    [
      'a value where there can be none',
      { value: { data: [1, 1], type: 'DOUBLE' as const } },
      'row 2 of the outcome table, column value: a row that is unscored has no value',
    ],
    ['a missing column', { value: null }, 'the outcome table has no column "value"'],
    [
      'attempt 0',
      { attempt: { data: [1, 0], type: 'INT32' as const } },
      'row 2 of the outcome table, column attempt: 0 is not a whole number from 1',
    ],
    [
      'text for a number',
      { ms: { data: ['a', 'b'] } },
      'row 1 of the outcome table, column ms: is text where a number belongs',
    ],
    [
      'a number for text',
      { item: { data: [0, 0], type: 'INT32' as const } },
      'row 1 of the outcome table, column item: is not text',
    ],
    [
      'half a token',
      { tokensIn: { data: [0.5, null], type: 'DOUBLE' as const } },
      'row 1 of the outcome table, column tokensIn: 0.5 is not a whole number from 0',
    ],
    [
      'a limit without name',
      { outcome: { data: ['scored', 'limit'] } },
      'row 2 of the outcome table, column limit: a row ended by a limit names it',
    ],
    [
      'a row twice',
      { item: { data: ['q1', 'q1'] } },
      'the outcome table has attempt 1 of item q1 in set s twice (rows 1 and 2)',
    ],
  ])('refuses %s', async (_, over, want) => {
    expect(await refusal(() => readOutcomeTable(foreignTable(over)))).toBe(want)
  })

  it('refuses to write what it would not read', async () => {
    expect(await refusal(() => writeOutcomeTable([row(), row({ item: 'q2' }), row()]))).toBe(
      'the outcome table has attempt 1 of item q1 in set english twice (rows 1 and 3)',
    )
    expect(await refusal(() => writeOutcomeTable([row({ value: -0.1 })]))).toContain('-0.1 is outside 0 to 1')
    expect(await refusal(() => writeOutcomeTable([row({ value: Number.NaN })]))).toContain(
      'NaN is not a finite number',
    )
    expect(await refusal(() => writeOutcomeTable([row({ labels: ['two words'] })]))).toContain(
      'must be one word',
    )
  })

  it('refuses every truncation, and never fails in another way on changed bytes', async () => {
    const bytes = writeOutcomeTable(
      Array.from({ length: 30 }, (_, i) => row({ item: `q${i}`, value: i % 2 })),
    )
    for (let end = 0; end < bytes.length; end += 13)
      expect(await refusal(() => readOutcomeTable(bytes.subarray(0, end)))).not.toBe('accepted')
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      // `refusal` rethrows whatever is not a ConcordError of code bad-input.
      expect(typeof (await refusal(() => readOutcomeTable(changed)))).toBe('string')
    }
  })
})
