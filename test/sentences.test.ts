import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sentence } from '../src/error.ts'
import { frenchSentences, saySentence } from '../src/message/index.ts'
import { sentencePatterns } from './sentence-patterns.ts'

const SOURCE = path.resolve(import.meta.dirname, '../src')

function patternsOfSource(): string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.(test|fixture|child)\.ts$/.test(file),
  )
  return [
    ...new Set(files.flatMap((file) => sentencePatterns(readFileSync(path.join(SOURCE, file), 'utf8')))),
  ]
}

const placesOf = (pattern: string): string[] => (pattern.match(/\{\d+\}/g) ?? []).sort()

describe('the sentences of the source', () => {
  const patterns = patternsOfSource()

  it('are found', () => {
    expect(patterns.length).toBeGreaterThan(100)
  })

  it('all have a French one, which differs and has the same places', () => {
    const lacking = patterns.filter((pattern) => frenchSentences[pattern] === undefined)
    const wrong = patterns.filter((pattern) => {
      const french = frenchSentences[pattern]
      return (
        french !== undefined && (french === pattern || placesOf(french).join() !== placesOf(pattern).join())
      )
    })
    expect({ lacking, wrong }).toEqual({ lacking: [], wrong: [] })
  })

  it('are all still said: the catalogue keeps none that the source has dropped', () => {
    const said = new Set(patterns)
    expect(Object.keys(frenchSentences).filter((pattern) => !said.has(pattern))).toEqual([])
  })
})

describe('sentencePatterns', () => {
  it.each([
    ['sentence`plain`', 'plain'],
    ['sentence`a ${b} c ${d.e(`x ${y}`)} f`', 'a {0} c {1} f'],
    ['sentence`with ${x ? \'}\' : "`"} and \\`quote\\``', 'with {0} and `quote`'],
    ['sentence`one ${{ a: { b: 1 } }.a.b} two`', 'one {0} two'],
  ])('%s', (source, want) => {
    expect(sentencePatterns(`x(${source})`)).toEqual([want])
  })
})

it('a sentence inside a sentence is said in the same language', () => {
  const inner = sentence`There is no file ${'a.csv'}; check the name.`
  expect(saySentence('en', sentence`${'x'}: ${inner}`)).toBe('x: There is no file a.csv; check the name.')
  expect(saySentence('fr', sentence`${'x'}: ${inner}`)).toBe(
    'x\u00A0: Il n’y a pas de fichier a.csv\u202F; vérifiez le nom.',
  )
})
