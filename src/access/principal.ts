import type { Level } from './level.ts'

/**
 * Who reads. A principal is known by the origin of its log, not by a member id: a folder may know several
 * networks, and two of them may use one id for two institutes. The member id is looked up in the charter
 * chain of the statement that is asked for.
 *
 * `atMost` is what a role inside the institute leaves to them: such a role only ever lowers.
 */
export type Principal =
  /** Whoever holds the owner token of this folder, or its command line: node and staff of the institute `origin`. */
  | { kind: 'owner'; origin: string; atMost?: Level | undefined }
  /** The node of another institute of a network, e.g. the one a bundle is written for. */
  | { kind: 'member'; origin: string }
  /** One person of an institute's staff, at its node; `<member>/<person>` in the label of a statement. */
  | { kind: 'person'; origin: string; person: string; atMost?: Level | undefined }
  /** Somebody outside the institute `origin` who is logged in at its node. */
  | { kind: 'client'; origin: string; atMost?: Level | undefined }
  /** Everybody else. */
  | { kind: 'anonymous' }

export const ANONYMOUS: Principal = { kind: 'anonymous' }
