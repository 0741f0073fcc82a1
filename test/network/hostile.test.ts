/** A member of the network that does not mean well: what it can sign and send must not decide for the others. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { inEnglish, sentence } from '../../src/error.ts'
import {
  accept,
  addToCharter,
  amend,
  analyseExercise,
  cosign,
  createHome,
  exportEvidence,
  foundCharter,
  freeze,
  openExercise,
  ownerOf,
  propose,
  readAs,
  receiveBundle,
  review,
  showCharters,
  signCharter,
  status,
  submit,
  verify,
  withdraw,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { charterBundles } from '../../src/node/charter/charter-bundles.ts'
import { sealCharter } from '../../src/node/charter/seal-charter.ts'
import { randomBytes } from '../../src/node/crypto.ts'
import { listedSigner } from '../../src/node/listed-signer.ts'
import { charterInput, loadNetworks } from '../../src/node/networks.ts'
import { sharingOf } from '../../src/exercise/index.ts'
import { signDraft, writeBundles } from '../../src/node/publish.ts'
import { StatementId } from '../../src/statement/index.ts'
import type { Protocol } from '../../src/statement/index.ts'
import { parseEnvelope, readBundle, sealStatement, writeBundle } from '../../src/trust/index.ts'
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
  runAll,
} from './institutes.ts'

/** Signs a protocol as `home` alone and hands it to the others. */
async function issueProtocol(home: Home, body: Protocol, to: readonly string[]): Promise<string> {
  const signed = await signDraft(home, {
    kind: 'protocol',
    exercise: body.exercise,
    sharing: sharingOf(body),
    links: [],
    body,
    blobs: [],
  })
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

describe('what a member who takes no part signs under the id of an exercise', () => {
  it('spoils neither the exercise nor its verification', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree({ homes: [a, b] }, folder)
    await runAll({ homes: [a, b] }, folder)
    const { analysis } = await analyseExercise(a, EXERCISE)
    const { evidence, state } = await openExercise(a, EXERCISE)
    const { nonce: _, ...body } = analysis
    const common = { exercise: EXERCISE, sharing: sharingOf(state.inForce), blobs: [] }
    const forged = await signDraft(c, {
      ...common,
      kind: 'analysis',
      links: [],
      body: { ...body, seed: '0'.repeat(32), computed: { ...body.computed, by: 'lab-c' } },
    })
    // A kind of a version that nobody reads yet, and something that leads to it.
    const [network] = await loadNetworks(c)
    if (network?.ok !== true) throw new Error('no network')
    const later = sealStatement(
      {
        kind: 'run',
        version: 2,
        issuer: c.institute.origin,
        created: c.world.now(),
        charter: 1,
        sharing: common.sharing,
        body: { anything: 'at all' },
      },
      await listedSigner(
        c,
        network.chain.latest.body.members.find(({ id }) => id === 'lab-c') ?? missing(),
        'statement',
      ),
      { sha256: c.crypto.sha256, random: randomBytes },
    )
    const remark = await signDraft(c, {
      ...common,
      kind: 'opinion',
      links: [{ rel: 'answers', id: later.id }],
      body: { type: 'remark', exercise: EXERCISE, on: later.id, field: null, text: 'See there.' },
    })
    const file = path.join(all.folder, 'strange.concord')
    const statements = [later, forged, remark].map(({ envelope, body: bytes }) => ({
      envelope: envelope instanceof Uint8Array ? parseEnvelope(envelope) : envelope,
      body: bytes,
    }))
    const charters = network.chain.versions.map(({ record }) => record)
    await writeFile(
      file,
      writeBundle({ from: 'lab-c', for: 'lab-b', charters, statements, blobs: [] }, c.crypto.sha256),
    )
    await exchange([a, b])
    expect(await receiveBundle(b, file)).toMatchObject({ refused: [] })
    expect((await openExercise(b, EXERCISE)).evidence.runs).toHaveLength(evidence.runs.length)
    expect(await cosign(b, EXERCISE)).toMatchObject({ signers: ['lab-a', 'lab-b'] })
    const verified = await verify(b, all.world, EXERCISE, {})
    expect(verified).toMatchObject({ ok: true, findings: [] })
    expect(verified.warnings.map(inEnglish).join()).toMatch(
      /Signed by nobody who takes part in counting: seed: analysis seed/,
    )
  })
})

function missing(): never {
  throw new Error('it has to be there')
}

