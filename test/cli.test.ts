/** What every command keeps to: help, JSON, French, what comes next, statuses, progress. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createProgram } from '../src/cli/main.ts'
import { REHEARSAL_MODEL, startRehearsalModel } from '../src/evaluation/index.ts'
import { everyOutcome, everyOutcomePlan } from '../src/evaluation/run-log.fixture.ts'
import { translate } from '../src/message/index.ts'
import { answerKey } from '../src/node/index.ts'
import { concordHere } from './fixture/command-line-here.ts'
import { concord, withoutProgress } from './fixture/command-line.ts'
import type { Ended } from './fixture/command-line.ts'
import { finishExercise } from './fixture/finished-exercise.ts'
import type { FinishedExercise } from './fixture/finished-exercise.ts'
import { logOf } from './fixture/inspect-log.ts'
import { edit, EXERCISE } from './network/institutes.ts'

type Leaf = { words: string; command: Command }

function leavesOf(command: Command, before: readonly string[] = []): Leaf[] {
  return command.commands.flatMap((child) => {
    const words = [...before, child.name()]
    return child.commands.length > 0 ? leavesOf(child, words) : [{ words: words.join(' '), command: child }]
  })
}

const leaves = leavesOf(createProgram([]))
const groups = createProgram([]).commands.filter(({ commands }) => commands.length > 0)

let all: FinishedExercise
let places = 0
beforeAll(async () => {
  all = await finishExercise()
})
afterAll(() => all[Symbol.asyncDispose]())

function place(): string {
  return path.join(all.folder, `cli-${++places}`)
}

function jsonLines(text: string): unknown[] {
  expect(text).toMatch(/^\{.*\}\n$/s)
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}

describe('help', () => {
  it('is there for every command, in English and in French', async () => {
    const names = [...leaves.map(({ words }) => words), ...groups.map((group) => group.name()), '']
    expect(names.length).toBeGreaterThan(30)
    for (const name of names) {
      const words = name === '' ? [] : name.split(' ')
      const [english, french] = [
        await concordHere([...words, '--help']),
        await concordHere([...words, '--help', '--lang', 'fr']),
      ]
      for (const ended of [english, french]) expect(ended).toMatchObject({ status: 0, stderr: '' })
      expect(english.stdout).toMatch(new RegExp(`^Usage: concord ${name}`.trimEnd()))
      expect(french.stdout).toMatch(new RegExp(`^Utilisation\\s: concord ${name}`.trimEnd()))
      expect(french.stdout).not.toMatch(/Usage:|Options:|Commands:|display help|default:|choices:/)
      // Every sentence of it is another one.
      const lines = new Set(english.stdout.split('\n').filter((line) => /^[A-Za-z].*[a-z]{3} /.test(line)))
      for (const line of french.stdout.split('\n')) expect(lines).not.toContain(line)
    }
  })

  it('comes as fast as a process does, with nothing on the other stream', async () => {
    const ended = await concord(['exercise', 'status', '--help', '--lang', 'fr'])
    expect(ended).toMatchObject({ status: 0, stderr: '' })
    expect(ended.stdout).toMatch(/^Utilisation\s: concord exercise status/)
  })
})

describe('words that are none', () => {
  it.each([
    [['exercize'], 'exercize', '(did you mean exercise?)'],
    [['exercise', 'analyze', 'x'], 'analyze', '(did you mean analyse?)'],
    [['exercise', 'status', '--hmoe', 'x'], '--hmoe', '(did you mean --home?)'],
    [['verify', 'x', '--chartre', 'y'], '--chartre', '(did you mean --charter?)'],
    [['exercise', 'status', '--lang', 'de'], '--lang', 'en, fr'],
    [['exercise', 'analyse'], 'exercise', 'missing'],
    [['exercise', 'analyse', 'a', 'b'], '2', '1'],
    [['run', 'start', 'x'], '--model <name>', 'missing'],
  ])('%j', async (args, ...says) => {
    const { status, stdout, stderr } = await concordHere(args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^Error: [^\n]*--help\.\n$/)
    for (const part of says) expect(stderr).toContain(part)
    const inJson = await concordHere([...args, '--json'])
    expect(inJson).toMatchObject({ status: 2, stderr })
    const message = stderr.slice('Error: '.length, -1)
    expect(jsonLines(inJson.stdout)).toEqual([{ ok: false, error: { code: 'usage', message } }])
  })

  it('are said to be none in French, too', async () => {
    const { status, stderr } = await concordHere(['exercize', '--lang', 'fr'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/^Erreur\s: [^\n]*exercize[^\n]*exercise[^\n]*--help\.\n$/)
  })

  it('a group without a subcommand shows what there is, and ends as an error', async () => {
    const { status, stdout, stderr } = await concordHere(['charter'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^Usage: concord charter/)
    const inJson = await concordHere(['charter', '--json'])
    expect(inJson.status).toBe(2)
    expect(jsonLines(inJson.stdout)).toMatchObject([{ ok: false, error: { code: 'usage' } }])
  })
})

/** An institute in no network. */
async function alone(id: string): Promise<string> {
  const home = place()
  await concordHere([
    'init',
    '--name',
    'Alone',
    '--id',
    id,
    '--origin',
    `${id}.example/log/1`,
    '--home',
    home,
  ])
  return home
}

