/**
 * Who reads. A principal is known by the origin of its log, not by a member id: a folder may know several
 * networks, and two of them may use one id for two institutes. The member id is looked up in the charter
 * chain of the statement that is asked for.
 */
export type Principal =
  /** Whoever holds the owner token of this folder, or its command line: staff of the institute `origin`. */
  | { kind: 'owner'; origin: string }
  /** Another institute of a network, e.g. the one a bundle is written for. */
  | { kind: 'member'; origin: string }
  /** Everybody else. */
  | { kind: 'anonymous' }

export const ANONYMOUS: Principal = { kind: 'anonymous' }
