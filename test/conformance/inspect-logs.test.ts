/** Real logs of Inspect, 0.3.41 to 0.3.239: every label, what chunked logs hold, and what is there after writing them again. */
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../../src/error.ts'
import { byteFile } from '../../src/interchange/byte-file.ts'
import { expandSample } from '../../src/interchange/inspect/expand-sample.ts'
import { INSPECT } from '../../src/interchange/inspect/inspect-reader.ts'
import { openInspectLog, type InspectLog } from '../../src/interchange/inspect/open-log.ts'
import { writeAgain } from '../../src/interchange/inspect/write-log.ts'
import { readLog } from '../../src/interchange/log-reader.fixture.ts'
import { parsePythonJson } from '../../src/interchange/python-json.ts'
import { readDirectory } from '../../src/interchange/zip/directory.ts'
import { readMember } from '../../src/interchange/zip/read-member.ts'
import { collected, effects } from '../fixture/inspect-log.ts'
import { schemaFaults } from './openapi-schema.ts'

const LOGS = path.resolve(import.meta.dirname, '../../../shared/data/logs/inspect')
const FILES = globSync('**/*.{eval,json}', { cwd: LOGS })
  .filter((file) => !/(?:inspect-openapi|eval-set|logs)\.json$/.test(file))
  .sort()

const PARTIAL = [
  '2024-08-29',
  'no-samples',
  'log_tool_call_error',
  'data_cvebench',
  'data_cyse2',
  'data_intercode',
  'data_with_llm_scoring',
]
const NOTHING = '2025-02-11T15-17-00'

const bytesOf = (file: string): Promise<Uint8Array> => readFile(path.join(LOGS, file))
const opened = async (bytes: Uint8Array): Promise<InspectLog> =>
  openInspectLog(byteFile(bytes, 'log'), effects)

async function expanded(bytes: Uint8Array): Promise<unknown[]> {
  const samples: unknown[] = []
  for await (const sample of (await opened(bytes)).samples()) samples.push(expandSample(sample).sample)
  return samples
}

/** Where two values differ; what the second has more may be empty, or of these names. */
function differences(one: unknown, other: unknown, added: readonly string[] = [], at = ''): string[] {
  if (isDeepStrictEqual(one, other) || (one === undefined && isEmpty(other))) return []
  if (one === undefined && added.some((name) => at.endsWith(`.${name}`))) return []
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return [at]
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  const keys = new Set([...left.keys(), ...right.keys()])
  return [...keys].flatMap((key) => differences(left.get(key), right.get(key), added, `${at}.${key}`))
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '' || value === undefined) return true
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}

it('there are 33 of them', () => {
  expect(FILES).toHaveLength(33)
})

describe('the labels', () => {
  it('are 25 verified, 7 partial, 1 with nothing to verify, none with a mismatch', async () => {
    for (const file of FILES) {
      const { check } = await readLog(INSPECT, await bytesOf(file))
      const want = PARTIAL.some((name) => file.includes(name))
        ? 'partial'
        : file.includes(NOTHING)
          ? 'nothing-to-verify'
          : 'verified'
      expect([file, check.label]).toEqual([file, want])
    }
  })

  it('of log_streaming come from 2 items in 2 epochs: 0.75, standard error 0.25', async () => {
    const { check } = await readLog(INSPECT, await bytesOf('log_streaming.eval'))
    expect(check).toMatchObject({ counts: { scored: 4 }, samples: { present: 4, planned: 4 } })
    expect(check.metrics.map(({ recomputed, n }) => [recomputed, n])).toEqual([
      [0.75, 2],
      [0.25, 2],
    ])
  })

  it('of the cut log of 80 say that 78 are not there, and that nothing of them was counted', async () => {
    const { check } = await readLog(INSPECT, await bytesOf('trimmed/data_cvebench_empty_choices.json'))
    expect(check).toMatchObject({
      counts: { errored: 1, 'not-run': 1 },
      samples: { planned: 80, absent: 78 },
    })
    expect(check.metrics).toMatchObject([{ logged: 0.7051282051282052, recomputed: null }])
  })
})

