/**
 * A list of criteria, each judged by itself as judge.ts says: true (1), false (0), or not applicable.
 *
 *   value of the attempt as a whole   the mean of the criteria that apply; none where one has no value
 */
import type { Scorer } from '../../statement/index.ts'
import { scoreVotes } from './judge.ts'
import type { Sample, Scored } from './score.ts'

type CriteriaScorer = Extract<Scorer, { type: 'criteria' }>
export type ScoredCriterion = { section: string | null; criterion: string; scored: Scored }

/** Each criterion of the list, in its order, by the votes on it. */
export function scoreCriteria(scorer: CriteriaScorer, sample: Omit<Sample, 'choices'>): ScoredCriterion[] {
  return scorer.criteria.map(({ id, section, text }) => {
    const votes = sample.votes?.filter(({ criterion }) => criterion === id)
    const scored = scoreVotes({ ...scorer, criterion: text }, { ...sample, votes })
    return { section, criterion: id, scored }
  })
}

/** The list as one value. */
export function meanOfCriteria(criteria: readonly ScoredCriterion[]): Scored {
  const without = criteria.find(({ scored }) => scored.outcome === 'unscored')
  if (without !== undefined) return without.scored
  const values = criteria.flatMap(({ scored }) => (scored.outcome === 'scored' ? [scored.value] : []))
  if (values.length === 0) return { outcome: 'not-applicable' }
  return { outcome: 'scored', value: values.reduce((sum, value) => sum + value, 0) / values.length }
}
