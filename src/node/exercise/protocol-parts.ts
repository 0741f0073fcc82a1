/** What a protocol names and a reader has to know before signing it, as far as it is here. */
import { ConcordError } from '../../error.ts'
import { promptsDigest, putBackPrompts } from '../../exercise/index.ts'
import { parseItemsBlob } from '../../interchange/index.ts'
import type { Evaluation, Model, Protocol } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import { findPassport } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'

export type ProtocolParts = {
  /** Template and scorer; null where the statement is not here. */
  evaluation: Evaluation | null
  /** What judges are told; null where that is for few, and not here. */
  judging: Pick<Protocol['judging'], 'judges' | 'rubric'> | null
  /** The passports that are here. */
  models: Model[]
  /** The sets that are here; `inputs` are the first items of the split that is run, none where the texts are not here. */
  sets: { id: string; title: string; licence: string; source: string; inputs: string[] }[]
}

const EXAMPLES = 2

/** The evaluation, the passports and the first items of every set of a protocol. */
export async function protocolParts(evidence: Evidence, protocol: Protocol): Promise<ProtocolParts> {
  const sets: ProtocolParts['sets'] = []
  for (const set of protocol.items.sets) {
    const dataset = evidence.datasets.get(set.dataset)
    if (dataset === undefined) continue
    const { title, licence, source } = dataset
    const bytes = await evidence.blob(set.dataset, dataset.items.sha256)
    const inputs = bytes === undefined ? [] : await firstInputs(bytes, set.split, set.id)
    sets.push({ id: set.id, title, licence, source, inputs })
  }
  return {
    evaluation: evidence.evaluations.get(protocol.judging.evaluation) ?? null,
    judging: await judgingOf(evidence, protocol),
    models: protocol.system.models.flatMap(({ alias }) => findPassport(evidence, protocol, alias) ?? []),
    sets,
  }
}

async function judgingOf(evidence: Evidence, { judging, exercise, version }: Protocol) {
  const digest = promptsDigest(judging)
  if (digest === undefined) return judging
  const holder = evidence.protocols.find(
    ({ body }) =>
      body.exercise === exercise && body.version === version && promptsDigest(body.judging) === digest,
  )
  const blob = holder === undefined ? undefined : await evidence.blob(holder.id, digest)
  return blob === undefined ? null : (putBackPrompts(judging, blob, sha256)?.judging ?? null)
}

/** None where the items cannot be read: that is refused when somebody signs, and must not hide the protocol here. */
async function firstInputs(bytes: Uint8Array, split: string, name: string): Promise<string[]> {
  try {
    const items = await parseItemsBlob([bytes], name)
    return items
      .filter((item) => item.split === split)
      .flatMap(({ input }) => input ?? [])
      .slice(0, EXAMPLES)
  } catch (error) {
    if (error instanceof ConcordError) return []
    throw error
  }
}
