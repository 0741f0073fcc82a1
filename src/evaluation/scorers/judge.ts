/**
 * What judges say of an answer, and what becomes of it.
 *
 *   prompt    the template with {{input}}, {{answer}}, {{target}} and {{criterion}} in one pass, each as <answer>\n…\n</answer>; in what is
 *             put in, `<` before such a name (or `/` and one) becomes `&lt;`, so that no answer can end its own tags
 *   verdict   of the last match of the pattern its first group, or the last of the offered words in the reply; outside
 *             the offered set: unparsed
 *   no vote   no reply, a reply its provider marks as declined, or one to another prompt than this: judge-error
 *   value     majority   the value that more than half of all judges gave
 *             all        the least value
 *             mean       the mean
 *             A vote that is missing cannot change a majority of all judges or a least value of 0; in every other case
 *             the answer has no value, for the reason of the vote that is missing.
 *
 * A pure function of the stored answer and votes: whoever has them can tell the outcome without a judge.
 */
import { type Sentence, sentence } from '../../error.ts'
import type { Scorer } from '../../statement/index.ts'
import type { Vote } from '../answer-line.ts'
import { hashPrompt } from '../hash-prompt.ts'
import type { Message } from '../providers/provider.ts'
import { matchedText, regexFault } from './regex.ts'
import type { Sample, Scored } from './score.ts'

export type JudgeScorer = Extract<Scorer, { type: 'judge' }>
type CriteriaScorer = Extract<Scorer, { type: 'criteria' }>
/** One question to judges: about an answer, or about one criterion of it. */
export type Question = Pick<JudgeScorer, 'template' | 'judges' | 'verdicts' | 'pattern' | 'aggregation'> & {
  criterion?: string | undefined
}

type Judged = Pick<Sample, 'input' | 'completion' | 'target'>
/** The value of a vote, null where the judge says that it does not apply; or why it has none. */
type VoteValue = { value: number | null } | { missing: 'unparsed' | 'scorer-error' | 'judge-error' }

const PLACE = /\{\{(input|answer|target|criterion)\}\}/g
const OWN_TAG = /<(?=\s*\/?\s*(?:input|answer|target|criterion)\b)/gi

/** What every judge is sent. */
export function judgeMessages(
  { template, criterion }: Pick<Question, 'template' | 'criterion'>,
  judged: Judged,
): Message[] {
  const textsByPlace: Record<string, readonly string[]> = {
    input: [judged.input ?? ''],
    answer: [judged.completion],
    target: judged.target,
    criterion: criterion === undefined ? [] : [criterion],
  }
  const content = template.replaceAll(PLACE, (_, place: string) =>
    (textsByPlace[place] ?? [])
      .map((text) => `<${place}>\n${text.toWellFormed().replaceAll(OWN_TAG, '&lt;')}\n</${place}>`)
      .join('\n'),
  )
  return [{ role: 'user', content: content.toWellFormed() }]
}

/** The outcome that follows from the votes. */
export function scoreVotes(scorer: Question, sample: Judged & Pick<Sample, 'votes'>): Scored {
  const promptHash = hashPrompt(judgeMessages(scorer, sample))
  const votes = scorer.judges.map(({ id }): VoteValue => {
    const vote = sample.votes?.find(({ judge }) => judge === id)
    return vote?.promptHash === promptHash ? voteValue(scorer, vote) : { missing: 'judge-error' }
  })
  const values = votes.flatMap((vote) => ('value' in vote ? [vote.value] : []))
  const missing = votes.flatMap((vote) => ('missing' in vote ? [vote.missing] : []))
  const without: Scored | null =
    missing.length === 0
      ? null
      : {
          outcome: 'unscored',
          reason: missing.includes('judge-error') ? 'judge-error' : (missing[0] ?? 'unparsed'),
        }
  if (scorer.aggregation === 'majority') {
    const winner = values.find((value) => 2 * values.filter((one) => one === value).length > votes.length)
    if (winner === undefined) return without ?? { outcome: 'unscored', reason: 'no-majority' }
    return winner === null ? { outcome: 'not-applicable' } : { outcome: 'scored', value: winner }
  }
  const numbers = values.filter((value) => value !== null)
  if (scorer.aggregation === 'all' && numbers.includes(0)) return { outcome: 'scored', value: 0 }
  if (without !== null) return without
  if (numbers.length === 0) return { outcome: 'not-applicable' }
  const sum = numbers.reduce((total, value) => total + value, 0)
  return {
    outcome: 'scored',
    value: scorer.aggregation === 'all' ? Math.min(...numbers) : sum / numbers.length,
  }
}

