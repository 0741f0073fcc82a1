/** What an entry of the audit trail tells beside who did what: the release it belongs to, what was let out, and to whom. */
import { z } from 'zod'
import type { AuditEntry } from '../trust/index.ts'
import { ReleaseAct } from './release/release-record.ts'

const Detail = z.looseObject({
  act: ReleaseAct.optional(),
  release: z.number().optional(),
  /** Null: everybody. */
  to: z.array(z.string().nullable()).optional(),
  folder: z.string().optional(),
  /** Null: all members. */
  released: z.array(z.looseObject({ to: z.array(z.string()).nullable() })).optional(),
})

export type AuditTold = {
  /** Number of the release; that of its first entry. */
  release: number | null
  act: ReleaseAct | null
  to: (string | null)[]
  /** Files in a shared folder, each for some members or for all (null). */
  laidDown: { folder: string; files: (string[] | null)[] } | null
}

/** Nothing where an entry was written by a later version, in another form. */
export function toldInAudit({ n, what, detail }: AuditEntry): AuditTold {
  const { act, release, to, folder, released } = Detail.safeParse(detail).data ?? {}
  return {
    release: what === 'release-prepared' ? n : (release ?? null),
    act: act ?? null,
    to: to ?? [],
    laidDown:
      folder === undefined || released === undefined
        ? null
        : { folder, files: released.map((file) => file.to) },
  }
}
