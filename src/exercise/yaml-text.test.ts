import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import { parseYaml } from './yaml-text.ts'

const said = (text: string): string => {
  const read = parseYaml(text)
  return read.ok
    ? JSON.stringify(read.value)
    : inEnglish(read.problems[0]?.problem ?? { pattern: '', values: [] })
}

describe('YAML from outside', () => {
  it.each([
    ['a: {b: 1, c: [x, "1"]}', '{"a":{"b":1,"c":["x","1"]}}'],
    ['a: &x [1]\nb: *x', '{"a":[1],"b":[1]}'],
    ['a: 1\nb: 2\na: 3', 'it is not YAML (Map keys must be unique at line 3, column 1)'],
    ['1: a\n"1": b', 'it is not YAML (Map keys must be unique at line 2, column 1)'],
    ['a:\n  - {b: 1, b: 2}', 'it is not YAML (Map keys must be unique at line 2, column 12)'],
    ['{a: 1}: 2', 'it is not YAML (Map keys must be plain at line 1, column 1)'],
    ['x: &a b\n*a : 1', 'it is not YAML (Map keys must be plain at line 2, column 1)'],
    [
      'a: !!js/function x',
      'it is not YAML (Unresolved tag: tag:yaml.org,2002:js/function at line 1, column 4)',
    ],
    ['a: !!str 1', 'the tag tag:yaml.org,2002:str is not allowed'],
    [`a: ${'['.repeat(90)}${']'.repeat(90)}`, 'it is nested more than 40 deep'],
  ])('%j is %s', (text, want) => {
    expect(said(text)).toContain(want)
  })

  it('is refused where a file is longer than any protocol', () => {
    expect(said(`a: ${'x'.repeat(2 ** 20)}`)).toContain('up to 1048576 are read')
  })
})
