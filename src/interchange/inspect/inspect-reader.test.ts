import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../error.ts'
import {
  collected,
  effects,
  headerOf,
  logOf,
  membersOf,
  sampleOf,
  zipOf,
  zstdFrames,
} from '../../../test/fixture/inspect-log.ts'
import type { Members, SampleInLog } from '../../../test/fixture/inspect-log.ts'
import { byteFile, type ByteFile } from '../byte-file.ts'
import { acceptanceOfLogs, readLog, type Read } from '../log-reader.fixture.ts'
import { INSPECT } from './inspect-reader.ts'
import { openInspectLog, type InspectLog } from './open-log.ts'
import { writeAgain } from './write-log.ts'

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const read = (bytes: Uint8Array): Promise<Read> => readLog(INSPECT, bytes)
const readMembers = async (members: Members): Promise<Read> => read(await zipOf(members))

const right = (id: string | number, epoch = 1): SampleInLog => ({ id, epoch, scores: { match: 'C' } })
const wrong = (id: string | number, epoch = 1): SampleInLog => ({ id, epoch, scores: { match: 'I' } })
const two = [right(1), wrong(2)]
const figures = { metrics: { accuracy: 0.5, stderr: 0.5 } }

const streaming: SampleInLog[] = [right(1), right(1, 2), wrong(2), right(2, 2)].map((sample) => ({
  ...sample,
  messages: [
    { role: 'user', content: 'attachment://long', source: 'input' },
    { role: 'assistant', content: 'é\ud800' },
  ],
  events: [
    {
      event: 'model',
      model: 'm',
      input: [],
      input_refs: [[0, 2]],
      output: {},
      call: { request: {}, call_refs: [[0, 1]], call_key: 'input' },
    },
    { event: 'of-next-year', anything: ['attachment://long'] },
  ],
  events_data: {
    messages: [
      { role: 'user', content: 'attachment://long' },
      { role: 'assistant', content: 'a' },
    ],
    calls: [{ x: 1 }],
  },
  attachments: { long: 'long '.repeat(300) },
}))

acceptanceOfLogs('Inspect', {
  reader: INSPECT,
  write: async (file) => writeAgain(await openInspectLog(file, effects), effects),
  examples: [
    {
      name: '.eval of two epochs',
      bytes: () => zipOf(membersOf(streaming, { metrics: { accuracy: 0.75, stderr: 0.25 } })),
    },
    { name: '.json', bytes: async () => encode(logOf(two, { accuracy: 0.5 })) },
    { name: 'crashed .eval', bytes: () => zipOf(membersOf(streaming).slice(0, 4)) },
    { name: 'Zstandard', bytes: async () => zipOf(membersOf(two, figures), { pack: zstdFrames(100) }) },
    { name: 'zip64', bytes: async () => zipOf(membersOf(two, figures), { zip64: true }) },
  ],
})

describe('the label', () => {
  it.each<[string, Members, string]>([
    ['all there and equal', membersOf(two, figures), 'verified'],
    ['a number differs', membersOf(two, { metrics: { accuracy: 0.5 + 1e-8, stderr: 0.5 } }), 'mismatch'],
    [
      'it differs less than is told apart',
      membersOf(two, { metrics: { accuracy: 0.5 + 1e-10 } }),
      'verified',
    ],
    ['a sample is missing', membersOf(two, { ids: [1, 2, 3], ...figures }), 'partial'],
    ['a score is missing', membersOf([right(1), { id: 2 }], { metrics: { accuracy: 1 } }), 'partial'],
    ['no metric', membersOf(two), 'nothing-to-verify'],
    [
      'no metric that can be recomputed',
      membersOf(two, { metrics: { bootstrap_stderr: 0.3 } }),
      'nothing-to-verify',
    ],
  ])('%s: %s', async (_, members, label) => {
    expect((await readMembers(members)).check.label).toBe(label)
  })

  it('comes with both figures, the formula and the number of items', async () => {
    const { check } = await readMembers(membersOf(two, { metrics: { accuracy: 0.25 } }))
    expect(check.metrics).toEqual([
      {
        score: 'match',
        metric: 'accuracy',
        reducer: null,
        logged: 0.25,
        recomputed: 0.5,
        formula: 'Σx / N',
        n: 2,
        agrees: false,
      },
    ])
  })
})

