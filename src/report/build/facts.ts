import type {
  AnalysisResult,
  JointResult,
  OutcomeCounts,
  PublishedRatesResult,
  RunScoresResult,
  Score,
} from '../../statement/index.ts'
import type { Ref } from '../document.ts'
import type { LedgerRow, ReportInput } from '../input.ts'

/** What the parts of a report ask of their input. */

export function resultsOf(input: ReportInput): readonly AnalysisResult[] {
  return input.analysis?.body.results ?? []
}

/** The joint result a report is about: the primary one, else the first that has figures, else the first. */
export function findMainJoint(input: ReportInput): JointResult | undefined {
  const joints = resultsOf(input).filter((result) => result.kind === 'joint')
  return (
    joints.find(({ primary }) => primary) ??
    joints.find(({ figures }) => !('refused' in figures)) ??
    joints[0]
  )
}

export function runScoresOf(input: ReportInput): RunScoresResult[] {
  return resultsOf(input).filter((result) => result.kind === 'run-scores')
}

export function ratesOf(input: ReportInput): PublishedRatesResult[] {
  return resultsOf(input).filter((result) => result.kind === 'published-rates')
}

/** The runs that are analysed; pilots are listed, never analysed. */
export function analysedRuns(input: ReportInput): ReportInput['runs'] {
  return input.runs.filter(({ body }) => !body.pilot)
}

/** Where no run was submitted there is nothing to lead to. */
export function runRef(id: string | null): Ref | null {
  return id === null ? null : { to: 'run', id }
}

/** Differences that are not mere consequences of others, in the order of the ledger. */
export function deviationsOf(ledger: readonly LedgerRow[]): LedgerRow[] {
  return ledger.filter(({ relation, derived }) => relation === 'different' && !derived)
}

export function unknownOf(ledger: readonly LedgerRow[]): LedgerRow[] {
  return ledger.filter(({ relation }) => relation === 'unknown')
}

/** The run a lab made with a model. */
export function findRun(
  input: ReportInput,
  lab: string,
  model: string,
): ReportInput['runs'][number] | undefined {
  return analysedRuns(input).find(({ body }) => body.lab === lab && body.model === model)
}

/** The ledger of the run a lab made with a model; empty where it is not here. */
export function ledgerOf(input: ReportInput, lab: string, model: string): readonly LedgerRow[] {
  return findRun(input, lab, model)?.ledger ?? []
}

/**
 * The fields in which a lab's run differs from the protocol and some other lab's does not: what is common to all
 * explains no difference between them.
 */
export function ownDeviations(input: ReportInput, result: JointResult, lab: string): string[] {
  const others = result.labs
    .filter((row) => row.lab !== lab)
    .map((row) => new Set(deviationsOf(ledgerOf(input, row.lab, result.model)).map(({ field }) => field)))
  return deviationsOf(ledgerOf(input, lab, result.model))
    .filter(({ class: of }) => of !== 'volume')
    .map(({ field }) => field)
    .filter((field) => others.some((fields) => !fields.has(field)))
}

/** Attempts without a result; a limit is one only where the protocol does not count what was reached. */
export function withoutResult(input: ReportInput, counts: OutcomeCounts): number {
  const limit = input.protocol.body.outcomes.denominator.limit === 'as-scored' ? 0 : counts.limit
  return counts.unscored + counts.errored + counts['not-run'] + limit
}

/**
 * How the attempts on a set ended: as the score has it, else, where there is none, as the run counts them, if it ran
 * this set alone.
 */
export function countsOf(
  input: ReportInput,
  set: string,
  { run, score }: { run: string | null; score: Score | { refused: string } },
): OutcomeCounts | null {
  if (!('refused' in score)) return score.counts
  const found = input.runs.find(({ id }) => id === run)?.body
  if (found === undefined) return null
  const sets = input.protocol.body.conduct.assignments
    .filter(({ member, models }) => member === found.lab && models.includes(found.model))
    .flatMap((assignment) => assignment.sets)
  return sets.every((one) => one === set) ? found.counts : null
}

/** Labs with a run in which no attempt has a score, while others have scores: then no task is common to all. */
export function labsWithoutScore({ items, labs }: JointResult): JointResult['labs'] {
  if (items > 0 || labs.every(({ scoreOnDropped }) => scoreOnDropped === undefined)) return []
  return labs.filter(({ run, scoreOnDropped }) => run !== null && scoreOnDropped === undefined)
}

/** Members who run something under the protocol as amended, in its order. */
export function runningMembers(input: ReportInput): string[] {
  const members = new Set(input.protocol.body.conduct.assignments.map(({ member }) => member))
  return [...members].filter((member) => !input.dropped.includes(member))
}
