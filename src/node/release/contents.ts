/** What a release that waits would let out, for whoever is to approve it. */
import { ConcordError, sentence } from '../../error.ts'
import type { Passport } from '../../exercise/index.ts'
import { evidenceBundle } from '../evidence-bundle.ts'
import { digestOf } from '../exercise/draft-run.ts'
import type { Home } from '../institute.ts'
import { readAs } from '../networks.ts'
import { readWhole } from '../read-whole.ts'
import { sealedHere } from '../sealed.ts'
import { previewSubmission } from './preview.ts'
import type { Preview } from './preview.ts'
import type { ReleaseAct } from './release-record.ts'
import { planLifting } from './lift.ts'
import type { LiftingStep } from './lift.ts'
import { planReveal } from './reveal.ts'
import { planWidening } from './widen.ts'
import type { WideningStep } from './widen.ts'

export type ReleaseContents =
  | { kind: 'submit'; preview: Preview }
  | { kind: 'attach'; table: string; sha256: string }
  /** Statements by kind. */
  | { kind: 'evidence'; kinds: { kind: string; count: number }[]; encrypted: boolean }
  | { kind: 'widen'; steps: WideningStep[] }
  | { kind: 'reveal'; passport: Passport }
  | { kind: 'lift'; steps: LiftingStep[] }
  | { kind: 'one-person' }

/** As things are now. Throws where nothing could be released. */
export async function releaseContents(home: Home, act: ReleaseAct): Promise<ReleaseContents> {
  const { kind } = act
  switch (kind) {
    case 'submit':
      return { kind, preview: await previewSubmission(home, act.exercise) }
    case 'attach':
      return { kind, table: act.table, sha256: digestOf(await readWhole(act.table)) }
    case 'evidence': {
      const { member, confidential } = await evidenceBundle(home, act.exercise, act.recipient)
      const reader = await readAs(
        home,
        member === null ? { kind: 'anonymous' } : { kind: 'member', origin: member.origin },
      )
      const counts = new Map<string, number>()
      for (const one of await reader.listStatements({ exercise: act.exercise }))
        counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1)
      const kinds = [...counts].map(([name, count]) => ({ kind: name, count }))
      return { kind, kinds, encrypted: confidential }
    }
    case 'widen':
      return { kind, steps: await planWidening(home, act) }
    case 'reveal': {
      const { sealed } = await planReveal(home, act)
      const here = await sealedHere(home, sealed)
      if (here === undefined) throw new ConcordError('internal', sentence`The sealed passport is gone.`)
      return { kind, passport: here.passport }
    }
    case 'lift':
      return { kind, steps: await planLifting(home, act) }
    case 'one-person':
      return { kind }
  }
}
