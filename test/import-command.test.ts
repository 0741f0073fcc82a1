/** `concord import`: one line for each log, whatever the others are, and nothing but that. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { concordHere } from './fixture/command-line-here.ts'
import { logOf, membersOf, zipOf } from './fixture/inspect-log.ts'
import type { SampleInLog } from './fixture/inspect-log.ts'

const TWO: readonly SampleInLog[] = [
  { id: 1, scores: { match: 'C' } },
  { id: 2, scores: { match: 'I' } },
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-import-'))
  await mkdir(path.join(folder, 'logs/below'), { recursive: true })
  const files: Record<string, Uint8Array | string> = {
    'right.json': JSON.stringify(logOf(TWO, { accuracy: 0.5 })),
    'wrong.json': JSON.stringify(logOf(TWO, { accuracy: 0.75 })),
    'damaged.eval': (await zipOf(membersOf(TWO))).subarray(0, 500),
    'note.txt': 'nothing',
    'logs/right.eval': await zipOf(membersOf(TWO, { metrics: { accuracy: 0.5, stderr: 0.5 } })),
    'logs/below/partial.eval': await zipOf(membersOf(TWO, { ids: [1, 2, 3], metrics: { accuracy: 0.6 } })),
    'logs/eval-set.json': '{"eval_set_id": "x"}',
    'logs/other.zip': await zipOf([['a.txt', 'a']]),
  }
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...names: string[]) =>
  concordHere([
    'import',
    ...names.map((name) => path.join(folder, name)),
    '--home',
    path.join(folder, 'home'),
  ])

const Result = z.object({
  ok: z.boolean(),
  stored: z.literal(false),
  logs: z.array(z.looseObject({ file: z.string(), label: z.string().optional() })),
})

describe('concord import', () => {
  it('says of a log what it is, with the recomputed figure and the logged one, and makes no folder', async () => {
    const { status, stdout } = await run('right.json')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^right\.json: VERIFIED · match: accuracy 0\.5, logged 0\.5 · 2 samples: 2 scored · Inspect \.json 2 \(inspect_ai 0\.3\.285\) · counting · mockllm\/model$/m,
    )
    expect(stdout).toMatch(/^1 log: 1 verified, .* Nothing was stored\.$/m)
    expect(await readdir(folder)).not.toContain('home')
  })

  it('ends with 3 where a number differs, and shows both', async () => {
    const { status, stdout } = await run('right.json', 'wrong.json')
    expect(status).toBe(3)
    expect(stdout).toContain('wrong.json: MISMATCH · match: accuracy 0.5, logged 0.75')
  })

  it('reads the others where one cannot be read, and ends with 2', async () => {
    const { status, stdout } = await run('damaged.eval', 'note.txt', 'none.eval', 'right.json', 'wrong.json')
    expect(status).toBe(2)
    expect(stdout).toMatch(/^damaged\.eval: NOT READ: damaged\.eval: the file is cut off or damaged/m)
    expect(stdout).toMatch(/^note\.txt: NOT READ: .* is not a log of a format that can be read/m)
    expect(stdout).toMatch(/^none\.eval: NOT READ: There is no file/m)
    expect(stdout).toMatch(/^right\.json: VERIFIED/m)
    expect(stdout).toMatch(
      /^5 logs: 1 verified, 0 partial, 1 mismatch, 0 with nothing to verify, 3 not read\./m,
    )
  })

  it('takes a folder for the logs in it and below it', async () => {
    const { status, stdout } = await run('logs')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^partial\.eval: PARTIAL · match: accuracy 0\.5 from the 2 items here, logged 0\.6 · 2 samples: 2 scored, 1 completed, but not in the file/m,
    )
    expect(stdout).toMatch(/^right\.eval: VERIFIED/m)
    expect(stdout).toMatch(/^2 logs: 1 verified, 1 partial,/m)
  })

  it('gives one object with --json, and figures without rounding', async () => {
    const files = ['right.json', 'damaged.eval'].map((name) => path.join(folder, name))
    const { status, stdout } = await concordHere(['import', ...files, '--json'])
    expect(status).toBe(2)
    expect(Result.parse(JSON.parse(stdout))).toMatchObject({
      ok: false,
      logs: [
        {
          label: 'verified',
          task: 'counting',
          counts: { scored: 2 },
          metrics: [{ logged: 0.5, recomputed: 0.5 }],
        },
        { error: { code: 'bad-input' } },
      ],
    })
  })

  it('says in French what it says in English', async () => {
    const { stdout } = await concordHere(['import', path.join(folder, 'wrong.json'), '--lang', 'fr'])
    expect(stdout).toMatch(
      /^wrong\.json\s: ÉCART · match\s: accuracy 0,5, enregistré 0,75 · 2 échantillons\s: 2 notés/m,
    )
  })

  it('says of a folder without logs that there is none', async () => {
    await mkdir(path.join(folder, 'empty'))
    const { status, stderr } = await run('empty')
    expect(status).toBe(2)
    expect(stderr).toContain('There is no log of a format that can be read in')
  })
})
