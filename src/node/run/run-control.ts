import type { Budget, Price, RunProgress } from '../../evaluation/index.ts'

/** What whoever begins a run keeps hold of. */
export type RunControl = {
  signal: AbortSignal
  emit(progress: RunProgress): void
  /** Default: the environment. */
  apiKey?: string | undefined
  /** Stand before the table that comes with Concord. */
  prices?: readonly Price[] | undefined
  /** What the run may use; drift prompts do not count. */
  budget?: Budget | undefined
}

/** What the engine is given: the control, the clock and chance of this machine. */
export function effectsOf(control: RunControl): RunControl & { clock(): number; random(): number } {
  return {
    ...control,
    clock: () => Date.now(),
    // Only the pauses between repeated calls depend on it.
    random: () => crypto.getRandomValues(new Uint32Array(1)).reduce((_, word) => word, 0) / 2 ** 32,
  }
}
