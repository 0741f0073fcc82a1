/**
 * Rule `duplicate-file`: no two sets hold the same items under different names. The order of the items does not
 * count; compared are the questions with their choices (see item-text.ts). The digest that is printed is made of
 * the sorted texts, so that two houses can compare files that neither shows.
 *
 *   share = questions that both hold / questions of the smaller
 */
import { blobIdOf, hexOf, type Sha256 } from '../../statement/index.ts'
import { finding, placeOf, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { questionOf } from './item-text.ts'
import { commonOf } from './translations.ts'

/** From here on two files are reported as largely the same. */
const LEAST_SHARE = 0.5
const LEAST_ITEMS = 5

/** Sets that are the same, or largely the same, as one before them. */
export function duplicateFile({ sets, sha256 }: PreflightInput): Finding[] {
  const all = sets.map((set) => ({
    set,
    texts: new Set(set.items.map(questionOf).filter((text) => text !== '')),
  }))
  // Candidates by their texts: most sets share none, and need not be compared.
  const holdersByText = new Map<string, number[]>()
  const findings: Finding[] = []
  for (const [index, { set, texts }] of all.entries()) {
    const sharedBy = new Map<number, number>()
    for (const text of texts) {
      const holders = holdersByText.get(text) ?? []
      for (const other of holders) sharedBy.set(other, (sharedBy.get(other) ?? 0) + 1)
      holders.push(index)
      holdersByText.set(text, holders)
    }
    for (const [otherIndex, shared] of [...sharedBy].sort(([a], [b]) => a - b)) {
      const other = all[otherIndex]
      if (other === undefined) continue
      const share = shared / Math.min(texts.size, other.texts.size)
      if (shared < LEAST_ITEMS || share < LEAST_SHARE) continue
      const same = shared === texts.size && shared === other.texts.size
      const common = new Set(commonOf(texts, other.texts))
      findings.push(
        finding(
          same ? 'duplicate-file.same' : 'duplicate-file.mostly',
          same ? 'block' : 'warn',
          placeOf(set),
          {
            items: set.items.filter((item) => common.has(questionOf(item))).map((item) => item.id),
            expected: 'other items than in any other set',
            found: {
              names: [nameOf(other.set), nameOf(set)],
              digests: [digestOf(other.texts, sha256), digestOf(texts, sha256)],
              share: Math.round(share * 1000) / 1000,
            },
            values: { other: other.set.id, shared, share: Math.round(share * 100) },
          },
        ),
      )
    }
  }
  return findings
}

function nameOf(set: PreflightSet): string {
  return set.about?.file ?? set.id
}

function digestOf(texts: ReadonlySet<string>, sha256: Sha256 | undefined): string | null {
  if (sha256 === undefined) return null
  return hexOf(blobIdOf(new TextEncoder().encode([...texts].sort().join('\u0000')), sha256))
}
