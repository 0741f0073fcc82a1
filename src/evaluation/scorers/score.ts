/**
 * How an answer becomes a value. Every scorer is a pure function of what is stored, so an answer can be scored
 * again by anybody, at any time, with the same result.
 */
import { type Sentence, sentence } from '../../error.ts'
import type { Scorer } from '../../statement/index.ts'
import type { Vote } from '../answer-line.ts'
import { scoreChoice } from './choice.ts'
import { scoreExact } from './exact.ts'
import { scoreF1 } from './f1.ts'
import { scoreIncludes } from './includes.ts'
import { judgeFault, scoreVotes } from './judge.ts'
import { numericFault, scoreNumeric } from './numeric.ts'
import { regexFault, scoreRegex } from './regex.ts'

/** What is scored: the accepted answers, the choices offered (if any), and what the model said. */
export type Sample = {
  target: readonly string[]
  choices: readonly string[]
  completion: string
  /** What judges need besides: the question, and what they said. */
  input?: string | null
  votes?: readonly Vote[] | undefined
}

/**
 * A value in [0, 1], or why there is none: the answer or a judge's reply has no value in it, the scorer could not look, a
 * judge has no vote, or no verdict has the majority.
 */
export type Scored =
  | { outcome: 'scored'; value: number }
  | { outcome: 'not-applicable' }
  | { outcome: 'unscored'; reason: 'unparsed' | 'scorer-error' | 'judge-error' | 'no-majority' }

/** Scores one answer as a whole; never throws for an answer, whatever is in it. */
export function score(scorer: Scorer, sample: Sample): Scored {
  if (scorer.type === 'judge') return scoreVotes(scorer, sample)
  if (sample.target.length === 0) return { outcome: 'unscored', reason: 'scorer-error' }
  switch (scorer.type) {
    case 'exact':
      return scoreExact(scorer, sample)
    case 'includes':
      return scoreIncludes(scorer, sample)
    case 'numeric':
      return scoreNumeric(scorer, sample)
    case 'choice':
      return scoreChoice(sample)
    case 'regex':
      return scoreRegex(scorer, sample)
    case 'f1':
      return scoreF1(scorer, sample)
    case 'criteria':
    case 'verdict-table':
      return { outcome: 'unscored', reason: 'scorer-error' }
    default:
      return scorer satisfies never
  }
}

/** Why answers cannot be scored by this scorer; null when they can. */
export function scorerFault(scorer: Scorer): Sentence | null {
  if (scorer.type === 'regex') return regexFault(scorer)
  if (scorer.type === 'judge' || scorer.type === 'criteria') return judgeFault(scorer)
  if (scorer.type === 'numeric') return numericFault(scorer)
  if (scorer.type === 'verdict-table')
    return sentence`the scorer is "verdict-table": verdicts are attached, not run`
  return null
}
