/** Every statement verified, its body sorted by exercise; what does not verify is a finding. */
import { effectiveLabel } from '../../access/index.ts'
import type { SharingChange } from '../../access/index.ts'
import { type Sentence, sentence } from '../../error.ts'
import {
  AmendmentBody,
  Analysis,
  Dataset,
  Erasure,
  Evaluation,
  Model,
  Opinion,
  Protocol,
  Retraction,
  Reveal,
  Run,
  SharingAmendment,
  Withdrawal,
} from '../../statement/index.ts'
import { verifyStatement } from '../../trust/index.ts'
import type { Crypto, VerifiedStatement } from '../../trust/index.ts'
import { sortByMoment } from '../evidence.ts'
import { counting } from '../progress.ts'
import { suspendedWarnings } from '../suspended.ts'
import type { Evidence } from '../evidence.ts'
import type { Archive } from './archive.ts'

type Gathered = {
  byExercise: Map<string, Evidence>
  findings: Sentence[]
  unchecked: string[]
  /** Ids of the statements that verify. */
  ids: ReadonlySet<string>
  verified: readonly VerifiedStatement[]
  statements: number
  warnings: Sentence[]
}

/** Verifies every statement and sorts the bodies by exercise; what does not verify is a finding. */
export function gather(
  { records, chain, bodies, blob, brought, onProgress }: Archive,
  crypto: Crypto,
): Gathered {
  const verified: VerifiedStatement[] = []
  const findings: Sentence[] = []
  const done = counting(onProgress, 'statements', records.length)
  for (const record of records) {
    const one = verifyStatement(record, chain, crypto, bodies)
    if (one.ok) verified.push(one)
    else findings.push(sentence`signature: ${one.message}`)
    done(1)
  }
  const gathered: Gathered = {
    byExercise: new Map(),
    findings,
    unchecked: [],
    ids: new Set(verified.map(({ id }) => id)),
    verified,
    statements: records.length,
    warnings: suspendedWarnings(
      chain,
      new Set(verified.flatMap(({ issuer, issuerSuspended }) => (issuerSuspended ? [issuer] : []))),
    ).map(({ message }) => message),
  }
  gathered.findings.push(...strayFindings(verified, brought))
  const shared = {
    evaluations: new Map<string, Evaluation>(),
    datasets: new Map<string, Dataset>(),
    models: new Map<string, Model>(),
    about: new Map<string, { issuer: string; created: string; tlp: string }>(),
    blob,
  }
  const evidenceOf = (exercise: string): Evidence => {
    const known = gathered.byExercise.get(exercise)
    if (known !== undefined) return known
    const made: Evidence = {
      exercise,
      protocols: [],
      amendments: [],
      runs: [],
      analyses: [],
      opinions: [],
      withdrawals: [],
      retractions: [],
      erasures: [],
      reveals: [],
      ...shared,
    }
    gathered.byExercise.set(exercise, made)
    return made
  }
  const changes = labelChanges(verified)
  for (const one of verified) {
    if (one.body.state !== 'read') {
      gathered.unchecked.push(`${one.kind} ${one.id}`)
      continue
    }
    const { predicate } = one.statement
    shared.about.set(one.id, {
      issuer: predicate.issuer,
      created: predicate.created,
      tlp: effectiveLabel({ ...predicate, blobs: new Map() }, changes.get(one.id) ?? []).label.tlp,
    })
    const signers = [...new Set(one.signers.map(({ member }) => member))]
    const { value } = one.body
    const { id } = one
    if (one.kind === 'protocol') {
      const body = Protocol.parse(value)
      evidenceOf(body.exercise).protocols.push({ id, body, signers })
    } else if (one.kind === 'amendment') {
      const body = AmendmentBody.parse(value)
      if (body.type === 'protocol')
        evidenceOf(body.exercise).amendments.push({ id, body, signers, created: predicate.created })
    } else if (one.kind === 'run') {
      const body = Run.parse(value)
      evidenceOf(body.exercise).runs.push({ id, body, signers })
    } else if (one.kind === 'analysis') {
      const body = Analysis.parse(value)
      evidenceOf(body.exercise).analyses.push({ id, body, signers })
    } else if (one.kind === 'opinion') {
      const body = Opinion.parse(value)
      if (body.exercise !== null) evidenceOf(body.exercise).opinions.push({ id, body, signers })
    } else if (one.kind === 'withdrawal') {
      const body = Withdrawal.parse(value)
      evidenceOf(body.exercise).withdrawals.push({ id, body, signers })
    } else if (one.kind === 'retraction') {
      const body = Retraction.parse(value)
      if (body.exercise !== null) evidenceOf(body.exercise).retractions.push({ id, body, signers })
    } else if (one.kind === 'erasure') {
      const body = Erasure.parse(value)
      if (body.exercise !== null) evidenceOf(body.exercise).erasures.push({ id, body, signers })
    } else if (one.kind === 'reveal') {
      const body = Reveal.parse(value)
      evidenceOf(body.exercise).reveals.push({ id, body, signers })
    } else if (one.kind === 'evaluation') shared.evaluations.set(id, Evaluation.parse(value))
    else if (one.kind === 'dataset') shared.datasets.set(id, Dataset.parse(value))
    else if (one.kind === 'model') shared.models.set(id, Model.parse(value))
  }
  for (const evidence of gathered.byExercise.values()) sortByMoment(evidence)
  return gathered
}

/** The amendments of labels among these statements, by the statement they are about. */
function labelChanges(verified: readonly VerifiedStatement[]): Map<string, SharingChange[]> {
  const changes = new Map<string, SharingChange[]>()
  for (const { id, kind, version, body, statement } of verified) {
    if (kind !== 'amendment' || version !== 1 || body.state !== 'read') continue
    const read = SharingAmendment.safeParse(body.value).data
    const { issuer, charter, links } = statement.predicate
    if (read === undefined || !links.some((link) => link.rel === 'amends' && link.id === read.on)) continue
    changes.set(read.on, [...(changes.get(read.on) ?? []), { id, issuer, charter, body: read }])
  }
  return changes
}

/** Bytes that no statement names came in the place of others: those that are missing are named. */
function strayFindings(verified: readonly VerifiedStatement[], brought: Iterable<string>): Sentence[] {
  const named = new Set(
    verified.flatMap(({ statement }) => statement.subject.map(({ digest }) => digest.sha256)),
  )
  const stray = [...brought].filter((sha256) => !named.has(sha256))
  if (stray.length === 0) return []
  const missing = verified.flatMap(({ kind, id, missingBlobs }) =>
    missingBlobs.map((name) => `${kind} ${id} ${name}`),
  )
  const strays = stray.join(', ')
  return [
    missing.length === 0
      ? sentence`digest: the blob ${strays} belongs to no statement`
      : sentence`digest: the blob ${strays} belongs to no statement, and this is missing: ${missing.join(', ')}`,
  ]
}
