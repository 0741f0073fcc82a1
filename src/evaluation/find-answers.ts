import { linesWith } from '../interchange/index.ts'
import { AnswerLine } from './answer-line.ts'

/**
 * The answers to one item of a set among the lines of an answers blob, by attempt. Only lines with the item's id are
 * parsed; one that is no answer is left out, and of two for one attempt the first counts: `verify` names both.
 */
export function findAnswers(
  blob: Uint8Array,
  { set, item }: { set: string; item: string },
): Map<number, AnswerLine> {
  const found = new Map<number, AnswerLine>()
  // The id as canonical JSON writes it, which is how answers are written.
  for (const line of linesWith(blob, `"item":${JSON.stringify(item)}`)) {
    const answer = readAnswer(line)
    if (answer?.set === set && answer.item === item && !found.has(answer.attempt))
      found.set(answer.attempt, answer)
  }
  return found
}

function readAnswer(text: string): AnswerLine | undefined {
  try {
    return AnswerLine.safeParse(JSON.parse(text)).data
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
