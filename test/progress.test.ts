/**
 * Progress of long work, through the commands. The clock of these tests goes on by some seconds each time it is read, so
 * that everything that is told is shown, on a machine of any speed; one that stands still shows nothing.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBundle } from '../bench/verify-bundle.ts'
import { analyseExercise } from '../src/node/index.ts'
import { concordHere } from './fixture/command-line-here.ts'
import { concord } from './fixture/command-line.ts'
import type { Ended } from './fixture/command-line.ts'
import { worldOf } from './fixture/finished-exercise.ts'
import {
  agree,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  run,
} from './network/institutes.ts'
import type { Institutes } from './network/institutes.ts'

const STATEMENTS = 600
const ITEMS = 1100
const DAY = 86_400_000

let all: Institutes
let folder: string
let bundle: { file: string; pinned: string }
/** Lab B has run and not submitted; lab A has submitted and analysed; lab C has all of it. */
beforeAll(async () => {
  all = await makeInstitutes(['a', 'b', 'c'], worldOf(1 / 24))
  await foundNetwork(all)
  folder = await exerciseFolder(all, ['a', 'b', 'c'], { 'attempts: 2': 'attempts: 1' })
  await writeFile(path.join(folder, 'items/english.jsonl'), itemLines())
  await agree(all, folder)
  for (const [index, letter] of ['a', 'b', 'c'].entries())
    await run(all.home(letter), folder, { seed: index })
  for (const letter of ['a', 'c']) {
    const ended = await concordHere(['exercise', 'submit', EXERCISE, '--home', all.home(letter).folder])
    expect(ended.status).toBe(0)
  }
  await exchange(all.homes)
  await analyseExercise(all.home('a'), EXERCISE)
  await exchange(all.homes)

  const now = Date.now()
  const { bytes, pinned } = makeBundle(STATEMENTS, { created: moment(now - DAY), expires: moment(now + DAY) })
  const file = path.join(all.folder, 'many.concord')
  await writeFile(file, bytes)
  bundle = { file, pinned }
})
afterAll(() => all[Symbol.asyncDispose]())

function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

function itemLines(): string {
  const lines = Array.from({ length: ITEMS }, (_, index) =>
    JSON.stringify({
      id: `item-${index}`,
      split: index < 2 ? 'exploratory' : 'evaluation',
      input: `Box ${index} holds ${13 + 7 * index} pens, and ${5 + 3 * index} more are put into it. How many are there?`,
      target: [String(18 + 10 * index)],
    }),
  )
  return `${lines.join('\n')}\n`
}

async function written(name: string, lines: readonly string[]): Promise<string> {
  const file = path.join(all.folder, name)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}

function hurried(): () => number {
  let now = 0
  return () => (now += 2500)
}

function progressLines(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '')
}

/** In its order, as each is said first; other lines may stand between, and a step may be gone through again. */
function expectInOrder(lines: readonly string[], wanted: readonly string[]): void {
  expect([...new Set(lines.filter((line) => wanted.includes(line)))]).toEqual([...new Set(wanted)])
}

type Case = { args: () => Promise<string[]> | string[]; tells: string[]; inFrench: string }

const home = (letter: string): string[] => ['--home', all.home(letter).folder]

