import { describe, expect, it } from 'vitest'
import { bytesOf, endlessLine, mutate, outcomeOf, seeded } from './interchange.fixture.ts'
import { readVerdictTable } from './verdict-table.ts'

const SETS = [
  { id: 'main', language: 'und' },
  { id: 'french', language: 'fr' },
]
const read = (text: string) => readVerdictTable([bytesOf(text)], 't.csv', SETS)

const HEADER = 'item,language,attempt,model,section,criterion,rater,outcome,value,steps,max_steps'
const TABLE = `${HEADER}
1_1,,1,model_a,correctness,1,judge,scored,1,7,60
1_1,,1,model_a,safety,1,judge,not-applicable,,7,60
1_1,,2,model_a,correctness,1,judge,,false,60,60
1_1,,2,model_a,safety,1,judge,,,60,60
2_1,fr,1,model_b,,,,limit,0.5,,
`

describe('the verdict table', () => {
  it('gives the rows of each model', async () => {
    const { models, itemsBySet, unknownColumns } = await read(TABLE)
    expect(unknownColumns).toEqual([])
    expect([...itemsBySet]).toEqual([
      ['main', ['1_1']],
      ['french', ['2_1']],
    ])
    expect(
      models.map(({ model, attempts, limitHits, rows }) => [model, attempts, limitHits, rows.length]),
    ).toEqual([
      ['model_a', 2, 1, 4],
      ['model_b', 1, 0, 1],
    ])
    expect(models[0]?.rows[0]).toEqual({
      set: 'main',
      item: '1_1',
      itemKey: null,
      language: 'und',
      attempt: 1,
      section: 'correctness',
      criterion: '1',
      rater: 'judge',
      outcome: 'scored',
      reason: null,
      value: 1,
      limit: null,
      labels: [],
      tokensIn: null,
      tokensOut: null,
      ms: null,
    })
    expect(models[0]?.rows[1]).toMatchObject({ outcome: 'not-applicable', value: null, limit: null })
  })

  it('keeps the verdict of an attempt that used all its steps, and marks every row of it', async () => {
    const rows = (await read(TABLE)).models[0]?.rows.slice(2)
    expect(rows).toMatchObject([
      { outcome: 'scored', value: 0, limit: 'steps' },
      { outcome: 'unscored', reason: 'unknown', value: null, limit: 'steps' },
    ])
  })

  it('keeps what is absent unknown', async () => {
    const { models } = await read('item,attempt,model,value\nx,1,m,0.25\nx,2,m,\n')
    expect(models[0]?.rows).toMatchObject([
      {
        outcome: 'scored',
        value: 0.25,
        section: null,
        criterion: null,
        rater: null,
        language: 'und',
        limit: null,
      },
      { outcome: 'unscored', reason: 'unknown', value: null },
    ])
  })

  it('lists columns it does not read', async () => {
    expect((await read('item,attempt,model,value,institute\nx,1,m,1,SG\n')).unknownColumns).toEqual([
      'institute',
    ])
  })

  const row = (cells: string) => `${HEADER}\n${cells}\n`
  it.each([
    [
      'an outcome nobody knows',
      row('a,,1,m,,,,passed,1,,'),
      't.csv, line 2, column outcome: “passed” is none of scored',
    ],
    ['NaN', row('a,,1,m,,,,,NaN,,'), 't.csv, line 2, column value: NaN is not a value'],
    [
      'a value beyond 1',
      row('a,,1,m,,,,,1.5,,'),
      'line 2, column value: “1.5” is neither a number from 0 to 1',
    ],
    ['a negative value', row('a,,1,m,,,,,-1,,'), 'column value: “-1” is neither'],
    ['an infinite value', row('a,,1,m,,,,,1e999,,'), 'column value: “1e999” is neither'],
    [
      'a scored row without value',
      row('a,,1,m,,,,scored,,,'),
      'column value: it is empty, but the outcome is scored',
    ],
    [
      'a value where there is none',
      row('a,,1,m,,,,errored,1,,'),
      'column value: an outcome errored has no value',
    ],
    ['attempt 0', row('a,,0,m,,,,,1,,'), 'column attempt: “0” is not a whole number from 1'],
    ['no attempt', row('a,,,m,,,,,1,,'), 'column attempt: it is empty'],
    ['no item', row(',,1,m,,,,,1,,'), 'column item: it is empty'],
    ['a model that is no alias', row('a,,1,GPT 4,,,,,1,,'), 'column model: “GPT 4” is no alias'],
    ['another language', row('a,sw,1,m,,,,,1,,'), 'column language: no set of the protocol is in “sw”'],
    ['broken steps', row('a,,1,m,,,,,1,x,60'), 'column steps: “x” is not a whole number from 0'],
    [
      'a row twice',
      row('a,,1,m,s,1,r,,1,,\na,,1,m,s,1,r,,0,,'),
      't.csv, line 3: this verdict stands already on line 2',
    ],
    [
      'steps that differ',
      row('a,,1,m,s,1,r,,1,7,60\na,,1,m,s,2,r,,0,8,60'),
      't.csv, line 3, column steps: “8”, but line 2 says “7”',
    ],
    ['a missing column', 'item,model,value\na,m,1\n', 't.csv, line 1: the column attempt is missing'],
    ['neither outcome nor value', 'item,model,attempt\na,m,1\n', 'the column outcome or value is missing'],
    ['no verdict', `${HEADER}\n`, 't.csv: the table holds no verdict'],
  ])('refuses %s, naming line and column', async (_, text, want) => {
    await expect(read(text)).rejects.toThrow(want)
  })

  it('refuses a language that two sets have', async () => {
    const sets = [...SETS, { id: 'other', language: 'fr' }]
    await expect(readVerdictTable([bytesOf(TABLE)], 't.csv', sets)).rejects.toThrow(
      'line 6, column language: french, other are both in “fr”',
    )
  })

  it('refuses a line of 2 GB early', async () => {
    const { source, taken } = endlessLine(2 ** 31)
    await expect(readVerdictTable(source, 't.csv', SETS)).rejects.toThrow('longer than')
    expect(taken()).toBeLessThan(10_000_000)
  })

  it('refuses or reads 300 broken copies', async () => {
    const below = seeded(11)
    const seen = new Set<string>()
    for (let copy = 0; copy < 300; copy += 1) {
      seen.add(await outcomeOf(() => readVerdictTable([mutate(TABLE, below)], 't.csv', SETS)))
    }
    expect([...seen].sort()).toEqual(['refused', 'value'])
  })
})
