import { expect, it } from 'vitest'
import { inEnglish, sentence } from '../error.ts'
import { parseProtocolFile } from '../exercise/index.ts'
import { saySentence } from '../message/index.ts'
import { problemsText } from './problems-text.ts'

const A = { field: 'a.b', problem: sentence`it is empty; a text is wanted` }
const WHOLE = { field: '', problem: sentence`the file holds no fields` }

it.each([
  [[], 'p.yaml cannot be read; correct the file.'],
  [[WHOLE], 'p.yaml: the file holds no fields; correct the file.'],
  [[A], 'p.yaml, field a.b: it is empty; a text is wanted; correct the file.'],
  [
    [A, WHOLE],
    'p.yaml, field a.b: it is empty; a text is wanted; also the file holds no fields; correct the file.',
  ],
  [
    [WHOLE, A, A, A, A],
    'p.yaml: the file holds no fields; also a.b: it is empty; a text is wanted; also a.b: it is empty; a text is wanted (and 2 more); correct the file.',
  ],
])('names up to three problems and counts the others: %#', (problems, want) => {
  const said = problemsText('p.yaml', problems)
  expect(inEnglish(said)).toBe(want)
  expect(saySentence('fr', said)).not.toContain('correct the file')
})

it('names a misspelt part before the part that it leaves missing', () => {
  const read = parseProtocolFile('generaton: {}\nquestion: {}\n')
  if (read.ok) throw new Error('it was read')
  expect(inEnglish(problemsText('p.yaml', read.problems))).toMatch(
    /^p\.yaml: there is no such field: generaton; also items: the part "items" is missing: .+ \(and \d more\); correct the file\.$/,
  )
})
