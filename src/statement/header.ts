/** The header of a statement: the `predicate` of its in-toto Statement. No personal data, no free text. */
import { z } from 'zod'
import { inEnglish, type Sentence, sentence } from '../error.ts'
import { Sha256Hex, Slug, StatementRef, Timestamp } from './kinds/common.ts'

/** Traffic Light Protocol 2.0 (first.org/tlp), from open to closed. */
export const TLP_LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type TlpLabel = (typeof TLP_LABELS)[number]

export const Origin = z
  .string()
  .max(200)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[1-9][0-9]{0,4})?\/log\/(?:0|[1-9][0-9]{0,8})$/,
    inEnglish(sentence`an origin such as institute.example/log/1, in lower case`),
  )
  .meta({
    id: 'Origin',
    description:
      'Names a log, and so the institute that issues into it: `<domain>/log/<n>`, in lower case, such as `institute.example/log/1`',
  })

const GroupName = z
  .string()
  .regex(/^group:[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, inEnglish(sentence`a member id or group:<name>`))
  .max(70)

const Party = z
  .union([Slug, GroupName])
  .meta({ id: 'Party', description: 'The id of a member, or `group:<name>` for a group of the charter' })

const Recipient = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[-_.][a-z0-9]+)*\/[A-Za-z0-9_-]{1,64}$/,
    inEnglish(sentence`a recipient such as institute/7f3a`),
  )
  .max(130)
  .meta({
    id: 'Recipient',
    description:
      'A person, whom only their institute can tell: `<member>/<opaque id>`, such as `institute/7f3a`',
  })

function unique<T extends z.ZodType<string>>(entry: T, max: number) {
  return z
    .array(entry)
    .max(max)
    .refine((list) => new Set(list).size === list.length, inEnglish(sentence`no entry twice`))
}

/** Who may read: the label that `decide()` takes. */
export const Sharing = z
  .strictObject({
    tlp: z.enum(TLP_LABELS).describe('label of the Traffic Light Protocol 2.0, from open to closed'),
    audience: unique(Party, 1000).describe('who may read, for AMBER and AMBER+STRICT; else empty'),
    recipients: unique(Recipient, 1000).describe('who may read, for RED; else empty'),
    embargoUntil: Timestamp.nullable().describe(
      'held back at least until then; null = no embargo, and always with RED',
    ),
    early: unique(Party, 1000).describe(
      'who may read under an embargo; for AMBER and AMBER+STRICT part of the audience',
    ),
    licence: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/, inEnglish(sentence`an SPDX licence id such as CC-BY-4.0`))
      .nullable()
      .describe('SPDX licence id, such as `CC-BY-4.0`; null = none is given'),
  })
  .superRefine((sharing, context) => {
    const refuse = (path: string, what: Sentence): void =>
      context.addIssue({ code: 'custom', path: [path], message: inEnglish(what) })
    const amber = sharing.tlp === 'AMBER' || sharing.tlp === 'AMBER+STRICT'
    if (!amber && sharing.audience.length > 0)
      refuse('audience', sentence`an audience only with AMBER or AMBER+STRICT`)
    if (sharing.tlp !== 'RED' && sharing.recipients.length > 0)
      refuse('recipients', sentence`recipients only with RED`)
    if (sharing.tlp === 'RED' && sharing.embargoUntil !== null)
      refuse('embargoUntil', sentence`no embargo with RED`)
    if (sharing.embargoUntil === null && sharing.early.length > 0)
      refuse('early', sentence`early readers only with an embargo`)
    if (amber && sharing.early.some((party) => !sharing.audience.includes(party))) {
      refuse('early', sentence`early readers must stand in the audience`)
    }
  })
  .meta({
    id: 'Label',
    description: 'Who may read: the label that goes with a statement, or with a blob of it',
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

export const Link = z.strictObject({
  rel: z.enum(LINK_RELATIONS).describe('what this statement is to the other'),
  id: StatementRef.describe('the other statement'),
})
export type Link = z.infer<typeof Link>

/** Order of `links[]`: by relation, then id, by UTF-16 code units. */
export function compareLinks(a: Link, b: Link): number {
  if (a.rel !== b.rel) return a.rel < b.rel ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

export const Header = z.strictObject({
  v: z.literal(1).describe('version of the header'),
  issuer: Origin.describe('who issues it; one of the signatures is theirs'),
  created: Timestamp.describe('when it was made: informative, no rule depends on it'),
  charter: z
    .int()
    .min(1)
    .describe('version of the charter that resolves the groups of the label and lists the keys'),
  sharing: Sharing.describe('who may read it'),
  links: z
    .array(Link)
    .max(4096)
    .refine(
      (links) =>
        links.every((link, index) => {
          const before = links[index - 1]
          return before === undefined || compareLinks(before, link) < 0
        }),
      inEnglish(sentence`sorted by rel, then id, no entry twice`),
    )
    .describe('other statements it refers to, sorted by `rel`, then `id`, none twice'),
})
export type Header = z.infer<typeof Header>

/** True unless everybody may read at once: then the body carries a nonce, so that its digest cannot be guessed. */
export function needsNonce(sharing: Sharing): boolean {
  return sharing.tlp !== 'CLEAR' || sharing.embargoUntil !== null
}

/** What a body must hold where `needsNonce`: 32 random bytes in hex. */
export const BodyNonce = z.looseObject({ nonce: Sha256Hex })
