/**
 * A model behind an alias that says nothing of it:
 *
 *   commitment = SHA-256 of JCS {"key": 32 random bytes in hex, "passport": the passport, "v": "concord-sealed-model-1"}
 *
 * The protocol holds the commitment; whoever is shown passport and key later computes it again. Without the key nobody can
 * try out names.
 */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { firstFault, Model, toHex, writeCanonical } from '../statement/index.ts'
import type { Protocol, Reveal, Sha256 } from '../statement/index.ts'
import { parseYaml } from './yaml-text.ts'

export type Passport = Reveal['passport']

/** The commitment of a passport, as hex. */
export function sealModel(passport: Passport, key: string, sha256: Sha256): string {
  return toHex(sha256(writeCanonical({ key, passport, v: 'concord-sealed-model-1' })))
}

/** Why a reveal does not open what the protocol sealed; undefined where it does. */
export function revealFault(
  { alias, passport, key }: Pick<Reveal, 'alias' | 'passport' | 'key'>,
  protocol: Pick<Protocol, 'system'>,
  sha256: Sha256,
): Sentence | undefined {
  const model = protocol.system.models.find((one) => one.alias === alias)
  if (model?.sealed === undefined) return sentence`the protocol seals no model ${alias}`
  if (passport.alias !== alias || passport.simulated !== model.simulated)
    return sentence`its passport is that of another alias, or of a model that is simulated where ${alias} is not`
  return sealModel(passport, key, sha256) === model.sealed
    ? undefined
    : sentence`passport and key do not give the commitment of ${alias}`
}

const PassportFile = Model.omit({ nonce: true, alias: true }).extend({ notes: Model.shape.notes.default('') })

/** A passport as people write it in YAML, without its alias; what is left out is not known. */
export function parsePassport(text: string, alias: string): Passport {
  const read = parseYaml(text)
  if (!read.ok) throw new ConcordError('bad-input', read.problems[0]?.problem ?? sentence`it is empty`)
  const unknown = { developer: null, name: null, snapshot: null, provider: null, region: null, engine: null }
  const more = { quantisation: null, contextTokens: null, safeguards: null, access: null, released: null }
  const given = typeof read.value === 'object' && read.value !== null ? read.value : {}
  const passport = PassportFile.safeParse({ ...unknown, ...more, ...given })
  if (!passport.success)
    throw new ConcordError('bad-input', sentence`the passport is malformed (${firstFault(passport.error)})`)
  if (passport.data.name === null && passport.data.snapshot === null)
    throw new ConcordError(
      'bad-input',
      sentence`a passport that is sealed needs a name or a snapshot: nothing else could be held against it`,
    )
  return { ...passport.data, alias }
}

/**
 * A protocol.yaml with the model of an alias sealed in place of what stood there; comments and all else stay. Throws
 * `not-found` where the file has no such model.
 */
export function sealInProtocol(text: string, alias: string, sealed: string, simulated: boolean): string {
  const document = parseDocument(text)
  const models = document.getIn(['system', 'models'])
  const index = isSeq(models)
    ? models.items.findIndex((one) => {
        const name = isMap(one) ? one.get('alias', true) : undefined
        return isScalar(name) && name.value === alias
      })
    : -1
  if (index < 0)
    throw new ConcordError(
      'not-found',
      sentence`protocol.yaml has no model ${alias} under system.models; give it that alias first.`,
    )
  document.setIn(['system', 'models', index], document.createNode({ alias, simulated, sealed }))
  return document.toString({ lineWidth: 0 })
}
