/** Invented institutes in one process, each with a folder of its own, that exchange nothing but bundles. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { REHEARSAL_MODEL, startRehearsalModel } from '../../src/evaluation/index.ts'
import {
  accept,
  createHome,
  foundCharter,
  freeze,
  newExerciseFolder,
  propose,
  readExerciseFolder,
  receiveBundle,
  signCharter,
  startRun,
  submit,
} from '../../src/node/index.ts'
import type { Home, Received, World } from '../../src/node/index.ts'
import type { JsonValue } from '../../src/statement/index.ts'

export const EXERCISE = 'counting'

/** Time that goes on by a second each time it is asked for, so that no two statements are of one moment. */
export function tickingWorld(passphrase?: string): World & { skip(days: number): void } {
  let now = Date.parse('2026-10-01T08:00:00Z')
  return {
    now() {
      now += 1000
      return `${new Date(now).toISOString().slice(0, 19)}Z`
    },
    skip(days) {
      now += days * 86_400_000
    },
    passphrase,
  }
}

export type Institutes = {
  folder: string
  world: ReturnType<typeof tickingWorld>
  homes: Home[]
  /** The institute of this letter. */
  home(letter: string): Home
  /** Makes one more institute, which is in no network yet. */
  add(letter: string, world?: World): Promise<Home>
  [Symbol.asyncDispose](): Promise<void>
}

/** Institutes named by these letters, without a network. */
export async function makeInstitutes(
  letters: readonly string[],
  world: Institutes['world'] = tickingWorld(),
): Promise<Institutes> {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-network-'))
  const homes: Home[] = []
  const institutes: Institutes = {
    folder,
    world,
    homes,
    home(letter) {
      const found = homes.find(({ institute }) => institute.id === `lab-${letter}`)
      if (found === undefined) throw new Error(`no institute ${letter}`)
      return found
    },
    async add(letter, own = world) {
      const id = `lab-${letter}`
      const home = await createHome(
        path.join(folder, id),
        { id, name: `Lab ${letter.toUpperCase()} (invented)`, origin: `${id}.example/log/1` },
        own,
      )
      homes.push(home)
      return home
    },
    async [Symbol.asyncDispose]() {
      for (const home of homes) await home[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
  for (const letter of letters) await institutes.add(letter)
  return institutes
}

/** Founds the network of all of them; the first writes the charter, the others sign it. */
export async function foundNetwork({ homes }: Institutes): Promise<string> {
  const [first, ...others] = homes
  if (first === undefined) throw new Error('no institutes')
  const { view } = await foundCharter(first, others.map(cardOf))
  for (const home of others) await signCharter(home, outboxFile(first, 'charter-1', home))
  await exchange(homes)
  return view.pinned
}

export function cardOf(home: Home): string {
  return path.join(home.folder, 'card.json')
}

/** The bundle that one wrote for another, encrypted where it is confidential. */
export function outboxFile(from: Home, what: string, to: Home): string {
  const name = `${what}-from-${from.institute.id}-to-${to.institute.id}.concord`
  const file = path.join(from.folder, 'outbox', name)
  return existsSync(`${file}.age`) ? `${file}.age` : file
}

/** Every institute takes in what the others wrote for it, in the order given; nothing of it may be refused. */
export async function exchange(
  homes: readonly Home[],
  order: (files: string[]) => string[] = (files) => files,
): Promise<Received[]> {
  const all: Received[] = []
  for (const to of homes) {
    const files: string[] = []
    for (const from of homes) {
      const names = await readdir(path.join(from.folder, 'outbox')).catch(() => [])
      const ends = [`-to-${to.institute.id}.concord`, `-to-${to.institute.id}.concord.age`]
      const mine = names.filter((name) => ends.some((end) => name.endsWith(end))).sort()
      files.push(...mine.map((name) => path.join(from.folder, 'outbox', name)))
    }
    for (const file of order(files)) {
      const received = await receiveBundle(to, file)
      if (received.refused.length > 0) throw new Error(JSON.stringify(received.refused))
      all.push(received)
    }
  }
  return all
}

/** The folder of a small exercise of these institutes: 20 items, 3 attempts, a simulated model. */
export async function exerciseFolder(
  { folder }: Pick<Institutes, 'folder'>,
  letters: readonly [string, ...string[]],
  change: Record<string, string> = {},
): Promise<string> {
  const made = path.join(folder, `exercise-${letters.join('')}`)
  const [first, ...others] = letters.map((letter) => `lab-${letter}`)
  await rm(made, { recursive: true, force: true })
  await newExerciseFolder(made, {
    exercise: EXERCISE,
    title: 'Counting in words',
    members: [first ?? '', ...others],
  })
  await edit(path.join(made, 'protocol.yaml'), {
    'simulated: false': 'simulated: true',
    'attempts: 3': 'attempts: 2',
    // Everything for everybody who may read the exercise, unless a test says otherwise.
    'transcripts: withheld': 'transcripts: with-run',
    'items: withheld': 'items: with-run',
    'judgePrompts: withheld': 'judgePrompts: with-run',
    'modelIdentity: withheld': 'modelIdentity: with-run',
    ...change,
  })
  return made
}

/** Replaces texts in a file, each of which must be there. */
export async function edit(file: string, change: Record<string, string>): Promise<void> {
  let text = await readFile(file, 'utf8')
  for (const [from, to] of Object.entries(change)) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
    text = text.replace(from, to)
  }
  await writeFile(file, text)
}

/** Proposes a folder, has all others sign it, and freezes it. */
export async function agree({ homes }: Pick<Institutes, 'homes'>, folder: string): Promise<void> {
  const [first, ...others] = homes
  if (first === undefined) throw new Error('no institutes')
  await propose(first, folder)
  for (const home of others) await accept(home, outboxFile(first, `protocol-${EXERCISE}`, home))
  await exchange(homes)
  await freeze(first, EXERCISE)
  await exchange(homes)
}

/** Runs the exercise against a simulated model that knows its items; does not submit. */
export async function run(
  home: Home,
  folder: string,
  options: {
    seed?: number
    alias?: string
    pilot?: boolean
    deviations?: { field: string; value: JsonValue }[]
  } = {},
): Promise<string> {
  const { datasets } = await readExerciseFolder(folder)
  const items = [...datasets.values()].flatMap((dataset) =>
    dataset.items.flatMap(({ input, target }) => (input === null ? [] : [{ input, target }])),
  )
  const model = await startRehearsalModel({ port: 0, seed: options.seed ?? 1, items })
  try {
    const end = await startRun(
      home,
      {
        exercise: EXERCISE,
        model: REHEARSAL_MODEL,
        ...(options.alias === undefined ? {} : { alias: options.alias }),
        baseUrl: model.url,
        pilot: options.pilot ?? false,
        deviations: options.deviations ?? [],
      },
      { signal: new AbortController().signal, emit: () => undefined },
    )
    if (end.result.status !== 'finished') throw new Error(`the run is ${end.result.status}`)
    return end.run
  } finally {
    await model.close()
  }
}

/** Runs and submits at every institute, then hands the runs round. */
export async function runAll({ homes }: Pick<Institutes, 'homes'>, folder: string): Promise<void> {
  for (const [index, home] of homes.entries()) {
    await run(home, folder, { seed: index + 1 })
    await submit(home, EXERCISE)
  }
  await exchange(homes)
}
