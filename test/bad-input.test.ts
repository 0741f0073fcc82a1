/** What is wrong is said once, in one line, with what to do; nothing is left half-done, and the right thing then works. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { armor, Encrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addToCharter, openHome, signCharter } from '../src/node/index.ts'
import { concordHere } from './fixture/command-line-here.ts'
import { concord, contentOf, withoutProgress } from './fixture/command-line.ts'
import type { Ended } from './fixture/command-line.ts'
import { finishExercise, worldOf } from './fixture/finished-exercise.ts'
import type { FinishedExercise } from './fixture/finished-exercise.ts'
import { forge, open as openBundle, readStatements, signersIn } from './fixture/forger.ts'
import {
  cardOf,
  edit,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
} from './network/institutes.ts'

/** 2 GB and a little. */
const HUGE = 2_200_000_000
/** Far above what a command needs, far below what it is given to read. */
const MEMORY_MIB = 400

let all: FinishedExercise
let places = 0
beforeAll(async () => {
  all = await finishExercise()
})
afterAll(() => all[Symbol.asyncDispose]())

/** A name in the test's folder where nothing is. */
function place(name = ''): string {
  return path.join(all.folder, `place-${++places}${name}`)
}

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const file = place(`-${name}`)
  await writeFile(file, content)
  return file
}

/** A copy of the exercise's folder with texts in its files replaced, or files written anew. */
async function folderWith(files: Record<string, string | Record<string, string>>): Promise<string> {
  const folder = place()
  await cp(all.exerciseFolder, folder, { recursive: true })
  for (const [name, change] of Object.entries(files)) {
    if (typeof change === 'string') await writeFile(path.join(folder, name), change)
    else await edit(path.join(folder, name), change)
  }
  return folder
}

type Refusal = { says: readonly string[]; status?: 2 | 3; code?: string }

/** One line on stderr that says what, where and what to do; nothing else anywhere. */
function expectSentence(ended: Ended, { says, status = 2 }: Refusal): void {
  expect(ended).toMatchObject({ stdout: '', status })
  expect(withoutProgress(ended.stderr)).toMatch(/^Error: \S.*\.\n$/)
  for (const part of says) expect(ended.stderr).toContain(part)
}

/** The folder that a command must leave as it is: the institute's, else the one it is about. */
function folderOf(args: readonly string[]): string {
  const at = args.indexOf('--home')
  return (at < 0 ? args.at(-1) : args[at + 1]) ?? ''
}

/** Run as a process of its own and in this one: the same sentence, once, and the folder left as it is. */
async function refuses(args: readonly string[], refusal: Refusal): Promise<void> {
  const [ended, sentence] = await Promise.all([concord(args), refusesHere(args, refusal)])
  expectSentence(ended, refusal)
  expect(withoutProgress(ended.stderr)).toBe(sentence)
}

/** As `refuses`, without a process of its own; with --json too. Gives the sentence. */
async function refusesHere(args: readonly string[], refusal: Refusal): Promise<string> {
  const before = await contentOf(folderOf(args))
  const ended = await concordHere(args)
  expectSentence(ended, refusal)
  const inJson = await concordHere([...args, '--json'])
  expect(inJson).toMatchObject({ status: refusal.status ?? 2, stderr: ended.stderr })
  const code = refusal.code ?? expect.any(String)
  const message = ended.stderr.slice('Error: '.length).trimEnd()
  expect(jsonLines(inJson.stdout)).toEqual([{ ok: false, error: { code, message } }])
  expect(await contentOf(folderOf(args))).toEqual(before)
  return ended.stderr
}

function jsonLines(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}

/** `verify` and what it found: on stdout, as a result. */
async function doesNotVerify(args: readonly string[], says: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await concordHere(['verify', ...args])
  expect({ status, stderr }).toEqual({ status: 3, stderr: '' })
  expect(stdout).toMatch(/^not verified: /)
  for (const part of says) expect(stdout).toContain(part)
  const inJson = await concordHere(['verify', ...args, '--json'])
  expect(inJson).toMatchObject({ status: 3, stderr: '' })
  expect(JSON.parse(inJson.stdout)).toMatchObject({ ok: false, verdict: 'not verified' })
}

