import type { Scorer } from '../../statement/index.ts'
import { chosenAnswer } from './choice.ts'
import { takenFigure } from './numeric.ts'
import { matchedText } from './regex.ts'
import type { Sample } from './score.ts'

/**
 * What a scorer took out of an answer, each way it can be read: the letter chosen, the figure, the text matched.
 * Empty where it found nothing; null where it compares the answer whole.
 */
export function extractAnswer(
  scorer: Scorer,
  { choices, completion }: Pick<Sample, 'choices' | 'completion'>,
): string[] | null {
  switch (scorer.type) {
    case 'exact':
    case 'includes':
    case 'f1':
    case 'judge':
    case 'criteria':
    case 'verdict-table':
      return null
    case 'numeric':
      return (takenFigure(scorer, completion) ?? []).map(String)
    case 'choice': {
      const letter = chosenAnswer({ choices, completion })
      return letter === null ? [] : [letter]
    }
    case 'regex': {
      const found = matchedText(scorer, completion)
      return found === null || found === 'no-look' ? [] : [found.text]
    }
    default:
      return scorer satisfies never
  }
}
