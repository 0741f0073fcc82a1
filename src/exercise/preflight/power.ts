/**
 * Rule `power`: what is to be concluded can be concluded from the planned number of items. Per planned
 * comparison: n, the gap that can be found (see detectable.ts), δ, and the n that would do. Facts of the
 * step-down (statistics.md §3.4, 400 simulated runs each): with three labs and δ = .10 the deviating lab is
 * named in 33 % at 60 items, 87 % at 120, 99 % at 200; with δ = .05 in 26 % at 200.
 */
import type { PlannedAnalysis } from '../../statement/index.ts'
import { jointGap, jointItems, pairedGap, unpairedGap, unpairedItems } from './detectable.ts'
import {
  finding,
  placeOf,
  plannedItems,
  shownList,
  type Finding,
  type PreflightInput,
  type PreflightProtocol,
  type PreflightSet,
} from './finding.ts'

const THREE_LABS_DELTA = 0.1
const THREE_LABS_ITEMS = 120
const THREE_LABS_SURE = 200
/** Without a plan: the gap of "within ten percent", as such exercises put it. */
const USUAL_GAP = 0.1

/** Planned comparisons that their number of items or labs cannot decide, and how much the others can. */
export function power({ protocol, sets }: PreflightInput): Finding[] {
  if (protocol === null) return withoutPlan(sets)
  const attempts = protocol.generation.attempts ?? 1
  const setById = new Map(sets.map((set) => [set.id, set]))
  return protocol.analysis.plan.flatMap((entry) => {
    if (entry.kind === 'lab-language') return labLanguage(entry, protocol, setById)
    // Others ran them: nothing can be planned any more.
    if (entry.kind === 'published-rates') return []
    const set = setById.get(entry.set)
    if (set === undefined) return []
    const n = plannedItems(set).length
    if (n < 2) {
      return [
        finding('power.too-few-items', 'block', placeOf(set), {
          expected: 2,
          found: n,
          values: { entry: entry.id, n },
        }),
      ]
    }
    switch (entry.kind) {
      case 'joint':
        return joint(entry, set, n, attempts)
      case 'lab-pair':
        return [pair(entry.id, set, n, pairedGap(n, attempts))]
      case 'model-pairs':
        // Two models differ item by item in ways nobody has modelled, so nothing is gained by pairing here.
        return [pair(entry.id, set, n, unpairedGap(n))]
      default:
        return []
    }
  })
}

type Joint = Extract<PlannedAnalysis, { kind: 'joint' }>

function joint(entry: Joint, set: PreflightSet, n: number, attempts: number): Finding[] {
  const labs = entry.labs.length
  const { delta } = entry
  if (labs < 3) {
    return [
      finding('power.too-few-labs', 'block', placeOf(set), {
        expected: 3,
        found: labs,
        values: { entry: entry.id, labs },
      }),
    ]
  }
  const findings: Finding[] = []
  if (labs < 5) {
    findings.push(
      finding('power.few-labs', 'note', placeOf(set), {
        expected: 5,
        found: labs,
        values: { entry: entry.id, labs },
      }),
    )
  }
  const gap = jointGap(n, attempts, labs)
  const values = { entry: entry.id, n, labs, gap: points(gap), unpaired: points(unpairedGap(n)) }
  if (delta === null) {
    findings.push(
      finding('power.no-delta', 'note', placeOf(set), {
        expected: 'delta',
        found: { n, gap: rounded(gap) },
        values,
      }),
    )
    return findings
  }
  if (labs === 3 && delta < THREE_LABS_DELTA) {
    findings.push(
      finding('power.three-labs-delta', 'warn', placeOf(set), {
        expected: { delta: THREE_LABS_DELTA, n: THREE_LABS_SURE },
        found: { delta, n },
        values: {
          ...values,
          delta: points(delta),
          leastDelta: points(THREE_LABS_DELTA),
          sure: THREE_LABS_SURE,
        },
      }),
    )
  } else if (labs === 3 && n < THREE_LABS_ITEMS) {
    findings.push(
      finding('power.three-labs-items', 'warn', placeOf(set), {
        expected: { n: THREE_LABS_ITEMS },
        found: { delta, n },
        values: { ...values, delta: points(delta), needed: THREE_LABS_ITEMS, sure: THREE_LABS_SURE },
      }),
    )
  }
  if (gap > delta) {
    const needed = jointItems(delta, attempts, labs)
    findings.push(
      finding('power.joint-small', 'warn', placeOf(set), {
        expected: { n: needed, gap: delta },
        found: { n, gap: rounded(gap), unpaired: rounded(unpairedGap(n)) },
        values: { ...values, delta: points(delta), needed },
      }),
    )
  }
  return findings
}

