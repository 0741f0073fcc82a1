import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FACT_CLASSES, FACT_FIELDS } from '../statement/index.ts'
import type { FactField, Facts, JsonValue } from '../statement/index.ts'
import { comparability } from './comparability.ts'
import { smallDataset, smallEvaluation, smallPassport, smallProtocol } from './exercise.fixture.ts'
import { observedFacts, plannedFacts } from './facts.ts'
import type { Observed } from './facts.ts'
import { deviationLedger, factsAsPlan } from './ledger.ts'

/** A protocol that fixes whatever a protocol can fix. */
const protocol = smallProtocol()
protocol.generation.limits.tokens = 1000
protocol.generation.drift = { prompts: ['Tell me about the sea.'], repeats: 4 }
protocol.generation.harness = { name: 'concord', version: '0.1.0' }
protocol.conduct.calendar.submitBy = '2026-12-01'

const planned = plannedFacts({
  protocol,
  evaluation: smallEvaluation(),
  datasets: new Map([['english', smallDataset()]]),
  passport: smallPassport(),
  lab: 'brona',
  model: 'model-a',
})

const faithful: Observed = {
  protocol,
  evaluation: smallEvaluation(),
  sets: [{ id: 'english', language: 'en', itemsSha256: 'c'.repeat(64), split: 'evaluation' }],
  generation: protocol.generation,
  passport: smallPassport(),
  safeguards: protocol.system.safeguards,
  harness: { name: 'concord', version: '0.1.0' },
  started: '2026-11-20T10:00:00Z',
  finished: '2026-11-20T11:00:00Z',
  counts: { attempts: 60, scored: 60, 'not-applicable': 0, unscored: 0, errored: 0, limit: 0, 'not-run': 0 },
  excluded: 0,
  tokens: { in: 3000, out: 900 },
  drift: 0.5,
}

function ledgerOf(facts: Facts) {
  return deviationLedger(planned, { facts, explanations: [] })
}

/** A value that differs from the plan, for every field. */
const CHANGED: Record<FactField, JsonValue> = {
  items: { english: 'f'.repeat(64) },
  split: { english: 'tuning' },
  judge: { judges: [{ id: 'j', snapshot: 's', prompt: 'p' }], inputsShown: [] },
  rubric: 'another',
  parser: { type: 'exact', ignoreCase: false, ignoreSpace: true },
  template: '{{input}}',
  denominator: {
    unscored: 'scored-only',
    errored: 'scored-only',
    limit: 'missing-as-worst',
    'not-run': 'scored-only',
  },
  aggregation: {},
  snapshot: 'rehearsal-2',
  systemPrompt: 'Answer briefly.',
  scaffold: 'An agent loop.',
  tools: ['search'],
  temperature: 0,
  topP: 0.9,
  maxTokens: 128,
  seed: 2,
  stop: ['\n'],
  limits: { timeSeconds: 60, tokens: 1000, steps: null },
  attempts: 4,
  reasoningEffort: 'high',
  safeguards: 'off',
  provider: 'another',
  region: 'elsewhere',
  engine: 'another',
  quantisation: 'int8',
  dates: { from: '2026-11-30', to: '2026-12-02' },
  toolLanguage: { en: true },
  harnessVersion: 'concord 0.2.0',
  retries: 9,
  drift: 'found',
  n: 59,
  excluded: 1,
  errored: 2,
  limitHits: 3,
  tokens: { in: 50_000, out: 10_001 },
  cost: 12,
}

