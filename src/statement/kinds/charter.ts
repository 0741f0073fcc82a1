import { z } from 'zod'
import { inEnglish, sentence } from '../../error.ts'
import { Origin } from '../header.ts'
import { SIZE_LIMITS } from '../in-toto.ts'
import { Sha256Hex, Slug, StatementRef, Text, Timestamp } from './common.ts'

export const KEY_ROLES = ['charter', 'statement', 'log', 'witness', 'http'] as const
export const KeyRole = z.enum(KEY_ROLES)
export type KeyRole = z.infer<typeof KeyRole>

export const MEMBER_STATUSES = ['active', 'suspended', 'left', 'expelled'] as const

/** A place in a log: an index, or the size of the log; 0 before a log exists. */
const LogIndex = z.int().min(0)

export const CharterKey = z.strictObject({
  role: KeyRole.describe('what the key signs'),
  keyid: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, inEnglish(sentence`an SSH fingerprint`))
    .describe('the fingerprint that `ssh-keygen -lf` prints'),
  public: Sha256Hex.describe('the 32 bytes of the Ed25519 public key, in hex'),
  from: LogIndex.describe('first place in the log of the member at which it is valid; 0 before a log exists'),
  to: LogIndex.nullable().describe('first place at which it is no longer valid; null = open'),
  distrustFrom: LogIndex.nullable().describe(
    'place from which nothing signed with it is believed, without a log nothing at all; null = none',
  ),
})
export type CharterKey = z.infer<typeof CharterKey>

const AgeRecipients = z
  .array(
    z
      .string()
      .regex(/^age1[a-z0-9]+$/, inEnglish(sentence`an age recipient`))
      .max(4000),
  )
  .max(100)

export const CharterMember = z.strictObject({
  id: Slug.describe('id of the member in protocols and reports'),
  name: Text.describe('its name'),
  origin: Origin.describe('names it in everything it signs; never changes'),
  endpoint: z
    .url()
    .max(500)
    .nullable()
    .describe('base address of its node; null while it exchanges files only'),
  status: z.enum(MEMBER_STATUSES).describe('only active members sign'),
  keys: z.array(CharterKey).max(1000).describe('its keys, those no longer valid too'),
  ageRecipients: AgeRecipients.describe('public keys to which what is meant for it alone is encrypted'),
  persons: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,64}$/, inEnglish(sentence`an opaque id such as 7f3a`))
          .describe('whom only the institute can tell; in labels `<member>/<id>`'),
        ageRecipients: AgeRecipients.min(1).describe(
          'public keys to which what is TLP:RED for this person is encrypted',
        ),
      }),
    )
    .max(1000)
    .optional()
    .describe('persons who may be named in a label TLP:RED; absent = none'),
  frozenAt: z
    .strictObject({
      size: LogIndex.describe('number of entries'),
      root: Sha256Hex.describe('root hash of the log at that size'),
    })
    .nullable()
    .describe('where its log ends for the network; null unless it left or was expelled'),
})
export type CharterMember = z.infer<typeof CharterMember>

export const Charter = z
  .strictObject({
    version: z.int().min(1).describe('counts up by one'),
    previous: StatementRef.nullable().describe('id of the version before; null for version 1'),
    expires: Timestamp.describe('until when it holds; the next version renews it'),
    threshold: z.int().min(1).describe('how many members must sign the next version'),
    members: z.array(CharterMember).min(1).max(10_000).describe('who belongs, or once did'),
    witnesses: z
      .array(
        z.strictObject({
          name: Text.describe('name of the witness'),
          vkey: z.string().max(500).describe('its verification key'),
          url: z.url().max(500).describe('its address'),
          operator: Text.describe('who runs it'),
        }),
      )
      .max(100)
      .describe('who watches that the logs only grow'),
    quorum: z.int().min(0).describe('how many witnesses must cosign a checkpoint; 0 while there are none'),
    groups: z
      .array(
        z.strictObject({
          name: Slug.describe('its name, in labels `group:<name>`'),
          members: z.array(Slug).max(10_000).describe('ids of its members'),
        }),
      )
      .max(1000)
      .describe('groups of members that a sharing label may name'),
    limits: z
      .strictObject({
        payload: z.int().min(1024).max(SIZE_LIMITS.payload).describe('of a signed payload'),
        envelope: z.int().min(1024).max(SIZE_LIMITS.envelope).describe('of an envelope'),
        body: z.int().min(1024).max(SIZE_LIMITS.body).describe('of a body'),
      })
      .describe('largest sizes in bytes; a charter may lower them'),
  })
  .describe('Who belongs to the network, with which keys: the root of all trust. Always TLP:CLEAR')
export type Charter = z.infer<typeof Charter>
