/**
 * Spreadsheets for translators in a program that is not ours: openpyxl (PyPI), as pinned in openpyxl/requirements.txt. It
 * reads what we write and edits it as people do; what comes back is exact, or its row is told.
 */
import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inEnglish } from '../../src/error.ts'
import { takeSpreadsheet, writeSpreadsheet } from '../../src/node/index.ts'

const MGSM = path.resolve(import.meta.dirname, '../../../shared/data/datasets/mgsm')
const PROGRAM = path.resolve(import.meta.dirname, 'openpyxl')
const LANGUAGES = ['bn', 'de', 'es', 'fr', 'ja', 'ru', 'sw', 'te', 'th', 'zh']
const AT = '2026-11-03T09:00:00Z'

let folder = ''
let packages = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-spreadsheet-'))
  packages = path.join(folder, 'packages')
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--require-hashes',
  ]
  const made = spawnSync(
    'python3',
    [...install, '--target', packages, '-r', path.join(PROGRAM, 'requirements.txt')],
    {
      encoding: 'utf8',
      timeout: 120_000,
    },
  )
  if (made.status !== 0) {
    throw new Error(
      `openpyxl could not be installed; this needs python3 with pip and the network. ${made.error?.message ?? made.stderr}`,
    )
  }
  await mkdir(path.join(folder, 'sets'))
  await copyFile(path.join(MGSM, 'mgsm_en.tsv'), path.join(folder, 'sets/mgsm_en.tsv'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function openpyxl(task: string, book: string, result?: string, given?: unknown): unknown {
  const ran = spawnSync(
    'python3',
    [path.join(PROGRAM, 'edit.py'), task, book, ...(result === undefined ? [] : [result])],
    {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: packages, PYTHONIOENCODING: 'utf8' },
      input: given === undefined ? '' : JSON.stringify(given),
      maxBuffer: 2 ** 28,
      timeout: 120_000,
    },
  )
  if (ran.status !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout)
}

const at = (name: string): string => path.join(folder, name)
const write = (name: string, languages: readonly string[]) =>
  writeSpreadsheet(at('sets'), at(name), { from: null, languages, locale: 'en', at: AT }, () => ({
    title: 'How to',
    lines: ['Fill in the white cells.'],
  }))
async function rowsOf(language: string): Promise<string[]> {
  const text = await readFile(path.join(MGSM, `mgsm_${language}.tsv`), 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']))
}
const byId = (rows: readonly string[]): Record<string, string> =>
  Object.fromEntries(rows.map((text, row) => [String(row + 1), text]))

const Described = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      frozen: z.string().nullable(),
      guarded: z.boolean(),
      password: z.unknown(),
      filter: z.string().nullable(),
      lists: z.array(z.array(z.string())),
      widths: z.array(z.number()),
      head: z.array(z.string().nullable()),
      second: z.array(
        z.object({
          text: z.string().nullable(),
          format: z.string(),
          wrapped: z.boolean().nullable(),
          order: z.number(),
          locked: z.boolean(),
        }),
      ),
      sources: z.array(z.string()),
    }),
  ),
})

