import { z } from 'zod'
import { Sharing, TLP_LABELS } from '../statement/index.ts'
import { momentOf } from './moment.ts'

/** What became of a statement, where that bears on who may see it. */
export const STATES = ['retracted', 'body-erased', 'erased', 'quarantined'] as const
export type State = (typeof STATES)[number]

/** What a statement says about its readers, with whom it comes from: what `decide()` takes. */
export type Label = {
  /** Origin of the issuer's log. */
  issuer: string
  /** Version of the issuer's charter chain that resolves the groups of audience and early readers. */
  charter: number
  /** One of `TLP_LABELS`; anything else opens nothing. */
  tlp: string
  /** Member ids or `group:<name>`. */
  audience?: readonly string[] | undefined
  /** Persons: `<member>/<id>`. */
  recipients?: readonly string[] | undefined
  /** RFC 3339; null or absent: there never was an embargo. */
  embargoUntil?: string | null | undefined
  /** True once the issuer's own amendment lifts the embargo; before its date that opens nothing. */
  lifted?: boolean | undefined
  /** Member ids or `group:<name>`. */
  early?: readonly string[] | undefined
  /** One of `STATES`; anything else but null and absence opens nothing. */
  state?: string | null | undefined
}

/**
 * The label a statement or a blob has now: its issuer's, with the amendments. `embargoUntil` stays after an
 * amendment has lifted the embargo, for until that moment it holds nevertheless.
 */
export const LabelInEffect = z.strictObject({
  charter: z.int().min(1),
  tlp: z.enum(TLP_LABELS),
  audience: Sharing.shape.audience,
  recipients: Sharing.shape.recipients,
  embargoUntil: Sharing.shape.embargoUntil,
  lifted: z.boolean(),
  early: Sharing.shape.early,
  licence: Sharing.shape.licence,
})
export type LabelInEffect = z.infer<typeof LabelInEffect>

/** The label as its issuer signed it, before any amendment. */
export function labelAsSigned(sharing: Sharing, charter: number): LabelInEffect {
  const { tlp, audience, recipients, embargoUntil, early, licence } = sharing
  return { charter, tlp, audience, recipients, embargoUntil, lifted: false, early, licence }
}

/** The label in effect as a statement that is issued at the moment `now` (RFC 3339) would carry it: never more open. */
export function sharingOfLabel(label: LabelInEffect, now: string): Sharing {
  const { tlp, audience, recipients, embargoUntil, lifted, early, licence } = label
  const ended = embargoUntil !== null && lifted && momentOf(now) >= momentOf(embargoUntil)
  return ended
    ? { tlp, audience, recipients, embargoUntil: null, early: [], licence }
    : { tlp, audience, recipients, embargoUntil, early, licence }
}
