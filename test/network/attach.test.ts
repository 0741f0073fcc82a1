import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyseExercise, attach, readExerciseFolder, status, verify } from '../../src/node/index.ts'
import { readOutcomeTable, rowsOf, Run } from '../../src/statement/index.ts'
import { ownerOf, readAs } from '../../src/node/networks.ts'
import { bodyValue } from '../../src/node/publish.ts'
import { agree, edit, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes } from './institutes.ts'
import type { Institutes } from './institutes.ts'

describe('verdicts on items whose text is here', () => {
  let all: Institutes
  let folder: string
  let pinned: string
  let ids: string[]
  beforeAll(async () => {
    all = await makeInstitutes(['a'])
    pinned = await foundNetwork(all)
    folder = await exerciseFolder(all, ['a'])
    await edit(path.join(folder, 'evaluation.yaml'), {
      'scorer: { type: numeric, take: last, tolerance: 0, decimal: auto }':
        'scorer: { type: verdict-table, rubric: Two people read each answer. }',
    })
    await agree(all, folder)
    const { datasets } = await readExerciseFolder(folder)
    ids = [...datasets.values()].flatMap(({ items }) =>
      items.filter(({ split }) => split === 'evaluation').map(({ id }) => id),
    )
  })
  afterAll(() => all[Symbol.asyncDispose]())

  async function table(items: readonly string[]): Promise<string> {
    const file = path.join(all.folder, 'verdicts.csv')
    const rows = items.flatMap((id, index) => [1, 2].map((k) => `${id},en,${k},model-a,${(index + k) % 2}`))
    await writeFile(file, `item,language,attempt,model,value\n${rows.join('\n')}\n`)
    return file
  }

  it('are refused where the protocol has no such item, before anything is signed', async () => {
    const home = all.home('a')
    await expect(attach(home, EXERCISE, await table([...ids, 'item-99']))).rejects.toThrow(
      'verdicts.csv: the item item-99 is not in the set english of the protocol; write its declared id',
    )
    expect((await status(home, EXERCISE)).state.members).toMatchObject([
      { runs: [{ model: 'model-a', run: null }] },
    ])
  })

  it('carry the key of their item, are analysed, and verify up to the verdicts', async () => {
    const home = all.home('a')
    const { attached } = await attach(home, EXERCISE, await table(ids))
    expect(attached).toMatchObject([{ model: 'model-a', attempts: 2 * ids.length }])
    const reader = await readAs(home, ownerOf(home))
    const stored = await reader.getStatement(attached[0]?.id ?? '')
    const run = Run.parse(stored === undefined ? undefined : bodyValue(stored))
    const bytes = await reader.getBlobOf(attached[0]?.id ?? '', run.table?.sha256 ?? '')
    const keys = [...rowsOf(await readOutcomeTable(bytes ?? new Uint8Array()))].map(({ itemKey }) => itemKey)
    expect(new Set(keys).size).toBe(ids.length)
    expect(keys).not.toContain(null)

    // The same again, as after a kill, signs nothing anew.
    expect((await attach(home, EXERCISE, await table(ids))).attached).toEqual(attached)
    const { id } = await analyseExercise(home, EXERCISE)
    expect((await analyseExercise(home, EXERCISE)).id).toBe(id)
    await expect(attach(home, EXERCISE, await table(ids.slice(1)))).rejects.toThrow(
      'a table is attached once',
    )
    const verified = await verify(home, all.world, EXERCISE, { charter: pinned })
    expect(verified).toMatchObject({
      ok: true,
      findings: [],
      unchecked: ['verdicts'],
      checked: { runs: 1, analyses: 1 },
    })
    expect(run.importedFrom).not.toBeNull()
  })
})
