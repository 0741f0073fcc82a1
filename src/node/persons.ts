/** Persons named in labels TLP:RED: their public keys in the charter, and what their private keys open. */
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import type { CharterMember, Sharing } from '../statement/index.ts'
import { canonicalText } from '../statement/index.ts'
import type { JsonValue } from '../statement/index.ts'
import { makeFolder, withStorageErrors } from '../store/index.ts'
import {
  AGE_MEDIA_TYPE,
  chooseRecipients,
  decryptBundle,
  encryptBundle,
  openRed,
  recipientsOf,
  sealRed,
} from '../trust/index.ts'
import { readIdentities, writeIdentities } from './age-key.ts'
import { randomBytes } from './crypto.ts'
import { remakeCard } from './card.ts'
import { readIfThere } from './read-whole.ts'
import { ownCard } from './charter/read-cards.ts'
import { writeWhole } from './institute.ts'
import type { Home, World } from './institute.ts'
import { ownNetwork, readAs } from './networks.ts'
import type { StandingNetwork } from './networks.ts'

type Persons = NonNullable<CharterMember['persons']>

/** Makes the private key of a person, a file of its own outside every institute's folder; gives its public keys. */
export async function makePersonKey(file: string, world: World): Promise<string[]> {
  if ((await readIfThere(file)) !== undefined)
    throw new ConcordError(
      'conflict',
      sentence`${file} is there already, and a key is never overwritten; choose another name.`,
    )
  return writeIdentities(file, world)
}

/**
 * Makes the card anew with these persons, `ID=RECIPIENT` each, in place of those of the same id; `ID=` takes one out.
 * The others stay.
 */
