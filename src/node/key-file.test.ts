import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PrivateKey, readKeyFile, writeKeyFile } from './key-file.ts'

/** RFC 8032 §7.1, test 1. */
const KEY: PrivateKey = {
  role: 'statement',
  private: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  public: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
}

function freshKey(): PrivateKey {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const toHex = (text: string) => Buffer.from(text, 'base64url').toString('hex')
  return { role: 'charter', private: toHex(d), public: toHex(x) }
}

describe('key files', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'concord-key-'))
    file = path.join(folder, 'keys', 'statement.key')
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('come back as they were written, for the owner alone', async () => {
    for (const key of [KEY, freshKey()]) {
      const place = `${file}.${key.role}`
      await writeKeyFile(place, key)
      expect(await readKeyFile(place)).toEqual(key)
      expect(await readKeyFile(place, 'not needed')).toEqual(key)
      expect((await stat(place)).mode & 0o777).toBe(0o600)
    }
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700)
    expect((await readdir(path.dirname(file))).sort()).toEqual([
      'statement.key.charter',
      'statement.key.statement',
    ])
  })

  it('with a passphrase show nothing of the key, and open with it alone', async () => {
    await writeKeyFile(file, KEY, 'correct horse battery')
    const text = await readFile(file, 'utf8')
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
    expect(text).not.toContain(KEY.private.slice(0, 16))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(Buffer.from(text.split('\n')[1] ?? '', 'base64').toString('latin1')).toContain(
      'age-encryption.org/v1',
    )
    expect(Buffer.from(text.split('\n').slice(1, 4).join(''), 'base64').toString('latin1')).toMatch(
      /-> scrypt \S+ 17\n/,
    )
    expect(await readKeyFile(file, 'correct horse battery')).toEqual(KEY)
    await expect(readKeyFile(file, 'correct horse')).rejects.toMatchObject({
      code: 'bad-input',
      message: `The passphrase does not open the key ${file}: try again.`,
    })
    await expect(readKeyFile(file)).rejects.toMatchObject({
      code: 'usage',
      message: `The key ${file} is protected by a passphrase; give it with --passphrase-file or CONCORD_PASSPHRASE.`,
    })
  })

  it('are never overwritten', async () => {
    await writeKeyFile(file, KEY)
    await expect(writeKeyFile(file, freshKey())).rejects.toMatchObject({
      code: 'conflict',
      message: `There is a key at ${file} already, and a key is never overwritten: move it away first.`,
    })
    expect(await readKeyFile(file)).toEqual(KEY)
    expect(await readdir(path.dirname(file))).toEqual(['statement.key'])
  })

  it('are written once when several try at once', async () => {
    const keys = Array.from({ length: 8 }, freshKey)
    const outcomes = await Promise.allSettled(keys.map((key) => writeKeyFile(file, key)))
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readKeyFile(file)).toEqual(keys[winner])
  })

  it('are refused where others may read or change them', async () => {
    await writeKeyFile(file, KEY)
    for (const mode of [0o640, 0o604, 0o620, 0o601, 0o644]) {
      await chmod(file, mode)
      await expect(readKeyFile(file)).rejects.toMatchObject({
        code: 'environment',
        message: expect.stringContaining(`(mode 0${mode.toString(8)}): run "chmod 600 ${file}"`),
      })
    }
    await chmod(file, 0o400)
    expect(await readKeyFile(file)).toEqual(KEY)
  })

  it('that are not there, or stand in no folder, say so', async () => {
    await expect(readKeyFile(file)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(`There is no key at ${file}`),
    })
    await writeFile(path.join(folder, 'plain'), '')
    await expect(writeKeyFile(path.join(folder, 'plain', 'x.key'), KEY)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('a file stands where a folder should be'),
    })
  })

  it('that are damaged are refused, in one sentence', async () => {
    await writeKeyFile(file, KEY)
    const whole = await readFile(file, 'utf8')
    const broken = [
      '',
      'not json',
      whole.slice(0, -1),
      whole.replace(KEY.public, freshKey().public),
      whole.replace('"statement"', '"king"'),
      whole.replace('{', '{"more":1,'),
      'x'.repeat(70_000),
      '-----BEGIN AGE ENCRYPTED FILE-----\n',
    ]
    for (const text of broken) {
      await writeFile(file, text)
      await expect(readKeyFile(file, 'x')).rejects.toMatchObject({
        code: 'bad-input',
        message: `The key file ${file} is damaged or is no key file: restore it from its backup.`,
      })
    }
  })

  it('whose age file was changed are refused', async () => {
    await writeKeyFile(file, KEY, 'p')
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const last = Buffer.from(lines.at(-2) ?? '', 'base64')
    last[0] = (last[0] ?? 0) ^ 1
    await writeFile(file, [...lines.slice(0, -2), last.toString('base64'), lines.at(-1), ''].join('\n'))
    await expect(readKeyFile(file, 'p')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('is damaged'),
    })
  })

  it('are not written with an empty passphrase or two halves of different keys', async () => {
    await expect(writeKeyFile(file, KEY, '')).rejects.toMatchObject({ code: 'usage' })
    await expect(writeKeyFile(file, { ...KEY, public: freshKey().public })).rejects.toMatchObject({
      code: 'internal',
    })
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
