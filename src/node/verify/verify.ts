/**
 * Verification of a bundle, a report, an exercise or a statement, from the bytes: signatures under the pinned
 * charter, digests, protocol match, and every number computed again from the item blobs with the stored seed.
 */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import type { Crypto } from '../../trust/index.ts'
import { createNodeCrypto } from '../crypto.ts'
import type { Home, World } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readWhole } from '../read-whole.ts'
import { archiveOfBundle, archiveOfHome, ofOneNetwork } from './archive.ts'
import type { Archive, VerifyOptions } from './archive.ts'
import { verifyArchive } from './evidence.ts'
import { verifyReport } from './report.ts'
import { emptyResult, failed } from './result.ts'
import type { VerificationResult } from './result.ts'

/** Verifies a file or, in a folder, an exercise or statement by its id. Never throws for what does not hold: that is a finding. */
export async function verify(
  home: Home | null,
  world: World,
  target: string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const crypto = home?.crypto ?? createNodeCrypto()
  const bytes = looksLikeFile(target)
    ? await readWhole(target)
    : await readWhole(target).catch(() => undefined)
  if (bytes === undefined) return verifyId(home, world, crypto, target, options)
  if (isReport(target, bytes)) return verifyReport(home, world, crypto, target, bytes, options)
  return verifyBundleFile(home, world, crypto, target, bytes, options)
}

function looksLikeFile(target: string): boolean {
  return /[/\\]|\.(concord|html?|json)$/.test(target)
}

function isReport(target: string, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart()
  return /\.(html?|json)$/i.test(target) || start.startsWith('<') || start.startsWith('{')
}

async function verifyBundleFile(
  home: Home | null,
  world: World,
  crypto: Crypto,
  target: string,
  bytes: Uint8Array,
  options: VerifyOptions,
  wanted?: string,
): Promise<VerificationResult> {
  const result = emptyResult(wanted ?? path.basename(target))
  let archive: Archive
  try {
    archive = await archiveOfBundle(home, world, crypto, target, bytes, options, result)
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code === 'usage') throw cause
    return failed(result, [cause.sentence])
  }
  return verifyArchive(archive, crypto, result, wanted)
}

async function verifyId(
  home: Home | null,
  world: World,
  crypto: Crypto,
  target: string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const result = emptyResult(target)
  const [bundle] = options.bundles ?? []
  if (bundle !== undefined) {
    const bytes = await readWhole(bundle)
    return verifyBundleFile(home, world, crypto, bundle, bytes, options, target)
  }
  if (home === null) {
    throw new ConcordError(
      'not-found',
      sentence`There is no file ${target}; without a folder (--home), give a file.`,
    )
  }
  const reader = await readAs(home, ownerOf(home))
  const byExercise = await reader.listStatements({ exercise: target })
  const single = byExercise.length === 0 ? await reader.getStatement(target) : undefined
  if (byExercise.length === 0 && single === undefined) {
    throw new ConcordError(
      'not-found',
      sentence`There is no file, exercise or statement ${target} here; check the name.`,
    )
  }
  try {
    const { pinned, statements } = await ofOneNetwork(
      home,
      single === undefined ? byExercise : [single],
      options,
    )
    const roots = statements.map(({ id }) => id)
    return await verifyArchive(await archiveOfHome(home, world, roots, pinned, result), crypto, result)
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code === 'usage') throw cause
    return failed(result, [cause.sentence])
  }
}