/** An institute that is a network of its own. */
async function aloneInNetwork(id: string): Promise<string> {
  const home = await alone(id)
  await concordHere(['charter', 'found', '--home', home])
  return home
}

/** Its lines without commands, names of folders and ids, as far as words are left in them. */
function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/\.\/concord(?: \S+)+/g, '')
    .replaceAll(/\S*\/\S*|(?:sha256:)?[0-9a-f]{64}/g, '')
    .split('\n')
    .filter((line) => /\p{L}{2} \p{L}+ \p{L}{2}/u.test(line))
}

/** It went well and said nothing besides. */
function expectQuiet({ status, stderr }: Ended): void {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
}

const EXAMPLE = path.resolve(import.meta.dirname, '../examples/korea-singapore-2026')
const RATES = path.resolve(import.meta.dirname, '../examples/third-exercise-2025')

describe('every command', () => {
  let model: Awaited<ReturnType<typeof startRehearsalModel>>
  beforeAll(async () => {
    model = await startRehearsalModel({ port: 0, seed: 1, items: await answerKey() })
  })
  afterAll(() => model.close())

  /** Id of the analysis, or of this institute's own run, as `exercise status` says it. */
  async function firstOf(home: string, what: 'analyses' | 'runs'): Promise<string> {
    const Status = z.object({
      analyses: z.array(z.object({ id: z.string() })),
      members: z.array(z.object({ runs: z.array(z.object({ run: z.string() })) })),
    })
    const { stdout } = await concordHere(['exercise', 'status', EXERCISE, '--home', home, '--json'])
    const { analyses, members } = Status.parse(JSON.parse(stdout))
    return (what === 'analyses' ? analyses[0]?.id : members[0]?.runs[0]?.run) ?? ''
  }

  async function passportFile(): Promise<string> {
    const file = `${place()}.yaml`
    await writeFile(file, 'simulated: false\nname: Zebrafish 9\n')
    return file
  }

  /** A folder in which release 2 waits for a second person. */
  async function waiting(): Promise<string> {
    const home = await all.copyOf('a')
    await concordHere(['release', 'policy', '--two-persons', 'on', '--by', 'anna', '--home', home])
    await concordHere(['exercise', 'evidence', EXERCISE, '--for', 'lab-b', '--by', 'anna', '--home', home])
    return home
  }

  /** How each is given what it needs, anew each time; by its words. */
  const given: Record<string, () => Promise<string[]>> = {
    init: async () => ['--name', 'X', '--origin', 'x.example/log/1', '--home', place()],
    card: async () => ['--home', await alone('x')],
    'charter found': async () => ['--home', await alone('x')],
    'charter add': async () => [path.join(await alone('x'), 'card.json'), '--home', await all.copyOf('a')],
    'charter sign': async () => [all.bundle('charter-1', 'a', 'c'), '--home', await all.copyOf('c')],
    'charter discard': async () => {
      const home = await alone('x')
      await concordHere(['charter', 'found', path.join(await alone('y'), 'card.json'), '--home', home])
      return ['--home', home]
    },
    'charter show': async () => ['--home', await all.copyOf('a')],
    'exercise new': async () => [place(), '--id', EXERCISE],
    'dataset check': async () => [path.join(all.exerciseFolder, 'items')],
    'dataset translate': async () => [
      path.join(all.exerciseFolder, 'items/english.jsonl'),
      '--from-language',
      'en',
      '--language',
      'ja',
      '--to',
      path.join(place(), 'ja.xlsx'),
    ],
    'exercise check': async () => [all.exerciseFolder],
    'exercise propose': async () => {
      const folder = place()
      await concordHere(['exercise', 'new', folder, '--id', 'alone', '--member', 'x'])
      return [folder, '--home', await aloneInNetwork('x')]
    },
    'exercise review': async () => [
      all.bundle('protocol-counting', 'a', 'b'),
      '--home',
      await all.copyOf('b'),
    ],
    'exercise accept': async () => [
      all.bundle('protocol-counting', 'a', 'b'),
      '--home',
      await all.copyOf('b'),
    ],
    'exercise object': async () => [
      all.bundle('protocol-counting', 'a', 'b'),
      'Too few items.',
      '--on',
      'items',
      '--home',
      await all.copyOf('b'),
    ],
    'exercise freeze': async () => [EXERCISE, '--home', await all.copyOf('a', 'frozen')],
    'exercise amend': async () => [
      EXERCISE,
      '--set',
      'generation.maxTokens=512',
      '--why',
      'Cut off.',
      '--data-seen',
      'none',
      '--home',
      await all.copyOf('a', 'frozen'),
    ],
    'exercise withdraw': async () => [
      EXERCISE,
      '--why',
      'No staff.',
      '--data-seen',
      'none',
      '--home',
      await all.copyOf('b', 'frozen'),
    ],
    'exercise calendar': async () => ['--home', await all.copyOf('a', 'frozen')],
    opinion: async () => {
      const home = await all.copyOf('a')
      return [await firstOf(home, 'analyses'), 'Twenty items carry little.', '--home', home]
    },
    retract: async () => {
      const home = await all.copyOf('a')
      const run = await firstOf(home, 'runs')
      return [run, '--reason', 'mistake', '--why', 'The wrong server.', '--home', home]
    },
    erase: async () => {
      const home = await all.copyOf('a')
      return [
        await firstOf(home, 'runs'),
        '--scope',
        'body',
        '--reason',
        'licence',
        '--basis',
        'Licence withdrawn',
        '--decided-by',
        'legal office',
        '--home',
        home,
      ]
    },
    sync: async () => {
      const shared = place()
      await mkdir(shared)
      return [shared, '--home', await all.copyOf('a')]
    },
    quarantine: async () => ['--retry', '--home', await all.copyOf('a')],
    'erasure list': async () => ['--home', await all.copyOf('a')],
    'erasure answer': async () => ['--home', await all.copyOf('a')],
    'exercise status': async () => [EXERCISE, '--home', await all.copyOf('a')],
    'exercise submit': async () => [EXERCISE, '--home', await all.copyOf('a')],
    'exercise attach': async () => {
      const home = await aloneInNetwork('this-node')
      await concordHere(['exercise', 'propose', EXAMPLE, '--home', home])
      return ['korea-singapore-agents-2026', path.join(EXAMPLE, 'verdicts.csv'), '--home', home]
    },
    'exercise analyse': async () => [EXERCISE, '--home', await all.copyOf('b')],
    'exercise report': async () => [EXERCISE, '--home', await all.copyOf('a')],
    'exercise evidence': async () => [EXERCISE, '--for', 'lab-b', '--home', await all.copyOf('a')],
    'analysis cosign': async () => [EXERCISE, '--home', await all.copyOf('b')],
    receive: async () => [all.bundle('runs-counting', 'a', 'b'), '--home', await all.copyOf('b', 'frozen')],
    'run start': async () => [
      EXERCISE,
      '--model',
      REHEARSAL_MODEL,
      '--base-url',
      model.url,
      '--home',
      await all.copyOf('b', 'frozen'),
    ],
    'run drift': async () => {
      const [home, folder] = [await aloneInNetwork('x'), place()]
      await concordHere(['exercise', 'new', folder, '--id', 'alone', '--member', 'x'])
      await edit(path.join(folder, 'protocol.yaml'), {
        'simulated: false': 'simulated: true',
        'scaffold: One': 'drift: { prompts: [Name a tree.], repeats: 7 }\n  scaffold: One',
      })
      await concordHere(['exercise', 'propose', folder, '--home', home])
      await concordHere(['exercise', 'freeze', 'alone', '--home', home])
      const start = ['run', 'start', 'alone', '--model', REHEARSAL_MODEL, '--base-url', model.url]
      const { stdout } = await concordHere([...start, '--json', '--home', home])
      const { run } = z.object({ run: z.string() }).parse(JSON.parse(stdout))
      return [run, '--home', home]
    },
    score: async () => {
      const evaluation = path.resolve(import.meta.dirname, '../examples/rehearsal/evaluation.yaml')
      const items = path.join(path.dirname(evaluation), 'items/en.csv')
      const recorded = `${place()}.jsonl`
      await writeFile(recorded, `${JSON.stringify({ item: 'w001', message: 'It is 64.' })}\n`)
      const replay = ['--provider', 'replay', '--file', recorded, '--model', 'm', '--home', place()]
      const start = ['run', 'start', evaluation, '--items', items, '--language', 'en', ...replay]
      const { stdout } = await concordHere([...start, '--json'])
      const { folder } = z.object({ folder: z.string() }).parse(JSON.parse(stdout))
      return [folder, '--evaluation', evaluation]
    },
    export: async () => {
      const folder = place()
      await mkdir(folder)
      const stored = JSON.stringify({ planHash: 'f'.repeat(64), plan: everyOutcomePlan })
      await writeFile(path.join(folder, 'plan.json'), stored)
      const lines = everyOutcome.map((answer) => `${JSON.stringify(answer)}\n`)
      await writeFile(path.join(folder, 'answers.jsonl'), lines.join(''))
      return [folder, '--to', 'inspect']
    },
    import: async () => {
      const file = `${place()}.json`
      await writeFile(file, JSON.stringify(logOf([{ id: 1, target: 'yes', scores: { match: 'C' } }])))
      return [file]
    },
    compare: async () => {
      const files = [`${place()}.json`, `${place()}.json`] as const
      for (const [at, file] of files.entries()) {
        const scores = { match: at === 0 ? 'C' : 'I' }
        await writeFile(file, JSON.stringify(logOf([1, 2].map((id) => ({ id, input: `${id} + 1`, scores })))))
      }
      return [...files]
    },
    stats: async () => {
      const rows = Array.from({ length: 40 }, (_, at) => `i${at},1,${at % 3 === 0 ? 1 : 0}\n`)
      const file = `${place()}.csv`
      await writeFile(file, `item,attempt,value\n${rows.join('')}`)
      return [file]
    },
    verify: async () => [all.evidence, '--charter', all.pinned],
    'release list': async () => ['--home', await waiting()],
    'release show': async () => ['2', '--home', await waiting()],
    'release approve': async () => ['2', '--by', 'ben', '--home', await waiting()],
    'release drop': async () => ['2', '--by', 'anna', '--home', await waiting()],
    'release add': async () => {
      const home = await all.copyOf('a')
      const folder = place()
      await concordHere(['exercise', 'new', folder, '--id', 'alone', '--member', 'lab-a'])
      await concordHere(['exercise', 'propose', folder, '--home', home])
      const open = ['--field', 'items', '--to', 'lab-c', '--why', 'Asked for.', '--by', 'anna']
      return ['alone', ...open, '--home', home]
    },
    'release lift': async () => {
      const [home, folder] = [await aloneInNetwork('this-node'), place()]
      await cp(RATES, folder, { recursive: true })
      await edit(path.join(folder, 'protocol.yaml'), {
        'tlp: CLEAR': 'tlp: CLEAR\n    embargoUntil: 2099-01-01T00:00:00Z\n    early: [this-node]',
      })
      await concordHere(['exercise', 'propose', folder, '--home', home])
      const exercise = 'third-exercise-2025'
      await concordHere(['exercise', 'attach', exercise, path.join(folder, 'rates.csv'), '--home', home])
      return [exercise, '--why', 'Asked for.', '--by', 'anna', '--home', home]
    },
    'release policy': async () => ['--two-persons', 'on', '--by', 'anna', '--home', await alone('x')],
    audit: async () => ['--home', await waiting()],
    'model seal': async () => {
      const folder = place()
      await concordHere(['exercise', 'new', folder, '--id', 'alone', '--member', 'x'])
      return [await passportFile(), '--alias', 'model-a', '--into', folder, '--home', await alone('x')]
    },
    'model reveal': async () => {
      const [home, folder] = [await aloneInNetwork('x'), place()]
      await concordHere(['exercise', 'new', folder, '--id', 'alone', '--member', 'x'])
      const into = ['--alias', 'model-a', '--into', folder, '--home', home]
      await concordHere(['model', 'seal', await passportFile(), ...into])
      await concordHere(['exercise', 'propose', folder, '--home', home])
      return ['model-a', '--exercise', 'alone', '--to', 'everybody', '--by', 'anna', '--home', home]
    },
    'person key': async () => [place()],
    'person open': async () => {
      const [home, key] = [await aloneInNetwork('x'), place()]
      const { stdout } = await concordHere(['person', 'key', key, '--json'])
      const { recipients } = z.object({ recipients: z.array(z.string()) }).parse(JSON.parse(stdout))
      await concordHere(['card', '--person', `p1=${recipients[0]}`, '--home', home])
      await concordHere(['charter', 'add', path.join(home, 'card.json'), '--home', home])
      const folder = place()
      await concordHere(['exercise', 'new', folder, '--id', 'alone', '--member', 'x'])
      await concordHere(['exercise', 'propose', folder, '--home', home])
      const status = await concordHere(['exercise', 'status', 'alone', '--home', home, '--json'])
      const { protocol } = z
        .object({ protocol: z.object({ id: z.string() }) })
        .parse(JSON.parse(status.stdout))
      const said = await concordHere([
        'opinion',
        protocol.id,
        'No.',
        '--for-person',
        'x/p1',
        '--json',
        '--home',
        home,
      ])
      const { id } = z.object({ id: z.string() }).parse(JSON.parse(said.stdout))
      return [id, '--identity', key, '--out', place(), '--home', home]
    },
    'access explain': async () => {
      const home = await all.copyOf('a')
      const { stdout } = await concordHere(['exercise', 'status', EXERCISE, '--home', home, '--json'])
      const { protocol } = z.object({ protocol: z.object({ id: z.string() }) }).parse(JSON.parse(stdout))
      return [protocol.id, '--as', 'lab-b', '--home', home]
    },
  }
  /** These go on until they are stopped, or with what was stopped; they have tests of their own. */
  const apart = ['start', 'serve', 'rehearsal model', 'run resume']

  it('is among these', () => {
    expect(leaves.map(({ words }) => words).sort()).toEqual([...Object.keys(given), ...apart].sort())
  })

  it.each(Object.entries(given))(
    '%s ends with what comes next, in both languages, and gives one object',
    async (name, make) => {
      const words = name.split(' ')
      const english = await concordHere([...words, ...(await make())])
      expectQuiet(english)
      expect(english.stdout).toMatch(/\n\nNext:\n(?: {2}\S.*\n)+$/)

      const french = await concordHere([...words, ...(await make()), '--lang', 'fr'])
      expectQuiet(french)
      expect(french.stdout).toMatch(/\n\nEnsuite\s:\n(?: {2}\S.*\n)+$/)
      const inEnglish = sentencesOf(english.stdout)
      expect(sentencesOf(french.stdout).filter((line) => inEnglish.includes(line))).toEqual([])

      const inJson = await concordHere([...words, ...(await make()), '--json', '--lang', 'fr'])
      expectQuiet(inJson)
      expect(jsonLines(inJson.stdout)).toEqual([expect.objectContaining({ ok: true })])
    },
  )
})

