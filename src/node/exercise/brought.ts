/** What is to be looked at, signed or objected to: what a bundle brings, or what is here of an exercise. */
import { stat } from 'node:fs/promises'
import { ConcordError, sentence } from '../../error.ts'
import { Slug } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readBundleFile, receiveBundle } from '../receive.ts'
import type { Received } from '../take-in.ts'

export type Brought = {
  /** Null where nothing was taken in: an exercise that is here was named. */
  received: Received | null
  /** Ids of the statements, by exercise. */
  idsByExercise: Map<string, Set<string>>
}

/**
 * Takes in a bundle; or finds what is here of an exercise, as after `concord sync`, where its id is given and no file
 * bears that name.
 */
export async function takeBrought(home: Home, bundleOrExercise: string): Promise<Brought> {
  const reader = await readAs(home, ownerOf(home))
  if (Slug.safeParse(bundleOrExercise).success && !(await isThere(bundleOrExercise))) {
    const listed = await reader.listStatements({ exercise: bundleOrExercise })
    if (listed.length > 0) {
      const ids = new Set<string>(listed.map(({ id }) => id))
      return { received: null, idsByExercise: new Map([[bundleOrExercise, ids]]) }
    }
    throw new ConcordError(
      'not-found',
      sentence`There is neither a file nor an exercise ${bundleOrExercise} here; "concord exercise status" lists the exercises there are.`,
    )
  }
  const received = await receiveBundle(home, bundleOrExercise)
  const bundle = await readBundleFile(home, bundleOrExercise, home.institute.id)
  const after = await readAs(home, ownerOf(home))
  const idsByExercise = new Map<string, Set<string>>()
  for (const { id } of bundle.statements) {
    const exercise = (await after.getStatement(id))?.exercise
    if (exercise === undefined || exercise === null) continue
    idsByExercise.set(exercise, (idsByExercise.get(exercise) ?? new Set()).add(id))
  }
  return { received, idsByExercise: new Map([...idsByExercise].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}
