import { describe, expect, it } from 'vitest'
import type { OutcomeRow, Protocol } from '../../statement/index.ts'
import { analyse } from './analyse.ts'
import { COMPUTED, ITEMS, jointProtocol, rowsOf, runOf, SETS, sha256 } from './analysis.fixture.ts'
import type { RunWithTable } from './collected-run.ts'

/** Attempts at the first items end in an error, or do not apply. */
function losing(
  rows: readonly OutcomeRow[],
  count: number,
  outcome: 'errored' | 'not-applicable',
): OutcomeRow[] {
  const lost = new Set(ITEMS.slice(0, count))
  return rows.map((row) => (lost.has(row.item) ? { ...row, outcome, value: null } : row))
}

function first(protocol: Protocol, runs: readonly RunWithTable[]) {
  const outcome = analyse(
    {
      protocolId: `sha256:${'1'.repeat(64)}`,
      protocol,
      amendmentIds: [],
      runs,
      sets: SETS,
      computed: COMPUTED,
    },
    { sha256 },
  )
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.reason}`)
  const [result] = outcome.analysis.results
  if (result === undefined) throw new Error('no result')
  return result
}

const LABS = ['ardal', 'brona', 'corvo'] as const
const joint = (change: (rows: OutcomeRow[]) => OutcomeRow[]) =>
  first(
    jointProtocol(LABS),
    LABS.map((lab, i) => runOf(lab, lab === 'brona' ? change(rowsOf(i)) : rowsOf(i))),
  )

describe('what labs are not compared on', () => {
  it('is nothing where every lab has everything', () => {
    const result = joint((rows) => rows)
    expect(result).not.toHaveProperty('missingness')
    expect(JSON.stringify(result)).not.toContain('scoreOnDropped')
  })

  it('is given with the score on it, of the labs that have it', () => {
    const result = joint((rows) => losing(rows, 30, 'errored'))
    if (result.kind !== 'joint') throw new Error('not joint')
    expect([result.items, result.itemsDropped]).toEqual([90, 30])
    const own = rowsOf(0).filter(({ item }) => ITEMS.indexOf(item) < 30)
    const mean = own.reduce((sum, { value }) => sum + (value ?? 0), 0) / own.length
    expect(result.labs.map(({ scoreOnDropped }) => scoreOnDropped)).toEqual([
      expect.closeTo(mean, 12),
      undefined,
      expect.any(Number),
    ])
    expect(result.missingness).toMatchObject({ q: 60, df: 2 })
  })

  it('is not missing where it does not apply', () => {
    const result = joint((rows) => losing(rows, 30, 'not-applicable'))
    if (result.kind !== 'joint') throw new Error('not joint')
    expect(result.itemsDropped).toBe(30)
    expect(result).not.toHaveProperty('missingness')
    expect(result.labs[0]?.scoreOnDropped).toBeTypeOf('number')
  })
})

describe('two labs', () => {
  const pair = (count: number) => {
    const protocol = jointProtocol(['ardal', 'brona', 'corvo'])
    protocol.analysis.plan = [
      {
        kind: 'lab-pair',
        id: 'pair',
        set: 'english',
        model: 'model-a',
        measure: 'correct',
        labs: ['ardal', 'brona'],
      },
    ]
    const result = first(protocol, [
      runOf('ardal', rowsOf(0)),
      runOf('brona', losing(rowsOf(1), count, 'errored')),
    ])
    if (result.kind !== 'lab-pair') throw new Error('no pair')
    return result
  }

  it('have the difference with what is missing worst and best', () => {
    const { differenceBounds, difference, missingness } = pair(12)
    if ('refused' in difference) throw new Error(difference.refused)
    expect((differenceBounds?.hi ?? 0) - (differenceBounds?.lo ?? 0)).toBeCloseTo(12 / 120, 12)
    expect(missingness).toMatchObject({ df: 1 })
    expect(pair(0)).not.toHaveProperty('differenceBounds')
  })
})

describe('two models in one lab', () => {
  it('have the bounds of their difference too', () => {
    const protocol = jointProtocol(['ardal', 'brona', 'corvo'])
    protocol.conduct.assignments = protocol.conduct.assignments.map((assignment) => ({
      ...assignment,
      models: ['model-a', 'model-b'],
    }))
    protocol.analysis.plan = [
      {
        kind: 'model-pairs',
        id: 'pairs',
        set: 'english',
        lab: 'ardal',
        models: ['model-a', 'model-b'],
        measures: ['correct'],
        multiplicity: 'benjamini-hochberg',
      },
    ]
    const runs = [
      runOf('ardal', rowsOf(0)),
      {
        ...runOf('ardal', losing(rowsOf(1), 6, 'errored'), { model: 'model-b' }),
        id: `sha256:${'9'.repeat(64)}`,
      },
    ]
    const result = first(protocol, runs)
    if (result.kind !== 'model-pairs') throw new Error('no pairs')
    const bounds = result.rows[0]?.differenceBounds
    expect((bounds?.hi ?? 0) - (bounds?.lo ?? 0)).toBeCloseTo(6 / 120, 12)
  })
})
