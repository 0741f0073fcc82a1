/** What an institute reads before it signs: the protocol itself, what changed, and what the others object to. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accept, freeze, object, propose, review, verify } from '../../src/node/index.ts'
import { Protocol } from '../../src/statement/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { edit, EXERCISE, exerciseFolder, foundNetwork, makeInstitutes, outboxFile } from './institutes.ts'
import type { Institutes } from './institutes.ts'

describe('the review of a protocol', () => {
  let all: Institutes
  let folder: string
  let file: string
  beforeAll(async () => {
    all = await makeInstitutes(['a', 'b'])
    await foundNetwork(all)
    folder = await exerciseFolder(all, ['a', 'b'])
    await propose(all.home('a'), folder)
    file = outboxFile(all.home('a'), `protocol-${EXERCISE}`, all.home('b'))
  })
  afterAll(() => all[Symbol.asyncDispose]())

  const atB = (...words: string[]) => concordHere([...words, '--home', all.home('b').folder])

  it('is asked for by a file or an exercise, and says so where there is neither', async () => {
    const b = all.home('b')
    await expect(review(b, 'nowhere')).rejects.toThrow('neither a file nor an exercise nowhere')
    await expect(review(b, `${folder}/nowhere.concord`)).rejects.toThrow('There is no file')
  })

  it('shows what is to be signed, with the first items and the model', async () => {
    const { status, stdout } = await atB('exercise', 'review', file)
    expect(status).toBe(0)
    for (const text of [
      '1. Question: Does the model solve short arithmetic problems',
      '2. Items: one set, 20 items',
      'item: “',
      '4. Models: 1;',
      'model-a, simulated: ',
      '10. Conduct: coordinated by lab-a',
    ])
      expect(stdout).toContain(text)
    expect(stdout.match(/ item: “/g)).toHaveLength(2)
    expect(stdout).not.toContain('What changes')
    expect((await atB('exercise', 'review', file, '--lang', 'fr')).stdout).toContain(
      '10. Conduite :'.replace(' :', '\u00A0:'),
    )
  })

  it('gives programs the whole protocol', async () => {
    const { stdout } = await atB('exercise', 'review', file, '--json')
    const { asked } = JSON.parse(stdout)
    expect(Protocol.parse(asked[0].protocol).exercise).toBe(EXERCISE)
    expect(asked[0]).toMatchObject({
      since: null,
      parts: { evaluation: { scorer: {} }, models: [{ alias: 'model-a' }], sets: [{ id: 'english' }] },
    })
    expect(asked[0].parts.sets[0].inputs).toHaveLength(2)
  })

  it('shows below it what changes since the version before', async () => {
    await edit(path.join(folder, 'protocol.yaml'), { 'version: 1\n': 'version: 2\n', 'seed: 1': 'seed: 5' })
    await propose(all.home('a'), folder)
    const { stdout } = await atB('exercise', 'review', file)
    expect(stdout).toMatch(
      /; seed 5; [^]*\nWhat changes since version 1:\n {2}version: 1 → 2\n {2}generation\.seed: 1 → 5\n/,
    )
  })

  it('shows an objection in its words where it arrives and in the status, and what answers it', async () => {
    const [a, b] = [all.home('a'), all.home('b')]
    const atA = (...words: string[]) => concordHere([...words, '--home', a.folder])
    const words = `Too few tokens,\nas far as I see. ${'x'.repeat(200)}`
    const { id } = await object(b, file, 'generation.maxTokens', words)
    const line = `  objection of lab-b on generation.maxTokens, version 2: “Too few tokens, as far as I see. ${'x'.repeat(167)}… (33 more characters)” (${id})`

    const received = await atA('receive', outboxFile(b, `objection-${EXERCISE}`, a))
    expect(received.stdout.split('\n')).toContain(line)
    expect((await atA('exercise', 'status', EXERCISE)).stdout.split('\n')).toContain(line)

    await edit(path.join(folder, 'protocol.yaml'), {
      'version: 2\n': 'version: 3\n',
      'maxTokens: 256': 'maxTokens: 512',
    })
    await propose(a, folder)
    expect((await atA('exercise', 'status', EXERCISE)).stdout.split('\n')).toContain(line)
    await accept(b, file)
    await atA('receive', outboxFile(b, `protocol-${EXERCISE}`, a))
    expect((await atA('exercise', 'status', EXERCISE)).stdout.split('\n')).toContain(
      `${line} – answered by version 3, which they have signed`,
    )
  })
})

describe('a proposal', () => {
  it('with a date that nobody can keep is not signed, by the clock of whoever proposes', async () => {
    await using all = await makeInstitutes(['a'])
    await foundNetwork(all)
    const a = all.home('a')
    const folder = await exerciseFolder(all, ['a'])
    const protocol = path.join(folder, 'protocol.yaml')
    const none = 'agreeBy: null, submitBy: null'
    // The clock of this test stands at 1 October 2026.
    const wrong = 'agreeBy: 2026-10-20, submitBy: 2026-10-10'
    await edit(protocol, { [none]: wrong })
    await expect(propose(a, folder)).rejects.toThrow('Preflight blocks this protocol (calendar.order)')
    const past = 'agreeBy: 2026-09-30, submitBy: 2026-10-10'
    await edit(protocol, { [wrong]: past })
    await expect(propose(a, folder)).rejects.toThrow('Preflight blocks this protocol (calendar.past)')
    await edit(protocol, { [past]: 'agreeBy: 2026-10-01, submitBy: 2026-10-10' })
    const { findings } = await propose(a, folder)
    expect(findings.filter(({ severity }) => severity === 'warn').map(({ code }) => code)).toEqual([
      'untouched.question',
      'untouched.items',
    ])
    // What was agreed on stays as it is when its days have passed.
    all.world.skip(60)
    await freeze(a, EXERCISE)
    expect(await verify(a, all.world, EXERCISE, {})).toMatchObject({ ok: true, findings: [] })
  })
})
