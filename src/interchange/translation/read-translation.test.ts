import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../error.ts'
import { formatCellList, parseCellList } from './cell-list.ts'
import { findColumn, headerOf, parseSignOff, TRANSLATION_COLUMNS } from './columns.ts'
import { guardCsvCell, unguardCsvCell } from './csv-cell.ts'
import { isTranslationFile, readTranslationFile, type TranslationFile } from './read-translation.ts'
import { AT, translationTools } from './translation.fixture.ts'
import type { TranslationSource } from './table.ts'
import { writeTranslationCsv, writeTranslationWorkbook } from './write-translation.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const { SOURCE, sourceItem } = translationTools(sha256)
const GUIDANCE = { title: 'How to', lines: ['Fill in the white cells.'] }
const languages = ['fr', 'fa'].map((language) => ({ language, present: new Map() }))

const written = (locale: 'en' | 'fr' = 'en', source: TranslationSource = SOURCE): Promise<Uint8Array> =>
  writeTranslationWorkbook({ source, languages, locale, written: AT }, GUIDANCE, sha256)
const csv = (): string =>
  new TextDecoder().decode(
    writeTranslationCsv(SOURCE, languages[0] ?? fail(), { locale: 'en', written: AT }, sha256),
  )
const fail = (): never => {
  throw new Error('nothing there')
}

/** The workbook with one part changed, as another program would have changed it. */
async function edited(part: string, change: (xml: string) => string): Promise<TranslationFile> {
  const files = unzipSync(await written())
  const xml = strFromU8(files[part] ?? fail())
  const changed = change(xml)
  expect(changed).not.toBe(xml)
  return readTranslationFile([zipSync({ ...files, [part]: strToU8(changed) })], 'a.xlsx')
}
const FR = 'xl/worksheets/sheet2.xml'
const french = ({ languages: all }: TranslationFile) =>
  all.find(({ language }) => language === 'fr') ?? fail()
const faultsOf = (file: TranslationFile): string[] =>
  french(file).rows.flatMap(({ where, faults }) =>
    faults.map((fault) => `${inEnglish(where)}: ${inEnglish(fault)}`),
  )

