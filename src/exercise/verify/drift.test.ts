import { describe, expect, it } from 'vitest'
import { toHex } from '../../statement/index.ts'
import type { Run } from '../../statement/index.ts'
import { driftAbout, driftFact, driftOf } from '../drift.ts'
import type { DriftAnswer } from '../drift.ts'
import { verifyDrift } from './drift.ts'
import { effects, evidenceOf, world } from './evidence.fixture.ts'

const { sha256 } = effects
const PLANNED = { prompts: ['Tell me about the sea.', 'What is a river?'], repeats: 5 }
const ENDS = ['deep', 'wide', 'salt', 'blue', 'old']
type Line = DriftAnswer & { attempt: number }

function answersOf(late: string): Line[] {
  return (['start', 'end'] as const).flatMap((moment, check) =>
    PLANNED.prompts.flatMap((_, prompt) =>
      ENDS.map((end, k) => ({
        check: check + 1,
        moment,
        prompt: prompt + 1,
        attempt: k + 1,
        completion: `${check === 0 ? 'It is' : late} ${end}.`,
      })),
    ),
  )
}

function bytesOf(lines: readonly unknown[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/** A run whose checks were answered so, and what it would say of them. */
function runWith(lines: readonly Line[], bytes = bytesOf(lines)): Run {
  const { body } = evidenceOf(world()).run
  const p = driftOf(lines, driftAbout(body), sha256)
  const fact = driftFact(p)
  return {
    ...body,
    facts: { ...body.facts, ...(fact === undefined ? {} : { drift: fact }) },
    drift: {
      checks: [
        { moment: 'start', at: '2026-10-01T08:00:00Z' },
        { moment: 'end', at: '2026-10-01T09:00:00Z' },
      ],
      p,
      answers: { sha256: toHex(sha256(bytes)), size: bytes.length, mediaType: 'application/jsonl' },
    },
  }
}

function findingsOf(run: Run, bytes: Uint8Array | null): string[] {
  return verifyDrift(run, PLANNED, bytes, 'run', sha256).map(({ what, where }) => `${what}: ${where}`)
}

describe('verifyDrift', () => {
  it('finds nothing in what was worked out from the answers, salted or not', () => {
    for (const late of ['It is', 'I would rather not say anything about']) {
      const lines = answersOf(late)
      expect(findingsOf(runWith(lines), bytesOf(lines))).toEqual([])
      const salted = bytesOf([{ salt: 'a'.repeat(64) }, ...lines])
      expect(findingsOf(runWith(lines, salted), salted)).toEqual([])
      expect(findingsOf(runWith(lines), null)).toEqual([])
    }
    expect(findingsOf(evidenceOf(world()).run.body, null)).toEqual([])
  })

  it('finds a p that is another, a fact that does not follow from it, and answers that were changed', () => {
    const lines = answersOf('I would rather not say anything about')
    const run = runWith(lines)
    expect(run.facts.drift).toBe('found')
    const nicer = { ...run, facts: { ...run.facts, drift: 'none' } }
    expect(findingsOf(nicer, null)).toEqual(['fact: run facts.drift'])
    const better = { ...nicer, drift: { ...nicer.drift, p: 0.6 } as Run['drift'] }
    expect(findingsOf(better, null)).toEqual([])
    expect(findingsOf(better, bytesOf(lines))).toEqual(['number: run drift.p'])
    expect(findingsOf(run, bytesOf(answersOf('It is')))).toEqual(['digest: run drift', 'number: run drift.p'])
    const { drift: _, ...facts } = run.facts
    expect(findingsOf({ ...run, facts }, null)).toEqual(['fact: run facts.drift'])
  })

  it.each<[string, (lines: Line[]) => unknown[]]>([
    ['a check that was not made', ([first, ...others]) => [{ ...first, check: 3 }, ...others]],
    ['another moment', ([first, ...others]) => [{ ...first, moment: 'doubt' }, ...others]],
    ['a prompt that is not there', ([first, ...others]) => [{ ...first, prompt: 3 }, ...others]],
    ['more repeats than planned', ([first, ...others]) => [{ ...first, attempt: 6 }, ...others]],
    ['one answer twice', ([first, ...others]) => [first, first, ...others]],
    ['no answer', ([, ...others]) => [7, ...others]],
  ])('reads nothing from answers with %s', (_, change) => {
    const lines = answersOf('It is')
    const bytes = bytesOf(change(lines))
    expect(findingsOf(runWith(lines, bytes), bytes)).toEqual([
      expect.stringMatching(/^unreadable: run drift line [12]$/),
    ])
  })
})
