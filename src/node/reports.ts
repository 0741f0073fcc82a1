/** A report of an exercise from what a reader may see: the statements, the ledger of each run, who signed. */
import { comparability, concealIdentity, deviationLedger, plannedFacts } from '../exercise/index.ts'
import type { ExerciseState, LedgerRow } from '../exercise/index.ts'
import { saySentence } from '../message/index.ts'
import type { Locale } from '../message/index.ts'
import type { ReportInput, RunPage } from '../report/index.ts'
import { plansPublishedRates, TLP_LABELS } from '../statement/index.ts'
import type { Dataset, Protocol, Run, TlpLabel } from '../statement/index.ts'
import { isSingleInstitute } from '../trust/index.ts'
import type { CharterChain } from '../trust/index.ts'
import { sha256 } from './crypto.ts'
import {
  amendmentsInForce,
  erasedInputs,
  evaluationOf,
  findPassport,
  mainAnalysis,
  passportOf,
} from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { CheckedForReport } from './verify/evidence.ts'

/** What was found when the evidence was checked, in the language of the report. */
export type Checked = ReportInput['verification']

/** The same in one language. */
export function saidIn(locale: Locale, { status, findings }: CheckedForReport): Checked {
  return { status, findings: findings.map((finding) => saySentence(locale, finding)) }
}

/** Members of a rehearsal say so in their name; what says it of the exercise is the label of the model. */
const REHEARSAL = /\b(rehearsal|invented)\b/i

/** Planned against actual for one run; empty where the plan is not here. */
export function ledgerOf(evidence: Evidence, protocol: Protocol, run: Run): LedgerRow[] {
  const datasets = new Map<string, Dataset>()
  for (const { id, dataset } of protocol.items.sets) {
    const body = evidence.datasets.get(dataset)
    if (body !== undefined) datasets.set(id, body)
  }
  const sealed = protocol.system.models.find(({ alias }) => alias === run.model)?.sealed
  const hidden = protocol.conduct.disclosure.fields.modelIdentity !== 'with-run' || sealed !== undefined
  const passport = hidden
    ? findPassport(evidence, protocol, run.model)
    : passportOf(evidence, protocol, run.model)
  const { facts, free } = plannedFacts({
    protocol,
    evaluation: evaluationOf(evidence, protocol).body,
    datasets,
    passport: passport ?? null,
    lab: run.lab,
    model: run.model,
  })
  return deviationLedger(
    { facts: hidden ? concealIdentity(facts, passport?.nonce, sha256) : facts, free },
    run,
  )
}

/** A ledger row as reports and pages show it. */
export function shownRow(row: LedgerRow): RunPage['ledger'][number] {
  return {
    free: row.free,
    field: row.field,
    class: row.class,
    planned: row.planned ?? null,
    actual: row.actual ?? null,
    relation: row.relation,
    reason: row.explanation?.reason ?? null,
    derived: row.derived,
  }
}

/** A report carries the strictest marking of what it is made of; TLP:RED where one is not known. */
function strictest({ about }: Evidence, ids: readonly string[]): TlpLabel {
  const ranks = ids.map((id) => TLP_LABELS.findIndex((label) => label === about.get(id)?.tlp))
  return ranks.includes(-1) ? 'RED' : (TLP_LABELS[Math.max(...ranks)] ?? 'RED')
}

