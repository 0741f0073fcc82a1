export {
  chooseRecipients,
  decryptBundle,
  decryptIfOurs,
  encryptBundle,
  generateAgeIdentities,
  isAgeFile,
  isAgeIdentity,
  recipientsOf,
} from './age.ts'
export { findAuditBreak, nextAuditEntry } from './audit-chain.ts'
export type { AuditEntry, AuditNote } from './audit-chain.ts'
export { readBundle } from './bundle/read-bundle.ts'
export type { Bundle } from './bundle/read-bundle.ts'
export { BUNDLE_LIMITS } from './bundle/layout.ts'
export { writeBundle } from './bundle/write-bundle.ts'
export type { BundleToWrite } from './bundle/write-bundle.ts'
export { findVersion, isExpired, resolveCharter } from './charter.ts'
export type { CharterChain, CharterOutcome, CharterWarning } from './charter.ts'
export { isOpen, leastThreshold } from './charter-rules.ts'
export { charterSupport, inspectCharter, isSingleInstitute } from './charter-version.ts'
export type {
  CharterReason,
  CharterRecord,
  CharterRefusal,
  CharterSupport,
  CharterVersion,
  ListedKey,
} from './charter-version.ts'
export { coSign, envelopeId, formatEnvelope, mergeEnvelopes, parseEnvelope, signPayload } from './dsse.ts'
export type { Envelope, Signature } from './dsse.ts'
export { keyAdmissionFault } from './ed25519-points.ts'
export type { AdmissionFault } from './ed25519-points.ts'
export { keyidOf, provePossession, sshPublicKey, verifyPossession, verifySignature } from './keys.ts'
export type { Crypto, KeyClaim, KeySigner } from './keys.ts'
export { formatMemberCard, readMemberCard } from './member-card.ts'
export { AGE_MEDIA_TYPE, openRed, sealRed } from './red.ts'
export { formatStatement, sealStatement } from './seal-statement.ts'
export type { BlobToSeal, FormattedStatement, SealedStatement, StatementToSeal } from './seal-statement.ts'
export { verifyBundle } from './verify-bundle.ts'
export type { BundleVerification } from './verify-bundle.ts'
export { verifyStatement } from './verify-statement.ts'
export type {
  BlobSource,
  IdentifiedRecord,
  Signer,
  StatementRecord,
  StatementRefusal,
  UncountedReason,
  Verification,
  VerificationStep,
  VerifiedStatement,
} from './verification.ts'
