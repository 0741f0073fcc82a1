import { type TlpLabel, TLP_LABELS } from '../statement/index.ts'
import type { Principal } from './principal.ts'

/**
 * Who may read what: the "open" table of the access rules (Traffic Light Protocol 2.0, first.org/tlp).
 *
 *     relation, first match:  H issuer's own node and staff
 *                             A anonymous, member not active, or charter expired
 *                             E named in the audience
 *                             B other active member
 *
 *          CLEAR   GREEN   AMBER   AMBER+STRICT   RED
 *     A    body    none    none    none           none
 *     B    body    body    none    none           none
 *     E    body    body    body    body           none
 *     H    body    body    body    body           header
 *
 * Under embargo the full rule opens a statement only after its issuer's own amendment, which takes
 * `embargoUntil` out of the label. So a label that still carries one is closed to all but H, whatever the
 * clock says: never more than the full rule gives.
 */

/** From nothing to everything; `existence` = (log, index, kind), `header` = the envelope, `body` = all. */
export const LEVELS = ['none', 'existence', 'header', 'body'] as const
export type Level = (typeof LEVELS)[number]

/** What a statement says about its readers, with whom it comes from. */
export type Label = {
  /** Origin of the issuer's log. */
  issuer: string
  /** Version of the issuer's charter chain that resolves the groups of the audience. */
  charter: number
  /** One of `TLP_LABELS`; anything else opens nothing. */
  tlp: string
  /** Member ids or `group:<name>`. */
  audience?: readonly string[] | undefined
  embargoUntil?: string | null | undefined
}

/** The part of a charter that decides access; a charter body is one. */
export type Roster = {
  version: number
  /** RFC 3339; only that of the latest version counts. */
  expires: string
  members: readonly { id: string; origin: string; status: string }[]
  groups: readonly { name: string; members: readonly string[] }[]
}

export type Relation = 'A' | 'B' | 'E' | 'H'

const OPEN: Readonly<Record<TlpLabel, Readonly<Record<Relation, Level>>>> = {
  CLEAR: { A: 'body', B: 'body', E: 'body', H: 'body' },
  GREEN: { A: 'none', B: 'body', E: 'body', H: 'body' },
  AMBER: { A: 'none', B: 'none', E: 'body', H: 'body' },
  'AMBER+STRICT': { A: 'none', B: 'none', E: 'body', H: 'body' },
  RED: { A: 'none', B: 'none', E: 'none', H: 'header' },
}

/**
 * What `subject` may see of a statement labelled `label` at the moment `now` (RFC 3339). Pure, total, deny by
 * default: an unknown label, an unreadable date, a missing charter open nothing but what is CLEAR.
 *
 * `charter` holds the verified versions of the issuer's chain, ascending; empty where none is known.
 */
export function decide(label: Label, subject: Principal, now: string, charter: readonly Roster[]): Level {
  if (!isTlp(label.tlp)) return 'none'
  const relation = relationOf(label, subject, now, charter)
  const embargoed = label.embargoUntil !== undefined && label.embargoUntil !== null
  if (embargoed && relation !== 'H') return 'none'
  return OPEN[label.tlp][relation]
}

/** True when `level` gives at least `wanted`. */
export function reaches(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted)
}

function isTlp(tlp: string): tlp is TlpLabel {
  return TLP_LABELS.some((label) => label === tlp)
}

function relationOf(label: Label, subject: Principal, now: string, charter: readonly Roster[]): Relation {
  if (subject.kind === 'anonymous') return 'A'
  if (subject.kind === 'owner' && subject.origin === label.issuer) return 'H'
  const latest = charter.at(-1)
  // Written so that an unreadable date counts as expired.
  if (latest === undefined || !(Date.parse(now) < Date.parse(latest.expires))) return 'A'
  const [member, ...others] = latest.members.filter(({ origin }) => origin === subject.origin)
  if (member === undefined || others.length > 0 || member.status !== 'active') return 'A'
  // An active member's node gets its own statements back, e.g. with signatures added by others.
  if (subject.origin === label.issuer) return 'H'
  const atLabel = charter.find(({ version }) => version === label.charter)
  return (label.audience ?? []).some((name) => isNamed(name, member.id, atLabel, latest)) ? 'E' : 'B'
}

/** By id; by group only who was in it at the label's charter and still is. */
function isNamed(name: string, member: string, atLabel: Roster | undefined, latest: Roster): boolean {
  if (!name.startsWith('group:')) return name === member
  const group = name.slice('group:'.length)
  const holds = (roster: Roster | undefined): boolean =>
    roster?.groups.some((one) => one.name === group && one.members.includes(member)) ?? false
  return holds(atLabel) && holds(latest)
}
