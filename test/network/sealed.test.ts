import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../src/error.ts'
import {
  analyseExercise,
  approveRelease,
  getRelease,
  openAs,
  ownerOf,
  previewSubmission,
  readAs,
  releaseContents,
  requestReveal,
  requestSubmission,
  review,
  sealIntoFolder,
  status,
  submit,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { findPassport } from '../../src/node/evidence.ts'
import { signDraft, writeBundles } from '../../src/node/publish.ts'
import { ledgerOf } from '../../src/node/reports.ts'
import { sealedHere } from '../../src/node/sealed.ts'
import {
  agree,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  run,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const MODEL = 'simulated-word-problems-1'

/** An exercise of a and b in a network of three, whose model a has sealed; both have a run to submit. */
async function sealedExercise(): Promise<{
  all: Institutes
  a: Home
  b: Home
  c: Home
  folder: string
  sealed: string
}> {
  const all = await makeInstitutes(['a', 'b', 'c'])
  await foundNetwork(all)
  const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
  const folder = await exerciseFolder(all, ['a', 'b'])
  const passport = path.join(all.folder, 'passport.yaml')
  await writeFile(
    passport,
    `simulated: true\ndeveloper: Okapi Labs of Nowhere\nsnapshot: ${MODEL}\nregion: Ruritania\n`,
  )
  const { sealed } = await sealIntoFolder(a, passport, 'model-a', folder)
  await agree({ homes: [a, b] }, folder)
  for (const home of [a, b]) await run(home, folder)
  return { all, a, b, c, folder, sealed }
}

async function passportAt(home: Home, principal = ownerOf(home)) {
  const { evidence, state } = await openAs(home, principal, EXERCISE)
  return findPassport(evidence, state.inForce, 'model-a')
}

describe('a sealed model', () => {
  it('is known to nobody but who sealed it, until it is revealed', async () => {
    const { all, a, b, c, folder, sealed } = await sealedExercise()
    await using _ = all
    const kept = path.join(a.folder, 'sealed', `${sealed}.json`)
    expect((await stat(kept)).mode & 0o777).toBe(0o600)
    expect(await readFile(path.join(folder, 'protocol.yaml'), 'utf8')).not.toContain('Okapi')
    const [asked] = (await review(b, outboxFile(a, `protocol-${EXERCISE}`, b))).asked
    expect(asked?.parts?.models ?? []).toEqual([])
    const preview = await previewSubmission(a, EXERCISE)
    expect(preview.receivers.map(({ lines }) => lines.at(-1)?.what)).toEqual(['stays', 'stays', 'stays'])
    expect((await status(a, EXERCISE)).sealedModels).toMatchObject([
      { alias: 'model-a', passport: { snapshot: MODEL }, reveal: null },
    ])
    expect((await status(b, EXERCISE)).sealedModels).toEqual([
      { alias: 'model-a', passport: null, reveal: null },
    ])

    await requestSubmission(a, EXERCISE)
    await submit(b, EXERCISE)
    await exchange([a, b])
    await analyseExercise(a, EXERCISE)
    await exchange([a, b])
    expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({
      ok: true,
      unchecked: ['passport'],
      notes: [],
    })
    const reader = await readAs(b, ownerOf(b))
    for (const { id } of await reader.listStatements({})) {
      const stored = await reader.getStatement(id)
      for (const part of [stored?.envelope, stored?.body])
        for (const secret of [MODEL, 'Okapi', 'Ruritania'])
          expect(Buffer.from(part ?? []).includes(secret)).toBe(false)
    }
    expect(await passportAt(b)).toBeUndefined()

    const { number } = await requestReveal(a, { exercise: EXERCISE, alias: 'model-a', to: ['lab-b'] }, 'anna')
    // Whoever approves sees what would be opened.
    expect(await releaseContents(a, (await getRelease(a, number)).act)).toMatchObject({
      kind: 'reveal',
      passport: { developer: 'Okapi Labs of Nowhere', region: 'Ruritania' },
    })
    const { release, bundles } = await approveRelease(a, number, 'ben')
    expect(bundles).toMatchObject([{ for: 'lab-b', file: expect.stringMatching(/\.age$/) }])
    await exchange([a, b])
    expect(await passportAt(b)).toMatchObject({ developer: 'Okapi Labs of Nowhere', snapshot: MODEL })
    expect((await status(b, EXERCISE)).sealedModels).toMatchObject([
      { alias: 'model-a', passport: { snapshot: MODEL }, reveal: release.statements[0] },
    ])
    await expect(passportAt(b, { kind: 'anonymous' })).rejects.toThrow('There is no exercise')
    expect(await passportAt(b, { kind: 'member', origin: c.institute.origin })).toBeUndefined()
    const verified = await verify(b, all.world, EXERCISE, {})
    expect(verified).toMatchObject({ ok: true, unchecked: [] })
    expect(verified.notes.map(inEnglish)).toEqual([
      expect.stringContaining('opens the sealed passport of model-a'),
    ])

    // Who knows the passport compares the hidden facts with it: a ran what it sealed, and b did not know.
    const { evidence, state } = await openAs(b, ownerOf(b), EXERCISE)
    const snapshots = evidence.runs.map(({ body }) => {
      const row = ledgerOf(evidence, state.inForce, body).find(({ field }) => field === 'snapshot')
      return [body.lab, row?.relation]
    })
    expect(Object.fromEntries(snapshots)).toEqual({ 'lab-a': 'same', 'lab-b': 'unknown' })
  })

  it('is opened to everybody too, and by nobody who did not seal it', async () => {
    const { all, a, b, sealed } = await sealedExercise()
    await using _ = all
    const everybody = { exercise: EXERCISE, alias: 'model-a', to: null }
    await expect(requestReveal(b, everybody, 'anna')).rejects.toThrow('was not sealed in this folder')
    await expect(requestReveal(a, { ...everybody, alias: 'model-z' }, 'anna')).rejects.toThrow(
      'seals no model model-z',
    )
    const { number } = await requestReveal(a, everybody, 'anna')
    const { release } = await approveRelease(a, number, 'ben')
    const stored = await (await readAs(a, { kind: 'anonymous' })).getStatement(release.statements[0] ?? '')
    expect(stored).toMatchObject({ kind: 'reveal', level: 'body' })

    // A reveal of something else is found out by whoever hashes it again.
    const { state } = await openAs(b, ownerOf(b), EXERCISE)
    const here = await sealedHere(a, sealed)
    if (here === undefined) throw new Error('it was sealed here')
    const forged = await signDraft(b, {
      kind: 'reveal',
      exercise: EXERCISE,
      sharing: { tlp: 'GREEN', audience: [], recipients: [], embargoUntil: null, early: [], licence: null },
      links: [{ rel: 'protocol', id: state.protocol.id }],
      body: {
        exercise: EXERCISE,
        protocol: state.protocol.id,
        alias: 'model-a',
        key: here.key,
        passport: { ...here.passport, developer: 'Somebody else' },
      },
      blobs: [],
    })
    await b.store.writer().putStatements([forged])
    await writeBundles(b, 'forged', [forged.id], ['lab-a'])
    await exchange([a, b])
    const verified = await verify(a, all.world, EXERCISE, {})
    expect(verified.findings.map(inEnglish)).toEqual([
      expect.stringContaining('does not open what was sealed: passport and key do not give the commitment'),
    ])
    expect(await passportAt(a)).toMatchObject({ developer: 'Okapi Labs of Nowhere' })
  })

  it('is one of two, of which each is opened for itself, and told apart before a release', async () => {
    const all = await makeInstitutes(['a', 'b'])
    await using _ = all
    await foundNetwork(all)
    const [a, b] = [all.home('a'), all.home('b')]
    const folder = await exerciseFolder(all, ['a', 'b'], {
      '    - alias: model-a\n': '    - { alias: model-b, simulated: true }\n    - alias: model-a\n',
      'models: [model-a] }': 'models: [model-a, model-b] }',
    })
    for (const alias of ['model-a', 'model-b']) {
      const passport = path.join(all.folder, `${alias}.yaml`)
      await writeFile(passport, `simulated: true\ndeveloper: Maker of ${alias}\nsnapshot: ${MODEL}\n`)
      await sealIntoFolder(a, passport, alias, folder)
    }
    await agree({ homes: [a, b] }, folder)
    await run(a, folder, { alias: 'model-a' })
    const opened: string[] = []
    for (const alias of ['model-a', 'model-b', 'model-b']) {
      const { number } = await requestReveal(a, { exercise: EXERCISE, alias, to: ['lab-b'] }, 'anna')
      opened.push((await approveRelease(a, number, 'ben')).release.statements[0] ?? '')
      if (opened.length > 1) continue
      const { receivers } = await previewSubmission(a, EXERCISE)
      const forB = receivers.find(({ member }) => member === 'lab-b')?.lines
      expect(
        forB?.filter(({ field }) => field === 'modelIdentity').map(({ of, what }) => [of, what]),
      ).toEqual([
        [['model-b'], 'stays'],
        [['model-a'], 'released'],
      ])
    }
    expect(opened[1]).not.toBe(opened[0])
    expect(opened[2]).toBe(opened[1])
    await exchange([a, b])
    expect((await status(b, EXERCISE)).sealedModels.map(({ passport }) => passport?.developer)).toEqual([
      'Maker of model-b',
      'Maker of model-a',
    ])
  })

  it('is looked for in the answers before they leave', async () => {
    const { all, a } = await sealedExercise()
    await using _ = all
    const [local] = await (await readAs(a, ownerOf(a))).listLocalRuns({})
    const file = path.join(a.folder, local?.folder ?? '', 'answers.jsonl')
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    lines[3] = JSON.stringify({
      ...JSON.parse(lines[3] ?? ''),
      completion: 'OKAPI labs, of nowhere, made me.',
    })
    await writeFile(file, `${lines.join('\n')}\n`)
    await expect(requestSubmission(a, EXERCISE)).rejects.toThrow('holds the developer of model-a')
  })
})
