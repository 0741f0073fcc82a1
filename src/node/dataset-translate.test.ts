import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkDatasets } from './dataset-check.ts'
import { takeSpreadsheet, writeSpreadsheet } from './dataset-translate.ts'

const AT = '2026-11-03T09:00:00Z'
const EN = 'id,input,target\nq1,How long is {river} in 7 hours?,1\nq2,How wide is the river in the town?,2\n'
const guidance = () => ({ title: 'How to', lines: [] })
const options = { from: null, languages: ['fr'], locale: 'en' as const, at: AT }

let folder = ''
let sheet = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-translate-'))
  await mkdir(path.join(folder, 'sets'))
  sheet = path.join(folder, 'fr.csv')
  await writeFile(path.join(folder, 'sets/rivers-en.csv'), EN)
})
afterEach(() => rm(folder, { recursive: true }))

const sets = (): string => path.join(folder, 'sets')
/** Fills in the cells between source and answer of a row. */
async function fillIn(row: number, translation: string, people: string): Promise<void> {
  const lines = (await readFile(sheet, 'utf8')).split('\r\n')
  const line = lines[row] ?? ''
  // id, source, translation, answers, translated answers, translator, reviewer, adaptation, signed off
  lines[row] = line.replace(
    /^(q\d,[^,]*),[^,]*,(\d,\d),[^,]*,[^,]*,[^,]*,[^,]*,/,
    `$1,${translation},$2,${people},`,
  )
  await writeFile(sheet, lines.join('\r\n'))
}

