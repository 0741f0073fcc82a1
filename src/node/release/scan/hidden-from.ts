/** What an exercise holds that the readers of a label, or one receiver, must not find in what they get. */
import { sharingOfLabel } from '../../../access/index.ts'
import type { Principal } from '../../../access/index.ts'
import { ConcordError } from '../../../error.ts'
import { isAsStrict } from '../../../exercise/index.ts'
import { parseItemsBlob } from '../../../interchange/index.ts'
import { Model } from '../../../statement/index.ts'
import type { Item, Protocol, Sharing } from '../../../statement/index.ts'
import type { Reader } from '../../../store/index.ts'
import { ageIdentities } from '../../age-key.ts'
import { datasetsOf } from '../../evidence.ts'
import type { Evidence } from '../../evidence.ts'
import { keyPath } from '../../institute.ts'
import type { Home } from '../../institute.ts'
import { readKeyFile } from '../../key-file.ts'
import { ownerOf, readAs } from '../../networks.ts'
import { bodyValue } from '../../publish.ts'
import { sealedHere } from '../../sealed.ts'
import { readRunContext } from '../../run/run-context.ts'
import { folderOf } from '../../run/run-result.ts'
import type { Secret, SecretKind } from './secrets.ts'

/** Secrets, each with the label of those who may know it; null: nobody outside this house. */
export type Guarded = {
  secret: Secret
  label: Sharing | null
  held: { statement: string; blob: string | null } | null
}

/** Everything of an exercise that is for fewer than some others, and the keys of this house. */
export async function guardedOf(home: Home, evidence: Evidence, protocol: Protocol): Promise<Guarded[]> {
  const reader = await readAs(home, ownerOf(home))
  const now = home.world.now()
  const guarded: Guarded[] = (await ownKeys(home)).map((secret) => ({ secret, label: null, held: null }))
  for (const { alias, passport, sealed } of protocol.system.models) {
    if (passport === null) {
      guarded.push(...(await sealedNames(home, evidence, protocol, { alias, sealed: sealed ?? '' })))
      continue
    }
    const stored = await reader.getStatement(passport)
    if (stored === undefined) continue
    const read = Model.safeParse(bodyValue(stored))
    const label = sharingOfLabel(stored.label, now)
    const held = { statement: passport, blob: null }
    const names = [
      ...(read.success ? namesOf(alias, read.data) : []),
      ...(await requestedNames(home, reader, alias, protocol)),
    ]
    for (const secret of names) guarded.push({ secret, label, held })
  }
  for (const [set, { dataset, items }] of await datasetsOf(evidence, protocol)) {
    if (items === null || dataset.body.index === undefined) continue
    const stored = await reader.getStatement(dataset.id)
    const blob = stored?.blobs.find(({ sha256 }) => sha256 === dataset.body.items.sha256)
    if (stored === undefined || blob === undefined) continue
    const label = sharingOfLabel(blob.label ?? stored.label, now)
    const held = { statement: dataset.id, blob: blob.sha256 }
    for (const item of await parseItemsBlob([items], set))
      for (const text of textsOf(item))
        guarded.push({ secret: { what: 'item', of: `${set} ${item.id}`, text }, label, held })
  }
  return guarded
}

/** Those that some reader of this label may not know. */
export function hiddenFromLabel(guarded: readonly Guarded[], label: Sharing): Secret[] {
  return guarded
    .filter((one) => one.label === null || !isAsStrict(label, one.label))
    .map(({ secret }) => secret)
}

/** Those that this receiver may not know. */
export async function hiddenFromReader(
  home: Home,
  guarded: readonly Guarded[],
  principal: Principal,
): Promise<Secret[]> {
  const reader = await readAs(home, principal)
  const mayRead = new Map<string, boolean>()
  const hidden: Secret[] = []
  for (const { secret, held } of guarded) {
    if (held === null) {
      hidden.push(secret)
      continue
    }
    const key = `${held.statement} ${held.blob ?? ''}`
    const known = mayRead.get(key) ?? (await reads(reader, held))
    mayRead.set(key, known)
    if (!known) hidden.push(secret)
  }
  return hidden
}

async function reads(reader: Reader, { statement, blob }: NonNullable<Guarded['held']>): Promise<boolean> {
  if (blob !== null) return (await reader.getBlobOf(statement, blob)) !== undefined
  return (await reader.getStatement(statement))?.level === 'body'
}

/** What would tell which model it is. */
export function namesOf(
  alias: string,
  passport: Pick<Model, 'developer' | 'name' | 'snapshot' | 'provider'>,
): Secret[] {
  return (['developer', 'name', 'snapshot', 'provider'] as const).flatMap(
    (what: SecretKind & keyof typeof passport) => {
      const text = passport[what]
      return text === null ? [] : [{ what, of: alias, text }]
    },
  )
}

/** What is behind a sealed alias, for those to whom it was revealed; everybody else must not find it. */
async function sealedNames(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
  { alias, sealed }: { alias: string; sealed: string },
): Promise<Guarded[]> {
  const reader = await readAs(home, ownerOf(home))
  const here = await sealedHere(home, sealed)
  const reveals = evidence.reveals.filter(({ body }) => body.alias === alias)
  const passport = here?.passport ?? reveals[0]?.body.passport
  const names = [
    ...(passport === undefined ? [] : namesOf(alias, passport)),
    ...(await requestedNames(home, reader, alias, protocol)),
  ]
  // Whoever reads one of the reveals may know it; a label cannot say that of two, so it is that of the widest.
  const [widest] = reveals.toSorted((a, b) => rankOf(evidence, a.id) - rankOf(evidence, b.id))
  const stored = widest === undefined ? undefined : await reader.getStatement(widest.id)
  return names.map((secret) => ({
    secret,
    label: stored === undefined ? null : sharingOfLabel(stored.label, home.world.now()),
    held: stored === undefined ? null : { statement: stored.id, blob: null },
  }))
}

function rankOf({ about }: Evidence, id: string): number {
  return about.get(id)?.tlp === 'CLEAR' ? 0 : 1
}

/** What the provider was asked for by name, in the runs of this house. */
async function requestedNames(
  home: Home,
  reader: Reader,
  alias: string,
  { exercise }: Protocol,
): Promise<Secret[]> {
  const names = new Set<string>()
  for (const run of await reader.listLocalRuns({ exercise })) {
    if (run.model !== alias) continue
    try {
      names.add((await readRunContext(await folderOf(home, run.id))).requestedModel)
    } catch (error) {
      // A run that was killed before it was planned asked for nothing.
      if (!(error instanceof ConcordError)) throw error
    }
  }
  return [...names].map((text) => ({ what: 'snapshot', of: alias, text }))
}

function textsOf({ input, choices = [], target }: Item): string[] {
  return [...(input === null ? [] : [input]), ...choices, ...target]
}

/** The private keys of this house; those behind a passphrase that was not given are known by their form alone. */
async function ownKeys(home: Home): Promise<Secret[]> {
  const texts = [...(home.world.secrets ?? [])]
  for (const role of ['charter', 'statement'] as const)
    texts.push(
      ...(await orNothing(async () => [
        (await readKeyFile(keyPath(home.folder, role), home.world.passphrase)).private,
      ])),
    )
  texts.push(...(await orNothing(() => ageIdentities(home))))
  return texts.flatMap((text) => [
    { what: 'key' as const, of: '', text },
    ...(/^[0-9a-f]{64}$/.test(text) ? [{ what: 'key' as const, of: '', text: base64Of(text) }] : []),
  ])
}

function base64Of(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64')
}

async function orNothing(work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConcordError) return []
    throw error
  }
}
