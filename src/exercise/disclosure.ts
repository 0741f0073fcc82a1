/**
 * Who gets what of an exercise, field by field: the labels that follow from part 10 of its protocol.
 *
 *   with-run   the label of the exercise
 *   withheld   nobody who does not need it to take part: transcripts stay with who has them, all else stays with
 *              the participants
 *   a label    that one
 */
import { TLP_LABELS } from '../statement/index.ts'
import type { Disclosure, DisclosureField, Protocol, Sharing } from '../statement/index.ts'

/** The parts of a protocol, or of a draft, that say who sees what. */
export type Disclosed = {
  conduct: { disclosure: Disclosure }
  participants: Protocol['participants']
}

/** The label of everything in an exercise, as its protocol says. */
export function sharingOf({ conduct, participants }: Disclosed): Sharing {
  const { tlp, audience } = conduct.disclosure
  return labelOf(tlp, audience.length > 0 ? audience : membersOf(participants))
}

/**
 * The label of the results of an exercise: that of everything in it, held back for a time where its protocol says so. What
 * is signed at the moment `now` after that time carries no embargo.
 */
export function resultsSharing(disclosed: Disclosed, now: string): Sharing {
  const { embargoUntil, early = [] } = disclosed.conduct.disclosure
  const sharing = sharingOf(disclosed)
  // Both as RFC 3339 in UTC with whole seconds, so their order is that of their texts.
  if (embargoUntil === undefined || now >= embargoUntil) return sharing
  return { ...sharing, embargoUntil, early: [...new Set(early)] }
}

/** The label of one field where it is for fewer than the exercise; null where it goes with the rest. */
export function fieldSharing(disclosed: Disclosed, field: DisclosureField): Sharing | null {
  const marking = disclosed.conduct.disclosure.fields[field]
  const members = membersOf(disclosed.participants)
  if (marking === 'with-run') return null
  if (marking === 'withheld') return labelOf('AMBER+STRICT', field === 'transcripts' ? [] : members)
  return labelOf(marking.tlp, marking.audience ?? members, marking.recipients)
}

/** True for `a` when it is stricter than `b`, or as strict for no others. */
export function isAsStrict(a: Sharing, b: Sharing): boolean {
  const rank = ({ tlp }: Sharing): number => TLP_LABELS.indexOf(tlp)
  if (rank(a) !== rank(b)) return rank(a) > rank(b)
  return a.audience.every((party) => b.audience.includes(party))
}

function labelOf(
  tlp: Sharing['tlp'],
  audience: readonly string[],
  recipients: readonly string[] = [],
): Sharing {
  const named = tlp === 'AMBER' || tlp === 'AMBER+STRICT'
  return {
    tlp,
    audience: named ? [...new Set(audience)] : [],
    recipients: tlp === 'RED' ? [...new Set(recipients)] : [],
    embargoUntil: null,
    early: [],
    licence: null,
  }
}

function membersOf(participants: Protocol['participants']): string[] {
  return participants.map(({ member }) => member)
}
