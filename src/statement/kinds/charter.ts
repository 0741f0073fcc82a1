import { z } from 'zod'
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
  role: KeyRole,
  /** What `ssh-keygen -lf` prints: SHA256: and 43 characters. */
  keyid: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'an SSH fingerprint'),
  /** The 32 bytes of the Ed25519 public key, in hex. */
  public: Sha256Hex,
  /** Valid for the places from ≤ i < to of the member's log; `to` null = open. */
  from: LogIndex,
  to: LogIndex.nullable(),
  /** From this place on nothing signed with it is believed; without a log: nothing at all. */
  distrustFrom: LogIndex.nullable(),
})
export type CharterKey = z.infer<typeof CharterKey>

export const CharterMember = z.strictObject({
  id: Slug,
  name: Text,
  origin: Origin,
  /** Base address of the member's node; null while it exchanges files only. */
  endpoint: z.url().max(500).nullable(),
  status: z.enum(MEMBER_STATUSES),
  keys: z.array(CharterKey).max(1000),
  ageRecipients: z
    .array(
      z
        .string()
        .regex(/^age1[a-z0-9]+$/, 'an age recipient')
        .max(4000),
    )
    .max(100),
  /** Where its log ends for the network, once it left or was expelled. */
  frozenAt: z.strictObject({ size: LogIndex, root: Sha256Hex }).nullable(),
})
export type CharterMember = z.infer<typeof CharterMember>

/** Kind `charter`: who belongs to the network, with which keys. Always CLEAR; the root of all trust. */
export const Charter = z.strictObject({
  version: z.int().min(1),
  /** Id of the version before; null for version 1. */
  previous: StatementRef.nullable(),
  expires: Timestamp,
  /** How many members must sign the next version. */
  threshold: z.int().min(1),
  members: z.array(CharterMember).min(1).max(10_000),
  witnesses: z
    .array(z.strictObject({ name: Text, vkey: z.string().max(500), url: z.url().max(500), operator: Text }))
    .max(100),
  /** How many witnesses must cosign a checkpoint; 0 while there are none. */
  quorum: z.int().min(0),
  groups: z.array(z.strictObject({ name: Slug, members: z.array(Slug).max(10_000) })).max(1000),
  /** Bytes; a charter may lower the sizes a statement may have. */
  limits: z.strictObject({
    payload: z.int().min(1024).max(SIZE_LIMITS.payload),
    envelope: z.int().min(1024).max(SIZE_LIMITS.envelope),
    body: z.int().min(1024).max(SIZE_LIMITS.body),
  }),
})
export type Charter = z.infer<typeof Charter>
