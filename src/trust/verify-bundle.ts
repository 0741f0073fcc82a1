import type { StatementId } from '../statement/index.ts'
import type { Bundle } from './bundle/read-bundle.ts'
import { type CharterOutcome, resolveCharter } from './charter.ts'
import type { Crypto } from './keys.ts'
import type { Verification } from './verification.ts'
import { verifyIdentified } from './verify-statement.ts'

export type BundleVerification = {
  charter: CharterOutcome
  /** One per statement of the bundle, by id; empty where the charter does not resolve. */
  statements: Verification[]
}

/** Verifies the charter chain of a bundle from the pinned id, and every statement under it with the blobs it brings. */
export function verifyBundle(
  bundle: Bundle,
  pinned: StatementId,
  crypto: Crypto,
  now?: string,
): BundleVerification {
  const charter = resolveCharter(bundle.charters, pinned, crypto, now)
  if (!charter.ok) return { charter, statements: [] }
  return {
    charter,
    statements: bundle.statements.map((record) =>
      verifyIdentified(record, charter.charter, crypto, (sha256) => bundle.blobs.get(sha256)),
    ),
  }
}