/** In the order of an exercise: each leaves what the next ones need. */
const CASES: Record<string, Case> = {
  'verify of a bundle': {
    args: () => ['verify', bundle.file, '--charter', bundle.pinned, ...home('b')],
    tells: ['Opened 50% of the bundle', 'Verified 1 of 600 statements', 'Verified 600 of 600 statements'],
    inFrench: 'Déclarations vérifiées : 600 sur 600',
  },
  receive: {
    args: () => ['receive', bundle.file, '--charter', bundle.pinned, ...home('b')],
    tells: [
      'Opened 50% of the bundle',
      'Verified 600 of 600 statements',
      'Stored 200 of 600 statements',
      'Stored 600 of 600 statements',
    ],
    inFrench: 'Déclarations conservées : 600 sur 600',
  },
  'verify of what is here': {
    args: () => ['verify', EXERCISE, ...home('c')],
    tells: [
      'Statements loaded: 1',
      'Statements loaded: 2',
      'Checked 1,000 of 1,100 items',
      'Read 1,000 of 2,196 answers',
      'Checked 1,000 of 2,196 attempts',
      'Checked 2,196 of 2,196 attempts',
      'Computed 1 of 1 results',
    ],
    inFrench: 'Tentatives vérifiées : 2 196 sur 2 196',
  },
  'exercise status': {
    args: () => ['exercise', 'status', EXERCISE, ...home('c')],
    tells: ['Statements loaded: 1', 'Statements loaded: 2'],
    inFrench: 'Déclarations chargées : 2',
  },
  'exercise submit': {
    args: () => ['exercise', 'submit', EXERCISE, ...home('b')],
    tells: ['Signed 1 of 1 runs', 'Wrote 1 of 2 bundles', 'Wrote 2 of 2 bundles'],
    inFrench: 'Paquets écrits : 2 sur 2',
  },
  'exercise analyse': {
    args: () => ['exercise', 'analyse', EXERCISE, ...home('c')],
    tells: [
      'Read 1 of 2 tables of results',
      'Read 2 of 2 tables of results',
      'Checked 1,000 of 1,100 items',
      'Checked 1,100 of 1,100 items',
      'Computed 1 of 1 results',
      'Wrote 2 of 2 bundles',
    ],
    inFrench: 'Résultats calculés : 1 sur 1',
  },
  'analysis cosign': {
    args: () => ['analysis', 'cosign', EXERCISE, ...home('c')],
    tells: [
      'Checked 1,100 of 1,100 items',
      'Read 2,196 of 2,196 answers',
      'Checked 2,196 of 2,196 attempts',
      'Wrote 2 of 2 bundles',
    ],
    inFrench: 'Réponses lues : 2 196 sur 2 196',
  },
  'exercise report': {
    args: () => ['exercise', 'report', EXERCISE, ...home('c')],
    tells: ['Statements loaded: 2', 'Checked 1,100 of 1,100 items', 'Checked 2,196 of 2,196 attempts'],
    inFrench: 'Tentatives vérifiées : 1 000 sur 2 196',
  },
  'exercise evidence': {
    args: () => ['exercise', 'evidence', EXERCISE, '--for', 'lab-a', ...home('c')],
    tells: ['Statements loaded: 1', 'Statements loaded: 2'],
    inFrench: 'Déclarations chargées : 2',
  },
  'exercise check': {
    args: () => ['exercise', 'check', folder],
    tells: [
      'Read 100% of english.jsonl',
      'Read 1 of 1 files',
      'Compared the questions of 1 of 1 sets with each other',
    ],
    inFrench: 'Lecture de english.jsonl : 100 %',
  },
  'dataset check': {
    args: () => ['dataset', 'check', path.join(folder, 'items')],
    tells: [
      'Read 100% of english.jsonl',
      'Read 1 of 1 files',
      'Compared the questions of 1 of 1 sets with each other',
    ],
    inFrench: 'Fichiers lus : 1 sur 1',
  },
  'stats of attempts': {
    args: async () => {
      const rows = Array.from(
        { length: 60_000 },
        (_, at) => `question-${at},${at % 2 ? 'en' : 'fr'},${at % 3 ? 1 : 0}`,
      )
      return ['stats', await written('attempts.csv', ['item,language,value', ...rows])]
    },
    tells: ['Read 100% of attempts.csv', 'Computed 1 of 2 languages', 'Computed 2 of 2 languages'],
    inFrench: 'Langues calculées : 2 sur 2',
  },
  'stats of a judge': {
    args: async () => {
      const rows = Array.from(
        { length: 200 },
        (_, at) => `q${at},${at % 2 ? 'en' : 'fr'},${at % 3 ? 1 : 0},${at % 5 ? 1 : 0}`,
      )
      return ['stats', await written('judge.csv', ['item,language,judge,human', ...rows])]
    },
    tells: ['Drew 1 of 7,996 samples', 'Drew 3,998 of 7,996 samples', 'Drew 7,996 of 7,996 samples'],
    inFrench: 'Tirages faits : 7 996 sur 7 996',
  },
  'stats of raters': {
    args: async () => {
      const rows = Array.from({ length: 90 }, (_, at) => `q${at},${at % 3 ? 'a' : 'b'},${at % 5 ? 'a' : 'b'}`)
      return ['stats', await written('raters.csv', ['item,rater1,rater2', ...rows])]
    },
    tells: ['Drew 1 of 7,996 samples', 'Drew 7,996 of 7,996 samples'],
    inFrench: 'Tirages faits : 7 996 sur 7 996',
  },
}