describe('a spreadsheet for translators', () => {
  it.each(['en', 'fr'] as const)('is read back as it was written, with headers in %s', async (locale) => {
    const file = await readTranslationFile([await written(locale)], 'a.xlsx')
    expect(file.languages.map(({ language, found }) => [language, found])).toEqual([
      ['fr', true],
      ['fa', true],
    ])
    expect(file.unread).toEqual(['How to'])
    const { rows, records } = french(file)
    expect(rows.map(({ cells }) => [cells.id, cells.source, cells.sourceChoices])).toEqual([
      ['q1', 'How long is {river}?', ''],
      ['q2', 'Which is longer?', 'the Nile\nthe Seine'],
      ['q3', 'How wide is it?', ''],
    ])
    expect(records).toMatchObject([
      { id: 'q1', stem: 'rivers-', from: 'en', split: 'evaluation', origin: 'An atlas', version: 0 },
      { id: 'q2' },
      { id: 'q3', split: 'exploratory' },
    ])
  })

  it('leaves out the columns that no item needs', async () => {
    const plain = { ...SOURCE, items: [sourceItem('q1', 'Say something.', { target: [] })] }
    const xml = strFromU8(unzipSync(await written('en', plain))['xl/sharedStrings.xml'] ?? fail())
    expect(xml).toContain('Translation (fr)')
    expect(xml).not.toMatch(/Choices|Answers|Translated/)
  })

  it('is known again whatever the order of rows and columns, and with sheets renamed', async () => {
    const files = unzipSync(await written())
    const xml = strFromU8(files[FR] ?? fail())
    const rows = xml.match(/<row .*?<\/row>/g) ?? []
    const [header = '', ...others] = rows
    // A title above, the rows from the last to the first, the first column moved to the end.
    const moved = [header, ...others.toReversed()].map((row, at) => {
      const cells = (row.match(/<c .*?(?:\/>|<\/c>)/g) ?? []).map((cell) =>
        cell.replace(/ r="[A-Z]+\d+"/, ''),
      )
      return `<row r="${at + 2}">${[...cells.slice(1), ...cells.slice(0, 1)].join('')}</row>`
    })
    const title = '<row r="1"><c t="inlineStr"><is><t>For our team</t></is></c></row>'
    const sheet = `<worksheet><sheetData>${title}${moved.join('')}</sheetData></worksheet>`
    const workbook = strFromU8(files['xl/workbook.xml'] ?? fail()).replace(
      'name="fr"',
      'name="French (copy)"',
    )
    const bytes = zipSync({ ...files, [FR]: strToU8(sheet), 'xl/workbook.xml': strToU8(workbook) })
    const file = await readTranslationFile([bytes], 'a.xlsx')
    expect(french(file).rows.map(({ cells }) => [cells.id, cells.source])).toEqual([
      ['q3', 'How wide is it?'],
      ['q2', 'Which is longer?'],
      ['q1', 'How long is {river}?'],
    ])
    expect(file.languages.every(({ found }) => found)).toBe(true)
  })

  it.each<[string, (xml: string) => string, string]>([
    [
      'a formula',
      (xml) => xml.replace(/<c r="C2"[^>]*\/>/, '<c r="C2"><f>A1</f><v>1</v></c>'),
      'sheet fr, row 2: Translation (fr): a formula stands there',
    ],
    [
      'a date',
      (xml) => xml.replace(/<c r="C2"[^>]*\/>/, '<c r="C2" t="d"><v>2026-01-02</v></c>'),
      'sheet fr, row 2: Translation (fr): the program made a date',
    ],
    [
      'a truth value',
      (xml) => xml.replace(/<c r="C2"[^>]*\/>/, '<c r="C2" t="b"><v>1</v></c>'),
      'sheet fr, row 2: Translation (fr): the program made a truth value',
    ],
    [
      'an error',
      (xml) => xml.replace(/<c r="C2"[^>]*\/>/, '<c r="C2" t="e"><v>#N/A</v></c>'),
      'sheet fr, row 2: Translation (fr): the error “#N/A” stands there',
    ],
    [
      'merged cells',
      (xml) => xml.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells>'),
      'sheet fr, row 2: cells are merged there',
    ],
  ])('with %s in it is read, and its row is at fault', async (_, change, want) => {
    expect(faultsOf(await edited(FR, change))[0]).toMatch(new RegExp(`^${want.replaceAll(/[()]/g, '\\$&')}`))
  })

  it('takes a tick for a sign-off, and cells merged in a column of somebody else for nothing', async () => {
    const file = await edited(FR, (xml) =>
      xml
        .replace(/<c r="K2"[^>]*\/>/, '<c r="K2" t="b"><v>1</v></c>')
        .replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="N2:N9"/></mergeCells>'),
    )
    expect(faultsOf(file)).toEqual([])
    expect(french(file).rows[0]?.cells.signedOff).toBe('true')
  })

  it.each<[string, string, (xml: string) => string, string]>([
    [
      'a column gone',
      'xl/sharedStrings.xml',
      (xml) => xml.replace('>Reviewer<', '>Who<'),
      'a.xlsx, sheet fr: the column reviewer is gone',
    ],
    [
      'a column twice',
      'xl/sharedStrings.xml',
      (xml) => xml.replace('>Reviewer<', '>Translator<'),
      'a.xlsx, sheet fr: two columns are named “Translator”',
    ],
    [
      'digests changed',
      'xl/sharedStrings.xml',
      (xml) => xml.replaceAll(/>[0-9a-f]{64}</g, '>none<'),
      'a.xlsx, sheet concord.digests, row 2: what Concord wrote for itself was changed',
    ],
    [
      'a name that leads out of the folder',
      'xl/sharedStrings.xml',
      (xml) => xml.replaceAll('>rivers-<', '>../rivers-<'),
      'what Concord wrote for itself was changed (stem',
    ],
    [
      'no digests',
      'xl/workbook.xml',
      (xml) => xml.replace('concord.digests', 'other'),
      'a.xlsx: this is no spreadsheet of “dataset translate”',
    ],
  ])('with %s is refused in one sentence', async (_, part, change, want) => {
    await expect(edited(part, change)).rejects.toThrow(want)
  })

  it('is CSV too, where a cell that looks like a formula stays a text', async () => {
    const text = csv()
      .replace('How wide is it?,', "How wide is it?,'=HYPERLINK(1)")
      .replace(/^\uFEFF/, '')
    const { rows, records } = french(await readTranslationFile([strToU8(text)], 'a.csv'))
    expect(rows.map(({ cells }) => cells.translation)).toEqual(['', '', '=HYPERLINK(1)'])
    expect(records.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3'])
    // A row that was copied stands twice, and says so only when it is taken in.
    const copied = await readTranslationFile([strToU8(`${text}${text.split('\r\n')[1] ?? ''}\r\n`)], 'a.csv')
    expect([french(copied).rows.length, french(copied).records.length]).toEqual([4, 3])
  })

  it('is told from other files', async () => {
    expect(await isTranslationFile([await written()], 'a.xlsx')).toBe(true)
    expect(await isTranslationFile([strToU8(csv())], 'a.csv')).toBe(true)
    expect(await isTranslationFile([strToU8('id,input\n1,a\n')], 'a.csv')).toBe(false)
    expect(await isTranslationFile([strToU8('no zip')], 'a.xlsx')).toBe(false)
    expect(await isTranslationFile([strToU8('{}')], 'a.jsonl')).toBe(false)
  })

  it('is not written where a cell cannot hold a text', async () => {
    const long = { ...SOURCE, items: [sourceItem('q1', 'a'.repeat(32_768))] }
    await expect(written('en', long)).rejects.toThrow('The item “q1” has a text of 32768 characters')
  })
})

describe('columns, lists and cells', () => {
  it('are known by their headers in both languages', () => {
    for (const locale of ['en', 'fr'] as const)
      for (const column of TRANSLATION_COLUMNS)
        expect(findColumn(` ${headerOf(column, locale, { from: 'en', to: 'zh-Hant' }).toUpperCase()} `)).toBe(
          column,
        )
    expect(findColumn('Comments')).toBeUndefined()
  })

  it.each([
    ['yes', true],
    [' Oui ', true],
    ['TRUE', true],
    ['', false],
    ['non', false],
    ['perhaps', null],
  ])('%j says %s', (text, want) => {
    expect(parseSignOff(text)).toBe(want)
  })

  it('give back lists and risky cells (property)', () => {
    const texts = fc.array(fc.string({ minLength: 1 }).filter((text) => text === text.trim()))
    fc.assert(
      fc.property(texts, (list) => {
        expect(parseCellList(formatCellList(list))).toEqual(list)
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[='+@\t a-]{0,6}$/), (text) => {
        expect(unguardCsvCell(guardCsvCell(text))).toBe(text)
      }),
    )
    expect(guardCsvCell('-1')).toBe("'-1")
    expect(parseCellList('[not a list\n\n b ')).toEqual(['[not a list', 'b'])
  })
})