export async function remakeCardWithPersons(
  home: Home,
  given: readonly string[],
): Promise<{ file: string; member: CharterMember }> {
  const before =
    (await readIfThere(path.join(home.folder, 'card.json'))) === undefined
      ? []
      : ((await ownCard(home).catch(noPersons)).persons ?? [])
  const byId = new Map(before.map(({ id, ageRecipients }) => [id, ageRecipients]))
  const fresh = new Set<string>()
  for (const one of given) {
    const at = one.indexOf('=')
    if (at < 1)
      throw new ConcordError('usage', sentence`--person wants ID=RECIPIENT, such as 7f3a=age1…, not ${one}.`)
    const id = one.slice(0, at)
    const recipient = one.slice(at + 1)
    if (!fresh.has(id)) byId.delete(id)
    fresh.add(id)
    if (recipient !== '') byId.set(id, [...(byId.get(id) ?? []), recipient])
  }
  const persons: Persons = [...byId]
    .map(([id, ageRecipients]) => ({ id, ageRecipients }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return remakeCard(home, persons)
}

/** A card of an earlier format is made anew without them. */
function noPersons(error: unknown): { persons?: Persons } {
  if (error instanceof ConcordError && error.code === 'bad-input') return {}
  throw error
}

/** The keys of one kind that open a file for all these persons; throws `conflict` naming who has none. */
function keysOfPersons({ chain }: StandingNetwork, persons: readonly string[]): string[] {
  const listed = new Map(
    chain.latest.body.members
      .filter(({ status }) => status === 'active')
      .flatMap(({ id, persons: theirs = [] }) =>
        theirs.map((person): [string, string[]] => [`${id}/${person.id}`, person.ageRecipients]),
      ),
  )
  const unknown = persons.filter((person) => !listed.has(person))
  if (unknown.length > 0)
    throw new ConcordError(
      'conflict',
      sentence`The charter lists no key of ${unknown.join(', ')}: their institute runs "concord card --person ID=RECIPIENT", and a member lists that card with "concord charter add".`,
    )
  const keys = chooseRecipients(persons.map((person) => listed.get(person) ?? []))
  if (keys !== undefined) return keys
  throw new ConcordError(
    'conflict',
    sentence`${persons.join(', ')} have no kind of age key in common, so no file can be made that all of them open.`,
  )
}

/** Bytes as an age file for the persons of a label. */
export async function encryptForPersons(
  home: Home,
  { recipients }: Sharing,
  content: Uint8Array,
): Promise<Uint8Array> {
  return encryptBundle(content, keysOfPersons(await ownNetwork(home), recipients))
}

/** The label of what is for these persons alone. */
export function redFor(persons: readonly string[]): Sharing {
  return { tlp: 'RED', audience: [], recipients: [...persons], embargoUntil: null, early: [], licence: null }
}

/** A body as it is signed in a statement TLP:RED: an age file for these persons. */
export async function redBody(
  home: Home,
  kind: string,
  body: object,
  persons: readonly string[],
): Promise<Uint8Array> {
  const keys = keysOfPersons(await ownNetwork(home), persons)
  const sealed = await sealRed({ kind, body, blobs: [] }, keys, {
    sha256: home.crypto.sha256,
    random: randomBytes,
  })
  return sealed.body
}

export type OpenedRed = {
  id: string
  /** Whom the identity belongs to: `<member>/<id>`. */
  person: string
  body: JsonValue
  files: string[]
}

/**
 * Opens what is TLP:RED in a statement with the identity of the person it is for, and writes it into a folder: the body
 * as body.json, and each file. Throws `not-found` where nothing of it is for this person, or nothing of it is here.
 */
export async function openForPerson(
  home: Home,
  id: string,
  identityFile: string,
  out: string,
): Promise<OpenedRed> {
  const identities = await readIdentities(identityFile, home.world)
  const { chain, member } = await ownNetwork(home)
  const mine = new Set((await recipientsOf(identities)).map(({ recipient }) => recipient))
  const own = chain.latest.body.members.find((one) => one.id === member.id)
  const person = own?.persons?.find(({ ageRecipients }) => ageRecipients.some((one) => mine.has(one)))
  if (person === undefined)
    throw new ConcordError(
      'not-found',
      sentence`The charter lists no person of ${member.id} with the key in ${identityFile}.`,
    )
  const reader = await readAs(home, { kind: 'person', origin: home.institute.origin, person: person.id })
  const stored = await reader.getStatement(id)
  const nothing = new ConcordError(
    'not-found',
    sentence`There is nothing TLP:RED for ${member.id}/${person.id} in ${id} here.`,
  )
  if (stored === undefined) throw nothing
  const files: string[] = []
  const write = async (name: string, content: Uint8Array): Promise<void> => {
    const file = path.join(out, path.basename(name))
    await writeWhole(file, content)
    files.push(file)
  }
  await withStorageErrors(sentence`write what was opened`, out, () => makeFolder(out, 0o700))
  const contentOf = async (sha256: string): Promise<Uint8Array | null> =>
    (await reader.getBlobOf(id, sha256)) ?? null
  if (stored.sharing.tlp === 'RED') {
    if (stored.body === null) throw nothing
    const blobs: (Uint8Array | null)[] = []
    // In the order of the header: 1.age, 2.age …
    for (const { sha256 } of stored.blobs.toSorted(
      (a, b) => Number.parseInt(a.name, 10) - Number.parseInt(b.name, 10),
    ))
      blobs.push(await contentOf(sha256))
    const opened = await openRed(
      { kind: stored.kind, body: stored.body, blobs },
      identities,
      home.crypto.sha256,
    )
    await write('body.json', new TextEncoder().encode(canonicalText(opened.body)))
    for (const blob of opened.blobs) if (blob !== null) await write(blob.name, blob.content)
    return { id, person: `${member.id}/${person.id}`, body: opened.body, files }
  }
  for (const { name, mediaType, sha256 } of stored.blobs) {
    const content = mediaType === AGE_MEDIA_TYPE ? await contentOf(sha256) : null
    if (content !== null) await write(name.replace(/\.age$/, ''), await decryptBundle(content, identities))
  }
  if (files.length === 0) throw nothing
  return { id, person: `${member.id}/${person.id}`, body: null, files }
}