describe('a command that goes on until it is stopped', () => {
  it('says where it listens, and ends well', async () => {
    const interruptOnce = ({ stdout }: { stdout: string }): boolean => stdout.endsWith('\n')
    const served = await Promise.all([
      concord(['serve', '--port', '0', '--json', '--home', await all.copyOf('a')], { interruptOnce }),
      concord(['rehearsal', 'model', '--port', '0', '--json'], { interruptOnce }),
    ])
    for (const { status, stdout, stderr } of served) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(jsonLines(stdout)).toEqual([
        expect.objectContaining({ ok: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/) }),
      ])
    }
  })

  it('says of the link for its owner what it is for, that it works once, and what to do when it is lost', async () => {
    const args = ['serve', '--port', '0', '--home', await all.copyOf('a')]
    const { stdout } = await concord(args, {
      interruptOnce: (soFar) => soFar.stdout.includes('Ctrl-C stops'),
    })
    const what = translate('en')('command.serve.owner-what')
    expect(stdout).toMatch(/^For you alone: http:\/\/127\.0\.0\.1:\d+\/open\/\S+$/m)
    expect(stdout).toContain(`\n${what}\n`)
    for (const said of ['works once', 'until Concord is stopped', 'start it again'])
      expect(what).toContain(said)
    // The README says the same.
    const readme = await readFile(path.resolve(import.meta.dirname, '../README.md'), 'utf8')
    expect(readme.replace(/\s+/g, ' ')).toContain(what)
  })
})

