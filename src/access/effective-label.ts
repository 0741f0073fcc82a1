/**
 * The label in effect: the issuer's, with its amendments of type `sharing` in the order of their numbers.
 *
 *   · Only the issuer of a statement amends its label, and an amendment carries the whole new label.
 *   · One that widens holds only with a human approval in it.
 *   · `embargoUntil: null` after an embargo lifts it. The date stays in the label in effect: before it, the
 *     embargo holds nevertheless. So an embargo ends by date and amendment together, and its end needs no approval
 *     of its own; a date that is moved forward does.
 *   · Groups are resolved by the charter that the amendment names.
 *   · One that narrows holds from now on, and recalls no copies.
 */
import type { Sharing, SharingAmendment } from '../statement/index.ts'
import { TLP_LABELS } from '../statement/index.ts'
import { labelAsSigned, type LabelInEffect } from './label.ts'
import { momentOf } from './moment.ts'

/** An amendment as it was verified: whose it is, and under which charter it was signed. */
export type SharingChange = { id: string; issuer: string; charter: number; body: SharingAmendment }

export type AmendedLabel = {
  label: LabelInEffect
  /** Own labels of blobs, by name of the blob; null: none of its own (any more). */
  blobs: ReadonlyMap<string, LabelInEffect | null>
  /** In order: what each amendment did to the label. */
  steps: {
    id: string
    number: number
    effect:
      | 'widened'
      | 'narrowed'
      | 'embargo-lifted'
      | 'unchanged'
      | 'ignored-not-approved'
      | 'ignored-other-issuer'
    approvedBy: string | null
  }[]
}

/** What the issuer signed, with the labels of its blobs by name. */
export type SignedLabel = {
  issuer: string
  charter: number
  sharing: Sharing
  blobs: ReadonlyMap<string, Sharing | null>
}

/** Pure; the order in which the amendments are given does not matter. */
export function effectiveLabel(signed: SignedLabel, amendments: readonly SharingChange[]): AmendedLabel {
  const { issuer, charter } = signed
  let label = labelAsSigned(signed.sharing, charter)
  let blobs = new Map(
    [...signed.blobs].map(([name, own]) => [name, own === null ? null : labelAsSigned(own, charter)]),
  )
  const steps: AmendedLabel['steps'] = []
  for (const change of amendments.toSorted(byNumber)) {
    const { id, body } = change
    const step = { id, number: body.number, approvedBy: body.approval?.by ?? null }
    if (change.issuer !== issuer) {
      steps.push({ ...step, effect: 'ignored-other-issuer' })
      continue
    }
    const next = amended(label, body.sharing, change.charter)
    const nextBlobs = new Map(blobs)
    for (const { name, sharing } of body.blobs) {
      if (!nextBlobs.has(name)) continue
      const before = nextBlobs.get(name) ?? null
      nextBlobs.set(name, sharing === null ? null : amended(before, sharing, change.charter))
    }
    const widens =
      isWidening(label, next) ||
      [...nextBlobs].some(([name, own]) => isBlobWidening(blobs.get(name) ?? null, own))
    if (widens && body.approval === null) {
      steps.push({ ...step, effect: 'ignored-not-approved' })
      continue
    }
    const lifts = next.lifted && !label.lifted
    const same = JSON.stringify([label, [...blobs]]) === JSON.stringify([next, [...nextBlobs]])
    steps.push({
      ...step,
      effect: widens ? 'widened' : same ? 'unchanged' : lifts ? 'embargo-lifted' : 'narrowed',
    })
    label = next
    blobs = nextBlobs
  }
  return { label, blobs, steps }
}

/** True where somebody might read by `after` who did not by `before`; the end of an embargo by its date is none. */
export function isWidening(before: LabelInEffect, after: LabelInEffect): boolean {
  const rank = (label: LabelInEffect): number => TLP_LABELS.indexOf(label.tlp)
  if (rank(after) < rank(before)) return true
  // Whoever is named where all members could read gains nothing by it.
  if (rank(before) > TLP_LABELS.indexOf('GREEN')) {
    if (isNew(before.audience, after.audience, before, after)) return true
    if (after.recipients.some((person) => !before.recipients.includes(person))) return true
  }
  if (before.embargoUntil === null) return false
  if (isNew(before.early, after.early, before, after)) return true
  // Moved forward, or taken away without its date.
  return after.embargoUntil === null || momentOf(after.embargoUntil) < momentOf(before.embargoUntil)
}

/** A blob without a label of its own is as open as its statement: then any label of its own closes. */
function isBlobWidening(before: LabelInEffect | null, after: LabelInEffect | null): boolean {
  return before !== null && (after === null || isWidening(before, after))
}

/** A group may mean others under another charter. */
function isNew(
  before: readonly string[],
  after: readonly string[],
  { charter: from }: LabelInEffect,
  { charter: to }: LabelInEffect,
): boolean {
  return after.some((party) => !before.includes(party) || (party.startsWith('group:') && from !== to))
}

function amended(before: LabelInEffect | null, sharing: Sharing, charter: number): LabelInEffect {
  const next = labelAsSigned(sharing, charter)
  const until = before?.embargoUntil ?? null
  if (before === null || sharing.embargoUntil !== null || until === null) return next
  return { ...next, embargoUntil: until, early: before.early, lifted: true }
}

function byNumber(a: SharingChange, b: SharingChange): number {
  return a.body.number - b.body.number || (a.id < b.id ? -1 : a.id === b.id ? 0 : 1)
}
