import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../src/access/index.ts'
import { inEnglish } from '../../src/error.ts'
import {
  accept,
  addToCharter,
  analyseExercise,
  discardCharter,
  exportEvidence,
  foundCharter,
  freeze,
  openAs,
  openExercise,
  openHome,
  ownerOf,
  propose,
  readAs,
  receiveBundle,
  showCharterOf,
  showCharters,
  signCharter,
  status,
  submit,
  verify,
} from '../../src/node/index.ts'
import { homeSigner } from '../../src/node/institute.ts'
import { ownNetwork } from '../../src/node/networks.ts'
import { StatementId } from '../../src/statement/index.ts'
import { formatMemberCard, readMemberCard } from '../../src/trust/index.ts'
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
  run,
  runAll,
  tickingWorld,
} from './institutes.ts'

describe('a network', () => {
  it('stands when every founder has signed, and refuses bundles of networks nobody pinned', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const { view } = await foundCharter(a, [b, c].map(cardOf))
    expect(view).toMatchObject({ stands: false, signedBy: ['lab-a'], missing: ['lab-b', 'lab-c'] })
    await expect(foundCharter(a, [b].map(cardOf))).rejects.toThrow(
      `Charter version 1 (${view.pinned}) still waits for signatures (not signed: lab-b, lab-c)`,
    )
    // The same again, as after a kill, makes no second one.
    expect((await foundCharter(a, [c, b].map(cardOf))).view.pinned).toBe(view.pinned)
    await expect(receiveBundle(b, outboxFile(a, 'charter-1', b))).rejects.toThrow('not pinned here')
    await expect(propose(a, await exerciseFolder(all, ['a', 'b', 'c']))).rejects.toThrow(
      'not signed by lab-b, lab-c',
    )
    await signCharter(b, outboxFile(a, 'charter-1', b))
    expect(await showCharterOf(c, outboxFile(a, 'charter-1', c))).toMatchObject({ signedBy: ['lab-a'] })
    await signCharter(c, outboxFile(a, 'charter-1', c))
    await exchange(all.homes)
    for (const home of all.homes) {
      expect(await showCharters(home)).toMatchObject([{ stands: true, missing: [], pinned: view.pinned }])
    }
    await expect(foundCharter(a, [b].map(cardOf))).rejects.toThrow('a folder founds one network')
  })

  it('gives up a version that waits for signatures, never one that has them', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const nothing = 'No version of a charter waits for signatures here'
    await expect(discardCharter(a)).rejects.toThrow(nothing)
    const first = (await foundCharter(a, [b, c].map(cardOf))).view.pinned
    const sent = path.join(all.folder, 'sent.concord')
    await cp(outboxFile(a, 'charter-1', b), sent)
    expect(await discardCharter(a)).toMatchObject({
      view: { id: first, stands: false },
      removed: [outboxFile(a, 'charter-1', b), outboxFile(a, 'charter-1', c)],
    })
    expect(await showCharters(a)).toEqual([])
    await expect(ownNetwork(a)).rejects.toThrow('This institute belongs to no network')
    // Founded anew, without c; and that stands.
    const { pinned } = (await foundCharter(a, [cardOf(b)])).view
    expect(pinned).not.toBe(first)
    await signCharter(b, outboxFile(a, 'charter-1', b))
    await exchange([a, b])
    await expect(discardCharter(a)).rejects.toThrow(nothing)
    await expect(discardCharter(a, pinned)).rejects.toThrow(`The charter ${pinned} does not wait`)
    await expect(discardCharter(a, `sha256:${'0'.repeat(64)}`)).rejects.toThrow(
      'There is no charter sha256:00',
    )
    expect(await showCharters(a)).toMatchObject([{ pinned, stands: true }])
  })

  it('makes no second version beside one that waits; the one given up stands if it gets its signatures', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const [d, e] = [await all.add('d'), await all.add('e')]
    const { view } = await addToCharter(a, [cardOf(d)])
    // The same again, as after a kill, makes no other.
    expect((await addToCharter(a, [cardOf(d)])).view.id).toBe(view.id)
    await expect(addToCharter(a, [cardOf(e)])).rejects.toThrow(
      `Charter version 2 (${view.id}) still waits for signatures (not signed: lab-b, lab-c, lab-d)`,
    )
    const sent = path.join(all.folder, 'sent.concord')
    await cp(outboxFile(a, 'charter-2', b), sent)
    expect((await discardCharter(a)).removed).toHaveLength(3)
    expect(await showCharters(a)).toMatchObject([{ version: 1, stands: true, warnings: [] }])
    const anew = (await addToCharter(a, [cardOf(e)])).view
    expect(anew).toMatchObject({ version: 2, stands: false })
    await discardCharter(a, anew.id)
    // What had left the folder is signed by the others: it is not hidden.
    await signCharter(b, sent)
    await signCharter(c, outboxFile(b, 'charter-2', c))
    await receiveBundle(a, outboxFile(c, 'charter-2', a))
    expect(await showCharters(a)).toMatchObject([{ version: 2, stands: true, id: view.id }])
  })

  it('takes up again by signing what was given up', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    const [a, b] = [all.home('a'), all.home('b')]
    const { pinned } = (await foundCharter(a, [b, all.home('c')].map(cardOf))).view
    await signCharter(b, outboxFile(a, 'charter-1', b))
    await discardCharter(b)
    expect(await showCharters(b)).toEqual([])
    await signCharter(b, outboxFile(a, 'charter-1', b))
    expect(await showCharters(b)).toMatchObject([{ pinned, stands: false, missing: ['lab-c'] }])
  })

  it('takes in a member by version 2, who then takes part', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    const pinned = await foundNetwork(all)
    const d = await all.add('d')
    const [a, b] = [all.home('a'), all.home('b')]
    const { view } = await addToCharter(a, [cardOf(d)])
    expect(view).toMatchObject({ version: 2, stands: false, missing: ['lab-b', 'lab-d'] })
    expect(view.members.map(({ id, change }) => [id, change])).toEqual([
      ['lab-a', null],
      ['lab-b', null],
      ['lab-d', 'new'],
    ])
    // Until enough have signed, version 1 holds.
    expect((await showCharters(b))[0]).toMatchObject({ version: 1 })
    await signCharter(b, outboxFile(a, 'charter-2', b))
    await exchange([a, b])
    await receiveBundle(d, outboxFile(b, 'charter-2', d), StatementId.parse(pinned))
    for (const home of all.homes) {
      expect(await showCharters(home)).toMatchObject([{ version: 2, stands: true, pinned }])
    }
    const folder = await exerciseFolder(all, ['a', 'd'])
    await propose(a, folder)
    await accept(d, outboxFile(a, `protocol-${EXERCISE}`, d))
    await exchange(all.homes)
    await freeze(a, EXERCISE)
    await run(d, folder)
    await submit(d, EXERCISE)
    await exchange(all.homes)
    const { evidence } = await openExercise(a, EXERCISE)
    expect(evidence.runs).toMatchObject([{ signers: ['lab-d'] }])
    // Who takes no part gets no bundle.
    await expect(readFile(outboxFile(a, `protocol-${EXERCISE}`, b))).rejects.toThrow('ENOENT')
  })

  it('lists no member under a name that its card was not made with', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await foundCharter(c, [])
    const made = await readFile(cardOf(b))
    await writeFile(cardOf(b), made.toString('utf8').replace('Lab B (invented)', 'Lab B of the ministry'))
    for (const list of [() => foundCharter(a, [cardOf(b)]), () => addToCharter(c, [cardOf(b)])])
      await expect(list()).rejects.toThrow(
        /card\.json: The member card of lab-b is not as the institute made it \(its charter key SHA256:\S+ has not signed its name/,
      )
    // The founder, too, may write another name into the charter than the card says: then nobody signs it.
    const renamed = { ...readMemberCard(made, crypto), name: 'Lab B of the ministry' }
    const keys = await Promise.all([homeSigner(b, 'charter'), homeSigner(b, 'statement')])
    await writeFile(cardOf(b), formatMemberCard(renamed, keys, crypto))
    await foundCharter(a, [cardOf(b)])
    await writeFile(cardOf(b), made)
    await expect(signCharter(b, outboxFile(a, 'charter-1', b))).rejects.toThrow(
      'The charter calls lab-b "Lab B of the ministry" and this folder calls it "Lab B (invented)"; do not sign it',
    )
  })

  it('refuses a bundle for another member, and keeps nothing of it', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await propose(a, await exerciseFolder(all, ['a', 'b', 'c']))
    const file = outboxFile(a, `protocol-${EXERCISE}`, b)
    for (const take of [receiveBundle, accept, (home: typeof c, name: string) => signCharter(home, name)])
      await expect(take(c, file)).rejects.toThrow('This bundle is for lab-b, and you are lab-c')
    await expect(status(c, EXERCISE)).rejects.toThrow('There is no exercise counting here')
  })

  it('signs nothing once its charter has expired; verify warns', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    const pinned = await foundNetwork(all)
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree(all, folder)
    await runAll(all, folder)
    const file = path.join(all.folder, 'evidence.concord')
    await exportEvidence(all.home('a'), EXERCISE, file, 'lab-b')
    all.world.skip(366)
    for (const sign of [
      () => analyseExercise(all.home('a'), EXERCISE),
      () => submit(all.home('b'), EXERCISE),
      () => run(all.home('a'), folder),
    ])
      await expect(sign()).rejects.toThrow(/The charter \(version 1\) expired on .* nothing can be signed/)
    const verified = await verify(null, all.world, file, { charter: pinned })
    expect(verified).toMatchObject({ ok: true, findings: [] })
    expect(verified.warnings.map(inEnglish).join()).toMatch(/expired/)
    // It is renewed by a next version, and then goes on.
    await addToCharter(all.home('a'), [])
    await signCharter(all.home('b'), outboxFile(all.home('a'), 'charter-2', all.home('b')))
    await exchange(all.homes)
    await expect(analyseExercise(all.home('a'), EXERCISE)).resolves.toMatchObject({ missing: [] })
  })

  it('lets nobody sign two charters of one version: of two drafts the smaller id holds', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const drafts = [
      { by: a, other: b, id: (await addToCharter(a, [cardOf(await all.add('d'))])).view.id },
      { by: b, other: a, id: (await addToCharter(b, [cardOf(await all.add('e'))])).view.id },
    ]
    const [holds, yields] = drafts.toSorted((one, two) => (one.id < two.id ? -1 : 1))
    if (holds === undefined || yields === undefined) throw new Error('two drafts')
    await expect(signCharter(yields.other, outboxFile(yields.by, 'charter-2', yields.other))).rejects.toThrow(
      `signed another version 2 of the charter already (${holds.id})`,
    )
    const { view } = await signCharter(holds.other, outboxFile(holds.by, 'charter-2', holds.other))
    expect(view).toMatchObject({ id: holds.id, stands: true })
  })

  it('refuses a charter that forks, and keeps the one it had', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const c = all.home('c')
    const ids: string[] = []
    const files: string[] = []
    // Two members who sign one thing here and another there: each folder is a copy with the same keys.
    for (const letter of ['d', 'e']) {
      const newcomer = await all.add(letter)
      const [a, b] = await Promise.all(
        ['lab-a', 'lab-b'].map(async (id) => {
          const copy = path.join(all.folder, `${letter}-${id}`)
          await cp(path.join(all.folder, id), copy, { recursive: true })
          return openHome(copy, all.world)
        }),
      )
      if (a === undefined || b === undefined) throw new Error('two copies')
      await using _a = a
      await using _b = b
      ids.push((await addToCharter(a, [cardOf(newcomer)])).view.id)
      await signCharter(b, outboxFile(a, 'charter-2', b))
      const { view } = await signCharter(newcomer, outboxFile(b, 'charter-2', newcomer))
      expect(view).toMatchObject({ stands: true, signedBy: ['lab-a', 'lab-b', newcomer.institute.id] })
      files.push(outboxFile(newcomer, 'charter-2', c))
    }
    const [first = '', second = ''] = files
    await receiveBundle(c, first)
    await expect(receiveBundle(c, second)).rejects.toThrow('Two valid charters of version 2 are here')
    expect(await showCharters(c)).toMatchObject([{ version: 2, id: ids[0], stands: true, warnings: [] }])
  })
})

