/** The header of a statement: the `predicate` of its in-toto Statement. No personal data, no free text. */
import { z } from 'zod'
import { Sha256Hex, Slug, StatementRef, Timestamp } from './kinds/common.ts'

/** Traffic Light Protocol 2.0 (first.org/tlp), from open to closed. */
export const TLP_LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type TlpLabel = (typeof TLP_LABELS)[number]

/** `<domain>/log/<n>`: names a log and so the institute that issues into it. */
export const Origin = z
  .string()
  .max(200)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[1-9][0-9]{0,4})?\/log\/(?:0|[1-9][0-9]{0,8})$/,
    'an origin such as institute.example/log/1, in lower case',
  )

const GroupName = z
  .string()
  .regex(/^group:[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, 'a member id or group:<name>')
  .max(70)

/** A member id or `group:<name>`. */
const Party = z.union([Slug, GroupName])

/** `<member>/<opaque id>`: a person, named by their institute only. */
const Recipient = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*\/[A-Za-z0-9_-]{1,64}$/, 'a recipient such as institute/7f3a')
  .max(130)

function unique<T extends z.ZodType<string>>(entry: T, max: number) {
  return z
    .array(entry)
    .max(max)
    .refine((list) => new Set(list).size === list.length, 'no entry twice')
}

/** Who may read: the label that `decide()` takes. */
export const Sharing = z
  .strictObject({
    tlp: z.enum(TLP_LABELS),
    audience: unique(Party, 1000),
    recipients: unique(Recipient, 1000),
    embargoUntil: Timestamp.nullable(),
    early: unique(Party, 1000),
    licence: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/, 'an SPDX licence id such as CC-BY-4.0')
      .nullable(),
  })
  .superRefine((sharing, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message })
    const amber = sharing.tlp === 'AMBER' || sharing.tlp === 'AMBER+STRICT'
    if (!amber && sharing.audience.length > 0) refuse('audience', `no audience with ${sharing.tlp}`)
    if (sharing.tlp !== 'RED' && sharing.recipients.length > 0)
      refuse('recipients', 'recipients only with RED')
    if (sharing.tlp === 'RED' && sharing.embargoUntil !== null) refuse('embargoUntil', 'no embargo with RED')
    if (sharing.embargoUntil === null && sharing.early.length > 0)
      refuse('early', 'early readers only with an embargo')
    if (amber && sharing.early.some((party) => !sharing.audience.includes(party))) {
      refuse('early', `early readers with ${sharing.tlp} must stand in the audience`)
    }
  })
export type Sharing = z.infer<typeof Sharing>

export const LINK_RELATIONS = [
  'supersedes',
  'amends',
  'retracts',
  'erases',
  'answers',
  'protocol',
  'evaluates',
  'uses',
  'derivedFrom',
] as const

export const Link = z.strictObject({ rel: z.enum(LINK_RELATIONS), id: StatementRef })
export type Link = z.infer<typeof Link>

/** Order of `links[]`: by relation, then id, by UTF-16 code units. */
export function compareLinks(a: Link, b: Link): number {
  if (a.rel !== b.rel) return a.rel < b.rel ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

export const Header = z.strictObject({
  v: z.literal(1),
  issuer: Origin,
  /** Informative: no rule depends on it. */
  created: Timestamp,
  /** Version of the charter that resolves the groups of the label and lists the keys. */
  charter: z.int().min(1),
  sharing: Sharing,
  links: z
    .array(Link)
    .max(4096)
    .refine(
      (links) =>
        links.every((link, index) => {
          const before = links[index - 1]
          return before === undefined || compareLinks(before, link) < 0
        }),
      'sorted by rel, then id, no entry twice',
    ),
})
export type Header = z.infer<typeof Header>

/** True unless everybody may read at once: then the body carries a nonce, so that its digest cannot be guessed. */
export function needsNonce(sharing: Sharing): boolean {
  return sharing.tlp !== 'CLEAR' || sharing.embargoUntil !== null
}

/** What a body must hold where `needsNonce`: 32 random bytes in hex. */
export const BodyNonce = z.looseObject({ nonce: Sha256Hex })
