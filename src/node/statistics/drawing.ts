/**
 * How far the statistics of a large table are. Nearly all of their time goes into drawing its items again, once for
 * every replicate of every interval of every language.
 */
import type { Generator } from '../../statistics/index.ts'
import type { OnProgress } from '../progress.ts'

/** Of the item bootstrap. */
export const REPLICATES = 1999

/** Gives each of so many languages a generator that tells when it drew; none draws for more intervals than these. */
export function telling(
  onProgress: OnProgress | undefined,
  { languages, intervals }: { languages: number; intervals: number },
): (language: number, generator: Generator) => Generator {
  const each = intervals * REPLICATES
  return (language, generator) => {
    let drawn = 0
    return {
      ...generator,
      fillBelow(n, into) {
        generator.fillBelow(n, into)
        drawn = Math.min(drawn + 1, each)
        onProgress?.({ what: 'samples', done: language * each + drawn, total: languages * each })
      },
    }
  }
}
