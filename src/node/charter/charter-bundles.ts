/** Bundles that carry a charter and nothing else. */
import path from 'node:path'
import { Slug } from '../../statement/index.ts'
import { writeBundle } from '../../trust/index.ts'
import type { CharterRecord } from '../../trust/index.ts'
import { writeWhole } from '../institute.ts'
import type { Home } from '../institute.ts'
import { charterOf } from '../networks.ts'
import type { WrittenBundle } from '../publish.ts'

/** One bundle for each other member, with the charter chain and nothing else. */
export async function charterBundles(home: Home, chain: readonly CharterRecord[]): Promise<WrittenBundle[]> {
  const last = chain.at(-1)
  if (last === undefined) return []
  const { version, members } = charterOf(last)
  const written: WrittenBundle[] = []
  for (const { id, status } of members) {
    if (id === home.institute.id || status !== 'active') continue
    const bytes = writeBundle(
      { from: Slug.parse(home.institute.id), for: id, charters: chain, statements: [], blobs: [] },
      home.crypto.sha256,
    )
    const file = path.join(
      home.folder,
      'outbox',
      `charter-${version}-from-${home.institute.id}-to-${id}.concord`,
    )
    await writeWhole(file, bytes)
    written.push({ for: id, file, statements: 0 })
  }
  return written
}