/** The input of a report; `analysis` is the one shown, `verification` what checking it found. */
export function reportInput(
  evidence: Evidence,
  state: ExerciseState,
  chain: CharterChain,
  verification: Checked,
): ReportInput {
  const protocol = state.inForce
  const analysis = mainAnalysis(state, evidence) ?? null
  const counted = state.members.flatMap(({ runs }) => runs.flatMap(({ run }) => (run === null ? [] : [run])))
  const pilots = state.pilots.map(({ id }) => id)
  const shown = evidence.runs
    .filter(({ id }) => counted.includes(id) || pilots.includes(id))
    .toSorted(
      (a, b) => order(a.body.lab, b.body.lab) || order(a.body.model, b.body.model) || order(a.id, b.id),
    )
  const latest = chain.latest
  const about = evidence.about.get(state.protocol.id)
  const members = latest.body.members.map(({ id, name }) => ({ id, name }))
  return {
    exercise: state.exercise,
    title: protocol.title,
    labels: {
      rehearsal:
        members.some(({ name }) => REHEARSAL.test(name)) &&
        protocol.system.models.every(({ simulated }) => simulated),
      retrospective: protocol.retrospective,
      simulated: protocol.system.models.some(({ simulated }) => simulated),
      // Rates that others published are theirs, however many take them in.
      singleInstitute: isSingleInstitute(latest.body) && !plansPublishedRates(protocol.analysis.plan),
      pilotCount: pilots.length,
      tlp: strictest(evidence, [
        state.protocol.id,
        ...amendmentsInForce(evidence, state).map(({ id }) => id),
        ...(analysis === null ? [] : [analysis.id]),
        ...shown.map(({ id }) => id),
        ...evidence.opinions.map(({ id }) => id),
      ]),
    },
    protocol: {
      id: state.protocol.id,
      body: state.protocol.body,
      created: about?.created ?? '',
      signers: state.protocol.signers,
    },
    otherVersions: otherVersions(evidence, state),
    amendments: amendmentsInForce(evidence, state).map(({ id, body, signers }) => ({
      id,
      body,
      created: evidence.about.get(id)?.created ?? '',
      signers,
    })),
    analysis: analysis === null ? null : { id: analysis.id, body: analysis.body, signers: analysis.signers },
    runs: shown.map(({ id, body, signers }) => {
      const ledger = ledgerOf(evidence, protocol, body)
      return {
        id,
        body,
        signers,
        // What the protocol leaves to each lab is on the page of the run; it is no deviation.
        ledger: ledger.filter(({ free }) => !free).map(shownRow),
        comparability: comparability(ledger),
      }
    }),
    dropped: state.protocol.body.participants
      .map(({ member }) => member)
      .filter((member) => !state.members.some((one) => one.member === member)),
    notices: {
      withdrawn: state.withdrawn.map(({ member, ...one }) => ({ ...one, by: member })),
      retracted: state.retracted,
      erased:
        analysis === null
          ? []
          : erasedInputs(evidence, analysis).map(({ run, lab, erasure }) => ({
              id: erasure,
              on: run,
              by: lab,
            })),
    },
    opinions: evidence.opinions
      .toSorted((a, b) => order(a.id, b.id))
      .map((opinion) => ({
        id: opinion.id,
        body: opinion.body,
        by: opinion.signers[0] ?? '',
        version: versionOf(state, opinion),
      })),
    members,
    charter: {
      id: chain.pinned,
      version: latest.version,
      name: latest.body.members.map(({ name }) => name).join(', '),
      expires: latest.body.expires,
    },
    verification,
    verifyCommand: `./concord verify ${analysis?.id ?? state.protocol.id} --charter ${chain.pinned}`,
  }
}

/** Which version of the protocol an opinion is about, and which later one its author has signed since. */
function versionOf(
  { versions }: ExerciseState,
  { body, signers }: Evidence['opinions'][number],
): ReportInput['opinions'][number]['version'] {
  const about = versions.find(({ id }) => id === body.on)
  if (about === undefined) return null
  const answer = versions.find(
    ({ version, signed }) => version > about.version && signers.every((member) => signed.includes(member)),
  )
  return { number: about.version, answeredBy: answer?.version ?? null }
}

/** All versions beside the one shown, where an opinion is about one of them: what a report says of it hangs on all. */
function otherVersions(
  { opinions, protocols }: Evidence,
  state: ExerciseState,
): ReportInput['otherVersions'] {
  const others = new Set(state.versions.flatMap(({ id }) => (id === state.protocol.id ? [] : [id])))
  if (!opinions.some(({ body }) => others.has(body.on))) return []
  return protocols
    .filter(({ id }) => others.has(id))
    .toSorted((a, b) => a.body.version - b.body.version || order(a.id, b.id))
    .map(({ id, body, signers }) => ({ id, version: body.version, signers }))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
