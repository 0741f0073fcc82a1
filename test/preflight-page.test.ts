import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { PREFLIGHT_RULES } from '../src/exercise/index.ts'

it('the page on preflight has a row for each rule, in their order', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../docs/reference/preflight.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, rule]) => rule)
  expect(rows).toEqual([...PREFLIGHT_RULES])
})
