import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCsvTable } from './csv-table.ts'
import { formatCsv, parseCsv, readCsv, type CsvRecord } from './csv.ts'
import { bytesOf, endlessLine, inPieces } from './interchange.fixture.ts'

async function all(records: AsyncIterable<CsvRecord>): Promise<CsvRecord[]> {
  const list: CsvRecord[] = []
  for await (const record of records) list.push(record)
  return list
}

describe('csv', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF and no last line end',
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['byte order mark', '\uFEFFa\n1\n', [['a'], ['1']]],
    ['quotes, commas, line breaks', '"a ""b""","c,\nd"\n', [['a "b"', 'c,\nd']]],
    ['CRLF inside quotes', '"c\r\nd",e\r\n', [['c\r\nd', 'e']]],
    ['empty fields', ',\n', [['', '']]],
    ['empty quoted field', '""\n', [['']]],
    ['empty lines', '\na\n\r\n\nb\n\n', [['a'], ['b']]],
    ['last field empty', 'a,', [['a', '']]],
    ['nothing', '', []],
  ])('reads %s, whatever the pieces', async (_, text, want) => {
    expect(parseCsv(text, 't.csv').map((record) => record.fields)).toEqual(want)
    for (const size of [1, 2, 3, 7]) {
      const records = await all(readCsv(inPieces(text, size), 't.csv'))
      expect(records.map((record) => record.fields)).toEqual(want)
    }
  })

  it('says on which line a record starts', () => {
    const records = parseCsv('a\n"b\nc"\n\nd\n', 't.csv')
    expect(records.map((record) => record.line)).toEqual([1, 2, 5])
  })

  it.each([
    ['a quote inside a field', 'a\nb"c\n', 't.csv, line 2: a quote inside'],
    ['text after a quote', '"a"b\n', 't.csv, line 1: text after a closing quote'],
    ['an open quote', 'x\n"a\nb\n', 't.csv, line 2: a quoted field is not closed'],
    ['a lone carriage return', 'a\rb\n', 't.csv, line 1: a carriage return without a line feed'],
    ['a carriage return at the end', 'a\r', 't.csv, line 1: a carriage return without a line feed'],
    ['a NUL', 'a\n\0\n', 't.csv, line 2: a NUL character'],
  ])('refuses %s with its line', async (_, text, want) => {
    expect(() => parseCsv(text, 't.csv')).toThrow(want)
    await expect(all(readCsv(inPieces(text, 1), 't.csv'))).rejects.toThrow(want)
  })

  it('refuses bytes that are not UTF-8', async () => {
    await expect(all(readCsv([Uint8Array.of(0x61, 0xff)], 't.csv'))).rejects.toThrow(
      't.csv: the text is not UTF-8',
    )
    await expect(all(readCsv([Uint8Array.of(0xe3, 0x81)], 't.csv'))).rejects.toThrow('not UTF-8')
  })

  it('refuses a line of 2 GB after the limit, without reading the rest', async () => {
    const { source, taken } = endlessLine(2 ** 31)
    await expect(all(readCsv(source, 't.csv'))).rejects.toThrow(
      't.csv, line 1: a field is longer than 1000000',
    )
    expect(taken()).toBeLessThan(2_000_000)
  })

  it('refuses records and fields over their limits', () => {
    const limits = { field: 5, record: 12, fields: 3 }
    expect(() => parseCsv('a\nabcdef\n', 't.csv', limits)).toThrow(
      'line 2: a field is longer than 5 characters',
    )
    expect(() => parseCsv('abcde,abcde,abcde\n', 't.csv', limits)).toThrow('a record is longer than 12')
    expect(() => parseCsv('a,b,c,d\n', 't.csv', limits)).toThrow('more than 3 fields')
  })

  it('gives back what was written', () => {
    const record = fc.array(
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é', '\uFEFF') }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        expect(parseCsv(formatCsv(records), 't.csv').map((entry) => entry.fields)).toEqual(records)
      }),
    )
  })
})

describe('a table with a header', () => {
  const open = async (text: string) => {
    const table = await openCsvTable([bytesOf(text)], 't.csv')
    const rows: [number, Record<string, string>][] = []
    for await (const row of table.rows) rows.push([row.line, Object.fromEntries(row.cells)])
    return { columns: table.columns, rows }
  }

  it('gives cells by column name', async () => {
    expect(await open('a, b\n1,2\n')).toEqual({ columns: ['a', 'b'], rows: [[2, { a: '1', b: '2' }]] })
  })

  it.each([
    ['no line', '', 't.csv: the file is empty'],
    ['two columns of one name', 'a,b,a\n', 't.csv, line 1: columns 1 and 3 are both named “a”'],
    ['a column without a name', 'a,\n', 't.csv, line 1: column 2 has no name'],
    ['a short row', 'a,b\n1,2\n3\n', 't.csv, line 3: 1 fields where the header has 2'],
  ])('refuses %s', async (_, text, want) => {
    await expect(open(text)).rejects.toThrow(want)
  })
})
