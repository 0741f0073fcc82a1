/** `concord compare` as a person and as a program see it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { concordHere } from './fixture/command-line-here.ts'
import { logOf } from './fixture/inspect-log.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'concord-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A log of items whose scores are these letters. */
function write(name: string, letters: string): string {
  const file = path.join(folder, name)
  const samples = [...letters].map((letter, at) => ({ id: at, scores: { match: letter } }))
  const log = logOf(samples)
  writeFileSync(file, JSON.stringify({ ...log, eval: { ...Object(log['eval']), task_args: {} } }))
  return file
}

const all = write('all.json', 'C'.repeat(30))
const none = write('none.json', 'I'.repeat(30))

describe('compare', () => {
  it('says first what was measured, then the verdict and the fields that decided', async () => {
    const { status, stdout } = await concordHere(['compare', all, none])
    expect(status).toBe(0)
    const [lead, verdict] = stdout.split('\n')
    expect(lead).toBe('The two logs measured the same 30 items, with the same model: mockllm/model.')
    expect(verdict).toBe('Comparable with a caveat.')
    expect(stdout).toContain('100 points more often')
  })

  it('says it in French', async () => {
    const { stdout } = await concordHere(['compare', all, none, '--lang', 'fr'])
    expect(stdout).toMatch(/^Les deux journaux ont mesuré les 30 mêmes items, avec le même modèle/)
    expect(stdout).toContain('Comparables sous réserve.')
  })

  it('shows twenty items on which they disagree, and gives programs all', async () => {
    const { stdout } = await concordHere(['compare', all, none])
    expect(stdout.match(/What is question/g)).toHaveLength(20)
    const inJson = await concordHere(['compare', all, none, '--json'])
    expect(JSON.parse(inJson.stdout)).toMatchObject({
      ok: true,
      items: { common: 30, onlyFirst: [], onlySecond: [] },
      difference: { statistics: { value: { estimates: { difference: 1 } } } },
      measurement: { verdict: 'comparable-with-caveat' },
      disagreements: Array.from({ length: 30 }, () => ({ first: { score: 1 }, second: { score: 0 } })),
    })
  })

  it('says why no difference is given, and ends well', async () => {
    const other = path.join(folder, 'other.json')
    writeFileSync(other, JSON.stringify(logOf([{ id: 1, input: 'Another?', scores: { match: 'C' } }])))
    const { status, stdout } = await concordHere(['compare', all, other])
    expect(status).toBe(0)
    expect(stdout).toContain('The two logs share no item')
    expect(stdout).toContain('No difference is given: no item of one log can be joined')
    expect(stdout).not.toContain('agree on every')
  })

  it('ends with 2 where a file is not there, or is no log, and with 2 for a score that not both have', async () => {
    const text = path.join(folder, 'text.json')
    writeFileSync(text, '{}')
    for (const args of [
      [all, path.join(folder, 'gone.eval')],
      [text, all],
      [all, none, '--score', 'other'],
    ])
      expect([args, (await concordHere(['compare', ...args])).status]).toEqual([args, 2])
  })
})