/** A server that answers each question after some time. */
async function slowModel() {
  let asked = 0
  let wait = 0
  const server = createServer((_, response) => {
    asked += 1
    const choices = [{ index: 0, message: { role: 'assistant', content: '7' }, finish_reason: 'stop' }]
    setTimeout(() => response.end(JSON.stringify({ model: 'slow', choices })), wait)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`,
    asked: () => asked,
    delay: (ms: number) => (wait = ms),
    close: () => server.close(),
  }
}

describe('a run that takes its time', () => {
  let slow: Awaited<ReturnType<typeof slowModel>>
  beforeAll(async () => {
    slow = await slowModel()
  })
  afterAll(() => slow.close())

  it('tells its progress, is stopped by Ctrl-C, and goes on with what it has', async () => {
    const home = await all.copyOf('b', 'frozen')
    slow.delay(150)
    const began = Date.now()
    let told: number | undefined
    const start = ['run', 'start', EXERCISE, '--model', 'slow', '--concurrency', '1', '--base-url', slow.url]
    const ended = await concord([...start, '--home', home], {
      interruptOnce({ stderr }) {
        if (!/^\d+ of 40 · .*\n/m.test(stderr)) return false
        told ??= Date.now() - began
        // A run without an answer could be begun anew.
        return /^[1-9]\d* of 40 · .*\n/m.test(stderr)
      },
    })
    expect(ended.status).toBe(130)
    expect(told).toBeGreaterThanOrEqual(1000)
    const [progress, ...rest] = withoutProgress(ended.stderr).trimEnd().split('\n')
    expect(progress).toMatch(/^\d+ of 40 · /)
    expect(rest.at(-1)).toMatch(
      /^Error: The run was stopped; .*"concord run resume counting-lab-b-model-a-1"\.$/,
    )
    expect(ended.stdout).toMatch(/^counting-lab-b-model-a-1: 40 attempts; \d+ scored/)
    expect(slow.asked()).toBeLessThan(40)

    // The same run, asked for again, is not begun anew.
    const again = await concordHere([...start, '--home', home])
    expect(again).toMatchObject({ status: 2, stdout: '' })
    expect(again.stderr).toContain('go on with "concord run resume counting-lab-b-model-a-1"')

    slow.delay(0)
    const resumed = await concordHere(['run', 'resume', 'counting-lab-b-model-a-1', '--home', home, '--json'])
    expect(resumed.status).toBe(0)
    expect(jsonLines(resumed.stdout)).toMatchObject([
      { ok: true, status: 'finished', counts: { attempts: 40, 'not-run': 0, errored: 0 } },
    ])
    // Nothing that was answered is asked again, but for what was under way.
    expect(slow.asked()).toBeLessThanOrEqual(41)
    expect((await concordHere(['exercise', 'submit', EXERCISE, '--home', home])).status).toBe(0)
  })

  it('is stopped by its budget, which says how to go on, and is refused one that cannot be kept', async () => {
    const home = await all.copyOf('b', 'frozen')
    slow.delay(60)
    const start = ['run', 'start', EXERCISE, '--model', 'slow', '--concurrency', '1', '--base-url', slow.url]
    const unpriced = await concordHere([...start, '--max-cost', '1', '--home', home])
    expect(unpriced).toMatchObject({ status: 2, stdout: '' })
    expect(unpriced.stderr).toContain('no price is known of slow at')

    const ended = await concordHere([...start, '--max-time', '0.01', '--home', home])
    expect(ended.status).toBe(130)
    expect(ended.stderr).toMatch(
      /The run was stopped by its budget --max-time 0\.01 min: \d\.\d\d min are used, .*"concord run resume counting-lab-b-model-a-1 --max-time MORE"\.$/m,
    )
    slow.delay(0)
    const resume = ['run', 'resume', 'counting-lab-b-model-a-1', '--max-time', '5', '--home', home, '--json']
    expect(jsonLines((await concordHere(resume)).stdout)).toMatchObject([
      { ok: true, status: 'finished', budget: null, counts: { attempts: 40, 'not-run': 0 } },
    ])
  })

  it('tells its progress in JSON with --json', async () => {
    const args = ['run', 'start', EXERCISE, '--model', 'slow', '--concurrency', '1', '--base-url', slow.url]
    slow.delay(30)
    let now = 0
    const clock = (): number => (now += 2500)
    const long = await concordHere([...args, '--json', '--home', await all.copyOf('c', 'frozen')], clock)
    expect(long.status).toBe(0)
    expect(jsonLines(long.stdout)).toMatchObject([{ ok: true, status: 'finished' }])
    expect(jsonLines(long.stderr)).toContainEqual({ progress: expect.stringMatching(/^\d+ of 40 · /) })
  })
})
