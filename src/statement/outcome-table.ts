/**
 * The outcome table of a run: one Parquet file, one row per attempt (or per criterion and rater of it).
 *
 *   set item language                      text, required
 *   itemKey section criterion rater        text or null
 *   attempt                                int32, from 1
 *   outcome                                text, one of OUTCOMES
 *   reason limit                           text or null
 *   labels                                 text or null: labels sorted, joined by one space
 *   value                                  double in [0, 1] or null
 *   tokensIn tokensOut ms                  int32 or null, from 0
 *
 * Text is dictionary-encoded, pages are Snappy-compressed, so pandas, R arrow and DuckDB open it. The same
 * rows give the same bytes: rows are sorted, and neither time nor machine is recorded. A column that may be null
 * but is not in this table is written as required: such columns are read several times faster.
 */
import { parquetMetadata } from 'hyparquet'
import type { FileMetaData } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { ConcordError, sentence } from '../error.ts'
import {
  badCell,
  checkedAndSorted,
  outcomeCode,
  textColumnBuilder,
  unsortedColumnsOf,
} from './outcome-columns.ts'
import type { OutcomeColumns, TextColumn, TextColumnName } from './outcome-columns.ts'
import { OUTCOMES } from './outcome-row.ts'
import type { OutcomeRow } from './outcome-row.ts'
import { readColumn } from './parquet-column.ts'
import type { PlainValue } from './parquet-column.ts'

/** More rows than any run has; a file that claims more is refused before anything is allocated for it. */
const MAX_ROWS = 5_000_000
const ROW_GROUP = 1_000_000

/**
 * Writes an outcome table. The same rows, in any order, give the same bytes. Throws ConcordError `bad-input`
 * naming row and column for a value that cannot be, and naming the item for a row given twice.
 */
export function writeOutcomeTable(table: readonly OutcomeRow[] | OutcomeColumns): Uint8Array {
  const columns = checkedAndSorted('length' in table && 'set' in table ? table : unsortedColumnsOf(table))
  const text = (name: TextColumnName) => ({
    name,
    data: Array.from(columns[name].codes, (code) => columns[name].dictionary[code] ?? null),
    type: 'STRING' as const,
    nullable: columns[name].codes.includes(-1),
    encoding: 'RLE_DICTIONARY' as const,
    offsetIndex: false,
  })
  const number = (name: 'value' | 'tokensIn' | 'tokensOut' | 'ms', type: 'DOUBLE' | 'INT32') => ({
    name,
    // + 0 turns −0 into 0, so that equal tables are equal bytes.
    data: Array.from(columns[name], (value) => (Number.isNaN(value) ? null : value + 0)),
    type,
    nullable: columns[name].some(Number.isNaN),
    offsetIndex: false,
  })
  const buffer = parquetWriteBuffer({
    columnData: [
      text('set'),
      text('item'),
      text('itemKey'),
      text('language'),
      { name: 'attempt', data: columns.attempt, type: 'INT32', nullable: false, offsetIndex: false },
      text('section'),
      text('criterion'),
      text('rater'),
      {
        name: 'outcome',
        data: Array.from(columns.outcome, (code) => OUTCOMES[code]),
        type: 'STRING',
        nullable: false,
        encoding: 'RLE_DICTIONARY',
        offsetIndex: false,
      },
      text('reason'),
      number('value', 'DOUBLE'),
      text('limit'),
      text('labels'),
      number('tokensIn', 'INT32'),
      number('tokensOut', 'INT32'),
      number('ms', 'INT32'),
    ],
    statistics: false,
    rowGroupSize: ROW_GROUP,
    createdBy: 'concord',
    kvMetadata: [{ key: 'concord.outcome-table', value: '1' }],
  })
  return new Uint8Array(buffer)
}

/**
 * Reads an outcome table that may come from anybody. What is returned is checked cell by cell, sorted and free
 * of doubled rows; anything else throws ConcordError `bad-input` with one sentence naming row and column.
 */
