/**
 * Rule `denominator`: every attempt is counted once, and the protocol says how it counts.
 *
 *   attempts = scored + not-applicable + unscored + errored + limit + not-run
 *   rate(policy) = (points of scored + points given to the missing) / (scored + missing that count)
 *
 * where each of the four missing states is left out (`scored-only`), counted at the worst or at the best end
 * (statistics.md §1). A reply that has a verdict and is counted again as unparsed raises the sum above the
 * attempts: 40 of 48 become 40 of 58 (joint-exercises.md §6).
 */
import { OUTCOMES, type Outcome } from '../../statement/index.ts'
import { finding, type CountedResult, type Finding, type PreflightInput } from './finding.ts'

const MISSING = ['unscored', 'errored', 'limit', 'not-run'] as const
type Missing = (typeof MISSING)[number]
export type MissingRule = 'scored-only' | 'missing-as-worst' | 'missing-as-best' | 'as-scored' | 'unknown'

/** Attempts that are counted twice or not at all, and policies that are missing or flatter a failure. */
export function denominator({ protocol, sets, counts = [] }: PreflightInput): Finding[] {
  const findings: Finding[] = []
  if (protocol === null) {
    findings.push(finding('denominator.no-protocol', 'note', null, { expected: [...MISSING], found: null }))
  } else {
    const policy: Partial<Record<string, MissingRule>> = protocol.outcomes.denominator
    const absent = MISSING.filter((outcome) => policy[outcome] === undefined)
    if (absent.length > 0) {
      findings.push(
        finding('denominator.policy-missing', 'block', null, {
          expected: [...MISSING],
          found: MISSING.filter((outcome) => policy[outcome] !== undefined),
          values: { outcomes: absent.join(', ') },
        }),
      )
    }
    // A limit is an end of the attempt that the protocol may judge either way; the other three are failures
    // of the machinery, which must not pass as success of the system under test.
    const flattered = (['unscored', 'errored', 'not-run'] as const).filter(
      (outcome) => policy[outcome] === 'missing-as-best',
    )
    if (flattered.length > 0) {
      findings.push(
        finding('denominator.failure-as-pass', 'warn', null, {
          expected: 'scored-only or missing-as-worst',
          found: flattered,
          values: { outcomes: flattered.join(', ') },
        }),
      )
    }
    findings.push(...assignedTwice(protocol.conduct.assignments))
  }
  const languageBySet = new Map(sets.map((set) => [set.id, set.language]))
  const policy = protocol?.outcomes.denominator ?? {}
  for (const result of counts) {
    findings.push(...countedResult(result, languageBySet.get(result.set) ?? 'und', policy))
  }
  return findings
}

function assignedTwice(
  assignments: readonly { member: string; sets: readonly string[]; models: readonly string[] }[],
): Finding[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { member, sets, models } of assignments) {
    for (const set of sets) {
      for (const model of models) {
        const cell = `${member}, ${set}, ${model}`
        if (seen.has(cell)) twice.add(cell)
        seen.add(cell)
      }
    }
  }
  if (twice.size === 0) return []
  return [
    finding('denominator.assigned-twice', 'block', null, {
      expected: 'each lab, set and model once',
      found: [...twice].slice(0, 20),
      values: { cells: [...twice].slice(0, 3).join('; '), cellCount: twice.size },
    }),
  ]
}

function countedResult(
  result: CountedResult,
  language: string,
  policy: Partial<Record<Missing, MissingRule>>,
): Finding[] {
  const at = { set: result.set, language }
  const sum = OUTCOMES.reduce((total, outcome) => total + (result.outcomes[outcome] ?? 0), 0)
  const scored = result.outcomes.scored ?? 0
  if (sum !== result.attempts) {
    return [
      finding('denominator.sum', 'block', at, {
        expected: { attempts: result.attempts, rate: rateOf(result.points, scored) },
        found: { sum, outcomes: { ...result.outcomes }, rate: rateOf(result.points, sum) },
        values: {
          label: result.label,
          attempts: result.attempts,
          sum,
          rate: percent(rateOf(result.points, scored)),
          rateOfSum: percent(rateOf(result.points, sum)),
        },
      }),
    ]
  }
  const rates = {
    'scored-only': rateUnder(result, uniform('scored-only')),
    'missing-as-worst': rateUnder(result, uniform('missing-as-worst')),
    'missing-as-best': rateUnder(result, uniform('missing-as-best')),
    protocol: rateUnder(result, policy),
  }
  if (rates['missing-as-worst'] === rates['missing-as-best']) return []
  return [
    finding('denominator.policy-decides', 'note', at, {
      expected: { policy: { ...policy } },
      found: rates,
      values: {
        label: result.label,
        missing: result.attempts - scored - (result.outcomes['not-applicable'] ?? 0),
        low: percent(rates['missing-as-worst']),
        high: percent(rates['missing-as-best']),
      },
    }),
  ]
}

function uniform(rule: MissingRule): Record<Missing, MissingRule> {
  return { unscored: rule, errored: rule, limit: rule, 'not-run': rule }
}

/**
 * The rate of a counted result under a policy; null where nothing is in the denominator. A state without a
 * policy, and `as-scored`, which needs the values of each attempt, are left out.
 */
export function rateUnder(
  result: Pick<CountedResult, 'outcomes' | 'points'>,
  policy: Partial<Record<Missing, MissingRule>>,
): number | null {
  let points = result.points
  let of = count(result.outcomes, 'scored')
  for (const outcome of MISSING) {
    const missing = count(result.outcomes, outcome)
    const rule = policy[outcome]
    if (rule === 'missing-as-worst' || rule === 'missing-as-best') of += missing
    if (rule === 'missing-as-best') points += missing
  }
  return rateOf(points, of)
}

function count(outcomes: CountedResult['outcomes'], outcome: Outcome): number {
  return outcomes[outcome] ?? 0
}

function rateOf(points: number, of: number): number | null {
  return of === 0 ? null : points / of
}

/** Whole per cent as text; a dash where there is no rate. */
function percent(rate: number | null): string {
  return rate === null ? '–' : String(Math.round(rate * 100))
}