describe('a set to translate', () => {
  it('goes out as a spreadsheet and comes back beside its source, drafts apart', async () => {
    expect(await writeSpreadsheet(sets(), sheet, options, guidance)).toMatchObject({
      source: path.join(sets(), 'rivers-en.csv'),
      items: 2,
      languages: [{ language: 'fr', translated: 0, outdated: 0, from: null }],
    })
    await fillIn(1, 'Quelle est la longueur de {river} en 7 heures ?', 'Ann,Bo,,yes')
    await fillIn(2, 'Quelle est la largeur du fleuve dans la ville ?', 'Ann,,,')
    const taken = await takeSpreadsheet(sheet, sets(), null, AT)
    expect(taken).toMatchObject({
      source: path.join(sets(), 'rivers-en.csv'),
      findings: [{ severity: 'note', code: 'script.cannot-tell' }],
      languages: [{ released: [{ id: 'q1' }], drafts: [{ id: 'q2' }], faults: [] }],
    })
    expect(await readdir(sets())).toEqual(['rivers-en.csv', 'rivers-fr.drafts.jsonl', 'rivers-fr.jsonl'])
    // Drafts and spreadsheets are no sets.
    await writeFile(path.join(sets(), 'work.csv'), await readFile(sheet))
    expect((await checkDatasets([sets()])).sets.map(({ id, n }) => [id, n])).toEqual([
      ['rivers-en', 2],
      ['rivers-fr', 1],
    ])
    // The next spreadsheet begins with what there is.
    const next = path.join(folder, 'next.csv')
    expect(await writeSpreadsheet(path.join(sets(), 'rivers-en.csv'), next, options, guidance)).toMatchObject(
      {
        languages: [{ translated: 2, from: path.join(sets(), 'rivers-fr.jsonl') }],
      },
    )
    expect(await readFile(next, 'utf8')).toMatch(/q1,.*Ann,Bo,,yes,released,.*\r\nq2,.*Ann,,,,draft,/)
  })

  it('is held against its source: placeholders, numbers, what was not translated', async () => {
    await writeSpreadsheet(sets(), sheet, options, guidance)
    await fillIn(1, 'Quelle est la longueur de {fleuve} en 9 heures ?', 'Ann,Bo,,yes')
    await fillIn(2, 'How wide is the river in the town?', 'Ann,Bo,,yes')
    const { findings } = await takeSpreadsheet(
      sheet,
      path.join(folder, 'fr.jsonl'),
      path.join(sets(), 'rivers-en.csv'),
      AT,
    )
    expect(findings.map(({ code, items }) => [code, items])).toEqual([
      ['untranslated.same', ['q2']],
      ['source-drift.numbers', ['q1']],
      ['source-drift.placeholders', ['q1']],
      ['script.cannot-tell', ['q1']],
    ])
  })

  it('whose source was changed meanwhile is told, by taking in and by preflight', async () => {
    await writeSpreadsheet(sets(), sheet, options, guidance)
    await fillIn(1, 'Quelle est la longueur de {river} en 7 heures ?', 'Ann,Bo,,yes')
    await takeSpreadsheet(sheet, sets(), null, AT)
    await writeFile(path.join(sets(), 'rivers-en.csv'), EN.replace('How long', 'How very long'))
    const { findings } = await checkDatasets([sets()])
    expect(findings.filter(({ code }) => code === 'source-drift.source-edited')).toMatchObject([
      { severity: 'warn', set: 'rivers-fr', items: ['q1'] },
    ])
    const again = await takeSpreadsheet(sheet, sets(), null, AT)
    expect(again.languages).toMatchObject([{ outdated: ['q1'], file: null }])
    expect(await readdir(sets())).toEqual(['rivers-en.csv', 'rivers-fr.drafts.jsonl'])
  })

  it('leaves a translation in another form alone until there is something to say that it cannot hold', async () => {
    const plain = path.join(sets(), 'rivers-fr.csv')
    await writeFile(plain, 'id,input,target,note\nq1,Quelle est la longueur de {river} en 7 heures ?,1,x\n')
    await writeSpreadsheet(sets(), sheet, options, guidance)
    const untouched = await takeSpreadsheet(sheet, sets(), null, AT)
    expect(untouched.languages).toMatchObject([{ file: null, older: null, released: [{ id: 'q1' }] }])
    expect(await readdir(sets())).toEqual(['rivers-en.csv', 'rivers-fr.csv'])
    await fillIn(2, 'Quelle est la largeur du fleuve dans la ville ?', 'Ann,Bo,,yes')
    const taken = await takeSpreadsheet(sheet, sets(), null, AT)
    expect(taken.languages).toMatchObject([{ older: plain, released: [{ id: 'q1' }, { id: 'q2' }] }])
  })

  it('replaces no spreadsheet, loses no version and overwrites no source', async () => {
    await writeSpreadsheet(sets(), sheet, options, guidance)
    await expect(writeSpreadsheet(sets(), sheet, options, guidance)).rejects.toThrow('is there already')
    await fillIn(1, 'Quelle est la longueur de {river} en 7 heures ?', 'Ann,Bo,,yes')
    await takeSpreadsheet(sheet, sets(), null, AT)
    const next = path.join(folder, 'next.xlsx')
    await writeSpreadsheet(sets(), next, options, guidance)
    await expect(takeSpreadsheet(next, path.join(folder, 'elsewhere'), null, AT)).rejects.toThrow(
      'lacks translations that were there when the spreadsheet was written (q1 and 0 more)',
    )
    await expect(
      takeSpreadsheet(sheet, path.join(sets(), 'rivers-en.csv'.replace('csv', 'jsonl')), null, AT),
    ).resolves.toBeDefined()
  })

  it.each([
    ['no language', { languages: [] }, 'Name a language'],
    ['its own language', { languages: ['en'] }, 'is in en already'],
    [
      'a country in place of a language',
      { languages: ['fr', 'jp'] },
      '--language jp: no language has this tag; perhaps you mean ja',
    ],
    ['no language at all', { languages: ['xx-nope'] }, 'no language has this tag'],
    ['two languages in one .csv', { languages: ['fr', 'ja'] }, 'A .csv file holds one language'],
    ['another source', { from: 'de' }, 'holds no set in de'],
  ])('with %s is refused', async (_, change, want) => {
    await expect(writeSpreadsheet(sets(), sheet, { ...options, ...change }, guidance)).rejects.toThrow(want)
  })

  it('is one of several, or of an unknown language, only where somebody says which', async () => {
    await writeFile(path.join(sets(), 'lakes-en.csv'), EN)
    await expect(writeSpreadsheet(sets(), sheet, options, guidance)).rejects.toThrow(
      'holds several sets in en',
    )
    const plain = path.join(folder, 'plain.csv')
    await writeFile(plain, EN)
    await expect(writeSpreadsheet(plain, sheet, options, guidance)).rejects.toThrow(
      'does not say its language',
    )
    await expect(writeSpreadsheet(plain, sheet, { ...options, from: 'en' }, guidance)).resolves.toMatchObject(
      {
        items: 2,
      },
    )
    await expect(takeSpreadsheet(plain, sets(), null, AT)).rejects.toThrow(
      'no spreadsheet of “dataset translate”',
    )
    await expect(takeSpreadsheet(path.join(folder, 'none.xlsx'), sets(), null, AT)).rejects.toThrow(
      'There is no file',
    )
  })
})
