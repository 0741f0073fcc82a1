/**
 * The three examples, made on the user's machine by the same operations, and for the rehearsal the same bundles, as
 * every exercise: nothing signed is shipped. Each step looks first whether it is done, so that a start that was
 * killed goes on.
 */
import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { REHEARSAL_MODEL, startRehearsalModel } from '../evaluation/index.ts'
import type { RunProgress } from '../evaluation/index.ts'
import { makeFolder } from '../store/index.ts'
import { foundCharter } from './charter/found-charter.ts'
import { createHome } from './create-home.ts'
import { signCharter } from './charter/sign-charter.ts'
import { exportEvidence } from './evidence-bundle.ts'
import { accept } from './exercise/accept.ts'
import { analyseExercise } from './exercise/analyse.ts'
import { attach } from './exercise/attach.ts'
import { cosign } from './exercise/cosign.ts'
import { freeze } from './exercise/freeze.ts'
import { propose } from './exercise/propose.ts'
import { review } from './exercise/review.ts'
import { submit } from './exercise/submit.ts'
import { readExerciseFolder } from './exercise-folder.ts'
import { isHome, openHome, writeWhole } from './institute.ts'
import { readIfThere } from './read-whole.ts'
import type { Home, World } from './institute.ts'
import { loadNetworks, ownerOf, readAs } from './networks.ts'
import { receiveBundle } from './receive.ts'
import { startRun } from './run/start-run.ts'

const EXAMPLES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../examples')

export const VERDICTS_EXERCISE = 'korea-singapore-agents-2026'
const RATES_EXERCISE = 'third-exercise-2025'
export const REHEARSAL_EXERCISE = 'word-problems-rehearsal'

/** The five invented institutes; E deviates. Each has its own instance of the model, by its seed. */
export const REHEARSAL_INSTITUTES = ['a', 'b', 'c', 'd', 'e'].map((letter, index) => ({
  id: `institute-${letter}`,
  name: `Institute ${letter.toUpperCase()} (invented)`,
  origin: `institute-${letter}.rehearsal.example/log/1`,
  seed: index + 1,
}))

/** What institute E does instead of what was agreed, and says about it. */
export const DEVIATION = {
  field: 'generation.systemPrompt',
  value: 'You are a helpful assistant. Answer with the number alone.',
  why: 'Institute E used the system prompt of its own harness.',
}

export type ExampleStep =
  | { step: 'verdicts' }
  | { step: 'rates' }
  | { step: 'institutes' }
  | { step: 'agreement' }
  | { step: 'run'; institute: string; progress: RunProgress }
  | { step: 'analysis' }
  | { step: 'recomputed'; institute: string }
  | { step: 'received' }

/** The folder that `npm start` serves; made with its own one-member network if it is not there. */
export async function openStartHome(folder: string, world: World): Promise<Home> {
  const home = (await isHome(folder))
    ? await openHome(folder, world)
    : await createHome(
        folder,
        { id: 'this-node', name: 'This node', origin: 'this-node.example/log/1' },
        world,
      )
  if ((await loadNetworks(home)).length === 0) await foundCharter(home, [])
  return home
}

/** Published results that become runs of this node, each with its folder of examples and the table in it. */
const PUBLISHED = [
  { step: 'verdicts', exercise: VERDICTS_EXERCISE, folder: 'korea-singapore-2026', table: 'verdicts.csv' },
  { step: 'rates', exercise: RATES_EXERCISE, folder: 'third-exercise-2025', table: 'rates.csv' },
] as const

/** True where all examples are in the folder. */
export async function hasExamples(home: Home): Promise<boolean> {
  const reader = await readAs(home, ownerOf(home))
  for (const exercise of [...PUBLISHED.map((one) => one.exercise), REHEARSAL_EXERCISE])
    if ((await reader.listStatements({ exercise, kind: 'analysis' })).length === 0) return false
  return true
}

/** Makes what is missing of the examples. */
export async function makeExamples(home: Home, emit: (step: ExampleStep) => void): Promise<void> {
  for (const published of PUBLISHED) {
    emit({ step: published.step })
    await takeIn(home, published)
  }
  const reader = await readAs(home, ownerOf(home))
  if ((await reader.listStatements({ exercise: REHEARSAL_EXERCISE, kind: 'analysis' })).length > 0) return
  const folder = path.join(home.folder, 'rehearsal')
  const { charter, bundle } = await rehearse(folder, home.world, emit)
  await receiveBundle(home, bundle, charter)
  emit({ step: 'received' })
}

/** Published results, as runs of this node under a protocol made after the fact. */
async function takeIn(
  home: Home,
  { exercise, folder: name, table }: (typeof PUBLISHED)[number],
): Promise<void> {
  const reader = await readAs(home, ownerOf(home))
  const count = async (kind: string): Promise<number> =>
    (await reader.listStatements({ exercise, kind })).length
  const folder = path.join(EXAMPLES, name)
  if ((await count('protocol')) === 0) await propose(home, folder)
  if ((await count('run')) === 0) await attach(home, exercise, path.join(folder, table))
  if ((await count('analysis')) === 0) await analyseExercise(home, exercise)
}

