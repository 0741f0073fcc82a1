import type { Scorer } from '../../statement/index.ts'
import { comparedForm } from './compared-form.ts'
import type { Sample, Scored } from './score.ts'

/** 1 if the answer contains a target, each run of space counting as one. An empty target is no target. */
export function scoreIncludes(
  scorer: Extract<Scorer, { type: 'includes' }>,
  { target, completion }: Sample,
): Scored {
  const form = (text: string): string => comparedForm(text, { ...scorer, ignoreSpace: true })
  const accepted = target.map(form).filter((text) => text !== '')
  if (accepted.length === 0) return { outcome: 'unscored', reason: 'scorer-error' }
  const said = form(completion)
  return { outcome: 'scored', value: accepted.some((text) => said.includes(text)) ? 1 : 0 }
}
