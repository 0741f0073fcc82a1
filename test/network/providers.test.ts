/** An exercise that one lab runs with a program of its own, and another with recorded answers. */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { analyseExercise, startRun, submit } from '../../src/node/index.ts'
import { anthropicMessagesDialect } from '../../src/evaluation/providers/anthropic-messages.fixture.ts'
import { sendJson, wireServer } from '../../src/evaluation/providers/wire-server.fixture.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { agree, exchange, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes } from './institutes.ts'

const PROGRAM = `
for await (const line of (await import('node:readline')).createInterface({ input: process.stdin })) {
  const { id } = JSON.parse(line)
  // So that the run can be stopped in its midst.
  await new Promise((resolve) => setTimeout(resolve, 10))
  console.log(JSON.stringify({ id, message: 'It is 7.', stopReason: 'stop', model: 'seven-1', usage: { in: 9, out: 4 } }))
}
`

it('is stopped, gone on with by the same provider, submitted, and reported with what was recorded', async () => {
  await using all = await makeInstitutes(['a', 'b'])
  await foundNetwork(all)
  await agree(all, await exerciseFolder(all, ['a', 'b']))
  const [a, b] = [all.home('a'), all.home('b')]
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-providers-'))
  const script = path.join(folder, 'model.mjs')
  await writeFile(script, PROGRAM)

  const stop = new AbortController()
  const { run, result } = await startRun(
    a,
    {
      exercise: EXERCISE,
      provider: 'program',
      model: 'seven',
      command: [process.execPath, script],
      pilot: false,
      deviations: [],
      concurrency: 1,
    },
    { signal: stop.signal, emit: ({ done }) => (done > 0 ? stop.abort() : undefined) },
  )
  expect(result).toMatchObject({ status: 'stopped', recorded: 0, cost: null })
  expect(result.counts['not-run']).toBeGreaterThan(0)
  const moved = await concordHere([
    'run',
    'resume',
    run,
    '--base-url',
    'http://127.0.0.1:9',
    '--home',
    a.folder,
  ])
  expect(moved.stderr).toMatch(/^Error: The run in .* asks no address \(its provider is program\)/)
  const resumed = await concordHere(['run', 'resume', run, '--json', '--home', a.folder])
  expect(JSON.parse(resumed.stdout)).toMatchObject({
    status: 'finished',
    counts: { attempts: 40, errored: 0, 'not-run': 0 },
    modelReported: ['seven-1'],
    tokens: { in: 360, out: 160 },
  })

  const answers = path.join(a.folder, 'runs', run, 'answers.jsonl')
  const replayed = await concordHere([
    'run',
    'start',
    EXERCISE,
    '--provider',
    'replay',
    '--model',
    'seven',
    '--file',
    answers,
    '--home',
    b.folder,
  ])
  expect(replayed.status).toBe(0)
  expect(replayed.stdout).toContain('40 answers were recorded earlier: nobody was asked for them.')
  await submit(a, EXERCISE)
  await submit(b, EXERCISE)
  await exchange([a, b])
  await analyseExercise(a, EXERCISE)

  const report = path.join(folder, 'report.json')
  const said = ['exercise', 'report', EXERCISE, '--format', 'json', '--out', report, '--home', a.folder]
  expect((await concordHere(said)).status).toBe(0)
  const text = await readFile(report, 'utf8')
  expect(text).toContain('recorded answers')
  expect(text).toContain('nobody was asked for them')
  const verified = await concordHere(['verify', report, '--home', a.folder, '--json'])
  expect(z.looseObject({ ok: z.boolean() }).parse(JSON.parse(verified.stdout))).toMatchObject({ ok: true })
  await rm(folder, { recursive: true })
})

it('sends the key of a file that its owner alone may read, and takes no other', async () => {
  await using server = await wireServer(({ response }) =>
    sendJson(response, anthropicMessagesDialect.say({ text: 'wrong key sk-of-a-file-123 7', stop: 'stop' })),
  )
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-providers-'))
  const at = (name: string): string => path.join(folder, name)
  await writeFile(at('items.jsonl'), '{"id":"q1","input":"3 + 4 = ?","target":["7"]}\n')
  await writeFile(at('key.txt'), 'sk-of-a-file-123\n')
  const start = (...more: string[]) =>
    concordHere([
      'run',
      'start',
      path.resolve(import.meta.dirname, '../../examples/rehearsal/evaluation.yaml'),
      '--items',
      at('items.jsonl'),
      '--provider',
      'anthropic-messages',
      '--model',
      'm',
      '--base-url',
      server.url,
      '--key-file',
      at('key.txt'),
      '--home',
      at('home'),
      ...more,
    ])
  await chmod(at('key.txt'), 0o644)
  const open = await start()
  expect(open.status).toBe(2)
  expect(open.stderr).toMatch(/^Error: Others than its owner may use the key .* \(mode 0644\)/)
  expect(server.seen).toEqual([])

  await chmod(at('key.txt'), 0o600)
  await writeFile(
    at('prices.json'),
    '[{"host":"127.0.0.1","model":"m","perMillion":{"in":0,"out":0},"asOf":"2026-11-01","source":"ours"}]',
  )
  const ran = await start('--prices', at('prices.json'))
  expect(ran.status).toBe(0)
  expect(server.seen[0]?.headers).toMatchObject({ 'x-api-key': 'sk-of-a-file-123' })
  const files = await readdir(at('home'), { recursive: true, withFileTypes: true })
  const written = await Promise.all(
    files.filter((one) => one.isFile()).map((one) => readFile(path.join(one.parentPath, one.name), 'latin1')),
  )
  expect(written.join('')).toContain('wrong key [key] 7')
  expect(`${ran.stdout}${ran.stderr}${written.join('')}`).not.toContain('sk-of-a-file')
  await rm(folder, { recursive: true })
})
