/** A member of the network that does not mean well: what it can sign and send must not decide for the others. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  accept,
  addToCharter,
  analyseExercise,
  amend,
  freeze,
  openExercise,
  ownerOf,
  propose,
  readAs,
  receiveBundle,
  review,
  showCharters,
  submit,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { randomBytes } from '../../src/node/crypto.ts'
import { signDrafts, writeBundles } from '../../src/node/publish.ts'
import type { Protocol } from '../../src/statement/index.ts'
import { readBundle, writeBundle } from '../../src/trust/index.ts'
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
  runAll,
} from './institutes.ts'

/** Signs a protocol as `home` alone and hands it to the others. */
async function issueProtocol(home: Home, body: Protocol, to: readonly string[]): Promise<string> {
  const [signed] = await signDrafts(home, [
    {
      kind: 'protocol',
      exercise: body.exercise,
      sharing: { tlp: 'GREEN', audience: [], recipients: [], embargoUntil: null, early: [], licence: null },
      links: [],
      body,
      blobs: [],
    },
  ])
  if (signed === undefined) throw new Error('not signed')
  await home.store.writer().putStatements([signed])
  await writeBundles(home, `rogue`, [signed.id], to)
  return signed.id
}

describe('a member who takes no part', () => {
  it('cannot take over an exercise by a protocol of its own with the same id', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree({ homes: [a, b] }, folder)
    await runAll({ homes: [a, b] }, folder)
    const before = await openExercise(a, EXERCISE)
    const { nonce: _, ...body } = before.state.protocol.body
    for (const version of [1, 9]) {
      await issueProtocol(c, { ...body, version, participants: [{ member: 'lab-c', roles: ['runner'] }] }, [
        'lab-a',
      ])
      await receiveBundle(a, outboxFile(c, 'rogue', a))
    }
    const { state } = await openExercise(a, EXERCISE)
    expect(state).toMatchObject({
      status: 'frozen',
      conflict: false,
      protocol: { id: before.state.protocol.id },
    })
    await expect(freeze(a, EXERCISE)).resolves.toMatchObject({ id: before.state.protocol.id })
    await expect(analyseExercise(a, EXERCISE)).resolves.toMatchObject({ missing: [] })
  })

  it('cannot fill the list of signatures of a statement of somebody else', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await propose(a, await exerciseFolder(all, ['a', 'b', 'c']))
    const bundle = readBundle(await readFile(outboxFile(a, `protocol-${EXERCISE}`, c)), c.crypto.sha256)
    const stuffed = bundle.statements.map(({ envelope, body }) => ({
      body,
      envelope: {
        ...envelope,
        signatures: [
          ...envelope.signatures,
          ...Array.from({ length: 255 }, (_, k) => ({ keyid: `nobody ${k}`, sig: randomBytes(64) })),
        ],
      },
    }))
    const file = path.join(all.folder, 'stuffed.concord')
    await writeFile(
      file,
      writeBundle(
        {
          from: 'lab-c',
          for: 'lab-b',
          charters: bundle.charters,
          statements: stuffed,
          blobs: [...bundle.blobs.values()],
        },
        c.crypto.sha256,
      ),
    )
    await receiveBundle(b, file)
    await accept(b, outboxFile(a, `protocol-${EXERCISE}`, b))
    await accept(c, outboxFile(a, `protocol-${EXERCISE}`, c))
    await exchange([a, b, c])
    await expect(freeze(b, EXERCISE)).resolves.toMatchObject({ signed: ['lab-a', 'lab-b', 'lab-c'] })
  })
})

describe('accept', () => {
  it('signs what its bundle brings, and nothing that came another way', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree(all, folder)
    const first = await amend(a, EXERCISE, [{ field: 'generation.attempts', to: 3 }], {
      why: 'More.',
      dataSeen: 'none',
    })
    const reviewed = path.join(all.folder, 'reviewed.concord')
    await writeFile(reviewed, await readFile(outboxFile(a, `amendment-${EXERCISE}`, b)))
    const second = await amend(a, EXERCISE, [{ field: 'analysis.bootstrap', to: 500 }], {
      why: 'Fewer.',
      dataSeen: 'none',
    })
    await receiveBundle(b, outboxFile(a, `amendment-${EXERCISE}`, b))
    expect((await review(b, reviewed)).asked.map(({ id }) => id)).toEqual([first.id])
    expect((await accept(b, reviewed)).signed.map(({ id }) => id)).toEqual([first.id])
    expect((await openExercise(b, EXERCISE)).state.amendments).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id: second.id, missing: ['lab-b'] })]),
    )
  })

  it('does not sign a later version when shown an earlier one, and signs none once one is frozen', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await propose(a, folder)
    const old = path.join(all.folder, 'old.concord')
    await writeFile(old, await readFile(outboxFile(a, `protocol-${EXERCISE}`, b)))
    await edit(path.join(folder, 'protocol.yaml'), { 'version: 1\n': 'version: 2\n' })
    const { id } = await propose(a, folder)
    await receiveBundle(b, outboxFile(a, `protocol-${EXERCISE}`, b))
    await expect(accept(b, old)).rejects.toThrow('version 2')
    expect((await accept(b, outboxFile(a, `protocol-${EXERCISE}`, b))).signed).toMatchObject([{ id }])
    await exchange(all.homes)
    await freeze(a, EXERCISE)
    const { state } = await openExercise(a, EXERCISE)
    const { nonce: _, ...body } = state.protocol.body
    await issueProtocol(a, { ...body, version: 3 }, ['lab-b'])
    expect((await review(b, outboxFile(a, 'rogue', b))).asked).toEqual([])
    expect((await accept(b, outboxFile(a, 'rogue', b))).signed).toEqual([])
  })
})

describe('charters', () => {
  it('are shown also while two drafts of one version are here', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await addToCharter(a, [cardOf(await all.add('d'))])
    await addToCharter(b, [cardOf(await all.add('e'))])
    await receiveBundle(c, outboxFile(a, 'charter-2', c))
    await receiveBundle(c, outboxFile(b, 'charter-2', c))
    expect(await showCharters(c)).toMatchObject([{ version: 2, stands: false }])
  })
})

describe('submit', () => {
  it('signs a run once, also where it was killed before it noted that', async () => {
    await using all = await makeInstitutes(['a'])
    await foundNetwork(all)
    const a = all.home('a')
    const folder = await exerciseFolder(all, ['a'])
    await agree(all, folder)
    await runAll(all, folder)
    const reader = await readAs(a, ownerOf(a))
    const [run] = await reader.listStatements({ kind: 'run' })
    const [local] = await reader.listLocalRuns()
    // As after a kill between the two writes.
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(path.join(a.folder, 'concord.db'))
    database.prepare('update local_run set submitted = null where id = ?').run(local?.id ?? '')
    database.close()
    expect((await submit(a, EXERCISE)).submitted).toMatchObject([{ id: run?.id }])
    expect(await reader.listStatements({ kind: 'run' })).toHaveLength(1)
  })
})
