import { ConcordError, sentence } from '../error.ts'
import { AnswerLine, answerText } from './answer-line.ts'

/** The lines of an answers file, each changed, in their order; throws `bad-input` for a line that is no answer. */
export function mapAnswers(bytes: Uint8Array, change: (answer: AnswerLine) => AnswerLine): string[] {
  return readAnswers(bytes).map((answer) => answerText(change(answer)))
}

/** The lines of an answers file in their order; throws as `mapAnswers`. */
export function readAnswers(bytes: Uint8Array): AnswerLine[] {
  const lines = new TextDecoder().decode(bytes).split('\n')
  return lines.flatMap((line, index) => {
    if (line === '') return []
    const read = AnswerLine.safeParse(readLine(line))
    if (read.success) return read.data
    throw new ConcordError(
      'bad-input',
      sentence`Line ${index + 1} of the answers of the run is damaged; restore the folder of the run from a backup.`,
    )
  })
}

function readLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