export async function readOutcomeTable(bytes: Uint8Array): Promise<OutcomeColumns> {
  try {
    return checkedAndSorted(decoded(bytes))
  } catch (cause) {
    if (cause instanceof ConcordError) throw cause
    throw new ConcordError('bad-input', sentence`the outcome table is not a Parquet file that can be read`, {
      cause,
    })
  }
}

function decoded(bytes: Uint8Array): OutcomeColumns {
  const metadata = parquetMetadata(new Uint8Array(bytes).buffer)
  const length = checkedLength(metadata)
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  const text = (name: string): TextColumn => {
    const { column, codeOf } = textColumnBuilder(length)
    const intern = (value: PlainValue, row: number): number => {
      if (typeof value === 'number') throw badCell(row, name, sentence`is not text`)
      return codeOf(decoder.decode(value))
    }
    readColumn(bytes, metadata, name, {
      // Runs once per entry of a dictionary: rows carry codes, and no row makes a string.
      entry: intern,
      indexed(entries, indexes, row) {
        for (let i = 0; i < indexes.length; i++) column.codes[row + i] = entries[indexes[i] ?? -1] ?? -1
      },
      plain(value, row) {
        column.codes[row] = intern(value, row)
      },
    })
    return column
  }

  const number = (name: string): Float64Array => {
    const out = new Float64Array(length).fill(Number.NaN)
    const finite = (value: PlainValue, row: number): number => {
      if (typeof value !== 'number') throw badCell(row, name, sentence`is text where a number belongs`)
      if (!Number.isFinite(value)) throw badCell(row, name, sentence`${value} is not a finite number`)
      return value
    }
    const values: number[] = []
    readColumn(bytes, metadata, name, {
      entry: (value, row) => values.push(finite(value, row)) - 1,
      indexed(entries, indexes, row) {
        for (let i = 0; i < indexes.length; i++)
          out[row + i] = values[entries[indexes[i] ?? -1] ?? -1] ?? Number.NaN
      },
      plain(value, row) {
        out[row] = finite(value, row)
      },
    })
    return out
  }

  const outcomeText = text('outcome')
  const codeByWord = outcomeText.dictionary.map((word) => outcomeCode(word) ?? 255)
  const outcome = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const word = outcomeText.codes[i] ?? -1
    const code = codeByWord[word] ?? 255
    if (code === 255)
      throw badCell(
        i,
        'outcome',
        sentence`"${(outcomeText.dictionary[word] ?? '').slice(0, 40)}" is not an outcome`,
      )
    outcome[i] = code
  }
  const attempts = number('attempt')
  for (let i = 0; i < length; i++) {
    const k = attempts[i] ?? Number.NaN
    if (!Number.isInteger(k) || k < 1 || k > 0x7fff_ffff)
      throw badCell(i, 'attempt', sentence`${k} is not a whole number from 1`)
  }
  return {
    length,
    set: text('set'),
    item: text('item'),
    itemKey: text('itemKey'),
    language: text('language'),
    attempt: Int32Array.from(attempts),
    section: text('section'),
    criterion: text('criterion'),
    rater: text('rater'),
    outcome,
    reason: text('reason'),
    value: number('value'),
    limit: text('limit'),
    labels: text('labels'),
    tokensIn: number('tokensIn'),
    tokensOut: number('tokensOut'),
    ms: number('ms'),
  }
}

/** Number of rows, after checking what the footer claims: columns are allocated by it. */
function checkedLength(metadata: FileMetaData): number {
  const total = metadata.num_rows
  if (total < 0n || total > BigInt(MAX_ROWS))
    throw new ConcordError(
      'bad-input',
      sentence`the outcome table claims ${total} rows; up to ${MAX_ROWS} are read`,
    )
  let inGroups = 0n
  for (const group of metadata.row_groups) {
    if (group.num_rows < 0n)
      throw new ConcordError('bad-input', sentence`a part of the outcome table claims fewer than 0 rows`)
    inGroups += group.num_rows
  }
  if (inGroups !== total)
    throw new ConcordError(
      'bad-input',
      sentence`the outcome table claims ${total} rows and holds ${inGroups}`,
    )
  return Number(total)
}
