import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatasets } from './dataset-check.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-datasets-'))
  const csv = (texts: string[]): string =>
    `id,input,target\n${texts.map((text, row) => `q${row + 1},${text},${row + 1}\n`).join('')}`
  const files: Record<string, string> = {
    'rivers-en.csv': csv(['How long is the river?', 'How wide is the river?']),
    'deeper/rivers-fr.csv': csv(['Quelle est la longueur du fleuve ?', 'How wide is the river?']),
    'deeper/.hidden.csv': 'not a table',
    'deeper/notes.txt': 'no items',
    'book.json': JSON.stringify({ name: 'Book', recipes: ['rivers'] }),
    'recipe-en.json': JSON.stringify({ name: 'r', datasets: ['rivers-en'], metrics: ['judge-1'] }),
    'recipe-fr.json': JSON.stringify({ name: 'r', datasets: ['rivers-fr'], metrics: ['judge-2'] }),
  }
  await mkdir(path.join(folder, 'deeper'))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  await symlink(folder, path.join(folder, 'deeper/round'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('datasets without a protocol', () => {
  it('are every item file below the paths, each once, with the language of its name', async () => {
    const { sets } = await checkDatasets([folder, path.join(folder, 'rivers-en.csv')])
    expect(sets.map(({ id, language, n }) => [id, language, n])).toEqual([
      ['rivers-fr', 'fr', 2],
      ['rivers-en', 'en', 2],
    ])
  })

  it('are held against each other, and judged as the recipes beside them say', async () => {
    const { findings } = await checkDatasets([folder])
    const lines = findings
      .filter(({ severity }) => severity === 'block')
      .map(({ code, set }) => `${code} ${set}`)
    expect(lines).toEqual(['judge-differs.fields null', 'untranslated.same rivers-fr'])
  })

  it('name the files that hold no items of their own', async () => {
    const { passedOver } = await checkDatasets([folder])
    expect(passedOver).toEqual([{ file: path.join(folder, 'book.json'), why: 'cookbook' }])
  })

  it('show the hashes of texts to those who may not see them', async () => {
    const plain = JSON.stringify((await checkDatasets([folder])).findings)
    const hashed = JSON.stringify((await checkDatasets([folder], undefined, 'hashed')).findings)
    expect(plain).toContain('How wide is the river?')
    expect(hashed).not.toMatch(/wide|longueur/)
    expect(hashed).toMatch(/"sha256:[0-9a-f]{64}","sha256:[0-9a-f]{64}"/)
  })

  it('are named by their folder too where two files have one name', async () => {
    const twice = path.join(folder, 'deeper/rivers-en.csv')
    await writeFile(twice, 'id,input\n1,Where does it end?\n')
    const { sets } = await checkDatasets([path.join(folder, 'rivers-en.csv'), twice])
    await rm(twice)
    expect(sets.map(({ id, language }) => [path.relative(folder, id), language])).toEqual([
      ['rivers-en', 'en'],
      [path.join('deeper', 'rivers-en'), 'en'],
    ])
  })

  it('that are not there, or hold no items, are said so', async () => {
    await expect(checkDatasets([path.join(folder, 'nothing')])).rejects.toThrow('There is no file or folder')
    await expect(checkDatasets([path.join(folder, 'book.json')])).rejects.toThrow(
      'neither a protocol.yaml nor item files',
    )
    await expect(checkDatasets([path.join(folder, 'deeper/notes.txt')])).rejects.toThrow(
      'no known kind of item file',
    )
  })
})