it('the three models of one set answered the same 100 items: scores and paired difference as known', async () => {
  const sets = await Promise.all(
    FILES.filter((file) => file.includes('eval-set/')).map(async (file) =>
      readLog(INSPECT, await bytesOf(file)),
    ),
  )
  const valueByKey = new Map(
    sets.map(({ about, attempts }) => [
      about.model,
      new Map(attempts.map(({ itemKey, value }) => [itemKey ?? '', value ?? Number.NaN])),
    ]),
  )
  const of = (model: string): Map<string, number> => valueByKey.get(model) ?? new Map<string, number>()
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [gpt, claude] = [of('openai/gpt-5'), of('anthropic/claude-sonnet-4-20250514')]
  expect(
    [gpt, claude, of('google/gemini-2.5-pro')].map((one) => [one.size, mean([...one.values()])]),
  ).toEqual([
    [100, 0.52],
    [100, 0.57],
    [100, 0.66],
  ])
  const paired = [...gpt].map(([key, value]) => value - (claude.get(key) ?? Number.NaN))
  expect(mean(paired)).toBeCloseTo(-0.05, 12)
  const variance = paired.reduce((sum, one) => sum + (one - mean(paired)) ** 2, 0) / 99
  expect(Math.sqrt(variance / 100)).toBeCloseTo(0.0297294195, 10)
  expect([1, -1].map((sign) => paired.filter((one) => one === sign).length)).toEqual([2, 7])
})

describe('logs in parts', () => {
  const pairs = FILES.filter((file) => file.includes('chunked__'))

  /** The chunker wrote other zones of time, and defaults of its version. */
  const alike = (value: unknown): unknown => {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/.test(value))
      return new Date(value).toISOString()
    if (Array.isArray(value)) return value.map(alike)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key, inner]) =>
            !DEFAULTS.some(([name, given]) => key === name && isDeepStrictEqual(inner, given)),
        )
        .map(([key, inner]) => [key, alike(inner)]),
    )
  }
  /** What older logs did not write, and the chunker fills in. */
  const ADDED = ['working_start', 'completion']
  const DEFAULTS: readonly [string, unknown][] = [
    ['intermediate', false],
    ['history', []],
    ['role_usage', {}],
  ]

  it.each(pairs)('%s holds what its original holds', async (file) => {
    const parts = await expanded(await bytesOf(file))
    const whole = await expanded(await bytesOf(path.basename(file).replace('chunked__', '')))
    expect(parts).toHaveLength(whole.length)
    const keyOf = (sample: unknown): string => JSON.stringify(Object.values(alike(sample) ?? {}).slice(0, 2))
    const sorted = (samples: readonly unknown[]): unknown[] =>
      samples.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    expect(differences(alike(sorted(whole)), alike(sorted(parts)), ADDED)).toEqual([])
  })
})

describe('written again', () => {
  it.each(FILES)('%s holds the same samples and gives the same label', async (file) => {
    const bytes = await bytesOf(file)
    const again = await collected(writeAgain(await opened(bytes), effects))
    expect(differences(await expanded(bytes), await expanded(again))).toEqual([])
    const [one, other] = [await readLog(INSPECT, bytes), await readLog(INSPECT, again)]
    expect(other.attempts).toEqual(one.attempts)
    expect(other.check).toEqual(one.check)
  })

  it.each(FILES)('%s fits the published schema, where it did before', async (file) => {
    const faults = schemaFaults(JSON.parse(await readFile(path.join(LOGS, 'inspect-openapi.json'), 'utf8')))
    const log = await opened(await bytesOf(file))
    /** What stands in a log as some version wrote it is passed on as it is. */
    const before = new Set<string>()
    for await (const sample of log.samples())
      for (const fault of faults('EvalSample', sample)) before.add(fault)
    const written = byteFile(await collected(writeAgain(log, effects)), 'written')
    const { members } = await readDirectory(written)
    for (const [name, member] of members) {
      const value = parsePythonJson(
        new TextDecoder().decode(await readMember(written, member, effects)),
        name,
      )
      const schema = schemaOf(name)
      if (schema === undefined) continue
      const listed = Array.isArray(value) ? value : [value]
      const own = listed.flatMap((one) => faults(schema, one)).filter((fault) => !before.has(fault))
      expect([name, own]).toEqual([name, []])
    }
  })
})

/** Undefined for the start of the journal, which has none. */
function schemaOf(member: string): string | undefined {
  if (member === 'header.json') return 'EvalLog'
  if (member === 'reductions.json') return 'EvalSampleReductions'
  if (member.startsWith('samples/')) return 'EvalSample'
  return member === '_journal/start.json' ? undefined : 'EvalSampleSummary'
}

it.each([
  'log_streaming.eval',
  'chunked/original__ais-decoder.eval',
  'log_formats.json',
  'chunked/chunked__log_streaming.eval',
])('%s cut off at every kilobyte is read or refused in one sentence', async (file) => {
  const bytes = await bytesOf(file)
  for (let end = 0; end < bytes.length; end += 1024) {
    const ended = await readLog(INSPECT, bytes.slice(0, end)).catch((error: unknown) => error)
    if (ended instanceof Error) expect(ended).toBeInstanceOf(ConcordError)
  }
})
