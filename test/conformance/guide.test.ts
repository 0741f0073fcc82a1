/** docs/guides/first-exercise.md, walked. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { walkGuide } from '../fixture/walked-guide.ts'
import type { WalkedGuide } from '../fixture/walked-guide.ts'
import { commandsIn } from '../shell-words.ts'

/** A minute on two idle cores; several tests may share them. */
const TIME_LIMIT = 600_000
let walked: WalkedGuide
const made = (file: string): string => readFileSync(path.join(walked.folder, 'first-exercise', file), 'utf8')

beforeAll(async () => {
  walked = await walkGuide('first-exercise', TIME_LIMIT - 10_000)
}, TIME_LIMIT)

afterAll(() => walked.remove())

describe('the first exercise', () => {
  it('runs to its end and leaves no process behind', () => {
    expect(walked.stderr).not.toContain('Error:')
    expect(walked.status).toBe(0)
    expect(walked.end()).toBe(false)
  })

  it('uses every command that an institute has in an exercise', () => {
    const used = commandsIn(walked.script).map(([first = '', second = '']) =>
      /^(?:init|receive|verify)$/.test(first) ? first : `${first} ${second}`,
    )
    const wanted =
      'init, charter found, charter add, charter sign, charter show, exercise new, exercise check, exercise propose, ' +
      'exercise review, exercise accept, exercise object, exercise freeze, exercise amend, receive, exercise status, ' +
      'run start, run resume, exercise submit, exercise analyse, analysis cosign, exercise report, exercise evidence, ' +
      'verify, rehearsal model'
    expect([...new Set(used)].sort()).toEqual(wanted.split(', ').sort())
  })

  it('takes in the fifth institute by a second charter', () => {
    expect(walked.stdout).toMatch(
      /Charter version 2 of network sha256:[^]*?institute-e .* signed\nIt stands\.\n/,
    )
  })

  it('shows the second version as what was changed and nothing else', () => {
    expect(walked.stdout).toContain(
      'What changes since version 1:\n  version: 1 → 2\n  generation.maxTokens: 256 → 512\n\n',
    )
  })

  it('goes on with the run that was cut off', () => {
    const [, after = ''] = walked.stdout.split('The run of D was cut off.\n')
    const resume = './concord run resume word-problems-institute-d-model-a-1 '
    expect(after.slice(0, after.indexOf('\n\nNext:\n', after.indexOf(resume)))).toContain(resume)
    expect(after).toMatch(/^word-problems-institute-d-model-a-1: 360 attempts; 360 scored, /m)
  })

  it('names institute E alone, and says that the others agree', () => {
    const headline =
      /Institute E \(invented\) is \d+ points below the others .*; it ran with another system prompt\. The other four agree within the 10 points/
    expect(walked.stdout).toMatch(headline)
    expect(made('report.html')).toContain('Institute E (invented)')
    expect(made('rapport.html')).toContain('<html lang="fr"')
    expect(
      z
        .object({ ok: z.literal(true), status: z.literal('frozen') })
        .safeParse(JSON.parse(made('status.json'))).success,
    ).toBe(true)
    expect(made('report.json')).toContain('Answered by version 2, which Institute B (invented) signed')
  })

  it('verifies in the folder of a member and on a machine that never saw the network', () => {
    expect(walked.stdout.match(/^verified; signed, not logged\n.* 5 runs, one analysis\.$/gm)).toHaveLength(2)
  })

  it('refuses the forged report with status 3', () => {
    expect(walked.stdout).toMatch(/^not verified: [^]*The forged report was refused, with status 3\.\n$/m)
    expect(walked.stdout).not.toContain('was believed')
    expect(walked.stdout).toMatch(
      /report: the headline \(sentence 2\) says “Institute D [^”]*”, the evidence gives “Institute E /,
    )
    expect(walked.stdout).toContain(
      'the report says that institute-d signed the run of institute-e with model-a',
    )
  })
})
