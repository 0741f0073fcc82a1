/** Why `decide()` says what it says: the relation, the row of the table, and what state and role leave of it. */
import { TLP_LABELS, type TlpLabel } from '../statement/index.ts'
import { decide, EARLY, EMBARGOED, isEmbargoed, isTlp, OPEN } from './decide.ts'
import type { Label } from './label.ts'
import type { Level } from './level.ts'
import type { Principal } from './principal.ts'
import { isEarly, type Reason, type Relation, type Roster, standingOf } from './relation.ts'

/** A row of a table; `as-plain`: as B or E, whichever the same reader would be without being a named person. */
export type ExplainedRow = { tlp: TlpLabel; level: Level | 'as-plain' }[]

export type Explanation = {
  /** What `decide()` says. */
  level: Level
  relation: Relation
  /** Why that relation. */
  reason: Reason
  table: 'open' | 'embargoed' | 'early'
  row: ExplainedRow
  /** Where the row says `as-plain`. */
  plain: 'B' | 'E' | null
  embargo:
    | { state: 'none' }
    /** It holds: the date is still to come, or the amendment that lifts it is. */
    | { state: 'holds'; until: string; lifted: boolean }
    /** It ended, by date and amendment. */
    | { state: 'ended'; until: string }
}

/** Explains a decision; `level` is always that of `decide()`. Pure and total. */
export function explain(
  label: Label,
  subject: Principal,
  now: string,
  charter: readonly Roster[],
): Explanation {
  const { relation, reason, plain, isRecipient, member } = standingOf(label, subject, now, charter)
  const embargoed = isEmbargoed(label, now)
  const early = embargoed && (plain === 'B' || plain === 'E') && isEarly(label, member, charter)
  const asPerson = relation === 'H' && label.tlp === 'RED' && isRecipient && !embargoed
  const shown = embargoed ? plain : asPerson ? 'G' : relation
  const row =
    early && (plain === 'B' || plain === 'E') ? EARLY[plain] : embargoed ? EMBARGOED[plain] : OPEN[shown]
  const level = decide(label, subject, now, charter)
  const asPlain = isTlp(label.tlp) && row[label.tlp] === 'as-plain' && (plain === 'B' || plain === 'E')
  return {
    level,
    relation: shown,
    reason: asPerson ? 'named-person' : reason,
    table: early ? 'early' : embargoed ? 'embargoed' : 'open',
    row: TLP_LABELS.filter((tlp) => tlp !== 'RED' || !embargoed).map((tlp) => ({ tlp, level: row[tlp] })),
    plain: asPlain ? plain : null,
    embargo: embargoOf(label, embargoed),
  }
}

function embargoOf({ embargoUntil, lifted }: Label, holds: boolean): Explanation['embargo'] {
  if (embargoUntil === undefined || embargoUntil === null) return { state: 'none' }
  return holds
    ? { state: 'holds', until: embargoUntil, lifted: lifted === true }
    : { state: 'ended', until: embargoUntil }
}
