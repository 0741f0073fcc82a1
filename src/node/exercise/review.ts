/** What a bundle asks an institute to sign. */
import { applyAmendments, protocolDifference } from '../../exercise/index.ts'
import type { ExerciseState, FieldDifference } from '../../exercise/index.ts'
import type { Amendment, Protocol } from '../../statement/index.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import type { Received } from '../take-in.ts'
import { takeBrought } from './brought.ts'
import { openExercise } from './open-exercise.ts'
import { protocolParts } from './protocol-parts.ts'
import type { ProtocolParts } from './protocol-parts.ts'

export type Asked = {
  kind: 'protocol' | 'amendment'
  id: string
  exercise: string
  title: string
  version: number
  signedBy: string[]
  missing: string[]
  /** All that it says; null for an amendment, which is its differences. */
  protocol: Protocol | null
  /** The version the differences of a protocol are against; null where none is known. */
  since: number | null
  /** Against the version before, or of the amendment; empty for a first version. */
  differences: FieldDifference[]
  /** Who would take part no longer; of an amendment alone. */
  drops: string[]
  /** Why an amendment is made, and what had been seen; null for a protocol. */
  why: { text: string; dataSeen: Amendment['dataSeen'] } | null
  objections: { by: readonly string[]; field: string | null; text: string }[]
}

/** `parts` is what the protocol names; null for an amendment. */
export type Review = { received: Received | null; asked: (Asked & { parts: ProtocolParts | null })[] }

/** What a bundle, or an exercise that is here, asks this institute to sign; takes the bundle in, signs nothing. */
export async function review(home: Home, file: string): Promise<Review> {
  const { received, idsByExercise } = await takeBrought(home, file)
  const asked: Review['asked'] = []
  for (const [exercise, ids] of idsByExercise) {
    const { evidence, state } = await openExercise(home, exercise)
    for (const one of askedOf(home, evidence, state)) {
      if (!ids.has(one.id)) continue
      const parts = one.protocol === null ? null : await protocolParts(evidence, one.protocol)
      asked.push({ ...one, parts })
    }
  }
  return { received, asked }
}

/**
 * What of an exercise this institute has not signed: the latest version while none is frozen, and amendments. Nothing
 * is asked of an institute that takes no part.
 */
export function askedOf(home: Home, evidence: Evidence, state: ExerciseState): Asked[] {
  const me = home.institute.id
  const asked: Asked[] = []
  const last = state.status === 'frozen' ? undefined : state.versions.at(-1)
  const latest = evidence.protocols.find(({ id }) => id === last?.id)
  if (last?.missing.includes(me) === true && latest !== undefined) {
    const before = evidence.protocols.find(({ id }) => id === state.versions.at(-2)?.id)
    asked.push({
      kind: 'protocol',
      id: latest.id,
      exercise: latest.body.exercise,
      title: latest.body.title,
      version: latest.body.version,
      signedBy: last.signed,
      missing: last.missing,
      protocol: latest.body,
      since: before?.body.version ?? null,
      differences: before === undefined ? [] : protocolDifference(before.body, latest.body),
      drops: [],
      why: null,
      objections: evidence.opinions
        .filter(({ body }) => body.type === 'objection' && body.on === latest.id)
        .map(({ body, signers }) => ({ by: signers, field: body.field, text: body.text })),
    })
  }
  for (const { id, signed, missing, drops } of state.amendments) {
    const amendment = evidence.amendments.find((one) => one.id === id)
    if (amendment === undefined || !missing.includes(me)) continue
    const applied = applyAmendments(state.inForce, [amendment.body])
    if (!applied.ok) continue
    asked.push({
      kind: 'amendment',
      id,
      exercise: state.exercise,
      title: state.protocol.body.title,
      version: state.protocol.body.version,
      signedBy: signed,
      missing,
      protocol: null,
      since: null,
      differences: protocolDifference(state.inForce, applied.protocol),
      drops,
      why: { text: amendment.body.why, dataSeen: amendment.body.dataSeen },
      objections: [],
    })
  }
  return asked
}
