/** What a lab sets otherwise is what its run records, and the one row of its ledger that changes. */
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { LedgerRow } from '../../src/exercise/index.ts'
import { ledgerOf, openExercise, propose, submit } from '../../src/node/index.ts'
import type { JsonValue } from '../../src/statement/index.ts'
import { EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, run } from './institutes.ts'

const SET: [string, JsonValue, string?][] = [
  ['generation.systemPrompt', 'Answer with the number alone.'],
  ['generation.scaffold', 'Two requests per attempt.'],
  ['generation.tools', ['calculator']],
  ['generation.temperature', 0.1],
  ['generation.topP', 0.5],
  ['generation.maxTokens', 300],
  ['generation.reasoningEffort', 'low'],
  ['generation.seed', 99],
  ['generation.stop', ['END']],
  ['generation.retries', 9],
  ['generation.limits.timeSeconds', 77, 'limits'],
  ['template', 'Solve: {{input}}'],
  ['provider', 'Another provider'],
  ['region', 'elsewhere'],
  ['engine', 'another engine'],
  ['quantisation', 'int4'],
  ['safeguards', 'switched off'],
]

describe('a deviation', () => {
  it('is recorded as what was done, and changes its own row of the ledger and no other', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const a = all.home('a')
    const folder = await exerciseFolder(all, ['a', 'b'])
    await propose(a, folder)
    // Pilots, since b has not signed: of those a lab may have as many as it likes.
    const ledgerWith = async (deviations: { field: string; value: JsonValue }[]) => {
      const local = await run(a, folder, { pilot: true, deviations })
      const { submitted } = await submit(a, EXERCISE)
      const id = submitted.find((one) => one.run === local)?.id
      const { evidence, state } = await openExercise(a, EXERCISE)
      const found = evidence.runs.find((one) => one.id === id)
      if (found === undefined) throw new Error(`no run ${local}`)
      return ledgerOf(evidence, state.inForce, found.body)
    }
    const told = (rows: LedgerRow[]) => new Map(rows.map((row) => [row.field, row.actual]))
    const faithful = told(await ledgerWith([]))
    for (const [field, value, row = field.replace('generation.', '')] of SET) {
      const rows = await ledgerWith([{ field, value }])
      const differs = rows.filter(
        (one) =>
          !one.derived && one.field !== 'tokens' && !isDeepStrictEqual(one.actual, faithful.get(one.field)),
      )
      expect(differs.map((one) => one.field)).toEqual([row])
      expect(differs[0]?.relation).not.toBe('same')
      if (row === field) expect(differs[0]?.actual).toEqual(value)
    }
  })
})
