import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  addToCharter,
  giveOpinion,
  makePersonKey,
  openForPerson,
  openExercise,
  ownerOf,
  readAs,
  receiveBundle,
  remakeCardWithPersons,
  signCharter,
  submit,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { isAgeFile } from '../../src/trust/index.ts'
import {
  agree,
  cardOf,
  edit,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  run,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

/** A network of three in which b lists a person; the file with that person's private key. */
async function withPerson(): Promise<{ all: Institutes; a: Home; b: Home; c: Home; key: string }> {
  const all = await makeInstitutes(['a', 'b', 'c'])
  await foundNetwork(all)
  const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
  const key = path.join(all.folder, 'person-key')
  const [recipient] = await makePersonKey(key, all.world)
  await remakeCardWithPersons(b, [`7f3a=${recipient}`])
  await addToCharter(a, [cardOf(b)])
  await signCharter(b, outboxFile(a, 'charter-2', b))
  await exchange(all.homes)
  return { all, a, b, c, key }
}

describe('a person', () => {
  it('has a key that is a file of its own, and stands in the card until taken out', async () => {
    const { all, b, key } = await withPerson()
    await using _ = all
    expect((await stat(key)).mode & 0o777).toBe(0o600)
    await expect(makePersonKey(key, all.world)).rejects.toThrow('never overwritten')
    expect((await remakeCardWithPersons(b, [])).member.persons?.map(({ id }) => id)).toEqual(['7f3a'])
    await expect(remakeCardWithPersons(b, ['7f3a'])).rejects.toThrow('ID=RECIPIENT')
    expect((await remakeCardWithPersons(b, ['7f3a='])).member.persons).toBeUndefined()
  })

  it('alone opens an opinion that is TLP:RED for it; its node keeps what it cannot read', async () => {
    const { all, a, b, c, key } = await withPerson()
    await using _ = all
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree({ homes: [a, b] }, folder)
    const { state } = await openExercise(a, EXERCISE)
    const opinion = { type: 'remark' as const, field: null, text: 'The provider asked us to stop.' }
    await expect(giveOpinion(a, state.protocol.id, opinion, ['lab-c/none'])).rejects.toThrow(
      'lists no key of lab-c/none',
    )
    const { id, bundles } = await giveOpinion(a, state.protocol.id, opinion, ['lab-b/7f3a'])
    expect(bundles.map((one) => one.for)).toEqual(['lab-b'])
    const [{ file } = { file: '' }] = bundles
    await receiveBundle(b, file)
    await expect(receiveBundle(c, file)).rejects.toThrow('somebody else')

    const stored = await (await readAs(b, ownerOf(b))).getStatement(id)
    expect(isAgeFile(stored?.body ?? new Uint8Array())).toBe(true)
    expect(Buffer.from(stored?.envelope ?? []).includes('provider')).toBe(false)
    // The issuer's own staff has no key to it: it sees the header.
    expect((await (await readAs(a, ownerOf(a))).getStatement(id))?.level).toBe('header')
    const opened = await openForPerson(b, id, key, path.join(all.folder, 'opened'))
    expect(opened).toMatchObject({ person: 'lab-b/7f3a', body: { ...opinion, on: state.protocol.id } })
    expect(await readFile(path.join(all.folder, 'opened', 'body.json'), 'utf8')).toContain('asked us to stop')
    const other = path.join(all.folder, 'other-key')
    await makePersonKey(other, all.world)
    await expect(openForPerson(b, id, other, all.folder)).rejects.toThrow('no person of lab-b')
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true })
  })

  it('alone opens the answers of a run that are TLP:RED for it', async () => {
    const { all, a, b, key } = await withPerson()
    await using _ = all
    const folder = await exerciseFolder(all, ['a', 'b'])
    await edit(path.join(folder, 'protocol.yaml'), {
      'transcripts: with-run': 'transcripts: { tlp: RED, recipients: [lab-b/7f3a] }',
    })
    await agree({ homes: [a, b] }, folder)
    await run(a, folder)
    const { submitted } = await submit(a, EXERCISE)
    await exchange([a, b])
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true, unchecked: ['answers'] })
    const out = path.join(all.folder, 'answers')
    const { files } = await openForPerson(b, submitted[0]?.id ?? '', key, out)
    expect(files).toEqual([path.join(out, 'answers.jsonl')])
    expect(await readFile(path.join(out, 'answers.jsonl'), 'utf8')).toContain('"completion":')
    await expect(openForPerson(b, `sha256:${'0'.repeat(64)}`, key, out)).rejects.toThrow('nothing TLP:RED')
  })
})