describe('pilots', () => {
  it('come before the freeze, on exploratory items, and are listed but never analysed', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await propose(a, folder)
    await expect(run(a, folder)).rejects.toThrow('counting is not frozen')
    await run(a, folder, { pilot: true })
    await submit(a, EXERCISE)
    await accept(b, outboxFile(a, `protocol-${EXERCISE}`, b))
    await exchange(all.homes)
    await freeze(a, EXERCISE)
    await exchange(all.homes)
    await expect(run(a, folder, { pilot: true })).rejects.toThrow('pilots come before')
    await runAll(all, folder)
    const { state, evidence } = await openExercise(b, EXERCISE)
    expect(state.pilots).toMatchObject([{ lab: 'lab-a' }])
    const pilot = evidence.runs.find(({ body }) => body.pilot)
    expect(pilot?.body.counts?.attempts).toBe(4)
    const { analysis } = await analyseExercise(b, EXERCISE)
    expect(analysis.inputs).toHaveLength(2)
    expect(analysis.inputs.map((input) => input.run)).not.toContain(pilot?.id)
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true })
  })
})

describe('what is not for everybody', () => {
  it('an AMBER exercise reaches those it names, and neither other members nor anonymous readers', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b'], { 'tlp: GREEN': 'tlp: AMBER' })
    await agree({ homes: [a, b] }, folder)
    await runAll({ homes: [a, b] }, folder)
    await analyseExercise(a, EXERCISE)
    await exchange(all.homes)
    const owner = await readAs(b, ownerOf(b))
    const statements = await owner.listStatements({ exercise: EXERCISE })
    expect(new Set(statements.map(({ kind }) => kind))).toEqual(new Set(['protocol', 'run', 'analysis']))

    // Nobody hands it to c, and nothing is in c's folder.
    await expect(status(c, EXERCISE)).rejects.toThrow('There is no exercise')
    const file = path.join(all.folder, 'evidence.concord')
    for (const recipient of ['lab-c', null])
      await expect(exportEvidence(a, EXERCISE, file, recipient)).rejects.toThrow('may be seen by')
    await expect(exportEvidence(a, EXERCISE, file, 'lab-b')).resolves.toMatchObject({ file: `${file}.age` })

    for (const principal of [ANONYMOUS, { kind: 'member' as const, origin: c.institute.origin }]) {
      await expect(openAs(b, principal, EXERCISE)).rejects.toThrow('There is no exercise')
      const reader = await readAs(b, principal)
      expect(await reader.listStatements({ exercise: EXERCISE })).toEqual([])
      expect((await reader.listExercises()).length).toBe(0)
      for (const { id } of statements) {
        expect(await reader.getStatement(id)).toBeUndefined()
        for (const { sha256 } of (await owner.getStatement(id))?.blobs ?? [])
          expect(await reader.getBlobOf(id, sha256)).toBeUndefined()
      }
    }
  })
})

describe('protected keys', () => {
  it('sign with the passphrase and with no other, and nothing is half done', async () => {
    await using all = await makeInstitutes([])
    const protectedWorld = tickingWorld('correct horse')
    const home = await all.add('p', protectedWorld)
    for (const [passphrase, sentence] of [
      [undefined, /is protected by a passphrase/],
      ['wrong', /The passphrase does not open the key/],
    ] as const) {
      await using other = await openHome(home.folder, { ...protectedWorld, passphrase })
      await expect(foundCharter(other, [])).rejects.toThrow(sentence)
      expect(await showCharters(other)).toEqual([])
    }
    expect((await foundCharter(home, [])).view).toMatchObject({ stands: true })
    expect(await readFile(path.join(home.folder, 'keys', 'statement.json'), 'utf8')).toMatch(
      /^-----BEGIN AGE/,
    )
  })
})
