import type { Protocol } from '../../statement/index.ts'
import type { CollectedRun } from './collected-run.ts'

/** What every planned result is computed from. */
export type ResultContext = {
  protocol: Protocol
  runs: readonly CollectedRun[]
  /** Start state of the generator for a planned result. */
  seedOf: (resultId: string) => [number, number, number, number]
}

export function languageOf(protocol: Protocol, set: string): string {
  return protocol.items.sets.find(({ id }) => id === set)?.language ?? 'und'
}

/** Labs and items are always in the order of their ids, so that no result depends on how they were given. */
export function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
