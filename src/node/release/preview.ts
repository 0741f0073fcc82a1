/**
 * What would leave this house with the runs of an exercise, and what would stay: for each receiver and field, decided by
 * the same rule that decides when a bundle is written. Nothing is signed, and nothing is written.
 */
import { decideBlob, explain, labelAsSigned } from '../../access/index.ts'
import type { Label, Principal, Reason, Roster } from '../../access/index.ts'
import { fieldSharing, promptsDigest, resultsSharing } from '../../exercise/index.ts'
import type { DisclosureField, Protocol } from '../../statement/index.ts'
import type { StoredStatement } from '../../store/index.ts'
import { isConfidential } from '../bundle-file.ts'
import { digestOf } from '../exercise/draft-run.ts'
import { participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
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
  /** The sets or models it is about, where not all have one marking; else empty. */
  of: readonly string[]
  /** `none`: there is no such thing in this exercise; `not-here`: it is not in this house. */
  what: 'released' | 'stays' | 'none' | 'not-here'
  tlp: Label['tlp']
  audience: readonly string[]
  recipients: readonly string[]
  /** Why the receiver may have it, or not. */
  reason: Reason
  /** Where it stays for an embargo alone: until when, at least. */
  heldUntil: string | null
}

export type Preview = {
  exercise: string
  /** Outcomes name items by hashes, for there are items that are not for all. */
  hashed: boolean
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
  const { state, evidence, ready, already } = await runsToSubmit(home, exercise)
  const network = await ownNetwork(home)
  const protocol = state.inForce
  const takesPart = new Set(participantsOf(protocol))
  const labels = await labelsOf(home, network, evidence, protocol, state.protocol.id)
  const hashed = protocol.conduct.disclosure.fields.items !== 'with-run'
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
  return { exercise, hashed, runs, already, receivers }
}

type EffectiveLabel = Label & ReturnType<typeof labelAsSigned>
type FieldLabel = {
  field: PreviewField
  of: readonly string[]
  /** Of the statement that brings it, and its own where it has one; both null where there is no such thing. */
  statement: EffectiveLabel | null
  own: EffectiveLabel | null
  held: boolean
}

/** The labels by which each field is decided: of runs as they would be signed, of all else as they are in effect. */
async function labelsOf(
  home: Home,
  { chain }: StandingNetwork,
  evidence: Evidence,
  protocol: Protocol,
  protocolId: string,
): Promise<FieldLabel[]> {
  const reader = await readAs(home, ownerOf(home))
  const issuer = home.institute.origin
  const { version } = chain.latest
  const run = { issuer, ...labelAsSigned(resultsSharing(protocol, home.world.now()), version) }
  const of: readonly string[] = []
  const ofRun = (field: DisclosureField): FieldLabel => {
    const sharing = fieldSharing(protocol, field)
    const own = sharing === null ? null : { issuer, ...labelAsSigned(sharing, version) }
    return { field, of, statement: run, own, held: true }
  }
  const ofBlob = (
    field: DisclosureField,
    stored: StoredStatement | undefined,
    name: string | null,
  ): FieldLabel => {
    if (stored === undefined) return { field, of, statement: null, own: null, held: false }
    const blob = stored.blobs.find((one) => one.name === name)
    const label = blob?.label ?? null
    return {
      field,
      of,
      statement: { issuer: stored.issuer, ...stored.label },
      own: label === null ? null : { issuer: stored.issuer, ...label },
      held: name === null || blob?.held === true,
    }
  }
  const items: FieldLabel[] = []
  for (const { id, dataset } of protocol.items.sets)
    items.push({ ...ofBlob('items', await reader.getStatement(dataset), 'items.jsonl'), of: [id] })
  const models: FieldLabel[] = []
  for (const { alias, passport } of protocol.system.models) {
    // Of a sealed one: what opens it, where it is opened.
    const opened = passport ?? evidence.reveals.find(({ body }) => body.alias === alias)?.id
    const stored = opened === undefined ? undefined : await reader.getStatement(opened)
    const label =
      passport === null && stored === undefined
        ? sealedLabel(issuer, version)
        : ofBlob('modelIdentity', stored, null)
    models.push({ ...label, of: [alias] })
  }
  const prompts = promptsDigest(protocol.judging) === undefined ? null : 'judge-prompts.json'
  const noPrompts = protocol.judging.judges.length === 0 && protocol.judging.rubric === ''
  return [
    { field: 'run', of, statement: run, own: null, held: true },
    ofRun('itemOutcomes'),
    ofRun('transcripts'),
    ...together('items', items),
    ofBlob('judgePrompts', noPrompts ? undefined : await reader.getStatement(protocolId), prompts),
    ...together('modelIdentity', models),
  ]
}

/** Those with one marking as one; where all have it, without their names. */
function together(field: PreviewField, labels: readonly FieldLabel[]): FieldLabel[] {
  if (labels.length === 0) return [{ field, of: [], statement: null, own: null, held: false }]
  const byLabel = new Map<string, FieldLabel>()
  for (const one of labels) {
    const key = JSON.stringify([one.statement, one.own, one.held])
    byLabel.set(key, { ...one, of: [...(byLabel.get(key)?.of ?? []), ...one.of] })
  }
  return byLabel.size === 1 ? [...byLabel.values()].map((one) => ({ ...one, of: [] })) : [...byLabel.values()]
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
    of: [],
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
  return labels.map(({ field, of, statement, own, held: isHere }): PreviewLine => {
    if (statement === null)
      return {
        field,
        of,
        what: 'none',
        tlp: 'CLEAR',
        audience: [],
        recipients: [],
        reason: 'not-named',
        heldUntil: null,
      }
    const open = decideBlob(statement, own, principal, now, charter) === 'body'
    // Its own marking, unless that alone would open what the statement around it closes.
    const opens = own !== null && decideBlob(own, null, principal, now, charter) === 'body'
    const told = own === null || (opens && !open) ? statement : own
    const { tlp, audience, recipients } = told
    const without = { ...statement, embargoUntil: null, early: [] }
    const held = !open && decideBlob(without, own, principal, now, charter) === 'body'
    return {
      field,
      of,
      what: open ? (isHere ? 'released' : 'not-here') : 'stays',
      tlp,
      audience,
      recipients,
      reason: explain(told, principal, now, charter).reason,
      heldUntil: held ? statement.embargoUntil : null,
    }
  })
}
