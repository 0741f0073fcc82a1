/** What the documents say of the code: a path that is there, and a function in the file where it is said to be. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentFiles } from './documents.ts'

const root = path.resolve(import.meta.dirname, '..')
const PATH = /`((?:src|test|scripts|bench|docs|examples)\/[\w./-]+)`/g
const PLACE = /`(\w+)`\s+(?:in|of)\s+`((?:src|test|scripts)\/[\w./-]+\.ts)`/g

const matchesOf = (text: string, pattern: RegExp): string[][] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups)

/** What a text says of the code of a project and is not so. */
function findWrongPlaces(project: string, text: string): string[] {
  const missing = matchesOf(text, PATH)
    .filter(([file = '']) => !existsSync(path.join(project, file)))
    .map(([file]) => `${file} does not exist`)
  const elsewhere = matchesOf(text, PLACE).flatMap(([name = '', file = '']) => {
    const full = path.join(project, file)
    if (!existsSync(full) || !statSync(full).isFile()) return []
    const declared = new RegExp(`\\b(?:function\\*?|const|class|type)\\s+${name}\\b`)
    return declared.test(readFileSync(full, 'utf8')) ? [] : [`${name} is not in ${file}`]
  })
  return [...new Set([...missing, ...elsewhere])]
}

describe.each(documentFiles(root))('%s', (file) => {
  it('names code that is there', () => {
    expect(findWrongPlaces(root, readFileSync(path.join(root, file), 'utf8'))).toEqual([])
  })
})

describe('the test itself', () => {
  it('finds a path that is gone, and a function that has moved', () => {
    expect(
      findWrongPlaces(
        root,
        '`src/gone.ts`, `findWrongPlaces` in `test/code-in-documents.test.ts`, `documentFiles` of\n`test/code-in-documents.test.ts`, `src/<kind>.ts`',
      ),
    ).toEqual(['src/gone.ts does not exist', 'documentFiles is not in test/code-in-documents.test.ts'])
  })

  it('reads the life of a statement', () => {
    const text = readFileSync(path.join(root, 'docs/life-of-a-statement.md'), 'utf8')
    expect(matchesOf(text, PLACE).length).toBeGreaterThan(30)
  })
})
