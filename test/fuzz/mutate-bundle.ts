/**
 * Faults of a bundle. Half of them a changed byte would give away; the others are made by somebody who knows the format:
 * a member's content, name or place is changed, and the index lists it as it is now.
 */
import { decodeUtf8, toHex, writeCanonical } from '../../src/statement/index.ts'
import type { Sha256 } from '../../src/statement/index.ts'
import { writeArchive, type ArchiveMember, readArchive } from '../../src/trust/bundle/ustar.ts'
import { joined, mutateBytes } from './mutate-bytes.ts'
import { mutateJson } from './mutate-json.ts'
import type { Random } from './random.ts'

const NAMES: readonly [string, ...string[]] = [
  '../x',
  '/etc/passwd',
  'blob/sha256/',
  `blob/sha256/${'0'.repeat(64)}`,
  'charter/0.json',
  'charter/2.json',
  'charter/999999999.json',
  `unlogged/${'f'.repeat(64)}.json`,
  'verify.txt',
  'concord-bundle.json',
  'x'.repeat(100),
]

export function bundleMutator(whole: Uint8Array, sha256: Sha256): (random: Random) => Uint8Array {
  const members = readArchive(whole, () => Number.MAX_SAFE_INTEGER, 1000)
  const [index, ...others] = members
  if (index === undefined) throw new Error('the bundle has no index')
  const stated: object = JSON.parse(decodeUtf8(index.content))
  /** The archive of these members with an index that lists them, itself now and then at fault. */
  const archive = (list: readonly ArchiveMember[], random: Random): Uint8Array => {
    const listed = {
      ...stated,
      members: list.map(({ name, content }) => ({ name, sha256: toHex(sha256(content)) })),
    }
    const content = random.chance(0.1)
      ? new TextEncoder().encode(mutateJson(listed, random))
      : writeCanonical(listed)
    return writeArchive([{ ...index, content }, ...list])
  }
  return (random) => {
    if (random.chance(0.5)) return mutateBytes(whole, random)
    const list = [...others]
    const at = random.below(list.length)
    const chosen = list[at]
    if (chosen === undefined) return whole
    try {
      switch (random.below(6)) {
        case 0:
          list[at] = { ...chosen, name: random.pick(NAMES) }
          break
        case 1:
          list.splice(at, 1)
          break
        case 2:
          list.splice(random.below(list.length), 0, chosen)
          break
        case 3:
          list[at] = { ...chosen, content: mutateBytes(chosen.content, random) }
          break
        default:
          list[at] = { ...chosen, content: changed(chosen.content, random) }
      }
      const made = archive(list, random)
      return random.chance(0.1) ? joined(made, new Uint8Array(random.below(2000))) : made
    } catch {
      // A name that no archive can have: the bytes as somebody else might write them.
      return mutateBytes(whole, random)
    }
  }
}

function changed(content: Uint8Array, random: Random): Uint8Array {
  try {
    const text = mutateJson(JSON.parse(decodeUtf8(content)), random)
    return random.chance(0.8) ? writeCanonical(JSON.parse(text)) : new TextEncoder().encode(text)
  } catch {
    return mutateBytes(content, random)
  }
}
