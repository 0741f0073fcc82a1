/** Sealed passports of this house: `sealed/<commitment>.json`, a private file with passport and key. */
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { parsePassport, sealInProtocol, sealModel } from '../exercise/index.ts'
import type { Passport } from '../exercise/index.ts'
import { Reveal, Sha256Hex, Slug, toHex, writeCanonical } from '../statement/index.ts'
import type { Model, Protocol } from '../statement/index.ts'
import { randomBytes, sha256 } from './crypto.ts'
import { findPassport } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { writeWhole } from './institute.ts'
import type { Home } from './institute.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'
import { readIfThere, readWhole, TEXT_LIMIT } from './read-whole.ts'

const SealedFile = z.strictObject({ passport: Reveal.shape.passport, key: Sha256Hex })

function fileOf(home: Pick<Home, 'folder'>, sealed: string): string {
  return path.join(home.folder, 'sealed', `${sealed}.json`)
}

/**
 * Seals the passport in a YAML file under an alias of an exercise folder: the commitment goes into its protocol.yaml,
 * passport and key stay in this house.
 */
export async function sealIntoFolder(
  home: Home,
  passportFile: string,
  alias: string,
  folder: string,
): Promise<{ sealed: string; protocol: string; kept: string }> {
  const name = Slug.safeParse(alias)
  if (!name.success)
    throw new ConcordError('usage', sentence`--alias wants a short name such as model-a, not ${alias}.`)
  const decoder = new TextDecoder()
  let passport: Passport
  try {
    passport = parsePassport(decoder.decode(await readWhole(passportFile, TEXT_LIMIT)), name.data)
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code !== 'bad-input') throw cause
    throw new ConcordError('bad-input', sentence`${passportFile}: ${cause.sentence}.`, { cause })
  }
  const protocol = path.join(folder, 'protocol.yaml')
  const key = toHex(randomBytes(32))
  const sealed = sealModel(passport, key, sha256)
  const text = sealInProtocol(
    decoder.decode(await readWhole(protocol, TEXT_LIMIT)),
    alias,
    sealed,
    passport.simulated,
  )
  const kept = fileOf(home, sealed)
  await writePrivateFile(kept, writeCanonical({ key, passport }), home.world.passphrase)
  await writeWhole(protocol, new TextEncoder().encode(text))
  return { sealed, protocol, kept }
}

/** The passport and key behind a commitment, where this house sealed it. */
export async function sealedHere(
  home: Home,
  sealed: string,
): Promise<z.infer<typeof SealedFile> | undefined> {
  const file = fileOf(home, sealed)
  if ((await readIfThere(file)) === undefined) return undefined
  const read = SealedFile.safeParse(
    JSON.parse(new TextDecoder().decode(await readPrivateFile(file, home.world.passphrase))),
  )
  if (read.success && sealModel(read.data.passport, read.data.key, sha256) === sealed) return read.data
  throw new ConcordError(
    'bad-input',
    sentence`${file} is damaged: it does not give the commitment that the protocol holds; restore it from its backup.`,
  )
}

/**
 * What this house knows of a model: its passport, with the key that hides its facts; of a sealed one only where it was
 * sealed here or revealed to this house. Undefined where it knows nothing.
 */
export async function knownPassport(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
  alias: string,
): Promise<Model | undefined> {
  const found = findPassport(evidence, protocol, alias)
  const sealed = protocol.system.models.find((model) => model.alias === alias)?.sealed
  if (found !== undefined || sealed === undefined) return found
  const here = await sealedHere(home, sealed)
  return here === undefined ? undefined : { ...here.passport, nonce: here.key }
}

/** A passport of which nothing is known. */
export function unknownPassport(alias: string, simulated: boolean): Model {
  return {
    alias,
    simulated,
    developer: null,
    name: null,
    snapshot: null,
    provider: null,
    region: null,
    engine: null,
    quantisation: null,
    contextTokens: null,
    safeguards: null,
    access: null,
    released: null,
    notes: '',
  }
}