describe('a network of the same names', () => {
  it('signs for nobody in this one: its exercise of the same id is another', async () => {
    await using here = await makeInstitutes(['a', 'b'])
    await foundNetwork(here)
    const folder = await exerciseFolder(here, ['a', 'b'], { 'tlp: GREEN': 'tlp: CLEAR' })
    await propose(here.home('a'), folder)
    // Other people, who call their members as ours are called, with origins of their own.
    await using there = await makeInstitutes([])
    for (const letter of ['a', 'b'])
      there.homes.push(
        await createHome(
          path.join(there.folder, letter),
          { id: `lab-${letter}`, name: `Another lab ${letter}`, origin: `${letter}.elsewhere.example/log/1` },
          there.world,
        ),
      )
    const pinned = await foundNetwork(there)
    await agree(there, folder)
    const [a, other] = [here.home('a'), there.home('b')]
    const file = path.join(there.folder, 'evidence.concord')
    await exportEvidence(other, EXERCISE, file, 'lab-a')
    await receiveBundle(a, file, StatementId.parse(pinned))
    const { state, evidence } = await openExercise(a, EXERCISE)
    expect(state).toMatchObject({ status: 'proposed', conflict: false })
    expect(evidence.protocols).toMatchObject([{ signers: ['lab-a'] }])
    expect(await verify(a, here.world, EXERCISE, {})).toMatchObject({ ok: true, findings: [] })
    expect(await verify(a, here.world, EXERCISE, { charter: pinned })).toMatchObject({
      ok: true,
      findings: [],
    })
    const stranger = `sha256:${'0'.repeat(64)}`
    expect(await verify(a, here.world, EXERCISE, { charter: stranger })).toMatchObject({
      ok: false,
      findings: [sentence`Nothing of it is of the network of charter ${stranger}.`],
    })
  })
})

describe('a lab with two runs', () => {
  it('has none that counts, and this is said', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree(all, folder)
    await runAll(all, folder)
    const { analysis } = await analyseExercise(a, EXERCISE)
    await exchange(all.homes)
    const { evidence } = await openExercise(b, EXERCISE)
    const first = evidence.runs.find(({ body }) => body.lab === 'lab-b')
    const [protocol] = evidence.protocols
    if (first === undefined || protocol === undefined) throw new Error('no run')
    const { nonce: _, ...body } = first.body
    const again = await signDraft(b, {
      kind: 'run',
      exercise: EXERCISE,
      sharing: sharingOf(protocol.body),
      links: [],
      body: { ...body, table: { ...body.table }, answers: null },
      blobs: [],
    })
    await b.store.writer().putStatements([again])
    await writeBundles(b, 'second', [again.id], ['lab-a'])
    await receiveBundle(a, outboxFile(b, 'second', a))
    const { state } = await openExercise(a, EXERCISE)
    expect(state.members.map(({ runs }) => runs[0]?.run)).toEqual([analysis.inputs[0]?.run, null])
    expect(state.runsSetAside.map(({ id, reason }) => [id, reason])).toEqual(
      [first.id, again.id].sort().map((id) => [id, 'second-run']),
    )
    await expect(analyseExercise(a, EXERCISE)).rejects.toThrow('lab-b has submitted two runs of one model')
  })
})

