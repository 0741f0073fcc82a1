import type { Scorer } from '../../statement/index.ts'
import { comparedForm } from './compared-form.ts'
import type { Sample, Scored } from './score.ts'

/** 1 if the answer equals a target, in the form that the scorer declares. */
export function scoreExact(
  scorer: Extract<Scorer, { type: 'exact' }>,
  { target, completion }: Sample,
): Scored {
  const said = comparedForm(completion, scorer)
  const isSaid = target.some((accepted) => comparedForm(accepted, scorer) === said)
  return { outcome: 'scored', value: isSaid ? 1 : 0 }
}
