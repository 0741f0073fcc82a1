import { normaliseText } from '../../statement/index.ts'
import type { Scorer } from '../../statement/index.ts'
import type { Sample, Scored } from './score.ts'

/** 1 if the answer equals a target. With `ignoreSpace`, space around counts for nothing and a run of it as one. */
export function scoreExact(
  scorer: Extract<Scorer, { type: 'exact' }>,
  { target, completion }: Sample,
): Scored {
  const form = (text: string): string => {
    const spaced = scorer.ignoreSpace ? normaliseText(text) : text.normalize('NFC')
    return scorer.ignoreCase ? spaced.toLowerCase() : spaced
  }
  const said = form(completion)
  return { outcome: 'scored', value: target.some((accepted) => form(accepted) === said) ? 1 : 0 }
}
