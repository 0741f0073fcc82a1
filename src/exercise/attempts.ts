/**
 * Outcome table → one value per attempt → sums per item, for one measure of one set of one run.
 *
 *   criteria → attempt   all-true   1 if every criterion is true (value 1), else 0: "not applicable" is not true
 *                        none-false 1 if no criterion is false, else 0: "not applicable" may stand
 *                        mean       mean of the criteria that apply; none applies: the attempt does not apply
 *   A criterion without a value leaves the attempt without one, unless the others decide it already.
 *   An attempt without a value is missing; the protocol's denominator says whether it leaves, or counts at an
 *   end of the scale. `limit` counts with the value it reached only under `as-scored`.
 *
 * Source: evaluation-and-logs.md 4.1, statistics.md 1. Rows are read once, in order; no object per attempt.
 */
import { OUTCOMES } from '../statement/index.ts'
import type { Outcome, OutcomeColumns, OutcomeCounts, Protocol } from '../statement/index.ts'

/** Item ids of a set: those of the split that is run, and those of its other splits, which never enter. */
export type SetItems = { items: readonly string[]; otherSplits: readonly string[] }

/** One measure on one set in one run. Arrays are by item, in the order of `items` (sorted by UTF-16 code unit). */
export type ItemValues = {
  set: string
  measure: string
  items: readonly string[]
  /** Attempts with a value: number, sum and within-item sum of squares. */
  n: Uint16Array
  sum: Float64Array
  ss: Float64Array
  /** Attempts without a value that do apply. */
  missing: Uint16Array
  /** Of these, how many the protocol counts as 0, and as 1. */
  asZero: Uint16Array
  asOne: Uint16Array
  notApplicable: Uint16Array
  counts: OutcomeCounts
  /** Verdicts "not applicable" among all verdicts of the measure. */
  verdicts: { notApplicable: number; of: number }
}

export type TableFault = {
  reason: 'unknown-set' | 'unknown-item' | 'several-raters'
  set: string
  item: string
}

type Measure = Protocol['aggregation']['measures'][number]

const codeOf = (name: Outcome): number => OUTCOMES.indexOf(name)
const SCORED = codeOf('scored')
const NOT_APPLICABLE = codeOf('not-applicable')
const LIMIT = codeOf('limit')
const NOT_RUN = codeOf('not-run')
/** Which state an attempt takes when its criteria are missing for several reasons: the gravest. */
const GRAVITY = OUTCOMES.map((name) => ['limit', 'unscored', 'not-run', 'errored'].indexOf(name))

/**
 * Sums of every wanted set and measure, in the order asked for. Attempts beyond the protocol's number do not
 * enter, those that are not there are `not-run`. Refuses a row of a set or item that is not the protocol's, and
 * a criterion judged by several raters, because no rule says how they become one.
 */
export function collectAttempts(
  table: OutcomeColumns,
  protocol: Protocol,
  sets: ReadonlyMap<string, SetItems>,
  wanted: readonly { set: string; measure: string }[],
): { ok: true; values: ItemValues[] } | { ok: false; fault: TableFault } {
  const collectors = wanted.map(({ set, measure }) => collector(table, protocol, sets, set, measure))
  const bySetCode = table.set.dictionary.map((set) => collectors.filter((entry) => entry.values.set === set))
  const indexBySetCode = table.set.dictionary.map((set) => itemIndex(table, sets.get(set)))
  const { length, attempt } = table
  const set = table.set.codes
  const item = table.item.codes
  const criterion = table.criterion.codes
  const section = table.section.codes
  const fault = (reason: TableFault['reason'], row: number): { ok: false; fault: TableFault } => ({
    ok: false,
    fault: {
      reason,
      set: table.set.dictionary[set[row] ?? -1] ?? '',
      item: table.item.dictionary[item[row] ?? -1] ?? '',
    },
  })
  const planned = protocol.generation.attempts ?? 0
  for (let start = 0; start < length;) {
    let end = start + 1
    while (
      end < length &&
      item[end] === item[start] &&
      attempt[end] === attempt[start] &&
      set[end] === set[start]
    ) {
      if (criterion[end] === criterion[end - 1] && section[end] === section[end - 1])
        return fault('several-raters', end)
      end++
    }
    const setCode = set[start] ?? -1
    const index = indexBySetCode[setCode]
    if (index === null || index === undefined) return fault('unknown-set', start)
    const j = index[item[start] ?? -1] ?? UNKNOWN
    if (j === UNKNOWN) return fault('unknown-item', start)
    if (j !== OTHER_SPLIT && (attempt[start] ?? 0) <= planned) {
      for (const entry of bySetCode[setCode] ?? []) entry.take(j, start, end)
    }
    start = end
  }
  return { ok: true, values: collectors.map((entry) => entry.finish()) }
}

const UNKNOWN = -1
const OTHER_SPLIT = -2

function itemIndex(table: OutcomeColumns, set: SetItems | undefined): Int32Array | null {
  if (set === undefined) return null
  const index = new Map<string, number>(set.otherSplits.map((id) => [id, OTHER_SPLIT]))
  sortedIds(set).forEach((id, j) => index.set(id, j))
  return Int32Array.from(table.item.dictionary, (id) => index.get(id) ?? UNKNOWN)
}

