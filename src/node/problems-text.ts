import { sentence } from '../error.ts'
import type { Sentence } from '../error.ts'
import type { FieldProblem } from '../exercise/index.ts'

const NAMED = 3

/** What is wrong in a file, in one sentence: the first three problems, and how many more there are. */
export function problemsText(file: string, problems: readonly FieldProblem[]): Sentence {
  const [first, ...others] = problems
  if (first === undefined) return sentence`${file} cannot be read; correct the file.`
  const named = others.slice(0, NAMED - 1)
  const more = others.length - named.length
  const all = named.reduce((text, one) => sentence`${text}; also ${withField(one)}`, first.problem)
  const problem = more === 0 ? all : sentence`${all} (and ${more} more)`
  return first.field === ''
    ? sentence`${file}: ${problem}; correct the file.`
    : sentence`${file}, field ${first.field}: ${problem}; correct the file.`
}

function withField({ field, problem }: FieldProblem): Sentence {
  return field === '' ? problem : sentence`${field}: ${problem}`
}
