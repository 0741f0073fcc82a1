import { beforeAll, describe, expect, it } from 'vitest'
import {
  chooseRecipients,
  decryptBundle,
  encryptBundle,
  generateAgeIdentities,
  isAgeFile,
  recipientsOf,
} from './age.ts'

const SECRET = new TextEncoder().encode('for few eyes')

type Pair = { identity: string; recipient: string }
let [mine, theirs]: Pair[][] = []
const recipients = (pairs: Pair[] = []): string[] => pairs.map(({ recipient }) => recipient)
const identities = (pairs: Pair[] = []): string[] => pairs.map(({ identity }) => identity)

beforeAll(async () => {
  mine = await generateAgeIdentities()
  theirs = await generateAgeIdentities()
})

describe('an age file', () => {
  it.each([0, 1])('is opened by the key it was made for, and by no other (kind %i)', async (kind) => {
    const sealed = await encryptBundle(SECRET, recipients(mine).slice(kind, kind + 1))
    expect(isAgeFile(sealed)).toBe(true)
    expect(await decryptBundle(sealed, identities(mine))).toEqual(SECRET)
    await expect(decryptBundle(sealed, identities(theirs))).rejects.toThrow('encrypted for somebody else')
    await expect(decryptBundle(sealed, [])).rejects.toThrow('encrypted for somebody else')
  })

  it('is opened by each of several', async () => {
    const sealed = await encryptBundle(SECRET, chooseRecipients([recipients(mine), recipients(theirs)]) ?? [])
    for (const pairs of [mine, theirs]) expect(await decryptBundle(sealed, identities(pairs))).toEqual(SECRET)
  })

  it('is refused with a byte changed or missing', async () => {
    const sealed = await encryptBundle(SECRET, recipients(mine).slice(0, 1))
    await expect(decryptBundle(sealed.subarray(0, -1), identities(mine))).rejects.toThrow('damaged')
    const changed = sealed.slice()
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    await expect(decryptBundle(changed, identities(mine))).rejects.toThrow('damaged')
  })

  it('is made for keys of one kind only', async () => {
    await expect(encryptBundle(SECRET, recipients(mine))).rejects.toThrow('of one kind')
    await expect(encryptBundle(SECRET, [])).rejects.toThrow('of one kind')
    await expect(encryptBundle(SECRET, ['age1nonsense'])).rejects.toThrow('malformed')
  })
})

describe('chooseRecipients', () => {
  it.each<[string, string[][], string[] | undefined]>([
    ['nobody', [], undefined],
    ['one of both kinds', [['age1pq1a', 'age1b']], ['age1pq1a']],
    ['one who has no hybrid key', [['age1pq1a', 'age1b'], ['age1c']], ['age1b', 'age1c']],
    ['one who has no key', [['age1pq1a'], []], undefined],
    ['no kind that all have', [['age1pq1a'], ['age1c']], undefined],
    ['all hybrid', [['age1pq1a', 'age1b'], ['age1pq1c']], ['age1pq1a', 'age1pq1c']],
  ])('%s', (_, parties, want) => expect(chooseRecipients(parties)).toEqual(want))
})

describe('recipientsOf', () => {
  it('gives the recipients again, and refuses what is no identity', async () => {
    expect(await recipientsOf(identities(mine))).toEqual(mine)
    await expect(recipientsOf(['AGE-SECRET-KEY-1NONE'])).rejects.toThrow('damaged')
  })
})
