import { describe, expect, it } from 'vitest'
import { ConcordError } from '../../error.ts'
import { readStatisticsTable } from './table.ts'

const read = (text: string, name = 'table.csv', group: string | null = null) =>
  readStatisticsTable([new TextEncoder().encode(text)], name, { group })

async function refusal(text: string, name?: string, group?: string): Promise<string> {
  const error: unknown = await read(text, name, group ?? null).then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof ConcordError)) throw new Error(`not refused: ${text}`)
  expect(error.code).toBe('bad-input')
  return error.message
}

describe('a table of attempts', () => {
  it('has results, missing ones and such as do not apply', async () => {
    const text = [
      'lab,item,attempt,value,outcome,language,remark',
      'A,x,1,1,,en,',
      'A,x,2,,,en,',
      'A,y,1,,not-applicable,en,',
      'A,y,2,0.5,scored,en,',
      'A,z,1,0.5,limit,en,odd',
      'A,z,2,,errored,en,',
      'B,x,1,TRUE,,,',
    ].join('\n')
    const table = await read(text)
    expect(table).toMatchObject({ kind: 'attempts', by: 'lab', measure: 'successes', unread: ['remark'] })
    const lines = table.kind === 'attempts' ? table.lines : []
    expect(lines.map(({ result }) => result)).toEqual([
      1,
      'missing',
      'not-applicable',
      0.5,
      'missing',
      'missing',
      1,
    ])
    expect(lines[0]).toEqual({ lab: 'A', item: 'x', language: 'en', group: null, result: 1 })
    expect(lines[6]?.language).toBeNull()
  })

  it('says what sides are: labs, configurations, or one alone', async () => {
    expect(await read('item,value\nx,1\nx,0\n')).toMatchObject({
      by: 'lab',
      lines: [{ lab: '1' }, { lab: '1' }],
    })
    expect(await read('configuration,item,value\na,x,1\n')).toMatchObject({ by: 'configuration' })
    expect(await read('lab,configuration,item,value\nL,a,x,1\nL,b,x,1\n')).toMatchObject({
      by: 'configuration',
      lines: [{ lab: 'a' }, { lab: 'b' }],
    })
    expect(await read('lab,configuration,item,value\nL,a,x,1\nM,a,x,1\n')).toMatchObject({ by: 'lab' })
    expect(await refusal('lab,configuration,item,value\nL,a,x,1\nM,b,x,1\n')).toContain(
      'both lab and configuration take several values',
    )
  })

  it('of refusals has a column of that name', async () => {
    expect(await read('item,refused\nx,true\n')).toMatchObject({
      measure: 'refusals',
      lines: [{ result: 1 }],
    })
  })

  it('puts items together by a named column', async () => {
    expect(await read('item,value,topic\nx,1,t\nx,0,t\n', 'a.csv', 'topic')).toMatchObject({
      lines: [{ group: 't' }, { group: 't' }],
      unread: [],
    })
    expect(await refusal('item,value,topic\nx,1,t\nx,0,u\n', 'a.csv', 'topic')).toBe(
      'a.csv, line 3, column topic: “u”, but line 2 puts the same item in “t”.',
    )
    expect(await refusal('item,value\nx,1\n', 'a.csv', 'topic')).toContain('no column “topic”')
    expect(await refusal('successes,n\n1,2\n', 'a.csv', 'n')).toContain('that groups the items of attempts')
  })

  it.each([
    ['a value beyond the scale', 'item,value\nx,1.5\n', 'line 2, column value: “1.5” is neither'],
    ['a decimal comma', 'item,value\nx,"0,5"\n', 'line 2, column value: “0,5” is neither'],
    ['NaN', 'item,value\nx,NaN\n', 'line 2, column value: “NaN”'],
    ['an item without a name', 'item,value\n,1\n', 'line 2, column item: it is empty'],
    ['an unknown outcome', 'item,outcome\nx,fine\n', 'line 2, column outcome: “fine” is none of scored'],
    ['a scored attempt without a value', 'item,value,outcome\nx,,scored\n', 'column value: it is empty, but'],
    ['an error with a value', 'item,value,outcome\nx,1,errored\n', 'an outcome errored has no value'],
    [
      'an attempt that stands twice',
      'item,attempt,value\nx,1,1\nx,1,0\n',
      'line 3: this row stands already on line 2',
    ],
    [
      'a decimal comma',
      'item,value\nx,"0,5"\n',
      'line 2, column value: “0,5” is neither a number from 0 to 1, such as 0.5, nor true or false.',
    ],
    [
      'a percentage',
      'item,value\nx,50%\n',
      'line 2, column value: “50%” is neither a number from 0 to 1, such as 0.5',
    ],
    [
      'an attempt without a number',
      'item,attempt,value\nx,first,1\n',
      'column attempt: “first” is not a whole number',
    ],
  ])('refuses %s with line and column', async (_, text, message) => {
    expect(await refusal(text)).toContain(message)
  })
})

describe('the other tables', () => {
  it('are totals', async () => {
    expect(await read('group,successes,n\na,3,4\nb,0,4\n')).toMatchObject({
      kind: 'totals',
      by: 'lab',
      lines: [
        { lab: 'a', successes: 3, n: 4 },
        { lab: 'b', successes: 0, n: 4 },
      ],
    })
    expect(await read('configuration,successes,n\na,3,4\n')).toMatchObject({ by: 'configuration' })
    expect(await refusal('successes,n\n5,4\n')).toContain('column successes: 5 of 4 is more than all of them')
    expect(await refusal('successes,n\n0,0\n')).toContain('line 2, column n: 0 attempts have no share')
    expect(await refusal('group,successes,n\na,1,4\na,1,4\n')).toContain('this row stands already on line 2')
  })

  it('are a judge and people, or two raters', async () => {
    expect(await read('item,judge,human\nx,1,\ny,0,1\n')).toEqual({
      kind: 'judge',
      lines: [
        { item: 'x', language: null, judge: '1', human: null },
        { item: 'y', language: null, judge: '0', human: '1' },
      ],
      unread: [],
    })
    expect(await refusal('item,judge,human\nx,,1\n')).toContain('column judge: it is empty')
    expect(await refusal('item,judge,human\nx,1,1\nx,1,1\n')).toContain('stands already on line 2')
    expect(await read('item,rater1,rater2,language\nx,ok,,fr\n')).toMatchObject({
      kind: 'raters',
      lines: [{ language: 'fr', first: 'ok', second: null }],
    })
  })
})