function pair(entry: string, set: PreflightSet, n: number, gap: number): Finding {
  return finding('power.pair', 'note', placeOf(set), {
    expected: { n: unpairedItems(USUAL_GAP), gap: USUAL_GAP, unpaired: true },
    found: { n, gap: rounded(gap), unpaired: rounded(unpairedGap(n)) },
    values: { entry, n, gap: points(gap), unpaired: points(unpairedGap(n)) },
  })
}

/** Datasets alone: what two independent proportions from these numbers of items can tell. */
function withoutPlan(sets: readonly PreflightSet[]): Finding[] {
  const byCount = new Map<number, string[]>()
  for (const set of sets) {
    const n = plannedItems(set).length
    byCount.set(n, [...(byCount.get(n) ?? []), set.id])
  }
  return [...byCount]
    .filter(([n]) => n > 0)
    .sort(([a], [b]) => a - b)
    .map(([n, ids]) =>
      finding('power.no-plan', 'note', null, {
        expected: { n: unpairedItems(USUAL_GAP), gap: USUAL_GAP },
        found: { n, gap: rounded(unpairedGap(n)), sets: ids },
        values: {
          sets: shownList(ids),
          n,
          unpaired: points(unpairedGap(n)),
          wanted: points(USUAL_GAP),
          needed: unpairedItems(USUAL_GAP),
        },
      }),
    )
}

/**
 * Lab and language can be told apart only where the graph of who ran which language hangs together and has
 * more edges than it needs: df = edges − labs − languages + components (statistics.md §3.12).
 */
function labLanguage(
  entry: Extract<PlannedAnalysis, { kind: 'lab-language' }>,
  protocol: PreflightProtocol,
  setById: ReadonlyMap<string, PreflightSet>,
): Finding[] {
  const cells = new Map<string, { lab: string; language: string }>()
  for (const { member, sets, models } of protocol.conduct.assignments) {
    if (!models.includes(entry.model)) continue
    for (const id of sets) {
      const language = setById.get(id)?.language
      if (language !== undefined) cells.set(`${member} ${language}`, { lab: member, language })
    }
  }
  const edges = [...cells.values()]
  const labs = new Set(edges.map((cell) => cell.lab))
  const languages = new Set(edges.map((cell) => cell.language))
  const components = componentsOf(edges)
  const df = edges.length - labs.size - languages.size + components
  if (components === 1 && df >= 1) return []
  return [
    finding('power.not-connected', 'warn', null, {
      expected: { components: 1, df: 1 },
      found: { components, df, cells: edges.length, labs: labs.size, languages: languages.size },
      values: { entry: entry.id, components, df },
    }),
  ]
}

function componentsOf(edges: readonly { lab: string; language: string }[]): number {
  const parent = new Map<string, string>()
  const root = (node: string): string => {
    let at = node
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  for (const { lab, language } of edges) {
    const [a, b] = [`lab ${lab}`, `language ${language}`]
    for (const node of [a, b]) if (!parent.has(node)) parent.set(node, node)
    parent.set(root(a), root(b))
  }
  return [...parent.keys()].filter((node) => root(node) === node).length
}

/** Percentage points with one decimal. */
function points(gap: number): number {
  return Math.round(gap * 1000) / 10
}

function rounded(gap: number): number {
  return Math.round(gap * 10_000) / 10_000
}