describe('an analysis', () => {
  it('that leaves out a run is not countersigned, and verify says so', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree(all, folder)
    await run(a, folder)
    await submit(a, EXERCISE)
    const { id } = await analyseExercise(a, EXERCISE)
    await run(b, folder)
    await submit(b, EXERCISE)
    await exchange(all.homes)
    await expect(cosign(b, EXERCISE)).rejects.toThrow(/leaves out the run sha256:\S+ of lab-b/)
    const verified = await verify(b, all.world, EXERCISE, {})
    expect(verified).toMatchObject({ ok: true, findings: [] })
    expect(verified.warnings.map(inEnglish)).toEqual([
      expect.stringMatching(`The analysis ${id} leaves out the run`),
    ])
    // Made again from all runs it is signed, though the first is still here; by its id the first is asked for.
    const { id: whole } = await analyseExercise(a, EXERCISE)
    await exchange(all.homes)
    expect(await cosign(b, EXERCISE)).toMatchObject({ id: whole, signers: ['lab-a', 'lab-b'] })
    await expect(cosign(b, id)).rejects.toThrow('leaves out the run')
  })

  it('is looked for in what was brought, and a charter id has to be one', async () => {
    await using all = await makeInstitutes(['a'])
    const charter = await foundNetwork(all)
    const a = all.home('a')
    const folder = await exerciseFolder(all, ['a'])
    await agree(all, folder)
    await runAll(all, folder)
    const { id } = await analyseExercise(a, EXERCISE)
    const file = path.join(all.folder, 'evidence.concord')
    await exportEvidence(a, EXERCISE, file, 'lab-a')
    for (const wanted of [id, EXERCISE])
      expect(await verify(null, all.world, wanted, { charter, bundles: [file] })).toMatchObject({ ok: true })
    const other = `sha256:${'0'.repeat(64)}`
    expect(await verify(null, all.world, other, { charter, bundles: [file] })).toMatchObject({
      ok: false,
      findings: [sentence`${other} is not among what was brought`],
    })
    await expect(verify(a, all.world, EXERCISE, { charter: 'sha256:beef' })).rejects.toThrow(
      '--charter wants',
    )
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

describe('a member that is suspended', () => {
  it('gets nothing more, and what it has issued is shown with that reservation', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b', 'c'])
    await agree(all, folder)
    await runAll(all, folder)
    const [network] = await loadNetworks(a)
    if (network?.ok !== true) throw new Error('no network')
    const { latest } = network.chain
    const members = latest.body.members.map((member) =>
      member.id === 'lab-c' ? { ...member, status: 'suspended' as const } : member,
    )
    const next = { ...latest.body, version: 2, previous: latest.id, threshold: 2, members }
    const sealed = await sealCharter(a, next, latest)
    await a.store.writer().putStatements([charterInput(a, sealed)])
    await charterBundles(a, [latest.record, sealed.record])
    await signCharter(b, outboxFile(a, 'charter-2', b))
    await exchange([a, b])
    const { bundles } = await analyseExercise(a, EXERCISE)
    expect(bundles.map(({ for: recipient }) => recipient)).toEqual(['lab-b'])
    const reservation = {
      pattern: expect.stringContaining('{0} is suspended in charter version {1}'),
      values: ['lab-c', 2],
    }
    const received = await receiveBundle(b, outboxFile(a, `analysis-${EXERCISE}`, b))
    expect(received).toMatchObject({ refused: [], warnings: [{ message: reservation }] })
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true, warnings: [reservation] })
    const other = await readAs(b, { kind: 'member', origin: c.institute.origin })
    expect(await other.listStatements({ exercise: EXERCISE })).toEqual([])
  })
})

describe('a charter for longer than a year', () => {
  it('is not signed, whatever day it says that it was written', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    const [a, b] = [all.home('a'), all.home('b')]
    // The author's clock is a year ahead.
    const ahead = { ...a, world: { now: () => '2027-10-01T08:00:00Z' } }
    await foundCharter(ahead, [cardOf(b)])
    await expect(signCharter(b, outboxFile(a, 'charter-1', b))).rejects.toThrow('more than a year from now')
    expect(await showCharters(b)).toEqual([])
  })
})

