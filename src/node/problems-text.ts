import { sentence } from '../error.ts'
import type { Sentence } from '../error.ts'
import type { FieldProblem } from '../exercise/index.ts'

/** What is wrong in a file: the first problem, and how many more there are. */
export function problemsText(file: string, problems: readonly FieldProblem[]): Sentence {
  const [first] = problems
  if (first === undefined) return sentence`${file} cannot be read; correct the file.`
  const { field, problem } = first
  const more = problems.length - 1
  if (more === 0) {
    return field === ''
      ? sentence`${file}: ${problem}; correct the file.`
      : sentence`${file}, field ${field}: ${problem}; correct the file.`
  }
  return field === ''
    ? sentence`${file}: ${problem} (and ${more} more); correct the file.`
    : sentence`${file}, field ${field}: ${problem} (and ${more} more); correct the file.`
}
