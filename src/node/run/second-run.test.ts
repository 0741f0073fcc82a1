import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { driftChecks } from './drift-check.ts'
import { RESULT_FILE } from './run-result.ts'
import { isUnanswered } from './second-run.ts'

describe('what a run left in its folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'concord-left-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is named where its result is damaged', async () => {
    expect(await isUnanswered(folder)).toBe(false)
    await writeFile(path.join(folder, RESULT_FILE), '{"counts":{}}')
    await expect(isUnanswered(folder)).rejects.toMatchObject({
      code: 'bad-input',
      message: `${path.join(folder, RESULT_FILE)} is damaged; restore it from a backup.`,
    })
  })

  it('is named where a drift check is damaged', async () => {
    const check = path.join(folder, 'drift', '001-start')
    await mkdir(check, { recursive: true })
    expect(await driftChecks(folder)).toMatchObject([{ moment: 'start', at: null }])
    await writeFile(path.join(check, 'done.json'), '{}')
    await expect(driftChecks(folder)).rejects.toMatchObject({
      code: 'bad-input',
      message: `${path.join(check, 'done.json')} is damaged; restore it from a backup.`,
    })
  })
})
