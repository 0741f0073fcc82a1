/**
 * Reading Inspect logs of the two known shapes, generated: many samples (2,776, 80 MB of JSON) and long ones (100 with 120
 * model calls each, 260 MB), each read whole and its figures recomputed. The floor is to unpack and `JSON.parse` every member,
 * on one core, the file in memory. And the header alone, of the larger one.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { byteFile } from '../src/interchange/byte-file.ts'
import { openInspectLog } from '../src/interchange/inspect/open-log.ts'
import { writeZip, type ZipContent } from '../src/interchange/zip/write-zip.ts'
import { readDirectory } from '../src/interchange/zip/directory.ts'
import { readMember } from '../src/interchange/zip/read-member.ts'
import { checkLogFile, LOG_EFFECTS } from '../src/node/check-log.ts'
import type { Figure } from './figure.ts'

type Shape = { name: string; samples: number; calls: number; letters: number }

const MANY: Shape = { name: '2,776 samples', samples: 2776, calls: 5, letters: 5000 }
const LONG: Shape = { name: '100 samples of 120 calls', samples: 100, calls: 120, letters: 22_000 }
const ROUNDS = 5
const HEADER_MS = 20

function words(length: number, seed: number): string {
  let text = ''
  for (let state = seed + 1; text.length < length; text += `${state.toString(36)} `)
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return text
}

/** Two of three answers are right. */
function* members({ samples, calls, letters }: Shape): Generator<ZipContent> {
  const member = (name: string, value: unknown): ZipContent => ({
    name,
    bytes: new TextEncoder().encode(JSON.stringify(value)),
  })
  const ids = Array.from({ length: samples }, (_, id) => id)
  const spec = {
    created: '2026-01-01T00:00:00Z',
    task: 'generated',
    model: 'none',
    dataset: { samples, sample_ids: ids },
    config: { epochs: 1 },
  }
  yield member('_journal/start.json', { version: 2, eval: spec, plan: {} })
  for (const id of ids) {
    yield member(`samples/${id}_epoch_1.json`, {
      id,
      epoch: 1,
      input: `Question ${id}?`,
      target: 'yes',
      messages: [{ role: 'user', content: words(2000, id) }],
      output: { model: 'none', choices: [], completion: '' },
      scores: { match: { value: id % 3 === 0 ? 'I' : 'C' } },
      events: Array.from({ length: calls }, (_, call) => ({
        event: 'model',
        input: [{ role: 'user', content: words(letters, id * 1000 + call) }],
        output: { choices: [], usage: { input_tokens: 1 } },
      })),
    })
  }
  const accuracy = ids.filter((id) => id % 3 !== 0).length / samples
  const metrics = { accuracy: { name: 'accuracy', value: accuracy, params: {} } }
  const results = {
    total_samples: samples,
    completed_samples: samples,
    scores: [{ name: 'match', scorer: 'match', params: {}, metrics }],
  }
  yield member('header.json', { version: 2, status: 'success', eval: spec, plan: {}, results, stats: {} })
}

async function generate(shape: Shape, file: string): Promise<void> {
  const pack = (bytes: Uint8Array) => ({ method: 8 as const, bytes: deflateRawSync(bytes, { level: 1 }) })
  await pipeline(writeZip(members(shape), { pack, crc32: (bytes) => crc32(bytes) }), createWriteStream(file))
}

/** Median of the rounds, in milliseconds. */
async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN
}

async function parseAll(file: string): Promise<void> {
  const bytes = byteFile(await readFile(file), file)
  const decoder = new TextDecoder()
  for (const member of (await readDirectory(bytes)).members.values())
    JSON.parse(decoder.decode(await readMember(bytes, member, LOG_EFFECTS)))
}

async function check(file: string): Promise<void> {
  const { check: found } = await checkLogFile(file)
  if (found.label !== 'verified') throw new Error(`${file} is ${found.label}.`)
}

async function readHeader(file: string): Promise<void> {
  await using handle = await open(file, 'r')
  const { size } = await handle.stat()
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  }
  await openInspectLog({ name: file, size, read }, LOG_EFFECTS)
}

export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-bench-logs-'))
  try {
    const figures: Figure[] = []
    for (const shape of [MANY, LONG]) {
      const file = path.join(folder, `${shape.samples}.eval`)
      await generate(shape, file)
      const floor = await median(() => parseAll(file))
      const value = await median(() => check(file))
      figures.push({
        name: `Inspect log of ${shape.name}, read and recomputed`,
        value,
        unit: 'ms',
        rival: { name: 'unpack and JSON.parse of every member', value: floor },
        ratio: value / floor,
        goal: 1,
        met: value <= floor,
      })
    }
    const value = await median(() => readHeader(path.join(folder, `${LONG.samples}.eval`)))
    figures.push({
      name: 'header of an Inspect log',
      value,
      unit: 'ms',
      goal: HEADER_MS,
      met: value <= HEADER_MS,
    })
    return figures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
