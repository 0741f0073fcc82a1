/** A share of the million cases of test/conformance/fuzz.test.ts, and files made to be too much. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../src/error.ts'
import { parseProtocolFile, preflight } from '../src/exercise/index.ts'
import { readDatasetFile } from '../src/interchange/index.ts'
import { parseJson, readCanonical } from '../src/statement/index.ts'
import { crypto } from './fixture/network.ts'
import { runCases } from './fuzz/run-cases.ts'
import { TARGETS } from './fuzz/targets.ts'

const SHARE = 0.004

describe('bytes from outside', () => {
  it.each(TARGETS)('of $name end with a value or one sentence', async ({ name, cases, make }) => {
    const ended = await runCases(name, await make(), 0, Math.ceil(cases * SHARE))
    expect(ended.failures).toEqual([])
    expect(ended.values + ended.refusals).toBe(Math.ceil(cases * SHARE))
  })
})

const { sha256 } = crypto
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const workbook = (parts: Record<string, string>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': '<a><Relationship Id="r1" Target="worksheets/sheet1.xml"/></a>',
        ...parts,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  )
const sheet = (inside: string): Uint8Array =>
  workbook({ 'xl/worksheets/sheet1.xml': `<worksheet>${inside}</worksheet>` })
const rows = (row: string, times: number): Uint8Array => sheet(`<sheetData>${row.repeat(times)}</sheetData>`)
const strings = (inside: string): Uint8Array => workbook({ 'xl/sharedStrings.xml': `<sst>${inside}</sst>` })
const readXlsx = (bytes: Uint8Array): Promise<unknown> => readDatasetFile([bytes], 'a.xlsx', sha256)
const readCsv = (bytes: Uint8Array): Promise<unknown> => readDatasetFile([bytes], 'a.csv', sha256)
const readYaml = (bytes: Uint8Array): unknown => parseProtocolFile(new TextDecoder().decode(bytes))

describe('files made to be too much', () => {
  it.each<[string, () => Uint8Array, (bytes: Uint8Array) => unknown]>([
    ['JSON a million deep', () => bytesOf('['.repeat(1_000_000)), parseJson],
    ['JSON of a million members', () => bytesOf(`{${'"a":1,'.repeat(1_000_000)}"a":1}`), readCanonical],
    ['YAML aliases that multiply', () => bytesOf(yamlBomb()), readYaml],
    ['YAML nested without end', () => bytesOf('['.repeat(200_000)), readYaml],
    ['YAML of fifty thousand keys', () => bytesOf(keys(50_000)), readYaml],
    ['YAML of tags alone', () => bytesOf('!a '.repeat(50_000)), readYaml],
    ['YAML of quotes alone', () => bytesOf('"'.repeat(100_000)), readYaml],
    ['cells far to the right', () => rows('<row><c r="XFD1"><v>1</v></c></row>', 20_000), readXlsx],
    ['a million texts that are empty', () => strings('<si/>'.repeat(1_000_000)), readXlsx],
    ['a million runs in one text', () => strings('<si><r><t/>'.repeat(1_000_000)), readXlsx],
    ['texts within texts', () => strings('<t>a'.repeat(300_000)), readXlsx],
    ['a million merged cells', () => sheet('<mergeCell ref="A1:XFD1048576"/>'.repeat(1_000_000)), readXlsx],
    ['a CSV field without end', () => bytesOf(`id,input\n1,"${'a'.repeat(5_000_000)}`), readCsv],
    ['a CSV line of five million commas', () => bytesOf(','.repeat(5_000_000)), readCsv],
  ])('%s: a value or one sentence, in time', async (_, make, read) => {
    const bytes = make()
    const began = performance.now()
    const ended = await Promise.resolve()
      .then(() => read(bytes))
      .catch((error: unknown) => error)
    if (ended instanceof Error) expect(ended).toBeInstanceOf(ConcordError)
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

describe('texts made to be too much', () => {
  it.each([
    'a',
    'a.',
    ' ',
    '1,',
    '<a',
    '{',
    '{{ a ',
    '`a',
    'www.',
    '[AAA',
    '11:11 to ',
    '一',
    '\u0301',
    '%(a',
  ])('of %j again and again go through preflight in time', (piece) => {
    const input = `${piece.repeat(40_000 / piece.length)} @ :// \``
    const item = { id: '1', split: 'evaluation' as const, input, target: ['1'], itemKey: null, refKey: null }
    const sets = ['en', 'fr'].map((language) => ({
      id: `set-${language}`,
      language,
      split: null,
      n: null,
      idsDeclared: true,
      items: [item],
    }))
    const began = performance.now()
    expect(preflight({ protocol: null, sets }).length).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

const keys = (count: number): string => Array.from({ length: count }, (_, at) => `k${at}: 1`).join('\n')

/** Nine levels of nine references each: 387 million values, if somebody wrote them out. */
function yamlBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const list = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`)).join(', ')
    return `a${level}: &a${level} [${list}]`
  })
  return levels.join('\n')
}