describe('a workbook of ours, in openpyxl', () => {
  it('has a sheet a language, with wide wrapped texts, a frozen head, a list and the source guarded', async () => {
    await write('look.xlsx', ['fr', 'fa'])
    const { sheets } = Described.parse(openpyxl('describe', at('look.xlsx')))
    expect(sheets.map(({ name, state }) => [name, state])).toEqual([
      ['How to', 'visible'],
      ['fr', 'visible'],
      ['fa', 'visible'],
      ['concord.digests', 'hidden'],
    ])
    const [, french, persian] = sheets
    expect(french).toMatchObject({
      frozen: 'A2',
      guarded: true,
      password: null,
      filter: 'A1:J251',
      lists: [['I2:I251', '"yes,no"']],
      head: [
        'Id',
        'Source (en)',
        'Translation (fr)',
        'Answers (en)',
        'Translated answers (fr)',
        'Translator',
        'Reviewer',
        'Adaptation',
        'Signed off',
        'State',
      ],
    })
    expect(french?.widths.slice(1, 3)).toEqual([55, 55])
    expect(french?.second.map(({ locked }) => locked)).toEqual([
      true,
      true,
      false,
      true,
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    expect(french?.second.every(({ format, wrapped }) => format === '@' && wrapped === true)).toBe(true)
    expect(french?.sources).toEqual(await rowsOf('en'))
    // Right to left in the cells of the translation alone.
    expect(persian?.second.map(({ order }) => order)).toEqual([0, 0, 2, 0, 2, 0, 0, 0, 0, 0])
  })

  it('filled in with MGSM in ten languages comes back letter for letter, and preflight finds nothing but notes', async () => {
    await write('ten.xlsx', LANGUAGES)
    const texts = Object.fromEntries(
      await Promise.all(LANGUAGES.map(async (language) => [language, byId(await rowsOf(language))] as const)),
    )
    openpyxl('fill', at('ten.xlsx'), at('ten-filled.xlsx'), texts)
    const taken = await takeSpreadsheet(at('ten-filled.xlsx'), at('ten'), at('sets/mgsm_en.tsv'), AT)
    for (const { language, released, drafts, faults } of taken.languages) {
      expect([language, faults, drafts]).toEqual([language, [], []])
      expect(released.map(({ input }) => input)).toEqual(await rowsOf(language))
      expect(new Set(released.map(({ translator, reviewer }) => `${translator} ${reviewer}`))).toEqual(
        new Set(['Ann Bo']),
      )
    }
    expect(taken.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it('disturbed in every way takes in what is sure, and names sheet, row, item and reason of the rest', async () => {
    await write('fr.xlsx', ['fr'])
    openpyxl('fill', at('fr.xlsx'), at('fr-filled.xlsx'), { fr: byId(await rowsOf('fr')) })
    openpyxl('disturb', at('fr-filled.xlsx'), at('fr-disturbed.xlsx'))
    const { languages, unreadSheets } = await takeSpreadsheet(at('fr-disturbed.xlsx'), at('sets'), null, AT)
    const [french] = languages
    if (french === undefined) throw new Error('no language was read')
    expect(unreadSheets).toEqual(['How to', 'Glossary'])
    expect(french.unreadColumns).toEqual(['Our notes'])
    expect(
      french.faults.map(
        ({ where, id, kept, problem }) =>
          `${inEnglish(where)}, ${id}, ${kept}: ${inEnglish(problem).split(';')[0] ?? ''}`,
      ),
    ).toEqual([
      'sheet French, row 10, none, nothing: no item of the source has this id',
      'sheet French, row 3, 1, nothing: Translation (fr): a formula stands there',
      'sheet French, row 4, 2, nothing: Translation (fr): the program made a date of what was typed',
      'sheet French, row 5, 3, nothing: cells are merged there',
      'sheet French, row 6, 4, nothing: cells are merged there',
      'sheet French, row 8, 6, nothing: it is signed off, and there is no translation',
      'sheet French, row 9, 7, nothing: the source in this row is not what was to be translated',
      'sheet fr, 8, nothing: its row is gone',
      'sheet fr, 9, nothing: its row is gone',
      'sheet French, row 11, 10, nothing: it stands in several rows, also at sheet French, row 12',
      'sheet French, row 13, 11, draft: whether it is signed off cannot be read',
      'sheet French, row 14, 12, draft: it is signed off, and no reviewer is named',
      'sheet French, row 17, 15, nothing: Translation (fr): the number is shown otherwise than it is kept',
      'sheet fr, 18, nothing: its row is gone',
    ])
    const textOf = (id: string): string | null | undefined =>
      french.released.find((item) => item.id === id)?.input
    // A run of another font, a tick, a plain number, a text from right to left: as they were typed.
    expect(textOf('5')).toBe('Tous les jours, Wendi donne trois tasses à 20 poulesA ?')
    expect(textOf('13')).toBe((await rowsOf('fr'))[12])
    expect(textOf('14')).toBe('3')
    expect(textOf('16')).toBe('شماره \u200F3\u200F و «۳»')
    expect(french.released.find(({ id }) => id === '17')?.translation?.adaptation).toBe(
      'Dollars became euros.',
    )
    expect([french.released.length, french.drafts.length]).toEqual([237, 2])
  })

  it('written anew begins where the first one ended, and keeps every wording', async () => {
    await write('again.xlsx', ['fr'])
    openpyxl('fill', at('again.xlsx'), at('again-filled.xlsx'), { fr: byId(await rowsOf('fr')) })
    const { languages } = await takeSpreadsheet(
      at('again-filled.xlsx'),
      at('sets'),
      null,
      '2026-11-10T09:00:00Z',
    )
    const [french] = languages
    expect([french?.released.length, french?.drafts.length, french?.faults]).toEqual([250, 0, []])
    expect(french?.released.find(({ id }) => id === '14')?.translation).toMatchObject({
      version: 2,
      takenIn: '2026-11-10T09:00:00Z',
      earlier: [{ version: 1, input: '3', translator: 'Ann', reviewer: 'Bo', takenIn: AT }],
    })
    expect(french?.released.find(({ id }) => id === '20')?.translation).toMatchObject({
      version: 1,
      earlier: [],
    })
  })
})
