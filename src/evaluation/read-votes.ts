/** The votes of an answer, each with what was read out of it, for people. */
import type { Item, Scorer } from '../statement/index.ts'
import type { AnswerLine } from './answer-line.ts'
import { hashPrompt } from './hash-prompt.ts'
import { judgeMessages, readVote } from './scorers/judge.ts'

export type ReadVote = {
  judge: string
  /** Id of the criterion; null where the answer was judged as a whole. */
  criterion: string | null
  /** As offered by the scorer; null where it is none, for this reason. */
  verdict: string | null
  missing: 'unparsed' | 'scorer-error' | 'judge-error' | 'other-prompt' | null
  reply: string | null
  modelReported: string | null
}

/**
 * In the order of the answer; none where the scorer asks no judges. A vote on another prompt than the scorer makes of item
 * and answer is `other-prompt`, for it does not count; without the item that cannot be told.
 */
export function readVotes(
  scorer: Scorer,
  item: Pick<Item, 'input' | 'target'> | undefined,
  { completion, votes = [] }: Pick<AnswerLine, 'completion' | 'votes'>,
): ReadVote[] {
  if (!('judges' in scorer) || completion === null) return []
  const criteria = scorer.type === 'criteria' ? scorer.criteria : []
  return votes.map((vote) => {
    const criterion = criteria.find(({ id }) => id === vote.criterion)?.text
    const about = {
      judge: vote.judge,
      criterion: vote.criterion ?? null,
      reply: vote.reply,
      modelReported: vote.modelReported,
    }
    if (item !== undefined) {
      const messages = judgeMessages({ template: scorer.template, criterion }, { ...item, completion })
      if (hashPrompt(messages) !== vote.promptHash)
        return { ...about, verdict: null, missing: 'other-prompt' as const }
    }
    const read = readVote(scorer, vote)
    return typeof read === 'string'
      ? { ...about, verdict: null, missing: read }
      : { ...about, verdict: read.verdict, missing: null }
  })
}
