/** The guide to `concord stats`: its commands are run as they stand, and say what it says they say. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { runCommandLine } from '../src/cli/main.ts'
import { commandsIn } from './shell-words.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const EXAMPLES = path.join(ROOT, 'examples/statistics')
const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/statistics-of-a-table.md'), 'utf8')
const folder = mkdtempSync(path.join(tmpdir(), 'concord-stats-'))

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})
afterAll(() => rmSync(folder, { recursive: true }))

function exitStatus(): number {
  return Number(process.exitCode ?? 0)
}

/** Runs a command in this process; what it wrote, and how it ended. */
async function run(words: readonly string[]): Promise<{ stdout: string; stderr: string; status: number }> {
  const out = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      out[name] += String(text)
      return true
    })
  }
  process.exitCode = 0
  await runCommandLine(words, () => 0)
  vi.restoreAllMocks()
  return { ...out, status: exitStatus() }
}

/** Without the characters that only keep a line together. */
const plain = (text: string): string =>
  text.replace(/[\u2060\u2066-\u2069]/g, '').replace(/[\u00A0\u202F]/g, ' ')

/** File and options of a command of the guide, the file as it is found from anywhere. */
function wordsOf(command: string): string[] {
  return (commandsIn(command)[0] ?? []).map((word) =>
    word.startsWith('examples/') ? path.join(ROOT, word) : word,
  )
}

const blocks = [...GUIDE.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}))
const told = blocks.flatMap(({ kind, text }, at) => {
  const after = blocks[at + 1]
  return kind === 'bash' && after?.kind === 'text' ? [{ command: text.trim(), says: after.text.trim() }] : []
})
const FILES = readdirSync(EXAMPLES).filter((file) => file.endsWith('.csv'))

describe('the guide', () => {
  it('shows every example, and the beginning of it', () => {
    expect(FILES.filter((file) => !told.some(({ command }) => command.includes(`/${file}`)))).toEqual([])
    for (const [at, { kind, text }] of blocks.entries()) {
      if (kind !== 'csv') continue
      const file = /examples\/statistics\/[\w-]+\.csv/.exec(blocks[at + 1]?.text ?? '')?.[0] ?? ''
      expect(readFileSync(path.join(ROOT, file), 'utf8').startsWith(text.replace(/…\n$/, '')), file).toBe(
        true,
      )
    }
  })

  it.each(told)('$command says what stands there', async ({ command, says }) => {
    const { stdout, status } = await run([...wordsOf(command), '--lang', 'en'])
    expect(status).toBe(0)
    expect(plain(stdout)).toContain(says)
  })

  it.each(told)('$command says it in French too', async ({ command, says }) => {
    const { stdout, stderr, status } = await run([...wordsOf(command), '--lang', 'fr'])
    expect([status, stderr]).toEqual([0, ''])
    expect(plain(stdout)).not.toContain(says)
    expect(stdout.split('\n').length).toBeGreaterThan(says.split('\n').length + 5)
  })
})

const Answer = z.object({
  ok: z.literal(true),
  table: z.string(),
  svg: z.string().nullable(),
  parts: z.array(z.object({ set: z.string(), sentences: z.array(z.string()).min(1) })).min(1),
})