function sortedIds(set: SetItems): string[] {
  return set.items.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

type Collector = {
  values: ItemValues
  take: (item: number, start: number, end: number) => void
  finish: () => ItemValues
}

function collector(
  table: OutcomeColumns,
  protocol: Protocol,
  sets: ReadonlyMap<string, SetItems>,
  set: string,
  measureId: string,
): Collector {
  const measure = protocol.aggregation.measures.find(({ id }) => id === measureId)
  const items = sortedIds(sets.get(set) ?? { items: [], otherSplits: [] })
  const size = items.length
  const planned = protocol.generation.attempts ?? 0
  const values: ItemValues = {
    set,
    measure: measureId,
    items,
    n: new Uint16Array(size),
    sum: new Float64Array(size),
    ss: new Float64Array(size),
    missing: new Uint16Array(size),
    asZero: new Uint16Array(size),
    asOne: new Uint16Array(size),
    notApplicable: new Uint16Array(size),
    counts: { attempts: 0, scored: 0, 'not-applicable': 0, unscored: 0, errored: 0, limit: 0, 'not-run': 0 },
    verdicts: { notApplicable: 0, of: 0 },
  }
  const seen = new Uint16Array(size)
  const countByCode = new Uint32Array(OUTCOMES.length)
  const { denominator } = protocol.outcomes
  const worstIsZero = protocol.judging.scale.good === 'high'
  const asScored = denominator.limit === 'as-scored'
  const policyByCode = OUTCOMES.map((name) =>
    name === 'scored' || name === 'not-applicable' ? 'scored-only' : denominator[name],
  )
  const judge = attemptJudge(table, measure, values.verdicts)

  /** An attempt that ended in `state` without a value that counts. */
  const without = (j: number, state: number, times: number): void => {
    countByCode[state] = (countByCode[state] ?? 0) + times
    if (state === NOT_APPLICABLE) {
      values.notApplicable[j] = (values.notApplicable[j] ?? 0) + times
      return
    }
    values.missing[j] = (values.missing[j] ?? 0) + times
    const policy = policyByCode[state]
    if (policy !== 'missing-as-worst' && policy !== 'missing-as-best') return
    const end = (policy === 'missing-as-worst') === worstIsZero ? values.asZero : values.asOne
    end[j] = (end[j] ?? 0) + times
  }

  return {
    values,
    take(j, start, end) {
      seen[j] = (seen[j] ?? 0) + 1
      judge.read(start, end)
      const { state, value } = judge
      if (Number.isNaN(value) || (state === LIMIT && !asScored)) {
        without(j, state, 1)
        return
      }
      countByCode[state] = (countByCode[state] ?? 0) + 1
      // Welford. Equal values leave exactly 0: what is below rounding is no disagreement.
      const n = (values.n[j] ?? 0) + 1
      const before = values.sum[j] ?? 0
      const delta = n > 1 ? value - before / (n - 1) : 0
      if (Math.abs(delta) > 1e-12) values.ss[j] = (values.ss[j] ?? 0) + (delta * delta * (n - 1)) / n
      values.n[j] = n
      values.sum[j] = before + value
    },
    finish() {
      for (let j = 0; j < size; j++) {
        const absent = planned - (seen[j] ?? 0)
        if (absent > 0) without(j, NOT_RUN, absent)
      }
      for (const [code, name] of OUTCOMES.entries()) values.counts[name] = countByCode[code] ?? 0
      values.counts.attempts = size * planned
      return values
    },
  }
}

type AttemptJudge = { read: (start: number, end: number) => void; state: number; value: number }

/** Rows of one attempt → its state (code of OUTCOMES) and value (NaN: none), left on what is returned. */
function attemptJudge(
  table: OutcomeColumns,
  measure: Measure | undefined,
  verdicts: ItemValues['verdicts'],
): AttemptJudge {
  const sections = measure?.sections ?? null
  const rule = measure?.rule
  const counts = sections === null ? null : table.section.dictionary.map((name) => sections.includes(name))
  const { outcome, value } = table
  const section = table.section.codes
  const criterion = table.criterion.codes

  const judge: AttemptJudge = {
    state: NOT_RUN,
    value: Number.NaN,
    read(start, end) {
      let trues = 0
      let falses = 0
      let sum = 0
      let notApplicable = 0
      let limited = false
      let missing = -1
      let whole = -1
      for (let row = start; row < end; row++) {
        const state = outcome[row] ?? NOT_RUN
        const reached = value[row] ?? Number.NaN
        const isAttempt = section[row] === -1 && criterion[row] === -1
        if (isAttempt && Number.isNaN(reached)) {
          // The attempt as a whole came to nothing: that holds for every measure.
          if (whole < 0 || (GRAVITY[state] ?? 0) > (GRAVITY[whole] ?? 0)) whole = state
          continue
        }
        if (counts !== null && counts[section[row] ?? -1] !== true) continue
        if (!isAttempt) verdicts.of++
        if (!Number.isNaN(reached)) {
          if (state === LIMIT) limited = true
          if (reached === 1) trues++
          else falses++
          sum += reached
        } else if (state === NOT_APPLICABLE) {
          notApplicable++
          verdicts.notApplicable++
        } else if (missing < 0 || (GRAVITY[state] ?? 0) > (GRAVITY[missing] ?? 0)) missing = state
      }
      judge.value = Number.NaN
      if (whole >= 0) judge.state = whole
      else if (trues + falses + notApplicable === 0) judge.state = missing < 0 ? NOT_RUN : missing
      else if (rule === 'mean') {
        if (missing >= 0) judge.state = missing
        else if (trues + falses === 0) judge.state = NOT_APPLICABLE
        else judge.value = sum / (trues + falses)
      } else if (falses > 0 || (rule === 'all-true' && notApplicable > 0)) judge.value = 0
      else if (missing >= 0) judge.state = missing
      else judge.value = 1
      if (!Number.isNaN(judge.value)) judge.state = limited ? LIMIT : SCORED
    },
  }
  return judge
}
