/** docs/guides/shared-folder.md, walked. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/node/crypto.ts'
import { readBundle } from '../../src/trust/index.ts'
import { walkGuide } from '../fixture/walked-guide.ts'
import type { WalkedGuide } from '../fixture/walked-guide.ts'
import { commandsIn } from '../shell-words.ts'

const TIME_LIMIT = 600_000
let walked: WalkedGuide
beforeAll(async () => {
  walked = await walkGuide('shared-folder', TIME_LIMIT - 10_000)
}, TIME_LIMIT)
afterAll(() => walked.remove())

describe('the exchange over a shared folder', () => {
  it('runs to its end and leaves no process behind', () => {
    expect(walked.stderr).not.toContain('Error:')
    expect(walked.status).toBe(0)
    expect(walked.end()).toBe(false)
  })

  it('takes in no bundle by hand', () => {
    const used = commandsIn(walked.script).map(([first = '']) => first)
    expect(used).not.toContain('receive')
    expect(used).toContain('sync')
    expect(used).toContain('quarantine')
  })

  it('founds a network of those whose cards lie there, and trusts nothing by itself', () => {
    expect(walked.stdout).toMatch(
      /charter found \S*from-institute-a\/card\.json \S*from-institute-b\/card\.json/,
    )
    expect(
      walked.stdout.match(/left a charter of a network that you do not know yet, sha256:/g),
    ).toHaveLength(2)
    expect(walked.stdout).toContain('It stands.')
  })

  it('freezes, runs, analyses and countersigns', () => {
    expect(walked.stdout).toContain('From institute-a, without trying whether it verifies: 4 new statements')
    expect(walked.stdout).toContain('shared-problems: “Word problems, shared”, frozen')
    expect(walked.stdout.match(/recomputed it and got the same/g)).toHaveLength(2)
    expect(readFileSync(path.join(walked.folder, 'shared-folder/report.html'), 'utf8')).toContain(
      'Institute C',
    )
  })

  it('ends with one line where there is nothing new', () => {
    expect(walked.stdout).toMatch(
      /(?:Nothing new in shared-folder\/exchange; all others have what lies there for them\.\n){3}Nothing is set aside\./,
    )
  })

  it('leaves nothing of the exercise in the open', () => {
    const folder = path.join(walked.folder, 'shared-folder/exchange')
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const open = names.filter((name) => name.endsWith('.concord'))
    expect(open.length).toBeGreaterThanOrEqual(3)
    for (const name of open)
      expect(readBundle(readFileSync(path.join(folder, name)), sha256).statements).toHaveLength(0)
    expect(names.filter((name) => name.endsWith('.concord.age')).length).toBeGreaterThanOrEqual(8)
  })
})