describe('outcomes', () => {
  it.each<[string, Partial<SampleInLog>, object]>([
    ['right', { scores: { match: 'C' } }, { outcome: 'scored', value: 1, labels: [] }],
    ['no answer', { scores: { match: 'N' } }, { outcome: 'scored', value: 0, labels: ['no-answer'] }],
    ['null', { scores: { match: null } }, { outcome: 'unscored', reason: 'ambiguous-null', value: null }],
    ['no score', {}, { outcome: 'unscored', reason: 'no-score', value: null }],
    [
      'an error',
      { error: { message: 'broken', traceback: '' } },
      { outcome: 'errored', error: 'broken', value: null },
    ],
    [
      'a limit',
      { limit: { type: 'token', limit: 5 }, scores: { match: 'C' } },
      { outcome: 'limit', limit: 'token', value: 1 },
    ],
    [
      'a claim that is not so',
      { metadata: { concord: { outcome: 'scored', reason: null } }, scores: { match: null } },
      { outcome: 'unscored', reason: 'ambiguous-null' },
    ],
    [
      'what Concord wrote',
      {
        metadata: { concord: { outcome: 'not-applicable', reason: 'no tool', itemKey: 'x' } },
        scores: { match: null },
      },
      { outcome: 'not-applicable', reason: 'no tool' },
    ],
  ])('%s', async (_, sample, want) => {
    const { attempts, check } = await readMembers(membersOf([{ id: 1, ...sample }]))
    expect(attempts).toMatchObject([want])
    expect(check.counts[attempts[0]?.outcome ?? 'not-run']).toBe(1)
  })

  it('NaN is no value, and leaves the mean', async () => {
    const members = membersOf([right(1), { id: 2, scores: { match: 'NAN' } }], { metrics: { accuracy: 1 } })
    const bare = members.map(([name, content]): [string, unknown] => [
      name,
      JSON.stringify(content).replace('"NAN"', 'NaN'),
    ])
    const { attempts, check } = await readMembers(bare)
    expect(attempts[1]).toMatchObject({ outcome: 'unscored', reason: 'no-value', value: null })
    expect(check.label).toBe('verified')
  })

  it('of 80 samples 78 scored and 2 in error: the mean is over the 78', async () => {
    const samples = Array.from({ length: 80 }, (_, at): SampleInLog => {
      if (at >= 78) return { id: at, error: { message: 'sandbox', traceback: '' } }
      return at < 55 ? right(at) : wrong(at)
    })
    const header = headerOf(
      samples.map(({ id }) => id),
      { metrics: { mean: 0.7051282051282052 } },
    )
    const results = { ...Object(header['results']), completed_samples: 78 }
    const { check } = await read(encode({ ...header, results, samples: samples.map(sampleOf) }))
    expect(check).toMatchObject({ label: 'verified', counts: { scored: 78, errored: 2, 'not-run': 0 } })
  })

  it('what was planned and is not there was not run', async () => {
    const crashed = membersOf([right(1)], { ids: [1, 2, 3] }).slice(0, 2)
    const { check, about } = await readMembers(crashed)
    expect(check).toMatchObject({ label: 'nothing-to-verify', counts: { scored: 1, 'not-run': 2 } })
    expect(about.status).toBe('started')
  })
})

