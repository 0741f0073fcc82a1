import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readDatasetFile } from './dataset-file.ts'
import { bytesOf, endlessLine, mutate, outcomeOf, seeded } from './interchange.fixture.ts'
import { formatItemsBlob, parseItemsBlob } from './items-blob.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const read = (name: string, text: string) => readDatasetFile([bytesOf(text)], name, sha256)

const CSV = `id,split,input,target,choices,source,translator,note
q1,,What is 2+2?,4,,book,,x
q2,exploratory,Capital of France?,B,"[""Rome"",""Paris""]",,Ann,y
`

describe('item files', () => {
  it('reads CSV, with keys of the identity of items', async () => {
    const { items, unknownColumns, idsDeclared } = await read('a.csv', CSV)
    expect(unknownColumns).toEqual(['note'])
    expect(idsDeclared).toBe(true)
    expect(items[0]).toEqual({
      id: 'q1',
      split: 'evaluation',
      input: 'What is 2+2?',
      target: ['4'],
      // evaluation-and-logs.md §5, vectors.
      itemKey: expect.stringMatching(/^dd9d350d09ace859/),
      refKey: expect.stringMatching(/^2c4906af4b13c571/),
      source: 'book',
    })
    expect(items[1]).toMatchObject({
      split: 'exploratory',
      choices: ['Rome', 'Paris'],
      target: ['B'],
      translator: 'Ann',
      itemKey: expect.stringMatching(/^494bdc8410277314/),
    })
  })

  it('keeps the values of other columns, by item', async () => {
    const { columns } = await read(
      'a.jsonl',
      '{"id":1,"input":"a"}\n{"id":2,"input":"b","topic":"x","n":[1]}\n',
    )
    expect([...columns]).toEqual([
      ['topic', ['', 'x']],
      ['n', ['', '[1]']],
    ])
  })

  it('reads a dataset of Moonshot with what it says of itself, with or without ids', async () => {
    const file = (examples: object[]): string =>
      JSON.stringify({ name: 'Rivers - French', description: '', license: 'MIT', reference: 'r', examples })
    const withIds = await read('a.json', file([{ id: 'x', input: 'a', target: 'b' }]))
    expect(withIds).toMatchObject({ idsDeclared: true, items: [{ id: 'x', target: ['b'] }] })
    expect(withIds.about).toEqual({ name: 'Rivers - French', description: null, licence: 'MIT', source: 'r' })
    const without = await read(
      'a.json',
      file([
        { input: 'a', target: 1 },
        { input: 'b', target: 2 },
      ]),
    )
    expect(without).toMatchObject({ idsDeclared: false, items: [{ id: '1' }, { id: '2', target: ['2'] }] })
    await expect(read('a.json', file([{ id: 'x' }]))).rejects.toThrow('a.json, item 1, column input')
  })

  it('resolves a letter to its choice before the answer is hashed', async () => {
    const lettered = await read('a.jsonl', '{"id":"1","input":"C?","choices":["Rome","Paris"],"target":"B"}')
    const spelled = await read(
      'a.jsonl',
      '{"id":"1","input":"C?","choices":["Paris","Rome"],"target":"Paris"}',
    )
    expect(lettered.items[0]?.refKey).toBe(spelled.items[0]?.refKey)
    expect(lettered.items[0]?.itemKey).toBe(spelled.items[0]?.itemKey)
  })

  it('gives the same items from CSV, JSON Lines and JSON', async () => {
    const fromCsv = await read('a.csv', 'id,input,targets\n1,Q,a|b\n2,R,"[""|x|""]"\n')
    const lines = [
      '{"id":"1","input":"Q","target":["a","b"]}',
      '{"id":2,"input":"R","targets":["|x|"],"source":null}',
    ]
    expect((await read('a.jsonl', lines.join('\n'))).items).toEqual(fromCsv.items)
    expect((await read('a.json', `[${lines.join(',')}]`)).items).toEqual(fromCsv.items)
    expect(fromCsv.items[1]?.target).toEqual(['|x|'])
  })

  it('takes the column target as it stands, bars and all', async () => {
    const { items } = await read('a.csv', 'id,input,target\n1,Q,|x|\n')
    expect(items[0]?.target).toEqual(['|x|'])
  })

  it('reads MGSM: a question, a tab, an answer, and no ids', async () => {
    const { items, idsDeclared } = await read('mgsm_en.tsv', 'One and "one"?\t2\nTwo and two?\t4\n')
    expect(idsDeclared).toBe(false)
    expect(items.map((item) => [item.id, item.input, item.target])).toEqual([
      ['1', 'One and "one"?', ['2']],
      ['2', 'Two and two?', ['4']],
    ])
  })

  it.each([
    [
      'two items with one id',
      'a.csv',
      'id,input\nx,A\ny,B\nx,C\n',
      'a.csv, line 4: the id “x” stands already at line 2',
    ],
    [
      'the same in JSON',
      'a.json',
      '[{"id":"x","input":"A"},{"id":"x","input":"B"}]',
      'item 2: the id “x” stands already at item 1',
    ],
    ['NaN in CSV', 'a.csv', 'id,input,target\n1,A,NaN\n', 'a.csv, line 2, column target: NaN is not a value'],
    [
      'NaN in JSON',
      'a.jsonl',
      '{"id":1,"input":"A"}\n{"id":2,"input":"B","target":NaN}',
      'a.jsonl, line 2: this is not JSON, for NaN and Infinity',
    ],
    [
      'an infinite number',
      'a.jsonl',
      '{"id":1,"input":"A","target":1e999}',
      'line 1, column target: a text or a list',
    ],
    ['no id', 'a.csv', 'id,input\n,A\n', 'a.csv, line 2, column id: it is empty'],
    ['no question', 'a.csv', 'id,input\n1,\n', 'a.csv, line 2, column input: the item “1” has no question'],
    [
      'no column id',
      'a.csv',
      'key,input\n1,A\n',
      'a.csv, line 1: the column id is missing; there are “key”, “input”',
    ],
    ['an unknown split', 'a.csv', 'id,input,split\n1,A,test\n', 'a.csv, line 2: split:'],
    [
      'target and targets',
      'a.jsonl',
      '{"id":1,"input":"A","target":"a","targets":["b"]}',
      'has both target and targets',
    ],
    [
      'a list that is no JSON',
      'a.csv',
      'id,input,targets\n1,A,[a]\n',
      'a.csv, line 2, column targets: this is not JSON',
    ],
    ['an empty target', 'a.csv', 'id,input,targets\n1,A,a||b\n', 'an entry is empty'],
    ['half a character', 'a.jsonl', '{"id":1,"input":"\\ud800"}', 'lone surrogate'],
    ['an object that is none', 'a.jsonl', '3', 'a.jsonl, line 1: an item must be an object'],
    ['JSON that is no list', 'a.json', '{"items":[]}', 'a.json: the file must be a list'],
    ['three columns in TSV', 'a.tsv', 'a\tb\tc\n', 'a.tsv, line 1: a .tsv file has a question, one tab'],
    ['an unknown ending', 'a.ods', '', 'a.ods: the ending says no known kind'],
    ['what is no workbook', 'a.xlsx', 'id,input', 'a.xlsx: this is not a workbook'],
    ['no item', 'a.csv', 'id,input\n', 'a.csv: the file holds no item'],
  ])('refuses %s, saying where', async (_, name, text, want) => {
    await expect(read(name, text)).rejects.toThrow(want)
  })

  it.each(['a.csv', 'a.jsonl', 'a.tsv', 'a.json'])('refuses a line of 2 GB in %s early', async (name) => {
    const { source, taken } = endlessLine(2 ** 31)
    await expect(readDatasetFile(source, name, sha256)).rejects.toThrow(/ longer than \d+ characters/)
    expect(taken()).toBeLessThan(name === 'a.json' ? 300_000_000 : 10_000_000)
  })

  it.each([
    ['a.csv', CSV],
    ['a.jsonl', '{"id":"1","input":"Q","target":["a","b"],"choices":["x","y"]}\n{"id":2,"input":"R"}\n'],
    ['a.json', '[{"id":"1","input":"Q","target":"a"},{"id":"2","input":"R"}]'],
    ['a.tsv', 'a\tb\nc\td\n'],
  ])('refuses or reads 300 broken copies of %s', async (name, text) => {
    const below = seeded(7)
    const seen = new Set<string>()
    for (let copy = 0; copy < 300; copy += 1) {
      seen.add(await outcomeOf(() => readDatasetFile([mutate(text, below)], name, sha256)))
    }
    expect([...seen].sort()).toEqual(['refused', 'value'])
  })
})

