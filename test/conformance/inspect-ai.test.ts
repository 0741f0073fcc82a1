/** What Inspect itself finds in the logs that Concord writes: the same as in the logs they were read from. */
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inspectLog } from '../../src/evaluation/index.ts'
import { everyOutcome, everyOutcomePlan } from '../../src/evaluation/run-log.fixture.ts'
import { byteFile } from '../../src/interchange/byte-file.ts'
import { openInspectLog } from '../../src/interchange/inspect/open-log.ts'
import { INSPECT } from '../../src/interchange/inspect/inspect-reader.ts'
import { writeAgain, writeEvalFile } from '../../src/interchange/inspect/write-log.ts'
import { readLog } from '../../src/interchange/log-reader.fixture.ts'
import { parsePythonJson } from '../../src/interchange/python-json.ts'
import { readDirectory } from '../../src/interchange/zip/directory.ts'
import { readMember } from '../../src/interchange/zip/read-member.ts'
import { collected, effects, logOf, membersOf, zipOf } from '../fixture/inspect-log.ts'
import { schemaFaults } from './openapi-schema.ts'
import { inspectAi, type InspectAi } from './inspect-ai.ts'

const LOGS = path.resolve(import.meta.dirname, '../../../shared/data/logs/inspect')
const FILES = globSync('**/*.{eval,json}', { cwd: LOGS })
  .filter((file) => !/(?:inspect-openapi|eval-set|logs)\.json$/.test(file))
  .sort()
async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const faults = schemaFaults(JSON.parse(await readFile(path.join(LOGS, 'inspect-openapi.json'), 'utf8')))
  const log = byteFile(bytes, 'log')
  const found: string[] = []
  for (const [name, member] of (await readDirectory(log)).members) {
    const value = parsePythonJson(new TextDecoder().decode(await readMember(log, member, effects)), name)
    if (name === 'header.json') found.push(...faults('EvalLog', value))
    else if (name.startsWith('samples/')) found.push(...faults('EvalSample', value))
    else if (Array.isArray(value)) for (const one of value) found.push(...faults('EvalSampleSummary', one))
  }
  return found
}

/** Inspect does not read samples in parts. */
const WHOLE = FILES.filter((file) => !file.includes('chunked__'))

let folder = ''
let inspect: InspectAi
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-inspect-'))
  inspect = await inspectAi()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function writtenAgain(bytes: Uint8Array, name: string): Promise<string> {
  const file = path.join(folder, `${name.replaceAll('/', '_')}.eval`)
  const log = await openInspectLog(byteFile(bytes, name), effects)
  await writeFile(file, await collected(writeAgain(log, effects)))
  return file
}

const ours = (file: string): Promise<string> =>
  readFile(path.join(LOGS, file)).then((bytes) => writtenAgain(bytes, file))

describe('Inspect', () => {
  it('finds in every log that was written again the samples, scores and figures of the original', async () => {
    const logs = await Promise.all(
      WHOLE.map(async (file) => ({ file: await ours(file), original: path.join(LOGS, file) })),
    )
    for (const [at, answer] of inspect.open(logs).entries()) {
      const file = WHOLE[at] ?? ''
      expect([file, answer.headerSamples, answer.headerFigures]).toEqual([file, null, answer.figures])
      // Inspect itself does not fill in the pool of version 3, so it finds the messages in ours alone.
      const differs = (answer.differences ?? []).filter(
        (place) => !(file.includes('deduplication') && /\.input(?:_refs)?$/.test(place)),
      )
      expect([file, answer.version, differs]).toEqual([file, 2, []])
    }
  })

  it('finds samples in parts whole, once Concord has written them', async () => {
    const files = FILES.filter((file) => file.includes('chunked__'))
    const logs = await Promise.all(
      files.map(async (file) => ({
        file: await ours(file),
        original: path.join(LOGS, path.basename(file).replace('chunked__', '')),
      })),
    )
    for (const answer of inspect.open(logs)) {
      expect(answer.samples.length).toBeGreaterThan(0)
      // Of older events it works out the completion before it puts long texts in their place.
      const differs = (answer.differences ?? []).filter((place) => !place.endsWith('.output.completion'))
      expect(differs).toEqual([])
    }
  })

  it('reads every outcome: NaN without a value, an error, a limit, digits and lone surrogates', async () => {
    const members = membersOf(
      [
        { id: 'a', scores: { match: 'C' }, metadata: { big: 'BIG', half: '\ud800' } },
        { id: 'b', scores: { match: 'NAN' } },
        { id: 'c', error: { message: 'broken', traceback: '', traceback_ansi: '' } },
        { id: 'd', limit: { type: 'token', limit: 10 }, scores: { match: 'I' } },
      ],
      { metrics: { accuracy: 0.5 } },
    ).map(([name, content]): [string, unknown] => [
      name,
      JSON.stringify(content).replace('"NAN"', 'NaN').replace('"BIG"', '9007199254740993'),
    ])
    const file = await writtenAgain(await zipOf(members), 'outcomes')
    const [answer] = inspect.open([{ file, original: file }])
    expect(answer?.samples.map(([id]) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(answer?.scores).toEqual([{ match: 'C' }, { match: null }, {}, { match: 'I' }])
  })

  it('recomputes the figures of a run that Concord carried out, and fits the published schema', async () => {
    const facts = {
      planHash: 'f'.repeat(64),
      created: '2026-11-25T12:00:00Z',
      version: '0.1.0',
      sha256: effects.sha256,
      labels: ['refusal'],
    }
    const scored = everyOutcome.filter(({ outcome }) => outcome.outcome === 'scored')
    for (const [name, answers] of Object.entries({ every: everyOutcome, scored })) {
      const file = path.join(folder, `${name}.eval`)
      await writeFile(
        file,
        await collected(writeEvalFile(inspectLog(everyOutcomePlan, answers, facts), effects)),
      )
      const [answer] = inspect.open([{ file }])
      const { check } = await readLog(INSPECT, await readFile(file))
      const own = check.metrics.map(({ score, metric, recomputed }) => [`${score} ${metric}`, recomputed])
      expect([name, answer?.figures]).toEqual([name, Object.fromEntries(own)])
      for (const [metric, value] of Object.entries(answer?.recomputed ?? {}))
        expect(value).toBeCloseTo(Number(Object.fromEntries(own)[metric]), 12)
      expect(Object.keys(answer?.recomputed ?? {})).toEqual(own.map(([metric]) => metric))
      expect(answer?.samples).toHaveLength(answers.length)
      expect(await faultsOf(await readFile(file))).toEqual([])
    }
  })

  it('dumps what was written', async () => {
    const file = await writtenAgain(
      new TextEncoder().encode(JSON.stringify(logOf([{ id: 'x/1', scores: { match: 'C' } }]))),
      'dumped',
    )
    const Dump = z.object({ samples: z.array(z.object({ id: z.string() })), status: z.string() })
    const Head = z
      .looseObject({ status: z.string() })
      .transform(({ status, samples }) => ({ status, samples }))
    const all = Dump.parse(JSON.parse(inspect.command(['log', 'dump', file])))
    expect(all).toEqual({ status: 'success', samples: [{ id: 'x/1' }] })
    expect(Head.parse(JSON.parse(inspect.command(['log', 'dump', '--header-only', file])))).toEqual({
      status: 'success',
    })
  })
})
