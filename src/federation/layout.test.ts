import { describe, expect, it } from 'vitest'
import { bundleName, folderOf, headName, memberOfFolder, readName } from './layout.ts'

const hex = 'ab'.repeat(32)

describe('names in a shared folder', () => {
  it.each([
    [`${hex}.concord`, { what: 'bundle', sha256: hex, sealed: false }],
    [`${hex}.concord.age`, { what: 'bundle', sha256: hex, sealed: true }],
    [`${hex.toUpperCase()}.CONCORD`, { what: 'bundle', sha256: hex, sealed: false }],
    [`head-${hex}.json`, { what: 'head', sha256: hex }],
    ['institute.json', { what: 'own' }],
    ['card.json', { what: 'own' }],
    ['.gitattributes', { what: 'own' }],
    [`${hex} (conflicted copy 2026-10-02).concord`, undefined],
    [`${hex}.concord.age.tmp`, undefined],
    [`${hex.slice(1)}.concord`, undefined],
    [`../${hex}.concord`, undefined],
    [`head-${hex}-1.json`, undefined],
    ['.unfinished-0011', undefined],
    ['', undefined],
  ])('%s', (name, want) => {
    expect(readName(name)).toEqual(want)
  })

  it('are read as they are written', () => {
    expect(readName(bundleName(hex, true))).toEqual({ what: 'bundle', sha256: hex, sealed: true })
    expect(readName(headName(hex))).toEqual({ what: 'head', sha256: hex })
    for (const member of ['con', 'lab-a', 'a.b_c-d', '0'])
      expect(memberOfFolder(folderOf(member))).toBe(member)
  })

  it.each(['lab-a', 'from-', 'from-..', 'from-a/b', 'from-A', 'from-a b', 'from--a'])(
    '%s is the folder of no member',
    (name) => {
      expect(memberOfFolder(name)).toBeUndefined()
    },
  )

  it('are names on FAT and on Windows', () => {
    const names = [folderOf('nul'), bundleName(hex, true), headName(hex)]
    for (const name of names) expect(name).toMatch(/^(?!(?:con|prn|aux|nul)(?:\.|$))[a-z0-9._-]{1,100}$/)
  })
})