/**
 * Lives through the rehearsal as five institutes in five folders that exchange bundles only. The folder gets its
 * name when all is done; what a killed attempt left is thrown away, since all of it can be made again.
 */
export async function rehearse(
  folder: string,
  world: World,
  emit: (step: ExampleStep) => void,
  options: { seedOffset?: number; deviates?: boolean } = {},
): Promise<{ charter: Awaited<ReturnType<typeof foundCharter>>['view']['pinned']; bundle: string }> {
  const done = path.join(folder, 'done.json')
  if ((await readIfThere(done)) === undefined) {
    const unfinished = `${folder}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
    await makeFolder(unfinished)
    await livesThrough(unfinished, world, emit, { seedOffset: 0, deviates: true, ...options })
    await writeWhole(path.join(unfinished, 'done.json'), new TextEncoder().encode('{}\n'))
    await rename(unfinished, folder)
  }
  await using coordinator = await openHome(path.join(folder, 'institute-a'), world)
  const [network] = await loadNetworks(coordinator)
  const bundle = path.join(coordinator.folder, 'outbox', 'evidence.concord')
  if (network === undefined || (await readIfThere(bundle)) === undefined) {
    await rm(folder, { recursive: true, force: true })
    return rehearse(folder, world, emit, options)
  }
  return { charter: network.pinned, bundle }
}

async function livesThrough(
  folder: string,
  world: World,
  emit: (step: ExampleStep) => void,
  options: { seedOffset: number; deviates: boolean },
): Promise<void> {
  emit({ step: 'institutes' })
  const homes: Home[] = []
  try {
    for (const { id, name, origin } of REHEARSAL_INSTITUTES) {
      homes.push(await createHome(path.join(folder, id), { id, name, origin }, world))
    }
    const [coordinator, ...others] = homes
    if (coordinator === undefined) return
    await foundCharter(
      coordinator,
      others.map((home) => path.join(home.folder, 'card.json')),
    )
    for (const home of others) await signCharter(home, outboxOf(coordinator, 'charter-1', home))
    await exchange(homes)

    emit({ step: 'agreement' })
    await propose(coordinator, path.join(EXAMPLES, 'rehearsal'))
    for (const home of others) {
      const file = outboxOf(coordinator, `protocol-${REHEARSAL_EXERCISE}`, home)
      await review(home, file)
      await accept(home, file)
    }
    await exchange(homes)
    await freeze(coordinator, REHEARSAL_EXERCISE)
    await exchange(homes)

    const items = await answerKey()
    for (const [index, home] of homes.entries()) {
      const institute = REHEARSAL_INSTITUTES[index]
      if (institute === undefined) continue
      const model = await startRehearsalModel({ port: 0, seed: institute.seed + options.seedOffset, items })
      try {
        const deviates = options.deviates && index === homes.length - 1
        await startRun(
          home,
          {
            exercise: REHEARSAL_EXERCISE,
            model: REHEARSAL_MODEL,
            baseUrl: model.url,
            pilot: false,
            deviations: deviates ? [{ field: DEVIATION.field, value: DEVIATION.value }] : [],
            why: deviates ? DEVIATION.why : undefined,
          },
          {
            signal: new AbortController().signal,
            emit: (progress) => emit({ step: 'run', institute: institute.name, progress }),
          },
        )
      } finally {
        await model.close()
      }
      await submit(home, REHEARSAL_EXERCISE)
    }
    await exchange(homes)

    emit({ step: 'analysis' })
    await analyseExercise(coordinator, REHEARSAL_EXERCISE)
    await exchange(homes)
    // E does not recompute: the report says how many did.
    for (const home of others.slice(0, -1)) {
      emit({ step: 'recomputed', institute: home.institute.name })
      await cosign(home, REHEARSAL_EXERCISE)
    }
    await exchange(homes)
    await exportEvidence(
      coordinator,
      REHEARSAL_EXERCISE,
      path.join(coordinator.folder, 'outbox', 'evidence.concord'),
    )
  } finally {
    for (const home of homes) await home[Symbol.asyncDispose]()
  }
}

/** Questions and answers the simulated model knows: those of the rehearsal's item files. */
export async function answerKey(): Promise<{ input: string; target: string[] }[]> {
  const { datasets } = await readExerciseFolder(path.join(EXAMPLES, 'rehearsal'))
  return [...datasets.values()].flatMap(({ items }) =>
    items.flatMap(({ input, target }) => (input === null ? [] : [{ input, target }])),
  )
}

function outboxOf(from: Home, what: string, to: Home): string {
  return path.join(from.folder, 'outbox', `${what}-from-${from.institute.id}-to-${to.institute.id}.concord`)
}

/** Every institute takes in what the others wrote for it. */
async function exchange(homes: readonly Home[]): Promise<void> {
  for (const from of homes) {
    for (const name of (await readdir(path.join(from.folder, 'outbox')).catch(() => [])).sort()) {
      const to = homes.find(({ institute: { id } }) =>
        [`-to-${id}.concord`, `-to-${id}.concord.age`].some((end) => name.endsWith(end)),
      )
      if (to !== undefined) await receiveBundle(to, path.join(from.folder, 'outbox', name))
    }
  }
}
