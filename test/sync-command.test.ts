/** `concord sync` and `concord quarantine` as people and scripts meet them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sha256 } from '../src/node/crypto.ts'
import { openHome } from '../src/node/index.ts'
import { homeSigner } from '../src/node/institute.ts'
import { toHex } from '../src/statement/index.ts'
import { formatMemberCard, readMemberCard } from '../src/trust/index.ts'
import { concordHere } from './fixture/command-line-here.ts'
import { concord } from './fixture/command-line.ts'
import { amberFor, foundOnce, GREEN, remark } from './network/founded.ts'
import type { Copy, Founded } from './network/founded.ts'

let founded: Founded
beforeAll(async () => {
  founded = await foundOnce(['a', 'b'])
})
afterAll(() => founded[Symbol.asyncDispose]())

const at = (all: Copy, letter: string): string[] => ['--home', path.join(all.folder, `lab-${letter}`)]
const Result = z.looseObject({ ok: z.boolean() })

describe('concord sync', () => {
  it('says what came and what was left, and one line where there is nothing new', async () => {
    await using all = await founded.copy()
    await remark(all.home('a'), 'hello')
    const first = await concordHere(['sync', all.share, ...at(all, 'a'), '--by', 'kim'])
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toMatch(/^Laid down for the others: 2 files with one statement\n/)
    expect(first.stdout).toContain('Not been here yet: lab-b')
    const second = await concordHere(['sync', all.share, ...at(all, 'b')])
    expect(second.stdout).toMatch(/^From lab-a: one new statement, new signatures on none\n/)
    await concordHere(['sync', all.share, ...at(all, 'a')])
    for (const letter of ['a', 'b']) {
      const again = await concordHere(['sync', all.share, ...at(all, letter)])
      expect(again).toEqual({
        status: 0,
        stdout: `Nothing new in ${all.share}; all others have what lies there for them.\n`,
        stderr: '',
      })
    }
    const french = await concordHere(['sync', all.share, ...at(all, 'a'), '--lang', 'fr'])
    expect(french.stdout).toMatch(
      /^Rien de nouveau dans .*; tous les autres ont ce qui s’y trouve pour eux\.\n$/s,
    )
    const { stdout } = await concordHere(['audit', '--json', ...at(all, 'a')])
    expect(stdout).toMatch(/"who":"kim","what":"laid-down"/)
  })

  it('asks for an institute without a network to found one, or to sign', async () => {
    await using all = await founded.copy()
    const home = ['--home', path.join(all.folder, 'alone')]
    await concordHere(['init', '--name', 'Alone', '--origin', 'alone.example/log/1', ...home])
    const alone = await concordHere(['sync', all.share, ...home])
    expect(alone.stdout).toMatch(/^Your member card lies in .*\. You are in no network yet: found one/)
    const known = await concordHere(['sync', all.share, ...at(all, 'a')])
    expect(known.stdout).toContain(`./concord charter add ${all.share}/from-alone/card.json   add them`)
  })

  it('ends with status 2 where something could not be taken in, and keeps it', async () => {
    await using all = await founded.copy()
    const junk = new TextEncoder().encode('no bundle')
    await mkdir(path.join(all.share, 'from-lab-b'))
    await writeFile(path.join(all.share, 'from-lab-b', `${toHex(sha256(junk))}.concord`), junk)
    const ended = await concordHere(['sync', all.share, ...at(all, 'a')])
    expect(ended.status).toBe(2)
    expect(ended.stderr).toMatch(/^Error: 1 of what lies there could not be taken in; the rest is\. .*\.\n$/)
    const listed = await concordHere(['quarantine', ...at(all, 'a')])
    expect(listed.stdout).toMatch(
      /^1 {2}the file as a whole cannot be used {2}\d+ \w+ \d{4}, [\d:]+ UTC {2}from-lab-b\/\S+\.concord {2}9 bytes\n/,
    )
    const retried = await concordHere(['quarantine', '--retry', ...at(all, 'a')])
    expect(retried.stdout).toMatch(/^Nothing verifies that did not before\.\n/)
    expect((await concordHere(['quarantine', '--remove', '7', ...at(all, 'a')])).stderr).toContain(
      'There is no 7 in quarantine',
    )
    const removed = await concordHere(['quarantine', '--remove', '1', ...at(all, 'a')])
    expect(removed.stdout).toMatch(/^Number 1 is given up\.\nNothing is set aside\.\n/)
  })

  it('says so in JSON, one object', async () => {
    await using all = await founded.copy()
    await remark(all.home('a'), 'hello')
    const { stdout } = await concordHere(['sync', all.share, '--json', ...at(all, 'a')])
    const result = Result.parse(JSON.parse(stdout))
    expect(result).toMatchObject({
      ok: true,
      dryRun: false,
      written: { files: 2, statements: 1, removed: 0 },
      absent: ['lab-b'],
      unwritten: null,
    })
  })

  it('lays down what it can and says the rest where a folder may only be read', async () => {
    await using all = await founded.copy()
    await remark(all.home('a'), 'hello')
    const first = await concord(['sync', all.share, ...at(all, 'a')])
    expect(first.status).toBe(0)
    const ended = await concord(['sync', '/proc', ...at(all, 'a')], { env: { LANG: 'C' } })
    expect(ended.status).toBe(2)
    expect(ended.stderr).toMatch(
      /^Error: What the others left is taken in, and nothing more could be laid down for them\. Cannot write to the shared folder in \/proc: .*\.\n$/,
    )
  })

  it('lays nothing confidential down for a member without an age key, and says so each time', async () => {
    const letters = ['a', 'b']
    await using all = await founded.copy()
    // A network of its own, whose second member has a card without an age key.
    const folders = letters.map((letter) => path.join(all.folder, `keyless-${letter}`))
    for (const [index, folder] of folders.entries()) {
      const id = `k-${index}`
      await concordHere(['init', '--name', id, '--origin', `${id}.example/log/1`, '--home', folder])
    }
    const [a = '', b = ''] = folders
    await using second = await openHome(b, all.world)
    const card = path.join(b, 'card.json')
    const member = readMemberCard(await readFile(card), second.crypto)
    const signers = await Promise.all(
      (['charter', 'statement'] as const).map((role) => homeSigner(second, role)),
    )
    await writeFile(card, formatMemberCard({ ...member, ageRecipients: [] }, signers, second.crypto))
    await concordHere(['charter', 'found', card, '--home', a])
    const bundle = path.join(a, 'outbox', 'charter-1-from-k-0-to-k-1.concord')
    await concordHere(['charter', 'sign', bundle, '--home', b])
    const back = path.join(b, 'outbox', 'charter-1-from-k-1-to-k-0.concord')
    await concordHere(['receive', back, '--home', a])
    await using first = await openHome(a, all.world)
    await remark(first, 'for k-1', { ...amberFor('b'), audience: ['k-1'] })
    await remark(first, 'for all', GREEN)
    for (const statements of ['one statement', '']) {
      const ended = await concordHere(['sync', all.share, '--home', a])
      expect(ended.status).toBe(0)
      expect(ended.stdout).toContain(
        'One statement is not laid down for k-1: what is stricter than TLP:GREEN leaves encrypted only',
      )
      expect(ended.stdout).toContain(statements)
    }
  })
})
