/** A network founded once, of which every test has copies: institutes that share nothing but a folder. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openHome } from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { homeSigner } from '../../src/node/institute.ts'
import { signDraft } from '../../src/node/publish.ts'
import type { Draft } from '../../src/node/publish.ts'
import type { Sharing } from '../../src/statement/index.ts'
import { formatMemberCard, readMemberCard } from '../../src/trust/index.ts'
import { foundNetwork, makeInstitutes, tickingWorld } from './institutes.ts'

export type Founded = {
  letters: readonly string[]
  pinned: string
  /** Copies of all the folders as they were when the network was founded, opened, and a shared folder. */
  copy(): Promise<Copy>
  [Symbol.asyncDispose](): Promise<void>
}

export type Copy = {
  folder: string
  share: string
  world: ReturnType<typeof tickingWorld>
  homes: Home[]
  home(letter: string): Home
  /** Closes the folder of one institute and opens it again, as another process would. */
  reopen(letter: string): Promise<Home>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Founds the network of these institutes; with `small`, their cards have no hybrid age keys, which make charters ten times
 * as large and encryption ten times as slow.
 */
export async function foundOnce(letters: readonly string[], { small = false } = {}): Promise<Founded> {
  const all = await makeInstitutes(letters)
  if (small) for (const home of all.homes) await withoutHybridKeys(home)
  const pinned = await foundNetwork(all)
  for (const home of all.homes) await home[Symbol.asyncDispose]()
  return {
    letters,
    pinned,
    async copy() {
      const folder = await mkdtemp(path.join(tmpdir(), 'concord-copy-'))
      const share = path.join(folder, 'share')
      await mkdir(share)
      const world = tickingWorld()
      world.skip(1)
      const homes: Home[] = []
      for (const letter of letters) {
        const to = path.join(folder, `lab-${letter}`)
        await cp(path.join(all.folder, `lab-${letter}`), to, { recursive: true })
        homes.push(await openHome(to, world))
      }
      const indexOf = (letter: string): number =>
        homes.findIndex(({ institute }) => institute.id === `lab-${letter}`)
      const home = (letter: string): Home => homes[indexOf(letter)] ?? missing(letter)
      return {
        folder,
        share,
        world,
        homes,
        home,
        async reopen(letter) {
          const before = home(letter)
          await before[Symbol.asyncDispose]()
          const after = await openHome(before.folder, world)
          homes[indexOf(letter)] = after
          return after
        },
        async [Symbol.asyncDispose]() {
          for (const one of homes) await one[Symbol.asyncDispose]()
          await rm(folder, { recursive: true, force: true })
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await rm(all.folder, { recursive: true, force: true })
    },
  }
}

async function withoutHybridKeys(home: Home): Promise<void> {
  const file = path.join(home.folder, 'card.json')
  const member = readMemberCard(await readFile(file), home.crypto)
  const ageRecipients = member.ageRecipients.filter((recipient) => !recipient.startsWith('age1pq1'))
  const signers = await Promise.all((['charter', 'statement'] as const).map((role) => homeSigner(home, role)))
  await writeFile(file, formatMemberCard({ ...member, ageRecipients }, signers, home.crypto))
}

function missing(letter: string): never {
  throw new Error(`no institute ${letter}`)
}

export const GREEN: Sharing = {
  tlp: 'GREEN',
  audience: [],
  recipients: [],
  embargoUntil: null,
  early: [],
  licence: null,
}

export function amberFor(...letters: string[]): Sharing {
  return { ...GREEN, tlp: 'AMBER', audience: letters.map((letter) => `lab-${letter}`) }
}

/** Issues a remark about nothing, with or without a file; gives its id. */
export async function remark(
  home: Home,
  text: string,
  sharing: Sharing = GREEN,
  blobs: Draft['blobs'] = [],
): Promise<string> {
  const on = `sha256:${'1'.repeat(64)}`
  const body = { type: 'remark' as const, exercise: null, on, field: null, text }
  const draft: Draft = { kind: 'opinion', exercise: null, sharing, links: [], body, blobs }
  const signed = await signDraft(home, draft)
  await home.store.writer().putStatements([signed])
  return signed.id
}