describe('containers that are not as they should be', () => {
  const notesOf = ({ check }: Read): string[] => check.notes.map(inEnglish)

  it('a sample written twice: the last counts, and it is told', async () => {
    const again = await readMembers([
      ...membersOf([wrong(1)], { metrics: { accuracy: 1 } }),
      ['samples/1_epoch_1.json', sampleOf(right(1))],
    ])
    expect(again.check).toMatchObject({ label: 'verified', samples: { present: 1 } })
    expect(notesOf(again)).toEqual(['1 members stand there again under their names; the last of each counts'])
  })

  it('a journal with a gap and a summary twice: each sample is listed once, the gap is told', async () => {
    const summary = (id: number, input: string): object => ({ id, epoch: 1, input, target: '' })
    const log = await openInspectLog(
      await fileOf([
        ...membersOf(two).slice(0, 3),
        ['_journal/summaries/10.json', [summary(1, 'last')]],
        ['_journal/summaries/2.json', [summary(1, 'first'), summary(2, 'x')]],
        ['_journal/config_updates/1.json', { max_connections: 3 }],
      ]),
      effects,
    )
    expect((await log.summaries()).map(({ id, input }) => [id, input])).toEqual([
      [1, 'last'],
      [2, 'x'],
    ])
    expect(log.notes.map(inEnglish)).toContain(
      'the journal has a gap: 8 numbers of _journal/summaries/ are not there',
    )
    expect(log.header['config_updates']).toEqual([{ max_connections: 3 }])
  })

  it('a sample too large to be held is read without its events, and is the same attempt', async () => {
    const sample = {
      ...right(1),
      messages: [{ role: 'user', content: 'attachment://a' }],
      attachments: { a: 'q' },
    }
    const event = { event: 'info', data: ']}"' + 'x'.repeat(34_000_000) }
    const [small, large] = [sample, { ...sample, events: [event] }].map((one) =>
      zipOf(membersOf([one], { metrics: { accuracy: 1 } })),
    )
    expect((await read(await (large ?? zipOf([])))).attempts).toEqual(
      (await read(await (small ?? zipOf([])))).attempts,
    )
    const whole = await openInspectLog(byteFile(await (large ?? zipOf([])), 'a.eval'), effects)
    const { value } = await whole.samples().next()
    expect(value?.events).toEqual([event])
  })

  it('reductions of a log without results are not read', async () => {
    const members = membersOf(two).filter(([name]) => name !== 'header.json')
    const log = await openInspectLog(await fileOf([...members, ['reductions.json', [{}]]]), effects)
    expect(log.reductions).toBeNull()
  })

  it.each(['a/b', 'x_epoch_2', 'é', '../../etc/passwd', 'samples/1', ' ', 'a.json'])(
    'an id is what the sample says: %s',
    async (id) => {
      const { attempts, check } = await readMembers(membersOf([right(id)], { metrics: { accuracy: 1 } }))
      expect(attempts.map((attempt) => [attempt.id, attempt.epoch])).toEqual([[id, 1]])
      expect(check.label).toBe('verified')
    },
  )

  it('numbers keep their digits, strings their lone surrogates, through reading and writing', async () => {
    const text = JSON.stringify(
      sampleOf({ id: 'ID', scores: { match: 'C' }, metadata: { a: 'A', b: 'B', c: 'C', d: '\ud800' } }),
    )
      .replace('"ID"', '9007199254740993')
      .replace('"A"', '9223372036854775809')
      .replace('"B"', 'NaN')
      .replace('"c":"C"', '"c":-Infinity')
    const members = membersOf([{ id: 1 }]).map(([name, content]): [string, unknown] => [
      name,
      name.startsWith('samples/') ? text : content,
    ])
    const log = await openInspectLog(await fileOf(members), effects)
    const again = await openInspectLog(await written(log), effects)
    for (const one of [log, again]) {
      const { value: sample } = await one.samples().next()
      expect(sample?.id).toBe(9007199254740993n)
      expect(sample?.metadata).toEqual({ a: 9223372036854775809n, b: NaN, c: -Infinity, d: '\ud800' })
    }
  })

  it.each<[string, unknown, string]>([
    ['no sample', [], 'does not have the form of an Inspect log'],
    ['no JSON', 'nonsense', 'is no JSON from character 0 on'],
    [
      'an epoch that is none',
      { ...sampleOf(right(1)), epoch: 'x' },
      'epoch: a number is wanted, not a string',
    ],
    ['an id that is none', { ...sampleOf(right(1)), id: null }, 'id'],
  ])('a sample that is none is refused by its name: %s', async (_, content, says) => {
    const members = membersOf(two).map(([name, own]): [string, unknown] => [
      name,
      name === 'samples/2_epoch_1.json' ? content : own,
    ])
    await expect(readMembers(members)).rejects.toThrow(says)
    await expect(readMembers(members)).rejects.toThrow(/a\.log, "samples\/2_epoch_1/)
  })

  it('a ZIP file that is no log is said to be none', async () => {
    await expect(readMembers([['xl/workbook.xml', '<a/>']])).rejects.toThrow(
      'this ZIP file is no Inspect log',
    )
  })
})

async function fileOf(members: Members): Promise<ByteFile> {
  return byteFile(await zipOf(members), 'a.eval')
}

async function written(log: InspectLog): Promise<ByteFile> {
  return byteFile(await collected(writeAgain(log, effects)), 'b.eval')
}