/** What is right goes on, after what was wrong. */
async function works(args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await concordHere(args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

describe('a bundle', () => {
  let bytes: Uint8Array
  let home: string
  beforeAll(async () => {
    bytes = await readFile(all.bundle('runs-counting', 'a', 'b'))
    home = await all.copyOf('b', 'frozen')
  })

  const changed = (at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

  it('with a changed byte, wherever it is', async () => {
    const text = Buffer.from(bytes).toString('latin1')
    const places = {
      'first header': [0, 'header'],
      'list of members': [text.indexOf('"members"') + 3, 'concord-bundle.json'],
      charter: [
        text.indexOf('payload', text.indexOf('charter/1.json', 2000)) + 30,
        'charter/1.json was changed',
      ],
      statement: [text.indexOf('payload', text.indexOf('unlogged/', 6000)) + 30, 'was changed'],
      blob: [text.indexOf('PAR1') + 100, 'was changed'],
      'verify.txt': [text.lastIndexOf('ustar') + 400, 'verify.txt was changed'],
      end: [bytes.length - 1, 'after its end mark'],
    } as const
    for (const [name, [at, says]] of Object.entries(places)) {
      const file = await written(`${name}.concord`.replaceAll(' ', '-'), changed(at))
      const want = { says: [path.basename(file), says, 'ask its sender'], code: 'bad-input' }
      await (name === 'blob' ? refuses : refusesHere)(['receive', file, '--home', home], want)
      if (name === 'blob') await doesNotVerify([file, '--charter', all.pinned], ['was changed'])
    }
    const cut = await written('cut.concord', bytes.subarray(0, bytes.length / 2))
    await refusesHere(['receive', cut, '--home', home], {
      says: [path.basename(cut), 'cut off', 'ask its sender'],
    })
    const whole = all.bundle('runs-counting', 'a', 'b')
    expect(await works(['receive', whole, '--home', home])).toContain('From lab-a: one new statement')
  })

  it('for another member', async () => {
    for (const [command, what] of [
      ['receive', 'runs-counting'],
      ['exercise accept', 'protocol-counting'],
      ['exercise review', 'protocol-counting'],
      ['charter sign', 'charter-1'],
    ] as const) {
      const file = all.bundle(what, 'a', 'c')
      await (command === 'receive' ? refuses : refusesHere)([...command.split(' '), file, '--home', home], {
        says: [path.basename(file), 'is for lab-c, and you are lab-b', 'ask lab-a for yours'],
      })
    }
  })

  it('with a path that leads out of it', async () => {
    // As its last member: a copy of verify.txt under another name, with the checksum of that name.
    const last = Buffer.from(bytes).lastIndexOf('verify.txt\0')
    const header = Buffer.from(bytes.subarray(last, last + 512))
    header.fill(0, 0, 100).write('../x', 0)
    header.fill(' ', 148, 156).write(
      `${header
        .reduce((sum, byte) => sum + byte)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    const end = bytes.length - 1024
    const file = await written(
      'path.concord',
      Buffer.concat([bytes.subarray(0, end), header, bytes.subarray(last + 512, end), bytes.subarray(end)]),
    )
    await refuses(['receive', file, '--home', home], {
      says: [path.basename(file), '../x', 'ask its sender'],
      code: 'bad-input',
    })
    await doesNotVerify([file, '--charter', all.pinned], ['../x'])
  })

  it('that is a web page, a card or nothing at all', async () => {
    const page = await written('page.html', '<!doctype html><title>Download</title>'.padEnd(2000))
    const card = path.join(all.folder, 'lab-a', 'card.json')
    const empty = await written('empty.concord', '')
    for (const file of [page, card, empty]) {
      await refusesHere(['receive', file, '--home', home], {
        says: [path.basename(file), 'it is no bundle', 'ask its sender for it again'],
      })
    }
    await doesNotVerify([page], ['not a report of Concord'])
    await doesNotVerify([card], ['not a report of Concord'])
    await refusesHere(['receive', all.folder, '--home', home], {
      says: [all.folder, 'is a folder', 'name a file in it'],
    })
    await refusesHere(['receive', place(), '--home', home], { says: ['There is no file', 'check the name'] })
    const alone = place()
    await works(['init', '--name', 'X', '--origin', 'x.example/log/1', '--home', alone])
    await refusesHere(['charter', 'found', page, '--home', alone], {
      says: [page, 'not JSON', 'ask the sender'],
    })
  })

  it('of a network nobody pinned', async () => {
    const alone = place()
    await works(['init', '--name', 'B', '--origin', 'lab-b.example/log/1', '--home', alone])
    const file = all.bundle('runs-counting', 'a', 'b')
    await refusesHere(['receive', file, '--home', alone], {
      says: [path.basename(file), all.pinned, '--charter'],
    })
    await refusesHere(['verify', file, '--home', alone], { says: ['--charter', 'compared by hand'] })
  })
})

describe('a charter', () => {
  it('that has expired', async () => {
    await using old = await makeInstitutes(['a', 'b'], worldOf(400))
    await foundNetwork(old)
    const folder = await exerciseFolder(old, ['a', 'b'])
    for (const home of old.homes) await home[Symbol.asyncDispose]()
    await refuses(['exercise', 'propose', folder, '--home', path.join(old.folder, 'lab-a')], {
      says: ['The charter (version 1) expired on', 'concord charter add'],
    })
  })

  it('that forks', async () => {
    await using newcomers = await makeInstitutes(['d', 'e'], worldOf(0))
    const home = await all.copyOf('c')
    const files: string[] = []
    for (const newcomer of newcomers.homes) {
      await using a = await openHome(await all.copyOf('a'), newcomers.world)
      await using b = await openHome(await all.copyOf('b'), newcomers.world)
      await addToCharter(a, [cardOf(newcomer)])
      await signCharter(b, outboxFile(a, 'charter-2', b))
      await signCharter(newcomer, outboxFile(b, 'charter-2', newcomer))
      files.push(
        path.join(newcomer.folder, 'outbox', `charter-2-from-${newcomer.institute.id}-to-lab-c.concord`),
      )
    }
    const [first = '', second = ''] = files
    await works(['receive', first, '--home', home])
    await refuses(['receive', second, '--home', home], {
      says: [path.basename(second), 'Two valid charters of version 2'],
      code: 'not-verified',
    })
    await works(['exercise', 'status', EXERCISE, '--home', home])
  })
})

describe('an exercise folder', () => {
  const check = (folder: string, ...says: string[]): Promise<string> =>
    refusesHere(['exercise', 'check', folder], { says: [folder, ...says], status: 3, code: 'check-failed' })

  it.each([
    'question',
    'items',
    'languages',
    'system',
    'generation',
    'judging',
    'outcomes',
    'aggregation',
    'analysis',
    'conduct',
  ])('whose protocol lacks the part %s', async (part) => {
    const text = await readFile(path.join(all.exerciseFolder, 'protocol.yaml'), 'utf8')
    const without = text.replace(new RegExp(`^${part}:\n(?:(?: .*)?\n)*`, 'm'), '')
    expect(without.length).toBeLessThan(text.length)
    const folder = await folderWith({ 'protocol.yaml': without })
    const says = [`protocol.yaml, field ${part}`, `the part "${part}" is missing`, 'correct the file']
    await check(folder, ...says)
    if (part === 'conduct') {
      await refuses(['exercise', 'check', folder], { says, status: 3 })
      const home = await all.copyOf('a')
      await refusesHere(['exercise', 'propose', folder, '--home', home], { says, code: 'bad-input' })
    }
  })

  it('with two items of one id', async () => {
    const lines = ['{"id":"a","input":"1+1?","target":"2"}', '{"id":"a","input":"1+2?","target":"3"}\n']
    const folder = await folderWith({ 'items/english.jsonl': lines.join('\n') })
    const says = [
      'english.jsonl, line 2',
      'the id “a” stands already at line 1',
      'two items cannot share an id',
    ]
    await refuses(['exercise', 'check', folder], { says, status: 3 })
    const csv = await folderWith({
      'protocol.yaml': { 'items/english.jsonl': 'items/english.csv' },
      'items/english.csv': 'id,input,target\na,1+1?,2\na,1+2?,3\n',
    })
    await check(csv, 'english.csv, line 3', 'the id “a” stands already at line 2')
  })

  it('with what is no number', async () => {
    const csv = { 'protocol.yaml': { 'items/english.jsonl': 'items/english.csv' } }
    await check(
      await folderWith({ ...csv, 'items/english.csv': 'id,input,target\na,1+1?,NaN\n' }),
      'english.csv, line 2, column target',
      'leave the cell empty',
    )
    for (const line of [
      '{"id":"a","input":"1+1?","target":NaN}',
      '{"id":"a","input":"1+1?","target":-Infinity}',
    ]) {
      const folder = await folderWith({ 'items/english.jsonl': `${line}\n` })
      await check(folder, 'english.jsonl, line 1', 'not JSON', 'leave out what is not known')
    }
    await check(await folderWith({ 'items/english.jsonl': '{"id":"a"\n' }), 'line 1', 'not JSON', 'correct')
    for (const [given, name] of [
      ['.nan', 'NaN'],
      ['.inf', 'Infinity'],
    ] as const) {
      const folder = await folderWith({ 'protocol.yaml': { 'delta: 0.1': `delta: ${given}` } })
      await check(folder, 'protocol.yaml, field analysis.plan.0.delta', `not ${name}`, 'correct the file')
    }
  })

  it('that names files elsewhere, or that are not there', async () => {
    for (const file of ['../../x.jsonl', '/etc/hosts']) {
      const folder = await folderWith({ 'protocol.yaml': { 'items/english.jsonl': file } })
      await check(folder, 'protocol.yaml, field items.sets.0.file', 'a file beside protocol.yaml is wanted')
    }
    const folder = await folderWith({})
    await rm(path.join(folder, 'items/english.jsonl'))
    await check(folder, 'items/english.jsonl', 'protocol.yaml', 'put it there')
    await refusesHere(['exercise', 'check', place()], {
      says: ['There is no file or folder', 'check the name'],
    })
  })

  it('with a line of 2 GB, in little time and memory', async () => {
    const folder = await folderWith({})
    const lines = path.join(folder, 'items/english.jsonl')
    await rm(lines)
    await once(spawn('sh', ['-c', 'mkfifo "$0"', lines]), 'close')
    // Written without end; whoever reads on would hold all of it.
    const writer = spawn('sh', ['-c', 'exec yes xxxxxxxxxxxxxxxx | tr -d "\\n" > "$0"', lines])
    const ended = await concord(['exercise', 'check', folder])
    writer.kill()
    expectSentence(ended, { says: [lines, 'line 1', 'longer than', 'split it'], status: 3 })
    expect(ended.peakMemory).toBeLessThan(MEMORY_MIB)

    const sparse = await folderWith({ 'protocol.yaml': { 'items/english.jsonl': 'items/english.json' } })
    const whole = path.join(sparse, 'items/english.json')
    await writeFile(whole, '')
    await truncate(whole, HUGE)
    const large = await concord(['exercise', 'check', sparse])
    expectSentence(large, { says: [whole, 'longer than', 'use JSON Lines'], status: 3 })
    expect(large.peakMemory).toBeLessThan(MEMORY_MIB)
    const protocol = path.join(sparse, 'protocol.yaml')
    await truncate(protocol, HUGE)
    await check(sparse, protocol, 'check that it is the right one')
    await rm(sparse, { recursive: true })
  })
})

describe('a file of 2 GB', () => {
  it.each([
    ['a bundle', ['receive', 'FILE']],
    ['what is verified', ['verify', 'FILE']],
    ['a verdict table', ['exercise', 'attach', EXERCISE, 'FILE']],
    ['a table', ['stats', 'FILE']],
    [
      'an evaluation',
      ['run', 'start', 'FILE', '--items', 'x', '--model', 'x', '--base-url', 'http://127.0.0.1:9/v1'],
    ],
  ])('for %s', async (_, words) => {
    const file = await written('huge', '')
    await truncate(file, HUGE)
    const home = path.join(all.folder, 'lab-b')
    const args = [...words.map((word) => (word === 'FILE' ? file : word)), '--home', home]
    const ended = await (words[0] === 'receive' ? concord(args) : concordHere(args))
    await rm(file)
    expectSentence(ended, { says: [file, 'check that it is the right one'] })
    if ('peakMemory' in ended) expect(ended.peakMemory).toBeLessThan(MEMORY_MIB)
  })
})

describe('a journal of 2 GB in one line', () => {
  it('is not read on', async () => {
    const home = await all.copyOf('b')
    const database = new DatabaseSync(path.join(home, 'concord.db'))
    database.exec("update local_run set status = 'stopped', submitted = null")
    database.close()
    const journal = path.join(home, 'runs', 'counting-lab-b-model-a-1', 'journal.jsonl')
    await truncate(journal, HUGE)
    const ended = await concord(['run', 'resume', 'counting-lab-b-model-a-1', '--home', home])
    await rm(journal)
    expectSentence(ended, { says: [journal, 'Line 42', 'restore the file'] })
    expect(ended.peakMemory).toBeLessThan(MEMORY_MIB)
  })
})

describe('a run', () => {
  it('of another protocol', async () => {
    const bundle = openBundle(await readFile(all.bundle('runs-counting', 'a', 'b')))
    const run = readStatements(bundle).find(({ kind }) => kind === 'run')
    const other = `sha256:${'1'.repeat(64)}`
    const forged = await forge(bundle, await signersIn(all.folder, 'lab-'), {
      [run?.id ?? '']: ({ body }) => {
        body['protocol'] = other
      },
    })
    const file = await written('forged.concord', forged)
    const home = await all.copyOf('b', 'frozen')
    await concordHere(['receive', file, '--home', home])
    await refuses(['exercise', 'analyse', EXERCISE, '--home', home], {
      says: [
        'of lab-a',
        'another protocol than the frozen one',
        'ask lab-a to run counting as it was frozen',
      ],
      code: 'conflict',
    })
    await doesNotVerify([file, '--charter', all.pinned], ['protocol', other])
  })

  it('that sets what is no value, or what is no field', async () => {
    const home = await all.copyOf('b', 'frozen')
    const start = [
      'run',
      'start',
      EXERCISE,
      '--model',
      'x',
      '--base-url',
      'http://127.0.0.1:9/v1',
      '--home',
      home,
    ]
    for (const [given, ...says] of [
      ['generation.temperature=NaN', '--set generation.temperature', 'NaN is none', 'give null'],
      ['generation.temperature=1e999', '--set generation.temperature', '1e999 is none', 'give null'],
      ['generation.temperature=warm', 'generation.temperature', 'a number is wanted'],
      ['generation.nothing=1', '--set generation.nothing', 'for example generation.systemPrompt'],
      ['temperature', '--set wants FIELD=VALUE', 'not temperature'],
    ] as const) {
      await refusesHere([...start, '--set', given], { says, code: 'usage' })
    }
    await refusesHere(
      [
        'exercise',
        'amend',
        EXERCISE,
        '--set',
        'generation.temperature=NaN',
        '--why',
        'x',
        '--data-seen',
        'none',
        '--home',
        home,
      ],
      { says: ['NaN is none', 'give null'], code: 'usage' },
    )
  })

  it('at an address that is none, or of items that are not there', async () => {
    const home = await all.copyOf('b', 'frozen')
    await refusesHere(['run', 'start', EXERCISE, '--model', 'x', '--base-url', 'ftp://x', '--home', home], {
      says: ['--base-url wants', 'http', 'correct that'],
    })
    await refusesHere(['run', 'resume', 'nothing', '--home', home], {
      says: ['no run nothing', 'exercise status'],
    })
    await refusesHere(['run', 'resume', './nothing', '--home', home], {
      says: ['no run in ./nothing', 'check the name'],
    })
  })
})

describe('a table', () => {
  it('of verdicts, with what is no number', async () => {
    const header = 'item,language,attempt,model,section,criterion,rater,outcome,value,steps,max_steps\n'
    const file = await written('verdicts.csv', `${header}1,en,1,model-a,,,,scored,NaN,,\n`)
    await refusesHere(['exercise', 'attach', EXERCISE, file, '--home', await all.copyOf('b', 'frozen')], {
      says: [path.basename(file), 'line 2, column value', 'leave the cell empty'],
    })
  })

  it('for statistics, with what is no number, an attempt twice or columns of nothing', async () => {
    for (const [rows, ...says] of [
      ['item,attempt,value\na,1,NaN\nb,1,1\n', 'line 2, column value', 'NaN'],
      ['item,attempt,value\na,1,1\na,1,0\n', 'line 3', 'line 2'],
      ['x,y\n1,2\n', 'line 1', '“x”, “y”', 'item and value'],
    ] as const) {
      const file = await written('table.csv', rows)
      await refusesHere(['stats', file], { says: [path.basename(file), ...says], code: 'bad-input' })
    }
  })
})

describe('a disk that is full', () => {
  it('does not make half an institute: the keys that are whole are used', async () => {
    const home = place()
    const init = ['init', '--name', 'X', '--origin', 'x.example/log/1', '--home', home]
    expectSentence(await concord(init, { fileBlocks: 1 }), { says: [home, 'exceed the size', 'try again'] })
    expectSentence(await concord(init, { fileBlocks: 4 }), { says: [home, 'full', 'try again'] })
    await works(init)
    await works(['charter', 'found', '--home', home])
  })

  it('keeps no part of an exercise, a bundle or a report', async () => {
    const folder = place()
    const home = await all.copyOf('b', 'frozen')
    const before = await contentOf(home)
    const report = place('.html')
    const make = ['exercise', 'new', folder]
    const receive = ['receive', all.bundle('runs-counting', 'a', 'b'), '--home', home]
    const write = ['exercise', 'report', EXERCISE, '--out', report, '--home', await all.copyOf('b')]
    const [made, received, wrote] = await Promise.all([
      concord(make, { fileBlocks: 1 }),
      concord(receive, { fileBlocks: 8 }),
      concord(write, { fileBlocks: 40 }),
    ])
    expectSentence(made, { says: [folder, 'try again'] })
    expect(await contentOf(folder)).toEqual({})
    expectSentence(received, { says: [home, 'try again', 'what was stored before is safe'] })
    expect(await contentOf(home)).toEqual(before)
    expectSentence(wrote, { says: [path.dirname(report), 'try again'] })
    await expect(readFile(report)).rejects.toThrow('ENOENT')
    for (const args of [make, receive, write]) await works(args)
  })
})

describe('a place', () => {
  it('that may only be read', async () => {
    const folder = place()
    await mkdir(folder, { mode: 0o555 })
    await chmod(all.folder, 0o755)
    const home = path.join(folder, 'x')
    const init = ['init', '--name', 'X', '--origin', 'x.example/log/1', '--home', home]
    expectSentence(await concord(init, { unprivileged: true }), {
      says: [home, 'may only be read', 'write permission'],
    })
    expect(await contentOf(folder)).toEqual({})
    await chmod(folder, 0o755)
    await works(init)
  })

  it('where a file stands, or a folder', async () => {
    const file = await written('file', '')
    for (const args of [
      ['init', '--name', 'X', '--origin', 'x.example/log/1', '--home', path.join(file, 'x')],
      ['exercise', 'new', path.join(file, 'x')],
      ['start', '--port', '0', '--home', path.join(file, 'x')],
    ]) {
      await refusesHere(args, { says: [file, 'a file stands where a folder should be', 'choose another'] })
    }
    const home = path.join(all.folder, 'lab-b')
    await refusesHere(['exercise', 'report', EXERCISE, '--out', all.folder, '--home', home], {
      says: [path.dirname(all.folder), 'a folder stands where a file should be', 'choose another'],
    })
    await refusesHere(['exercise', 'status', '--home', ''], { says: ['--home is empty', 'give the folder'] })
    await refusesHere(['exercise', 'status', '--home', place()], {
      says: ['There is no institute in', 'concord init'],
    })
  })

  it('where another program listens', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const home = path.join(all.folder, 'lab-b')
    await refuses(['serve', '--port', port, '--home', home], {
      says: [port, 'another program', 'choose another', '--port'],
      code: 'environment',
    })
    await refusesHere(['rehearsal', 'model', '--port', port], {
      says: [port, 'another program', 'choose another', '--port'],
      code: 'environment',
    })
    server.close()
    for (const wrong of ['70000', 'abc', '1.5', ''])
      await refusesHere(['serve', '--port', wrong, '--home', home], {
        says: ['--port wants a whole number from 0'],
      })
  })
})

describe('a key', () => {
  it('under a passphrase: none, a wrong one, the right one', async () => {
    const home = await all.copyOf('b')
    const file = path.join(home, 'keys', 'statement.json')
    // With less work than Concord itself asks of whoever guesses, so that the test does not wait for it.
    const encrypter = new Encrypter()
    encrypter.setPassphrase('correct horse')
    encrypter.setScryptWorkFactor(4)
    await writeFile(file, armor.encode(await encrypter.encrypt(await readFile(file))))
    const cosign = ['analysis', 'cosign', EXERCISE, '--home', home]
    await refusesHere(cosign, { says: [file, 'passphrase', '--passphrase-file'], code: 'usage' })
    const wrong = await written('passphrase', 'incorrect horse\n')
    await refuses([...cosign, '--passphrase-file', wrong], { says: [file, 'does not open', 'try again'] })
    await refusesHere([...cosign, '--passphrase-file', place()], {
      says: ['passphrase file', 'check its name'],
    })
    const right = await written('passphrase', 'correct horse\nand a second line\n')
    await works([...cosign, '--passphrase-file', right])
  })

  it('that is missing, damaged, open to others or of another institute', async () => {
    const home = await all.copyOf('b')
    const file = path.join(home, 'keys', 'statement.json')
    const own = await readFile(file)
    const analyse = ['exercise', 'analyse', EXERCISE, '--home', home]
    await rm(file)
    await refusesHere(analyse, { says: [file, 'There is no key', 'restore it'], code: 'not-found' })
    await writeFile(file, own.subarray(0, 40), { mode: 0o600 })
    await refusesHere(analyse, { says: [file, 'damaged', 'restore it'], code: 'bad-input' })
    for (const other of ['lab-a/keys/statement.json', 'lab-b/keys/charter.json']) {
      await writeFile(file, await readFile(path.join(all.folder, other)))
      await refusesHere(analyse, { says: [file, 'not one that the charter lists for lab-b', 'restore'] })
    }
    await refusesHere(['analysis', 'cosign', EXERCISE, '--home', home], {
      says: [file, 'not one that the charter lists'],
    })
    await writeFile(file, own)
    await chmod(file, 0o644)
    await refusesHere(analyse, { says: [file, 'Others than its owner', 'chmod 600'], code: 'environment' })
    await chmod(file, 0o600)
    await works(analyse)
  })

  it('of another institute signs no charter', async () => {
    const [founder, other] = [place('-x'), place('-y')]
    for (const [home, id] of [
      [founder, 'x'],
      [other, 'y'],
    ] as const)
      await works(['init', '--name', id, '--origin', `${id}.example/log/1`, '--home', home])
    const key = path.join(other, 'keys', 'charter.json')
    const own = await readFile(key)
    await writeFile(key, await readFile(path.join(founder, 'keys', 'charter.json')))
    await refusesHere(['charter', 'found', '--home', other], {
      says: [key, 'not one that the charter lists for y'],
    })
    await concordHere(['charter', 'found', path.join(other, 'card.json'), '--home', founder])
    const bundle = path.join(founder, 'outbox', 'charter-1-from-x-to-y.concord')
    await refusesHere(['charter', 'sign', bundle, '--home', other], {
      says: [key, 'not one that the charter lists'],
    })
    await writeFile(key, own)
    expect((await concordHere(['charter', 'sign', bundle, '--home', other])).stdout).toContain('It stands.')
  })
})

describe('a database', () => {
  it('that is none, is damaged, or is of a newer Concord', async () => {
    const home = await all.copyOf('b')
    const file = path.join(home, 'concord.db')
    const own = await readFile(file)
    const status = ['exercise', 'status', EXERCISE, '--home', home]
    await writeFile(file, 'no database '.repeat(1000))
    await refusesHere(status, {
      says: [home, 'is not a Concord database', 'move it away'],
      code: 'bad-input',
    })
    await writeFile(file, own.subarray(0, 20_000))
    await refusesHere(status, { says: [home, 'damaged', 'restore'], code: 'environment' })
    await writeFile(
      file,
      own.map((byte, at) => (at > 4096 && at % 4096 < 100 ? 255 : byte)),
    )
    for (const args of [status, ['receive', all.bundle('runs-counting', 'a', 'b'), '--home', home]])
      await refusesHere(args, { says: [home, 'damaged', 'restore'], code: 'environment' })
    await refuses(['verify', EXERCISE, '--home', home], { says: [home, 'damaged', 'restore'] })
    await writeFile(file, own)
    const database = new DatabaseSync(file)
    database.exec('insert into migration (version) values (999)')
    database.close()
    await refusesHere(status, { says: [file, 'newer Concord', 'install'], code: 'environment' })
    await writeFile(file, own)
    await works(status)
  })

  it('whose items were lost or damaged on the disk', async () => {
    const home = await all.copyOf('b')
    const blobs = path.join(home, 'blobs', 'sha256')
    await rename(blobs, `${blobs}-away`)
    await mkdir(blobs)
    await refusesHere(['exercise', 'analyse', EXERCISE, '--home', home], { says: ['not here', 'ask'] })
    await rm(blobs, { recursive: true })
    await rename(`${blobs}-away`, blobs)
    await works(['exercise', 'analyse', EXERCISE, '--home', home])
  })

  it('beside what says nothing of an institute', async () => {
    const home = await all.copyOf('b')
    await writeFile(path.join(home, 'institute.json'), '{')
    await refusesHere(['exercise', 'status', '--home', home], { says: [home, 'institute.json', 'restore'] })
  })
})
