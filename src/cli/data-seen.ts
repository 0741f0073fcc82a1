import { ConcordError, sentence } from '../error.ts'
import type { Amendment } from '../statement/index.ts'
import { needed } from './command.ts'
import type { Values } from './command.ts'

/** The value of --data-seen; throws `usage` where it is none of those there are. */
export async function dataSeenOf(options: Values): Promise<Amendment['dataSeen']> {
  const { DATA_SEEN } = await import('../statement/index.ts')
  return oneOf(DATA_SEEN, needed(options, 'dataSeen', '--data-seen'), '--data-seen')
}

/** One of the words an option takes; throws `usage` naming them all. */
export function oneOf<One extends string>(words: readonly One[], given: string, flag: string): One {
  const found = words.find((one) => one === given)
  if (found !== undefined) return found
  throw new ConcordError('usage', sentence`${flag} is one of ${words.join(', ')}, not ${given}.`)
}
