import { sentence } from '../error.ts'
import type { CharterChain, CharterWarning } from '../trust/index.ts'

/** What is said of statements whose issuers are suspended: they verify, and whoever reads them should know. */
export function suspendedWarnings(
  { latest: { version } }: CharterChain,
  issuers: ReadonlySet<string>,
): CharterWarning[] {
  return [...issuers].sort().map((issuer) => ({
    code: 'issuer-suspended',
    version,
    message: sentence`${issuer} is suspended in charter version ${version}: what it has issued verifies, and counts with that reservation.`,
  }))
}
