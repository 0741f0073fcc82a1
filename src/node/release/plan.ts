/** What an act would release as things are, and what is in it that some of its readers must not find. */
import { Json } from '../../statement/index.ts'
import type { JsonValue } from '../../statement/index.ts'
import { evidenceBundle } from '../evidence-bundle.ts'
import { digestOf } from '../exercise/draft-run.ts'
import { openExercise } from '../exercise/open-exercise.ts'
import { runsToSubmit } from '../exercise/runs-to-submit.ts'
import { draftsToSubmit } from '../exercise/submit.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { readWhole } from '../read-whole.ts'
import { previewSubmission } from './preview.ts'
import type { ReleaseAct } from './release-record.ts'
import { planLifting } from './lift.ts'
import { planReveal } from './reveal.ts'
import { guardedOf, hiddenFromReader } from './scan/hidden-from.ts'
import { inspectBundle, inspectDrafts } from './scan/inspect.ts'
import { textsIn } from './scan/layers.ts'
import { findSecrets } from './scan/secrets.ts'
import type { SecretFound } from './scan/secrets.ts'
import { planWidening } from './widen.ts'
import type { WideningStep } from './widen.ts'

export type Plan = {
  /** Compared at the approval with what was prepared. */
  content: JsonValue
  found: SecretFound[]
}

/** Throws where nothing could be released. */
export async function planOf(home: Home, act: ReleaseAct): Promise<Plan> {
  switch (act.kind) {
    case 'submit': {
      const content = Json.parse(await previewSubmission(home, act.exercise))
      const runs = await runsToSubmit(home, act.exercise)
      const drafts = (await draftsToSubmit(home, runs)).flatMap(({ draft }) => draft ?? [])
      return { content, found: await inspectDrafts(home, runs.evidence, runs.state.inForce, drafts) }
    }
    case 'attach':
      // What is in the table is looked through when it is taken in.
      return { content: { table: digestOf(await readWhole(act.table)) }, found: [] }
    case 'evidence': {
      const { bytes, member } = await evidenceBundle(home, act.exercise, act.recipient)
      const { evidence, state } = await openExercise(home, act.exercise)
      const principal =
        member === null ? { kind: 'anonymous' as const } : { kind: 'member' as const, origin: member.origin }
      const found = await inspectBundle(home, [{ evidence, protocol: state.inForce }], bytes, principal)
      return { content: digestOf(bytes), found }
    }
    case 'widen': {
      const steps = await planWidening(home, act)
      return { content: Json.parse(steps), found: await foundInSteps(home, act.exercise, act.to, steps) }
    }
    case 'reveal':
      return { content: await planReveal(home, act), found: [] }
    case 'lift':
      // What it was signed with is for no others than it will be for then: nothing in it is a secret from them.
      return { content: Json.parse(await planLifting(home, act)), found: [] }
    case 'one-person':
      return { content: null, found: [] }
  }
}

/** What the members that gain a part would find in it beside what they are given. */
async function foundInSteps(
  home: Home,
  exercise: string,
  to: readonly string[],
  steps: readonly WideningStep[],
): Promise<SecretFound[]> {
  const { evidence, state } = await openExercise(home, exercise)
  const { chain } = await ownNetwork(home)
  const reader = await readAs(home, ownerOf(home))
  const opened = new Set(steps.map(({ statement, blob }) => `${statement} ${blob?.sha256 ?? ''}`))
  // What is opened now is no secret from them any more.
  const guarded = (await guardedOf(home, evidence, state.inForce)).filter(
    ({ held }) => held === null || !opened.has(`${held.statement} ${held.blob ?? ''}`),
  )
  const found = new Map<string, SecretFound>()
  for (const id of to) {
    const origin = chain.latest.body.members.find((one) => one.id === id)?.origin ?? ''
    const secrets = await hiddenFromReader(home, guarded, { kind: 'member', origin })
    for (const { statement, blob } of steps) {
      const bytes = blob === null ? undefined : await reader.getBlobOf(statement, blob.sha256)
      if (bytes === undefined) continue
      for (const one of await findSecrets(blob?.name ?? '', textsIn(bytes), secrets))
        found.set(JSON.stringify(one), one)
    }
  }
  return [...found.values()]
}
