/**
 * Giving somebody more of an exercise than they have: the label of a field is opened to further members by a `sharing`
 * amendment, and the part goes to them with it. That it belongs to what was signed before is shown by its digest there.
 */
import { decide, sharingOfLabel } from '../../access/index.ts'
import { ConcordError, sentence } from '../../error.ts'
import { SharingAmendment } from '../../statement/index.ts'
import type { DisclosureField, Sharing } from '../../statement/index.ts'
import type { Reader, StoredStatement } from '../../store/index.ts'
import { amendmentsOf } from '../access/explain-access.ts'
import { openExercise } from '../exercise/open-exercise.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import type { StandingNetwork } from '../networks.ts'
import { bodyValue, signDrafts, writeBundles } from '../publish.ts'
import type { Draft, WrittenBundle } from '../publish.ts'

export type Widening = {
  exercise: string
  field: DisclosureField
  to: readonly string[]
  why: string
}

/** One statement whose label, or that of a blob of it, is opened. */
export type WideningStep = {
  statement: string
  kind: string
  /** Name and digest of the blob; null: the statement itself. */
  blob: { name: string; sha256: string } | null
  before: Sharing
  after: Sharing
}

const BLOB: Readonly<Record<DisclosureField, { kind: string; blob: string | null }>> = {
  itemOutcomes: { kind: 'run', blob: 'outcomes.parquet' },
  transcripts: { kind: 'run', blob: 'answers.jsonl' },
  items: { kind: 'dataset', blob: 'items.jsonl' },
  judgePrompts: { kind: 'protocol', blob: 'judge-prompts.json' },
  modelIdentity: { kind: 'model', blob: null },
}

/**
 * What opening a field to these members changes. Throws `conflict` where a member is none, or could not read the
 * statement that brings the field, and where there is nothing of this institute to open.
 */
export async function planWidening(home: Home, widening: Widening): Promise<WideningStep[]> {
  const network = await ownNetwork(home)
  const reader = await readAs(home, ownerOf(home))
  checkMembers(network, widening.to)
  const steps: WideningStep[] = []
  for (const stored of await ownStatements(home, reader, widening)) {
    const { blob: name } = BLOB[widening.field]
    const blob = stored.blobs.find((one) => one.name === name)
    if (name !== null && (blob === undefined || !blob.held)) continue
    const label = blob === undefined ? stored.label : blob.label
    // A blob without a label of its own goes with its statement already.
    if (label === null) continue
    const before = sharingOfLabel(label, home.world.now())
    const open = before.tlp === 'CLEAR' || before.tlp === 'GREEN'
    const lacking = open ? [] : widening.to.filter((member) => !before.audience.includes(member))
    if (lacking.length === 0) continue
    if (before.tlp === 'RED')
      throw new ConcordError(
        'conflict',
        sentence`${name ?? stored.kind} of ${stored.id} is TLP:RED, for named persons; it cannot be opened to members.`,
      )
    if (blob !== undefined) checkStatement(home, network, stored, widening.to)
    steps.push({
      statement: stored.id,
      kind: stored.kind,
      blob: blob === undefined ? null : { name: blob.name, sha256: blob.sha256 },
      before,
      after: { ...before, audience: [...before.audience, ...lacking] },
    })
  }
  if (steps.length > 0) return steps
  throw new ConcordError(
    'conflict',
    sentence`There is nothing of this institute in ${widening.exercise} that ${widening.to.join(', ')} lack of this field; only the institute that signed something opens it further.`,
  )
}

