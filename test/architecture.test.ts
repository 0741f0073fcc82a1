import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findFaults, MAP, roomsLoadedWith } from './architecture.ts'

const SOURCE = path.resolve(import.meta.dirname, '../src')
const scratch = mkdtempSync(path.join(tmpdir(), 'concord-architecture-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function tree(name: string, files: Record<string, string>): string {
  const root = path.join(scratch, name)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  return root
}

const clean = {
  'error.ts': 'export class ConcordError extends Error {}\n',
  'statement/index.ts': "export { a } from './a.ts'\n",
  'statement/a.ts': "import { ConcordError } from '../error.ts'\nexport const a = ConcordError\n",
  'trust/index.ts': "import type { a } from '../statement/index.ts'\nexport type A = typeof a\n",
  'store/index.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
}

describe('the house', () => {
  it('keeps its map: only downward, only through doors, pure rooms without node:', () => {
    expect(findFaults(SOURCE)).toEqual([])
  })

  it('loads for the command line what every command needs and no more: --help is at once', () => {
    expect(roomsLoadedWith(SOURCE, 'cli/main.ts')).toEqual(['cli', 'error.ts', 'message'])
  })
})

describe('the architecture test itself', () => {
  it('finds nothing in a clean tree', () => {
    expect(findFaults(tree('clean', clean))).toEqual([])
  })

  const planted: [string, Record<string, string>, RegExp][] = [
    ['a room not on the map', { 'util/index.ts': '' }, /src\/util is not on the map/],
    ['a file beside the rooms', { 'types.ts': '' }, /src\/types\.ts stands beside the rooms/],
    [
      'an import upward',
      { 'statement/b.ts': "import { x } from '../trust/index.ts'" },
      /statement → trust is not on the map/,
    ],
    [
      'a lazy import upward',
      { 'statement/b.ts': "const x = await import('../trust/index.ts')" },
      /statement → trust is not on the map/,
    ],
    [
      'a side door',
      { 'trust/b.ts': "import { a } from '../statement/a.ts'" },
      /enters statement by a side door/,
    ],
    ['node: in a pure room', { 'trust/b.ts': "import fs from 'node:fs'" }, /does not touch the world/],
    ['an open door', { 'trust/index.ts': "export * from './b.ts'" }, /lists its names one by one/],
  ]
  for (const [name, files, want] of planted) {
    it(`finds ${name}`, () => {
      const faults = findFaults(tree(name, { ...clean, ...files }))
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(want)
    })
  }

  it('follows what is imported at once, and neither types nor what is loaded later', () => {
    const source = tree('loaded', {
      ...clean,
      'cli/main.ts':
        "import { b } from './b.ts'\nimport type { A } from '../trust/index.ts'\nexport const c = b\n",
      'cli/b.ts':
        "import {\n  read,\n} from '../store/index.ts'\nexport const b = () => import('../statement/index.ts')\n",
    })
    expect(roomsLoadedWith(source, 'cli/main.ts')).toEqual(['cli', 'store'])
  })

  it('finds a map that is not layered', () => {
    const map = { ...MAP, statement: { may: ['trust'], touchesWorld: false } }
    expect(findFaults(tree('map', clean), map)).toEqual([
      'The map lets statement import trust, which does not stand below it: a room imports only downward.',
    ])
  })
})
