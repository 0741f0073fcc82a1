/** Proposing a protocol: the folder signed, with its parts, and a bundle for each other participant. */
import { ConcordError, sentence } from '../../error.ts'
import type { Finding } from '../../exercise/index.ts'
import type { Link } from '../../statement/index.ts'
import { participantsOf } from '../evidence.ts'
import { checkFolder, readExerciseFolder, signParts } from '../exercise-folder.ts'
import type { ExerciseFolder } from '../exercise-folder.ts'
import type { StoredStatement } from '../../store/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import type { StandingNetwork } from '../networks.ts'
import { closureOf, signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { openExercise } from './open-exercise.ts'

export type Proposal = {
  exercise: string
  version: number
  id: string
  findings: Finding[]
  bundles: WrittenBundle[]
}

/**
 * Signs the protocol of a folder with its parts and writes one bundle for each other participant. A later version
 * supersedes the one before. Throws `check-failed` where preflight blocks.
 */
export async function propose(home: Home, folder: string): Promise<Proposal> {
  const network = await ownNetwork(home)
  const read = await readExerciseFolder(folder, home.world.onProgress)
  const findings = checkFolder(read, home.world.now(), home.world.onProgress)
  const blocks = findings.filter(({ severity }) => severity === 'block')
  if (blocks.length > 0) {
    throw new ConcordError(
      'check-failed',
      sentence`Preflight blocks this protocol (${blocks.map(({ code, set }) => (set === null ? code : `${code} in ${set}`)).join(', ')}): see "concord exercise check ${folder}", correct it, or waive it with a reason.`,
    )
  }
  checkParticipants(read, network, folder)
  const before = await versionBefore(home, read, folder)
  const { ids, fresh, protocol, blobs, sharing } = await signParts(home, read, before?.parts ?? [])
  const links: Link[] = before === null ? [] : [{ rel: 'supersedes', id: before.id }]
  for (const id of ids) links.push({ rel: 'uses', id })
  const signed = await signDraft(home, {
    kind: 'protocol',
    exercise: protocol.exercise,
    sharing,
    links,
    body: protocol,
    blobs,
  })
  await home.store.writer().putStatements([...fresh, signed])
  return {
    exercise: protocol.exercise,
    version: protocol.version,
    id: signed.id,
    findings,
    bundles: await writeBundles(home, `protocol-${protocol.exercise}`, [signed.id], participantsOf(protocol)),
  }
}

function checkParticipants(
  { draft }: ExerciseFolder,
  { member: own, chain }: StandingNetwork & { member: { id: string } },
  folder: string,
): void {
  if (!participantsOf(draft).includes(own.id)) {
    throw new ConcordError(
      'conflict',
      sentence`${own.id} is not among the participants of ${folder}/protocol.yaml; add it, or let a participant propose.`,
    )
  }
  for (const member of participantsOf(draft)) {
    if (!chain.latest.body.members.some(({ id, status }) => id === member && status === 'active')) {
      throw new ConcordError(
        'conflict',
        sentence`${member} in ${folder}/protocol.yaml is no active member of the network; correct participants, or add it to the charter.`,
      )
    }
  }
}

/** The version before with its parts, null if there is none; throws `conflict` where there can be no further one. */
async function versionBefore(
  home: Home,
  { draft }: ExerciseFolder,
  folder: string,
): Promise<{ id: string; parts: StoredStatement[] } | null> {
  const reader = await readAs(home, ownerOf(home))
  const earlier = await reader.listStatements({ exercise: draft.exercise, kind: 'protocol' })
  if (earlier.length === 0) return null
  const { state } = await openExercise(home, draft.exercise)
  if (state.status === 'frozen') {
    throw new ConcordError(
      'conflict',
      sentence`${draft.exercise} is frozen, so it changes by amendment only: "concord exercise amend ${draft.exercise}".`,
    )
  }
  const last = state.versions.at(-1)
  if (last === undefined) return null
  if (draft.version !== last.version + 1) {
    throw new ConcordError(
      'conflict',
      sentence`Version ${last.version} of ${draft.exercise} was proposed already; set "version: ${last.version + 1}" in ${folder}/protocol.yaml for the next, or write its bundle again with "concord exercise evidence ${draft.exercise} --for MEMBER".`,
    )
  }
  return { id: last.id, parts: await closureOf(reader, [last.id]) }
}
