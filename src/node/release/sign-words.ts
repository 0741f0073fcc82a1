/** What people write for others (opinions, reasons), looked through as all else that leaves is. */
import { ConcordError } from '../../error.ts'
import type { StatementInput } from '../../store/index.ts'
import { openExercise } from '../exercise/open-exercise.ts'
import type { Home } from '../institute.ts'
import { signDraft } from '../publish.ts'
import type { Draft } from '../publish.ts'
import { isUnreadable } from '../read-body.ts'
import { inspectDrafts, refuseFound } from './scan/inspect.ts'

/**
 * As `signDraft`. Throws `check-failed`, and signs nothing, where readers would find in the words what is not for them: a
 * name behind an alias, the text of an item, a key.
 */
export async function signWords(home: Home, draft: Draft): Promise<StatementInput> {
  const isErasure = draft.kind === 'erasure'
  const opened = draft.exercise === null ? undefined : await openIfThere(home, draft.exercise, isErasure)
  if (opened !== undefined) {
    const { evidence, state } = opened
    refuseFound(await inspectDrafts(home, evidence, state.inForce, [draft]), false)
  }
  return signDraft(home, draft)
}

/** Undefined where the protocol is not here: then nothing behind it is known here either. */
async function openIfThere(
  home: Home,
  exercise: string,
  isErasure: boolean,
): Promise<Awaited<ReturnType<typeof openExercise>> | undefined> {
  try {
    return await openExercise(home, exercise)
  } catch (error) {
    if (error instanceof ConcordError && error.code === 'not-found') return undefined
    // Erasing it is the way out, and what it names cannot be known.
    if (isErasure && isUnreadable(error)) return undefined
    throw error
  }
}
