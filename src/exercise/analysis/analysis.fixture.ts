/** Runs of invented labs for tests of the analysis: logit items, one lab may be shifted. */
import { crypto } from '../../../test/fixture/network.ts'
import { checkedAndSorted, Run, unsortedColumnsOf } from '../../statement/index.ts'
import type { OutcomeRow, Protocol } from '../../statement/index.ts'
import { ref, smallProtocol } from '../exercise.fixture.ts'
import type { RunWithTable } from './collected-run.ts'

export const { sha256 } = crypto
export const LABS = ['ardal', 'brona', 'corvo', 'delta', 'ester'] as const
export const ITEMS = Array.from({ length: 120 }, (_, index) => `i${String(index + 1).padStart(3, '0')}`)
export const SETS = new Map([['english', { items: ITEMS, otherSplits: ['try-1'] }]])
export const COMPUTED = { by: 'ardal', at: '2026-11-25T00:00:00Z', engine: 'concord test' }

export function jointProtocol(labs: readonly [string, ...string[]] = LABS): Protocol {
  const protocol = smallProtocol(['ardal', 'brona', 'corvo', 'delta', 'ester'])
  protocol.items.sets = protocol.items.sets.map((set) => ({ ...set, n: ITEMS.length }))
  protocol.analysis.bootstrap = 199
  protocol.outcomes.denominator.unscored = 'scored-only'
  protocol.analysis.plan = [
    {
      kind: 'joint',
      id: 'english',
      set: 'english',
      model: 'model-a',
      measure: 'correct',
      labs: [...labs],
      primary: true,
      delta: 0.1,
      multiplicity: 'holm',
    },
  ]
  return protocol
}

/** mulberry32: only to have the same invented attempts every time. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Attempts of one lab: items of spread-out difficulty, `shift` in points of probability. */
export function rowsOf(labIndex: number, shift = 0, set = 'english', language = 'en'): OutcomeRow[] {
  const random = generator(1000 + labIndex)
  return ITEMS.flatMap((item, j) =>
    [1, 2, 3].map((attempt): OutcomeRow => {
      const p = 1 / (1 + Math.exp(-(1.5 + 2 * Math.sin(j * 12.9898)))) - shift
      return {
        set,
        item,
        itemKey: null,
        language,
        attempt,
        section: null,
        criterion: null,
        rater: null,
        outcome: 'scored',
        reason: null,
        value: random() < p ? 1 : 0,
        limit: null,
        labels: [],
        tokensIn: null,
        tokensOut: null,
        ms: null,
      }
    }),
  )
}

export function runOf(lab: string, rows: readonly OutcomeRow[], change: Partial<Run> = {}): RunWithTable {
  const table = checkedAndSorted(unsortedColumnsOf(rows))
  const digest = String(lab.charCodeAt(0) % 10).repeat(64)
  const body = Run.parse({
    exercise: 'small',
    protocol: ref('1'),
    amendments: [],
    lab,
    model: 'model-a',
    pilot: false,
    retrospective: false,
    simulated: true,
    started: null,
    finished: null,
    harness: { name: 'concord', version: '0.1.0' },
    facts: {},
    explanations: [],
    counts: { attempts: 0, scored: 0, 'not-applicable': 0, unscored: 0, errored: 0, limit: 0, 'not-run': 0 },
    table: { sha256: digest, size: 1, mediaType: 'x/y' },
    answers: null,
    importedFrom: null,
    ...change,
  })
  return { id: `sha256:${digest}`, body, table, tableDigest: digest }
}