describe('the items blob', () => {
  it('gives the same items back, and the same bytes for the same items', async () => {
    const { items } = await read('a.csv', CSV)
    const blob = formatItemsBlob(items)
    expect(await parseItemsBlob([blob], 'items')).toEqual(items)
    expect(formatItemsBlob(await parseItemsBlob([blob], 'items'))).toEqual(blob)
  })

  it('refuses bytes it would not have written', async () => {
    const { items } = await read('a.csv', CSV)
    const text = new TextDecoder().decode(formatItemsBlob(items))
    const [first = '', second = ''] = text.split('\n')
    for (const [broken, want] of [
      [`\uFEFF${text}`, 'items, line 1: this is not JSON'],
      [text.replace('{', '{ '), 'line 1: the item is not in canonical form'],
      [text.trimEnd(), 'line 2: the item is not in canonical form'],
      [text.replaceAll('\n', '\r\n'), 'line 1: the item is not in canonical form'],
      [`${first}\n${second}\n${first}\n`, 'line 3: the id “q1” stands already on line 1'],
      [`${first}\n\n${second}\n`, 'line 2: this is not JSON'],
      ['{"id":"q"}\n', 'line 1: '],
    ] as const) {
      await expect(parseItemsBlob([bytesOf(broken)], 'items')).rejects.toThrow(want)
    }
  })
})