/** What a vote is worth. */
function voteValue(scorer: Question, vote: Vote): VoteValue {
  const verdict = readVote(scorer, vote)
  return typeof verdict === 'string' ? { missing: verdict } : { value: verdict.value }
}

/** The verdict of a vote, or why it has none. */
export function readVote(
  scorer: Pick<JudgeScorer, 'verdicts' | 'pattern'>,
  { reply, refused, stopReason }: Vote,
): ReturnType<typeof parseVerdict> | 'judge-error' {
  if (reply === null || refused || stopReason === 'content_filter') return 'judge-error'
  return parseVerdict(scorer, reply)
}

/** The last verdict of a reply; `unparsed` where it says none that was offered. */
export function parseVerdict(
  { verdicts, pattern }: Pick<JudgeScorer, 'verdicts' | 'pattern'>,
  reply: string,
): JudgeScorer['verdicts'][number] | 'unparsed' | 'scorer-error' {
  if (pattern === undefined) {
    // Of two that end at the same place the longer was said: "not safe", not "safe".
    const places = verdicts.flatMap((one) => {
      const end = lastWordEnd(reply, one.verdict)
      return end < 0 ? [] : [{ one, end }]
    })
    const [last] = places.sort((a, b) => b.end - a.end || b.one.verdict.length - a.one.verdict.length)
    return last?.one ?? 'unparsed'
  }
  const found = matchedText(patternScorer(pattern), reply)
  if (found === 'no-look') return 'scorer-error'
  const said = found?.text.trim().toLowerCase()
  return verdicts.find(({ verdict }) => verdict.toLowerCase() === said) ?? 'unparsed'
}

/** Why the scorer cannot be used; null when it can. */
export function judgeFault(scorer: JudgeScorer | CriteriaScorer): Sentence | null {
  const { template, shows, judges, verdicts, pattern } = scorer
  const held = new Set([...template.matchAll(PLACE)].map(([, place = '']) => place))
  if (!held.has('answer')) return sentence`the template of the judges does not contain {{answer}}`
  const isList = scorer.type === 'criteria'
  if (isList !== held.has('criterion'))
    return isList
      ? sentence`the template of the judges does not contain {{criterion}}`
      : sentence`the template of the judges contains {{criterion}}, which only the scorer "criteria" has`
  held.delete('criterion')
  if (isList && new Set(scorer.criteria.map(({ id }) => id)).size < scorer.criteria.length)
    return sentence`two criteria have one id`
  const hidden = [...held].find((place) => !shows.some((shown) => shown === place))
  if (hidden !== undefined)
    return sentence`the template of the judges contains ${hidden}, which "shows" does not name`
  const absent = shows.find((shown) => !held.has(shown))
  if (absent !== undefined)
    return sentence`"shows" names ${absent}, which the template of the judges does not contain`
  if (new Set(judges.map(({ id }) => id)).size < judges.length) return sentence`two judges have one id`
  if (new Set(verdicts.map(({ verdict }) => verdict.toLowerCase())).size < verdicts.length)
    return sentence`a verdict is offered twice`
  return pattern === undefined ? null : regexFault(patternScorer(pattern))
}

function patternScorer(pattern: string): Extract<Scorer, { type: 'regex' }> {
  return { type: 'regex', pattern, flags: '', group: 1, ignoreCase: true, compare: 'text' }
}

/** Where a word of a text ends for the last time; -1 where it does not stand there by itself. */
function lastWordEnd(text: string, word: string): number {
  const isPart = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character)
  for (let at = text.lastIndexOf(word); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(word, at - 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return at + word.length
  return -1
}