describe('a bundle whose charter is none', () => {
  it('is refused in one sentence, and nothing of it is kept', async () => {
    await using all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const bundle = readBundle(await readFile(outboxFile(a, 'charter-1', b)), a.crypto.sha256)
    const [first] = bundle.charters
    if (first === undefined) throw new Error('no charter')
    const file = path.join(all.folder, 'odd.concord')
    const odd = { envelope: first.envelope, body: new TextEncoder().encode('{}') }
    await writeFile(
      file,
      writeBundle(
        { from: 'lab-a', for: 'lab-b', charters: [first, odd], statements: [], blobs: [] },
        a.crypto.sha256,
      ),
    )
    await expect(receiveBundle(b, file)).rejects.toThrow('A charter is malformed')
    expect(await showCharters(b)).toMatchObject([{ version: 1, stands: true }])
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

describe('a participant that stays silent', () => {
  it('is dropped after the deadline by all others, who then go on without it', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c', 'd'])
    await foundNetwork(all)
    const [a, b, c, d] = [all.home('a'), all.home('b'), all.home('c'), all.home('d')]
    const folder = await exerciseFolder(all, ['a', 'b', 'c', 'd'], {
      'submitBy: null': 'submitBy: 2026-10-20',
    })
    await agree(all, folder)
    const reason = { why: 'Lab D does not answer.', dataSeen: 'own-results' as const }
    const drop = (member: string) => amend(a, EXERCISE, [], { ...reason, drop: [member] })
    await expect(drop('lab-d')).rejects.toThrow('before 2026-10-20')
    await expect(drop('lab-x')).rejects.toThrow('it does not take part')
    await expect(amend(a, EXERCISE, [], reason)).rejects.toThrow('An amendment changes something')
    for (const [index, home] of [a, b, c].entries()) {
      await run(home, folder, { seed: index + 1 })
      await submit(home, EXERCISE)
    }
    await exchange(all.homes)
    all.world.skip(30)
    await expect(drop('lab-b')).rejects.toThrow('so it is not silent')
    const { id } = await drop('lab-d')
    expect((await accept(b, outboxFile(a, `amendment-${EXERCISE}`, b))).signed).toMatchObject([{ id }])
    await exchange(all.homes)
    expect((await openExercise(a, EXERCISE)).state.amendments).toMatchObject([
      { id, signed: ['lab-a', 'lab-b'], missing: ['lab-c'], inForce: false },
    ])
    await accept(c, outboxFile(a, `amendment-${EXERCISE}`, c))
    await exchange(all.homes)
    const { state } = await openExercise(a, EXERCISE)
    expect(state.members.map(({ member }) => member)).toEqual(['lab-a', 'lab-b', 'lab-c'])
    const { analysis, missing } = await analyseExercise(a, EXERCISE)
    expect(missing).toEqual([])
    expect(analysis.results).toMatchObject([{ kind: 'joint', labs: [{}, {}, {}] }])
    await exchange(all.homes)
    expect(await cosign(b, EXERCISE)).toMatchObject({ signers: ['lab-a', 'lab-b'], of: 3 })
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true, findings: [] })
    // Nothing more is written for it.
    await expect(readFile(outboxFile(a, `analysis-${EXERCISE}`, d))).rejects.toThrow('ENOENT')
  })

  it('is dropped together with one that has withdrawn, where each would have to sign for the other', async () => {
    await using all = await makeInstitutes(['a', 'b', 'c', 'd'])
    await foundNetwork(all)
    const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    const folder = await exerciseFolder(all, ['a', 'b', 'c', 'd'], {
      'submitBy: null': 'submitBy: 2026-10-20',
    })
    await agree(all, folder)
    for (const [index, home] of [a, b].entries()) {
      await run(home, folder, { seed: index + 1 })
      await submit(home, EXERCISE)
    }
    await withdraw(c, EXERCISE, { why: 'No staff left.', dataSeen: 'none' })
    await exchange(all.homes)
    const reason = { why: 'Without them.', dataSeen: 'own-results' as const }
    await expect(amend(a, EXERCISE, [], { ...reason, drop: ['lab-c', 'lab-d'] })).rejects.toThrow(
      'lab-d cannot be dropped before 2026-10-20',
    )
    await expect(amend(a, EXERCISE, [], { ...reason, drop: ['lab-a'] })).rejects.toThrow('exercise withdraw')
    all.world.skip(30)
    const alone = await amend(a, EXERCISE, [], { ...reason, drop: ['lab-d'] })
    expect(alone).toMatchObject({ missing: ['lab-b', 'lab-c'], gone: ['lab-c'] })
    const both = await amend(a, EXERCISE, [], { ...reason, drop: ['lab-d', 'lab-c'] })
    expect(both).toMatchObject({ missing: ['lab-b'], gone: [] })
    await exchange(all.homes)
    const { asked } = await review(b, EXERCISE)
    const last = asked.find(({ id }) => id === both.id)
    expect(last?.drops).toEqual(['lab-c', 'lab-d'])
    expect(last?.differences.map(({ field, change }) => `${change} ${field}`)).toContain(
      'removed participants.lab-c',
    )
    await accept(b, EXERCISE)
    await exchange(all.homes)
    const { state, due } = await status(b, EXERCISE)
    expect(state.members.map(({ member }) => member)).toEqual(['lab-a', 'lab-b'])
    expect(
      state.amendments.map(({ id, fits, inForce, missing }) => [id, fits, inForce, missing]).sort(),
    ).toEqual(
      [
        [alone.id, false, false, []],
        [both.id, true, true, []],
      ].sort(),
    )
    expect(due).toEqual([])
    expect((await analyseExercise(a, EXERCISE)).missing).toEqual([])
  })
})
