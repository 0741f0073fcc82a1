import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  addToCharter,
  exportEvidence,
  foundCharter,
  propose,
  receiveBundle,
  signCharter,
  systemWorld,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { remakeCard } from '../../src/node/card.ts'
import { homeSigner } from '../../src/node/institute.ts'
import { charterOf, charterRecords, ownNetwork } from '../../src/node/networks.ts'
import { sealCharter } from '../../src/node/charter/seal-charter.ts'
import { charterBundles } from '../../src/node/charter/charter-bundles.ts'
import { formatMemberCard, generateAgeIdentities, isAgeFile, readMemberCard } from '../../src/trust/index.ts'
import { crypto } from '../fixture/network.ts'
import {
  agree,
  cardOf,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  runAll,
  tickingWorld,
} from './institutes.ts'

const AMBER = { 'tlp: GREEN': 'tlp: AMBER' }

async function outbox(home: Home): Promise<{ name: string; bytes: Uint8Array }[]> {
  const folder = path.join(home.folder, 'outbox')
  const names = (await readdir(folder)).sort()
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(folder, name)) })))
}

/** As a folder was before there were age keys. */
async function takeAgeKey(home: Home): Promise<void> {
  await rm(path.join(home.folder, 'keys', 'age'))
  const card = readMemberCard(await readFile(cardOf(home)), crypto)
  const signers = [await homeSigner(home, 'charter'), await homeSigner(home, 'statement')]
  await writeFile(cardOf(home), formatMemberCard({ ...card, ageRecipients: [] }, signers, crypto))
}

describe('what is stricter than GREEN', () => {
  it('leaves encrypted for its receiver, who takes it in and verifies it as any bundle', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    const charter = await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b'], AMBER)
    await agree({ homes: [a, b] }, folder)
    await runAll({ homes: [a, b] }, folder)
    for (const home of [a, b]) {
      for (const { name, bytes } of await outbox(home)) {
        expect(isAgeFile(bytes), name).toBe(!name.startsWith('charter-'))
        expect(name.endsWith('.age'), name).toBe(!name.startsWith('charter-'))
        if (isAgeFile(bytes)) expect(Buffer.from(bytes).includes(EXERCISE)).toBe(false)
      }
    }
    const file = outboxFile(a, `runs-${EXERCISE}`, b)
    expect(await verify(b, all.world, file, {})).toMatchObject({ ok: true, checked: { runs: 1 } })
    expect(await receiveBundle(b, file)).toMatchObject({ added: [], refused: [] })
    await expect(receiveBundle(c, file)).rejects.toThrow(
      `runs-${EXERCISE}-from-lab-a-to-lab-b.concord.age: It is encrypted for somebody else`,
    )
    expect(await verify(c, all.world, file, { charter })).toMatchObject({ ok: false })
    const alone = await verify(null, systemWorld(), file, { charter })
    expect(alone.findings.map(({ pattern }) => pattern)).toEqual([
      expect.stringContaining('without the folder of the institute it is for'),
    ])

    const evidence = await exportEvidence(a, EXERCISE, path.join(all.folder, 'for-b.concord'), 'lab-b')
    expect(evidence.file).toBe(path.join(all.folder, 'for-b.concord.age'))
    expect(isAgeFile(await readFile(evidence.file))).toBe(true)
  })

  it('is not written for who has no age key, until the charter lists one', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    const [a, b] = [all.home('a'), all.home('b')]
    await takeAgeKey(b)
    await foundNetwork(all)
    const folder = await exerciseFolder(all, ['a', 'b'], AMBER)
    await expect(propose(a, folder)).rejects.toThrow('No bundle is written for lab-b')
    expect((await outbox(a)).map(({ name }) => name)).toEqual(['charter-1-from-lab-a-to-lab-b.concord'])

    const { member } = await remakeCard(b)
    expect(member.ageRecipients).toHaveLength(2)
    await addToCharter(a, [cardOf(b)])
    await signCharter(b, outboxFile(a, 'charter-2', b))
    await exchange(all.homes)
    expect((await ownNetwork(a)).chain.latest.body.members.map((one) => one.ageRecipients.length)).toEqual([
      2, 2,
    ])
    const { file } = await exportEvidence(a, EXERCISE, path.join(all.folder, 'for-b.concord'), 'lab-b')
    expect((await receiveBundle(b, file)).added.map(({ kind }) => kind)).toContain('protocol')
  })
})

describe('the age key of an institute', () => {
  it('is for its owner only, and opens with the passphrase where it has one', async () => {
    await using all = await makeInstitutes(['a'])
    const b = await all.add('b', tickingWorld('correct horse'))
    const [a] = all.homes
    if (a === undefined) throw new Error('no institute')
    for (const home of [a, b])
      expect((await stat(path.join(home.folder, 'keys', 'age'))).mode & 0o777).toBe(0o600)
    expect(await readFile(path.join(a.folder, 'keys', 'age'), 'utf8')).toMatch(/^AGE-SECRET-KEY-PQ-1/m)
    const locked = await readFile(path.join(b.folder, 'keys', 'age'), 'utf8')
    expect(locked).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/)
    expect((await remakeCard(b)).member).toEqual(readMemberCard(await readFile(cardOf(b)), crypto))
    await expect(remakeCard({ ...b, world: tickingWorld() })).rejects.toThrow('protected by a passphrase')
  })

  it('is put into a charter by nobody else: a strange one is not signed', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    const [a, b] = [all.home('a'), all.home('b')]
    const { view } = await foundCharter(a, [cardOf(b)])
    const [record] = await charterRecords(a)
    if (record === undefined) throw new Error('no charter')
    const [theirs] = await generateAgeIdentities()
    const body = charterOf(record)
    const members = body.members.map((one) =>
      one.id === 'lab-b' ? { ...one, ageRecipients: [theirs?.recipient ?? ''] } : one,
    )
    const forged = await sealCharter(a, { ...body, members }, null)
    expect(forged.id).not.toBe(view.pinned)
    await charterBundles(a, [forged.record])
    await expect(signCharter(b, outboxFile(a, 'charter-1', b))).rejects.toThrow(
      'The charter lists an age key for lab-b that this folder does not have',
    )
  })
})