/** Signs the amendments, with who approved, and writes a bundle for each member that gains something. */
export async function widen(
  home: Home,
  { exercise, to, why }: Widening,
  steps: readonly WideningStep[],
  approval: { by: string; at: string },
): Promise<{ statements: string[]; bundles: WrittenBundle[] }> {
  const reader = await readAs(home, ownerOf(home))
  const drafts: Draft[] = []
  const known: string[] = []
  for (const step of steps) {
    const stored = await reader.getStatement(step.statement)
    if (stored === undefined)
      throw new ConcordError('not-found', sentence`The statement ${step.statement} is not here.`)
    const amendments = await amendmentsOf(reader, stored)
    const whole = sharingOfLabel(stored.label, home.world.now())
    const body: SharingAmendment = {
      type: 'sharing',
      exercise,
      on: stored.id,
      number: Math.max(0, ...amendments.map(({ number }) => number)) + 1,
      sharing: step.blob === null ? step.after : whole,
      blobs: step.blob === null ? [] : [{ name: step.blob.name, sharing: step.after }],
      why,
      approval,
    }
    drafts.push({
      kind: 'amendment',
      exercise,
      sharing: step.blob === null ? step.after : whole,
      links: [{ rel: 'amends', id: stored.id }],
      body,
      blobs: [],
    })
    known.push(stored.id)
  }
  const signed = await signDrafts(home, drafts)
  await home.store.writer().putStatements(signed)
  const ids = signed.map(({ id }) => id)
  return { statements: ids, bundles: await writeBundles(home, `late-${exercise}`, [...known, ...ids], to) }
}

/** What was signed under an approval before a kill came between; its bundles are written again. */
export async function widenAgain(
  home: Home,
  { exercise, to }: Widening,
  approval: { by: string; at: string },
): Promise<{ statements: string[]; bundles: WrittenBundle[] } | undefined> {
  const { ids, roots } = await signedUnder(home, exercise, approval)
  if (ids.length === 0) return undefined
  return { statements: ids, bundles: await writeBundles(home, `late-${exercise}`, roots, to) }
}

/** Amendments of labels that this institute signed under an approval; with what they amend, `roots`. */
export async function signedUnder(
  home: Home,
  exercise: string,
  approval: { by: string; at: string },
): Promise<{ ids: string[]; roots: string[] }> {
  const reader = await readAs(home, ownerOf(home))
  const ids: string[] = []
  const roots: string[] = []
  for (const { id } of await reader.listStatements({
    exercise,
    kind: 'amendment',
    issuer: home.institute.origin,
  })) {
    const stored = await reader.getStatement(id)
    const body = stored === undefined ? undefined : SharingAmendment.safeParse(bodyValue(stored)).data
    if (body === undefined || body.approval?.by !== approval.by || body.approval.at !== approval.at) continue
    ids.push(id)
    roots.push(id, body.on)
  }
  return { ids, roots }
}

/** Statements that this institute signed and that bring the field. */
async function ownStatements(
  home: Home,
  reader: Reader,
  { exercise, field }: Widening,
): Promise<StoredStatement[]> {
  const { state } = await openExercise(home, exercise)
  const { kind } = BLOB[field]
  const { items, system } = state.inForce
  const ids =
    kind === 'run'
      ? (await reader.listStatements({ exercise, kind, issuer: home.institute.origin })).map(({ id }) => id)
      : kind === 'dataset'
        ? items.sets.map(({ dataset }) => dataset)
        : kind === 'model'
          ? system.models.flatMap(({ passport }) => passport ?? [])
          : [state.protocol.id]
  const found: StoredStatement[] = []
  for (const id of ids) {
    const stored = await reader.getStatement(id)
    if (stored?.issuer === home.institute.origin) found.push(stored)
  }
  return found
}

function checkMembers(
  { chain, member: own }: StandingNetwork & { member: { id: string } },
  to: readonly string[],
): void {
  for (const id of to) {
    const member = chain.latest.body.members.find((one) => one.id === id)
    if (member?.status !== 'active' || id === own.id)
      throw new ConcordError(
        'conflict',
        sentence`${id} is no other active member of the network, so nothing can be released to it.`,
      )
  }
}

/** A blob is read with its statement only. */
function checkStatement(
  home: Home,
  { chain }: StandingNetwork,
  stored: StoredStatement,
  to: readonly string[],
): void {
  const charter = chain.versions.map(({ body }) => body)
  for (const id of to) {
    const origin = chain.latest.body.members.find((one) => one.id === id)?.origin ?? ''
    const level = decide(
      { issuer: stored.issuer, ...stored.label },
      { kind: 'member', origin },
      home.world.now(),
      charter,
    )
    if (level !== 'body')
      throw new ConcordError(
        'conflict',
        sentence`${id} may not read the ${stored.kind} ${stored.id} itself (TLP:${stored.label.tlp}), so no part of it can be released to it.`,
      )
  }
}