describe('a table of incidents', () => {
  it.each([
    ['years', ['2024', '2026', '2025'], 'year', [2024, 2025, 2026]],
    ['quarters', ['2025-Q4', '2026-Q1'], 'quarter', [8103, 8104]],
    ['months', ['2025-12', '2026-01'], 'month', [24311, 24312]],
    ['weeks over a year with 53', ['2026-W53', '2027-W01'], 'week', [2974, 2975]],
    ['days', ['2026-02-28', '2026-03-01'], 'day', [20512, 20513]],
    ['days by the week', ['2026-01-05', '2026-01-12'], 'week', [2922.571, 2923.571]],
    ['numbers', ['1', '2', '4'], 'period', [1, 2, 4]],
  ])('knows %s', async (_, periods, unit, times) => {
    const table = await read(`period,count\n${periods.map((period) => `${period},1`).join('\n')}\n`)
    const { lines } = table.kind === 'incidents' ? table : { lines: [] }
    expect(table).toMatchObject({ kind: 'incidents', unit })
    expect(lines.map(({ time }) => Math.round(time * 1000) / 1000)).toEqual(times)
  })

  it('knows exposures that nobody knows', async () => {
    expect(await read('period,count,exposure\n1,2,1e3\n2,0,\n')).toMatchObject({
      lines: [{ exposure: 1000 }, { exposure: null }],
    })
  })

  it.each([
    ['a month that is none', 'period,count\n2026-13,1\n', 'column period: “2026-13” is no year'],
    ['a day that is none', 'period,count\n2026-02-30,1\n', '“2026-02-30” is no year'],
    ['a week that is none', 'period,count\n2027-W53,1\n', '“2027-W53” is no year'],
    [
      'periods of two kinds',
      'period,count\n2026-01,1\n2026-Q2,1\n',
      '“2026-Q2” is not of the kind of the first',
    ],
    ['days with a gap', 'period,count\n2026-01-01,1\n2026-01-03,1\n', 'give every period, with count 0'],
    ['a period that stands twice', 'period,count\n2026-01,1\n2026-01,2\n', 'stands already on line 2'],
    ['a time that stands twice', 'period,count\n1,1\n1.0,2\n', 'stands twice, written differently'],
    ['a count that is none', 'period,count\n2026-01,-1\n', 'column count: “-1” is not a whole number'],
    [
      'no exposure called one',
      'period,count,exposure\n2026-01,1,0\n',
      'column exposure: “0” is no number above 0, such as 1200.5; leave it empty',
    ],
  ])('refuses %s', async (_, text, message) => {
    expect(await refusal(text)).toContain(message)
  })
})

describe('the forms of a file', () => {
  it('are commas, tabs and JSON lines', async () => {
    const want = { kind: 'totals', lines: [{ lab: 'a', successes: 3, n: 4 }] }
    expect(await read('group,successes,n\r\na,3,4\r\n')).toMatchObject(want)
    expect(await read('group\tsuccesses\tn\na\t3\t4\n', 'table.tsv')).toMatchObject(want)
    expect(await read('{"group":"a","successes":3,"n":4}\n\n', 'table.jsonl')).toMatchObject(want)
    expect(await read('{"item":"x","value":true}\n{"item":"y","value":null}\n', 'a.ndjson')).toMatchObject({
      lines: [{ result: 1 }, { result: 'missing' }],
    })
  })

  it.each([
    ['an unknown table', 'a,b\n1,2\n', 'a.csv', '“a”, “b” are the columns of no table that is known'],
    ['semicolons', 'item;value\nx;1\n', 'a.csv', 'the columns are not separated by commas'],
    ['a table without rows', 'item,value\n', 'a.csv', 'the table has no rows'],
    ['an empty file', '', 'a.csv', 'the file is empty'],
    [
      'a column that the first line does not name',
      '{"item":"x","value":1}\n{"item":"y","value":0,"lab":"B"}\n',
      'a.jsonl',
      'a.jsonl, line 2: “lab” is not among the names of line 1',
    ],
    ['an empty file of lines', '\n', 'a.jsonl', 'the file is empty'],
    ['a file of one JSON value', '[{"item":"x","value":1}]', 'a.json', 'a.json: a .json file is one value'],
    ['an empty file of tabs', '\n', 'a.tsv', 'the file is empty'],
    ['two columns of one name', 'item\titem\nx\ty\n', 'a.tsv', 'two columns have one name'],
    ['a row that is too short', 'item\tvalue\nx\n', 'a.tsv', 'line 2: 1 fields where the header has 2'],
    ['what is no object', '{"item":"x","value":1}\n[1]\n', 'a.jsonl', 'line 2: this is no JSON object'],
    [
      'an object in an object',
      '{"item":{"id":"x"},"value":1}\n',
      'a.jsonl',
      'line 1: this is no JSON object',
    ],
  ])('refuse %s', async (_, text, name, message) => {
    expect(await refusal(text, name)).toContain(message)
  })
})