describe('deviationLedger', () => {
  it('finds nothing in a faithful run, and every field the protocol fixes', () => {
    const rows = ledgerOf(observedFacts(faithful))
    expect(rows.filter(({ relation }) => relation !== 'same')).toEqual([])
    expect(rows.map(({ field }) => field)).toEqual(FACT_FIELDS.filter((field) => field !== 'cost'))
    expect(comparability(rows)).toEqual({ verdict: 'same-measurement', decidedBy: [] })
  })

  it.each(FACT_FIELDS)('gives the row of %s and no other when it alone is changed', (field) => {
    const rows = ledgerOf({ ...observedFacts(faithful), [field]: CHANGED[field] })
    const found = rows.filter(({ relation }) => relation !== 'same')
    // What a run costs is fixed by no protocol: the row says what was paid.
    const relation = field === 'cost' ? 'unknown' : 'different'
    expect(found).toMatchObject([
      { field, relation, actual: CHANGED[field], derived: false, free: field === 'cost' },
    ])
  })

  it.each(FACT_FIELDS.filter((field) => field !== 'cost'))(
    'says unknown, not same, where %s is missing',
    (field) => {
      const facts = observedFacts(faithful)
      delete facts[field]
      const found = ledgerOf(facts).filter(({ relation }) => relation !== 'same')
      expect(found.map((row) => [row.field, row.relation])).toEqual([[field, 'unknown']])
      expect(comparability(found).verdict).toBe(
        FACT_CLASSES['test-identity'].some((name) => name === field)
          ? 'not-comparable'
          : 'comparable-with-caveat',
      )
    },
  )

  it('marks volumes that follow from another deviation, as an engine records them', () => {
    const rows = ledgerOf(
      observedFacts({
        ...faithful,
        generation: { ...protocol.generation, attempts: 4 },
        counts: { ...faithful.counts, attempts: 80, scored: 80 },
      }),
    )
    expect(
      rows.filter(({ relation }) => relation === 'different').map(({ field, derived }) => [field, derived]),
    ).toEqual([
      ['attempts', false],
      ['n', true],
    ])
  })

  it('carries what the lab says', () => {
    const explanation = {
      field: 'systemPrompt',
      reason: 'House rule.',
      decidedBy: 'lead',
      resultsSeenBefore: false,
    } as const
    const rows = deviationLedger(planned, {
      facts: { ...observedFacts(faithful), systemPrompt: 'x' },
      explanations: [explanation],
    })
    expect(rows.find(({ field }) => field === 'systemPrompt')?.explanation).toEqual(explanation)
    expect(rows.find(({ field }) => field === 'temperature')?.explanation).toBeNull()
  })

  it('keeps unknown passport fields unknown on both sides', () => {
    const unknown = { ...smallPassport(), region: null }
    const plan = plannedFacts({
      protocol,
      evaluation: smallEvaluation(),
      datasets: new Map([['english', smallDataset()]]),
      passport: unknown,
      lab: 'brona',
      model: 'model-a',
    })
    const rows = deviationLedger(plan, {
      facts: observedFacts({ ...faithful, passport: unknown }),
      explanations: [],
    })
    expect(comparability(rows)).toEqual({
      verdict: 'comparable-with-caveat',
      decidedBy: [{ field: 'region', relation: 'unknown' }],
    })
  })
})

describe('comparability', () => {
  const facts = fc.subarray([...FACT_FIELDS]).chain((changed) =>
    fc.subarray([...FACT_FIELDS]).map((absent): Facts => {
      const full: Facts = { ...planned.facts, cost: 1 }
      for (const field of changed) full[field] = CHANGED[field]
      for (const field of absent) if (absent.length < 12) delete full[field]
      return full
    }),
  )

  it('is symmetric, and a fully known run is the same measurement as itself', () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const there = comparability(deviationLedger(factsAsPlan(a), { facts: b, explanations: [] }))
        const back = comparability(deviationLedger(factsAsPlan(b), { facts: a, explanations: [] }))
        expect(there).toEqual(back)
      }),
    )
    const full = { ...planned.facts, cost: 1 }
    expect(comparability(deviationLedger(factsAsPlan(full), { facts: full, explanations: [] })).verdict).toBe(
      'same-measurement',
    )
  })

  it.each(FACT_FIELDS)('decides by the class of %s', (field) => {
    const full: Facts = { ...planned.facts, cost: 1 }
    const rows = deviationLedger(factsAsPlan(full), {
      facts: { ...full, [field]: CHANGED[field] },
      explanations: [],
    })
    const { verdict, decidedBy } = comparability(rows)
    const identity: readonly FactField[] = FACT_CLASSES['test-identity']
    expect(verdict).toBe(identity.includes(field) ? 'not-comparable' : 'comparable-with-caveat')
    expect(decidedBy).toEqual([{ field, relation: 'different' }])
  })
})