describe('every example', () => {
  it.each(FILES)('%s gives one JSON object, and a picture', async (file) => {
    const svg = path.join(folder, `${file}.svg`)
    const positive = file === 'judge.csv' ? ['--positive', 'unsafe'] : []
    const { stdout } = await run(['stats', path.join(EXAMPLES, file), '--json', '--svg', svg, ...positive])
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(Answer.parse(JSON.parse(stdout)).svg).toBe(svg)
    const picture = readFileSync(svg, 'utf8')
    expect(picture).toMatch(/^<svg\s[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(picture).not.toMatch(/NaN|undefined|var\(--/)
    expect(picture.match(/<svg/g)?.length).toBe(picture.match(/<\/svg/g)?.length)
  })

  it('says the same whatever the order of its rows', async () => {
    const file = path.join(EXAMPLES, 'joint-exercise.csv')
    const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n')
    const turned = path.join(folder, 'turned.csv')
    writeFileSync(turned, [head, ...rows.toReversed()].join('\n'))
    const one = await run(['stats', file, '--json', '--delta', '10pp'])
    const other = await run(['stats', turned, '--json', '--delta', '10pp'])
    expect(other.stdout).toBe(one.stdout)
  })
})

describe('another confidence', () => {
  it.each(FILES)('of %s is said beside its ranges, which are narrower', async (file) => {
    const svg = path.join(folder, `${file}.90.svg`)
    const positive = file === 'judge.csv' ? ['--positive', 'unsafe'] : []
    const words = ['stats', path.join(EXAMPLES, file), '--lang', 'en', '--svg', svg, ...positive]
    const usual = await run(words)
    const drawn = readFileSync(svg, 'utf8')
    expect(usual.stdout).toContain('95% interval')
    expect(usual.stdout).not.toContain('Every range here')
    expect(drawn).toMatch(/95%\sinterval/)
    const other = await run([...words, '--confidence', '90'])
    expect([other.status, other.stderr]).toEqual([0, ''])
    expect(plain(other.stdout)).toContain('Note: Every range here is a 90% interval')
    expect(other.stdout).not.toContain('95% interval ')
    expect(readFileSync(svg, 'utf8')).not.toMatch(/95%\sinterval/)
    expect(readFileSync(svg, 'utf8')).toMatch(/90%\sinterval/)
  })

  it('may be the usual one, with a verdict', async () => {
    const words = ['stats', path.join(EXAMPLES, 'joint-exercise.csv'), '--delta', '10pp']
    const usual = await run(words)
    expect((await run([...words, '--confidence', '95'])).stdout).toBe(usual.stdout)
  })
})

describe('names that are perhaps one', () => {
  it.each([
    ['lab', 'item', 'labs'],
    ['configuration', 'item', 'configurations'],
  ])('of a %s are warned of before any number', async (column, item, plural) => {
    const file = path.join(folder, `alike-${column}.csv`)
    const labs = ['AISI-Japan', 'AISI Japan', 'aisi-japan', 'Korea']
    const rows = labs.flatMap((lab) => Array.from({ length: 12 }, (_, at) => `${lab},i${at},${at % 2}`))
    writeFileSync(file, [`${column},${item},value`, ...rows].join('\n'))
    const { stdout, status } = await run(['stats', file])
    expect(status).toBe(0)
    expect(stdout).toMatch(
      new RegExp(
        `^Warning: “AISI Japan”, “AISI-Japan”, “aisi-japan” are counted as 3 different ${plural}\\.`,
      ),
    )
    const inJson = await run(['stats', file, '--json'])
    expect(JSON.parse(inJson.stdout)).toMatchObject({
      alike: [{ by: column, names: ['AISI Japan', 'AISI-Japan', 'aisi-japan'] }],
    })
  })

  it('are none in the examples', async () => {
    for (const file of FILES.filter((one) => one !== 'judge.csv')) {
      const { stdout } = await run(['stats', path.join(EXAMPLES, file), '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ alike: [] })
    }
  })
})

describe('a table that cannot be read, or used', () => {
  it.each([
    ['no file', ['stats', path.join(folder, 'none.csv')], 'There is no file'],
    [
      'a gap without a unit',
      ['stats', path.join(EXAMPLES, 'one-run.csv'), '--delta', '5'],
      '--delta: 5 without a unit could be points or a share of the scale: write 5pp for 5 points of 100',
    ],
    [
      'a rate that is none',
      ['stats', path.join(EXAMPLES, 'incidents.csv'), '--alarm', '0'],
      '--alarm wants a rate',
    ],
    [
      'a confidence that nobody has',
      ['stats', path.join(EXAMPLES, 'one-run.csv'), '--confidence', '100'],
      '--confidence wants percent',
    ],
    [
      'a verdict from another interval than that of 95%',
      ['stats', path.join(EXAMPLES, 'joint-exercise.csv'), '--confidence', '90', '--delta', '5pp'],
      'A verdict is read from 95% intervals',
    ],
    [
      'no positive label',
      ['stats', path.join(EXAMPLES, 'judge.csv')],
      'say with --positive which label is counted',
    ],
    [
      'a label that is not there',
      ['stats', path.join(EXAMPLES, 'judge.csv'), '--positive', 'bad'],
      'safe, unsafe',
    ],
    [
      'groups of what has none',
      ['stats', path.join(EXAMPLES, 'totals.csv'), '--group', 'lab'],
      'line 1: no column',
    ],
  ])('is refused in one sentence: %s', async (_, words, message) => {
    const { stdout, stderr, status } = await run(words)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
