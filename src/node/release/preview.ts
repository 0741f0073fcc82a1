/**
 * What would leave this house with the runs of an exercise, and what would stay: for each receiver and field, decided by
 * the same rule that decides when a bundle is written. Nothing is signed, and nothing is written.
 */
import { decideBlob, explain, labelAsSigned } from '../../access/index.ts'
import type { Label, Principal, Reason, Roster } from '../../access/index.ts'
import { fieldSharing, promptsDigest, sharingOf } from '../../exercise/index.ts'
import type { DisclosureField, Protocol } from '../../statement/index.ts'
import type { StoredStatement } from '../../store/index.ts'
import { isConfidential } from '../bundle-file.ts'
import { digestOf } from '../exercise/draft-run.ts'
import { participantsOf } from '../evidence.ts'
import { runsToSubmit } from '../exercise/runs-to-submit.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import type { StandingNetwork } from '../networks.ts'
import { readWhole } from '../read-whole.ts'
import { folderOf } from '../run/run-result.ts'

/** `run`: who ran what, how, and the counts of how it ended. */
export type PreviewField = 'run' | DisclosureField

export type PreviewLine = {
  field: PreviewField
  /** `none`: there is no such thing in this exercise; `not-here`: it is not in this house. */
  what: 'released' | 'stays' | 'none' | 'not-here'
  tlp: Label['tlp']
  audience: readonly string[]
  recipients: readonly string[]
  /** Why the receiver may have it, or not. */
  reason: Reason
}

export type Preview = {
  exercise: string
  runs: { run: string; model: string; pilot: boolean; table: string; answers: string }[]
  /** Run statements that were signed before, and travel along. */
  already: readonly string[]
  receivers: {
    /** Id in the charter; null: everybody else. */
    member: string | null
    /** A bundle is written for it; the others may ask for what they may see. */
    bundle: 'plain' | 'encrypted' | 'no-age-key' | null
    lines: PreviewLine[]
  }[]
}

/** What submitting the runs of an exercise would release. Throws `conflict` where there is nothing to submit. */
export async function previewSubmission(home: Home, exercise: string): Promise<Preview> {
  const { state, ready, already } = await runsToSubmit(home, exercise)
  const network = await ownNetwork(home)
  const protocol = state.inForce
  const takesPart = new Set(participantsOf(protocol))
  const labels = await labelsOf(home, network, protocol, state.protocol.id)
  const others = network.chain.latest.body.members.filter(
    ({ id, status }) => id !== network.member.id && status === 'active',
  )
  const runs: Preview['runs'] = []
  for (const { id, model, pilot } of ready) {
    const folder = await folderOf(home, id)
    const digest = async (name: string): Promise<string> => digestOf(await readWhole(`${folder}/${name}`))
    runs.push({
      run: id,
      model,
      pilot,
      table: await digest('outcomes.parquet'),
      answers: await digest('answers.jsonl'),
    })
  }
  const charter = network.chain.versions.map(({ body }) => body)
  const now = home.world.now()
  const receivers: Preview['receivers'] = others.map(({ id, origin, ageRecipients }) => {
    const lines = linesFor(labels, { kind: 'member', origin }, now, charter)
    const confidential = labels.some(
      ({ statement, own }, index) =>
        lines[index]?.what === 'released' &&
        [statement, own].some((label) => label !== null && isConfidential(label, now)),
    )
    return {
      member: id,
      bundle: !takesPart.has(id)
        ? null
        : !confidential
          ? 'plain'
          : ageRecipients.length > 0
            ? 'encrypted'
            : 'no-age-key',
      lines,
    }
  })
  receivers.push({
    member: null,
    bundle: null,
    lines: linesFor(labels, { kind: 'anonymous' }, now, charter),
  })
  return { exercise, runs, already, receivers }
}

type EffectiveLabel = Label & ReturnType<typeof labelAsSigned>
type FieldLabel = {
  field: PreviewField
  /** Of the statement that brings it, and its own where it has one; both null where there is no such thing. */
  statement: EffectiveLabel | null
  own: EffectiveLabel | null
  held: boolean
}

/** The labels by which each field is decided: of runs as they would be signed, of all else as they are in effect. */
async function labelsOf(
  home: Home,
  { chain }: StandingNetwork,
  protocol: Protocol,
  protocolId: string,
): Promise<FieldLabel[]> {
  const reader = await readAs(home, ownerOf(home))
  const issuer = home.institute.origin
  const { version } = chain.latest
  const run = { issuer, ...labelAsSigned(sharingOf(protocol), version) }
  const ofRun = (field: DisclosureField): FieldLabel => {
    const sharing = fieldSharing(protocol, field)
    const own = sharing === null ? null : { issuer, ...labelAsSigned(sharing, version) }
    return { field, statement: run, own, held: true }
  }
  const ofBlob = (
    field: DisclosureField,
    stored: StoredStatement | undefined,
    name: string | null,
  ): FieldLabel => {
    if (stored === undefined) return { field, statement: null, own: null, held: false }
    const blob = stored.blobs.find((one) => one.name === name)
    const label = blob?.label ?? null
    return {
      field,
      statement: { issuer: stored.issuer, ...stored.label },
      own: label === null ? null : { issuer: stored.issuer, ...label },
      held: name === null || blob?.held === true,
    }
  }
  const [set] = protocol.items.sets
  const [model] = protocol.system.models
  const prompts = promptsDigest(protocol.judging) === undefined ? null : 'judge-prompts.json'
  const noPrompts = protocol.judging.judges.length === 0 && protocol.judging.rubric === ''
  return [
    { field: 'run', statement: run, own: null, held: true },
    ofRun('itemOutcomes'),
    ofRun('transcripts'),
    ofBlob('items', set && (await reader.getStatement(set.dataset)), 'items.jsonl'),
    ofBlob('judgePrompts', noPrompts ? undefined : await reader.getStatement(protocolId), prompts),
    model?.passport === null
      ? sealedLabel(issuer, version)
      : ofBlob('modelIdentity', model && (await reader.getStatement(model.passport)), null),
  ]
}

/** A sealed passport is for nobody else until it is revealed. */
function sealedLabel(issuer: string, version: number): FieldLabel {
  const sharing = {
    tlp: 'AMBER+STRICT' as const,
    audience: [],
    recipients: [],
    embargoUntil: null,
    early: [],
    licence: null,
  }
  return {
    field: 'modelIdentity',
    statement: { issuer, ...labelAsSigned(sharing, version) },
    own: null,
    held: true,
  }
}

function linesFor(
  labels: readonly FieldLabel[],
  principal: Principal,
  now: string,
  charter: readonly Roster[],
): PreviewLine[] {
  return labels.map(({ field, statement, own, held }): PreviewLine => {
    if (statement === null)
      return { field, what: 'none', tlp: 'CLEAR', audience: [], recipients: [], reason: 'not-named' }
    const open = decideBlob(statement, own, principal, now, charter) === 'body'
    // The label that closes it, or the stricter one where it is open.
    const closes =
      own !== null && decideBlob(statement, null, principal, now, charter) === 'body' ? own : statement
    const told = open ? (own ?? statement) : closes
    const { tlp, audience, recipients } = told
    return {
      field,
      what: open ? (held ? 'released' : 'not-here') : 'stays',
      tlp,
      audience,
      recipients,
      reason: explain(told, principal, now, charter).reason,
    }
  })
}
