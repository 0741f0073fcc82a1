/**
 * Who may read what (Traffic Light Protocol 2.0, first.org/tlp), by relation (relation.ts) and label.
 *
 *     open     CLEAR   GREEN   AMBER      AMBER+STRICT   RED
 *     A        body    none    none       none           none
 *     B, C     body    body    none       none           none
 *     D        body    body    body       none           none
 *     E        body    body    body       body           none
 *     F, G     body    body    as B or E  as B or E      body (ciphertext; the key of G opens it)
 *     H        body    body    body       body           header (body only as G)
 *
 *     embargoed            CLEAR      GREEN      AMBER      AMBER+STRICT
 *     A                    existence  none       none       none
 *     B, C                 existence  existence  none       none
 *     D                    existence  existence  existence  none
 *     E                    existence  existence  existence  existence
 *     B or E, early        body       body       body (E)   body (E)
 *     H                    body       body       body       body
 *
 * Embargoed: `embargoUntil` is set, and not (now ≥ it and the issuer's amendment lifts it). A clock alone opens
 * nothing, and an amendment alone opens nothing before the date. RED has no embargo: both together open nothing.
 *
 * Other states: retracted as without; body erased at most the header; erased nothing; quarantined only for the
 * owner of the folder. Roles inside an institute only lower.
 */
import type { TlpLabel } from '../statement/index.ts'
import type { Label } from './label.ts'
import { type Level, LEVELS, lower } from './level.ts'
import { momentOf } from './moment.ts'
import type { Principal } from './principal.ts'
import { isEarly, type Relation, type Roster, type Standing, standingOf } from './relation.ts'

type Plain = Standing['plain']
/** A row of the open table; `as-plain` = what the same reader would have without being a named person. */
type OpenRow = Readonly<Record<TlpLabel, Level | 'as-plain'>>
type EmbargoedRow = Readonly<Record<TlpLabel, Level>>

const OUTSIDE: OpenRow = { CLEAR: 'body', GREEN: 'none', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' }
const NETWORK: OpenRow = { CLEAR: 'body', GREEN: 'body', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' }
const PERSON: OpenRow = {
  CLEAR: 'body',
  GREEN: 'body',
  AMBER: 'as-plain',
  'AMBER+STRICT': 'as-plain',
  RED: 'body',
}

export const OPEN: Readonly<Record<Relation, OpenRow>> = {
  A: OUTSIDE,
  B: NETWORK,
  C: NETWORK,
  D: { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'none', RED: 'none' },
  E: { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'none' },
  F: PERSON,
  G: PERSON,
  H: { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'header' },
}

const KNOWN: EmbargoedRow = {
  CLEAR: 'existence',
  GREEN: 'existence',
  AMBER: 'none',
  'AMBER+STRICT': 'none',
  RED: 'none',
}

export const EMBARGOED: Readonly<Record<Plain, EmbargoedRow>> = {
  A: { CLEAR: 'existence', GREEN: 'none', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
  B: KNOWN,
  C: KNOWN,
  D: { CLEAR: 'existence', GREEN: 'existence', AMBER: 'existence', 'AMBER+STRICT': 'none', RED: 'none' },
  E: {
    CLEAR: 'existence',
    GREEN: 'existence',
    AMBER: 'existence',
    'AMBER+STRICT': 'existence',
    RED: 'none',
  },
  H: { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'none' },
}

export const EARLY: Readonly<Record<'B' | 'E', EmbargoedRow>> = {
  B: { CLEAR: 'body', GREEN: 'body', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
  E: { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'none' },
}

/**
 * What `subject` may see of a statement labelled `label` at the moment `now` (RFC 3339). Pure, total, deny by
 * default: an unknown label, an unreadable date, a missing charter open nothing but what is CLEAR.
 *
 * `charter` holds the verified versions of the issuer's chain, ascending; empty where none is known.
 */
export function decide(label: Label, subject: Principal, now: string, charter: readonly Roster[]): Level {
  const { tlp, state } = label
  const cap = capOf(subject)
  // What did not verify has no label that could be believed.
  if (state === 'quarantined') return subject.kind === 'owner' ? cap : 'none'
  if (!isTlp(tlp) || cap === 'none') return 'none'
  const level = levelOf(label, tlp, standingOf(label, subject, now, charter), now, charter)
  return lower(leftBy(state, level), cap)
}

/** The same for a blob of the statement: `own` is the label of the blob where it has one, else null. */
export function decideBlob(
  label: Label,
  own: Label | null,
  subject: Principal,
  now: string,
  charter: readonly Roster[],
): 'none' | 'body' {
  const open = (one: Label): boolean => decide(one, subject, now, charter) === 'body'
  return open(label) && (own === null || open(own)) ? 'body' : 'none'
}

/** True while the embargo of a label holds. An unreadable date never ends it. */
export function isEmbargoed(
  { embargoUntil, lifted }: Pick<Label, 'embargoUntil' | 'lifted'>,
  now: string,
): boolean {
  if (embargoUntil === undefined || embargoUntil === null) return false
  return !(lifted === true && momentOf(now) >= momentOf(embargoUntil))
}

export function isTlp(tlp: string): tlp is TlpLabel {
  return tlp === 'CLEAR' || tlp === 'GREEN' || tlp === 'AMBER' || tlp === 'AMBER+STRICT' || tlp === 'RED'
}

/** The entry of the tables, before state and role. */
export function levelOf(
  label: Label,
  tlp: TlpLabel,
  { relation, plain, isRecipient, member }: Standing,
  now: string,
  charter: readonly Roster[],
): Level {
  if (isEmbargoed(label, now)) {
    if ((plain === 'B' || plain === 'E') && isEarly(label, member, charter)) return EARLY[plain][tlp]
    return EMBARGOED[plain][tlp]
  }
  // The issuer's own staff reads what is RED only as the person it is for.
  const level = OPEN[relation === 'H' && tlp === 'RED' && isRecipient ? 'G' : relation][tlp]
  if (level !== 'as-plain') return level
  const without = OPEN[plain][tlp]
  return without === 'as-plain' ? 'none' : without
}

/** What a role inside the institute leaves at most; one that is none leaves nothing. */
function capOf(subject: Principal): Level {
  const atMost = 'atMost' in subject ? subject.atMost : undefined
  return atMost === undefined ? 'body' : LEVELS.includes(atMost) ? atMost : 'none'
}

/** What the state of a statement leaves of a level. */
function leftBy(state: Label['state'], level: Level): Level {
  if (state === undefined || state === null || state === 'retracted') return level
  return state === 'body-erased' ? lower(level, 'header') : 'none'
}
