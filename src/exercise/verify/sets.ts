import { sentence } from '../../error.ts'
import type { Amendment, BodyOf, Item, Protocol, Sha256 } from '../../statement/index.ts'
import { applyAmendments } from '../amendment.ts'
import type { SetItems } from '../attempts.ts'
import { findingInWords } from './finding.ts'
import type { Finding, Received } from './finding.ts'
import { setItemsOf, verifyIndex, verifyItems } from './items.ts'

/** Dataset statement, items blob and index by set of the protocol; null: the blob is not here, or there is none. */
export type DatasetsBySet = ReadonlyMap<
  string,
  { dataset: Received<BodyOf<'dataset'>>; items: Uint8Array | null; index: Uint8Array | null }
>

type ProtocolEvidence = {
  protocol: Received<Protocol>
  /** Amendments in force, in order. */
  amendments: readonly Received<Amendment>[]
}

export type VerifiedSets = {
  findings: Finding[]
  items: Map<string, Map<string, Item>>
  /** For an analysis: ids by set, those of the split that is run and the others. */
  setItems: Map<string, SetItems>
  /** Sets whose items are for few: named by hashes. */
  hidden: Set<string>
  /** False where nothing says which items a set has: neither its items are here nor an index of them. */
  complete: boolean
  /** False where the items of a set are not here. */
  texts: boolean
}

/** The protocol with its amendments; as it was frozen where they do not apply, which `verifySets` says. */
export function protocolInForce({ protocol, amendments }: ProtocolEvidence): Protocol {
  const applied = applyAmendments(
    protocol.body,
    amendments.map(({ body }) => body),
  )
  return applied.ok ? applied.protocol : protocol.body
}

/** Every set of the protocol in force against its dataset statement and that against its items. */
export function verifySets(
  evidence: ProtocolEvidence & { datasets: DatasetsBySet },
  { sha256, onItems }: { sha256: Sha256; onItems?: (more: number) => void },
): VerifiedSets {
  const applied = applyAmendments(
    evidence.protocol.body,
    evidence.amendments.map(({ body }) => body),
  )
  const protocol = applied.ok ? applied.protocol : evidence.protocol.body
  const verified: VerifiedSets = {
    findings: [],
    items: new Map(),
    setItems: new Map(),
    hidden: new Set(),
    complete: true,
    texts: true,
  }
  const { findings } = verified
  if (!applied.ok) {
    const id = evidence.amendments[applied.index]?.id ?? ''
    findings.push(
      findingInWords(
        'protocol',
        `amendment ${id} ${applied.field}`,
        sentence`a change that applies`,
        applied.detail,
      ),
    )
  }
  for (const set of protocol.items.sets) {
    const found = evidence.datasets.get(set.id)
    if (found === undefined || found.items === null) verified.texts = false
    if (found === undefined || (found.items === null && found.index === null)) {
      verified.complete = false
      continue
    }
    const { dataset, index } = found
    if (dataset.body.index !== undefined) verified.hidden.add(set.id)
    findings.push(...dataset.faults)
    if (dataset.id !== set.dataset)
      findings.push({
        what: 'protocol',
        where: `protocol items.sets.${set.id}.dataset`,
        expected: set.dataset,
        found: dataset.id,
      })
    if (dataset.body.language !== set.language)
      findings.push({
        what: 'protocol',
        where: `protocol items.sets.${set.id}.language`,
        expected: dataset.body.language,
        found: set.language,
      })
    const read = found.items === null ? null : verifyItems(dataset, found.items, sha256, onItems)
    const listed = index === null ? null : verifyIndex(dataset, index, set.split, sha256)
    findings.push(...(read?.findings ?? []), ...(listed?.findings ?? []))
    const setItems = read === null ? listed?.setItems : setItemsOf(read.itemById, set.split)
    if (setItems === undefined) continue
    if (read !== null) verified.items.set(set.id, read.itemById)
    verified.setItems.set(set.id, setItems)
    if (setItems.items.length !== set.n)
      findings.push({
        what: 'count',
        where: `protocol items.sets.${set.id}.n`,
        expected: setItems.items.length,
        found: set.n,
      })
  }
  return verified
}