describe('every command whose work may take long', () => {
  it.each(Object.entries(CASES))('%s tells how far it is', async (_, { args, tells, inFrench }) => {
    const words = await args()
    const english = await concordHere(words, hurried())
    expect(english.status).toBe(0)
    const lines = progressLines(english.stderr)
    expectInOrder(lines, tells)
    // Every line is one of progress; nothing of it is among the results.
    for (const line of lines)
      expect(line).toMatch(/^(?:Statements loaded: |[A-Z][a-z]+ (?:the questions of )?)\d/)
    for (const line of tells) expect(english.stdout).not.toContain(line)

    const french = await concordHere([...words, '--lang', 'fr', '--json'], hurried())
    expect(french.status).toBe(0)
    expect(french.stdout).toMatch(/^\{.*\}\n$/)
    expect(JSON.parse(french.stdout)).toMatchObject({ ok: true })
    const told = progressLines(french.stderr).map((line): unknown => JSON.parse(line))
    expect(told.map((one) => JSON.stringify(one).replaceAll(/[\u00a0\u202f]/g, ' '))).toContain(
      JSON.stringify({ progress: inFrench }),
    )

    // Its clock stands still: all of it within the first second.
    const quick = await concordHere(words)
    expect(quick).toMatchObject({ status: 0, stderr: '' })
  })

  it('tells it of a table that is attached, too', async () => {
    const example = path.resolve(import.meta.dirname, '../examples/korea-singapore-2026')
    const place = ['--home', path.join(all.folder, 'node')]
    const steps = [
      ['init', '--name', 'Node', '--origin', 'node.example/log/1', '--id', 'this-node', ...place],
      ['charter', 'found', ...place],
      ['exercise', 'propose', example, ...place],
    ]
    for (const step of steps) expect((await concordHere(step)).status).toBe(0)
    const attach = ['exercise', 'attach', 'korea-singapore-agents-2026', path.join(example, 'verdicts.csv')]
    const { status, stderr } = await concordHere([...attach, ...place], hurried())
    expect(status).toBe(0)
    expectInOrder(progressLines(stderr), [
      'Read 100% of verdicts.csv',
      'Prepared 1 of 3 runs',
      'Prepared 2 of 3 runs',
      'Prepared 3 of 3 runs',
    ])
  })
})

/** What follows it on the line is cleared. */
const ERASE = '\u001B[K'

/** As on a terminal, which shows both streams in the order in which they are written. */
async function onTerminal(args: readonly string[]): Promise<Ended> {
  Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true })
  try {
    return await concordHere(args, hurried())
  } finally {
    Reflect.deleteProperty(process.stderr, 'isTTY')
  }
}

describe('on a terminal', () => {
  it('progress is one line, which ends before the result', async () => {
    const { status, stdout, stderr } = await onTerminal([
      'verify',
      bundle.file,
      '--charter',
      bundle.pinned,
      ...home('b'),
    ])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^verified; signed, not logged\n/)
    const [before, ...redrawn] = stderr.split('\r')
    expect(before).toBe('')
    expect(redrawn.at(-1)).toBe(`Verified 600 of 600 statements${ERASE}\n`)
    for (const line of redrawn.slice(0, -1)) expect(line).toMatch(/^[A-Z][^\n]*K$/)
  })

  it('it ends before an error, too', async () => {
    const { status, stderr } = await onTerminal([
      'verify',
      bundle.file,
      '--home',
      path.join(all.folder, 'none'),
    ])
    expect(status).toBe(2)
    expect(stderr.split('\r').at(-1)).toMatch(
      /^Opened [^\n]*K\nError: Give the id of the first charter [^\n]*\n$/,
    )
  })
})

describe('Ctrl-C', () => {
  it('ends a command at once that has nothing to bring to an end', async () => {
    const place = ['--home', path.join(all.folder, 'interrupted')]
    await concordHere(['init', '--name', 'X', '--origin', 'x.example/log/1', ...place])
    const pipe = path.join(all.folder, 'never-written')
    await once(spawn('sh', ['-c', 'mkfifo "$0"', pipe]), 'close')
    const args = ['receive', bundle.file, pipe, '--charter', bundle.pinned, ...place]
    // It says what the first bundle brought, and waits for the second.
    const ended = await concord(args, { interruptOnce: ({ stdout }) => stdout.includes('\n') })
    expect(ended.status).toBeNull()
    expect(ended.stdout).toMatch(/^From bench: charter version 1/)
    const kept = await concordHere(['exercise', 'status', '--json', ...place])
    expect(JSON.parse(kept.stdout)).toMatchObject({
      exercises: [{ exercise: 'bench', statements: STATEMENTS }],
    })
  })
})
