import { describe, expect, it } from 'vitest'
import { alikeNames } from './alike-names.ts'

describe('alikeNames', () => {
  it('finds spellings of what is perhaps one name', () => {
    expect(
      alikeNames([
        'AISI-Japan',
        'Québec',
        'AISI Japan',
        'aisi-japan',
        'AISI-Japan',
        'quebec',
        'Ｑuebec ',
        'Singapore',
      ]),
    ).toEqual([
      ['AISI Japan', 'AISI-Japan', 'aisi-japan'],
      ['Québec', 'quebec', 'Ｑuebec '],
    ])
  })

  it.each([
    ['numbered', ['lab-1', 'lab-2', 'lab-12', 'lab 21']],
    ['lettered', ['institute-a', 'institute-b']],
    ['in other scripts', ['日本', '韓国', 'Япония']],
    ['of signs alone', ['+', '−', '*']],
    ['the same again', ['a', 'a']],
    ['none', []],
  ])('finds nothing in names that are %s', (_, names) => {
    expect(alikeNames(names)).toEqual([])
  })
})
