import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditEntry, findAuditBreak, nextAuditEntry } from './audit-chain.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

function chain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = []
  for (let n = 0; n < length; n++) {
    const note = {
      at: '2026-10-01T08:00:00Z',
      who: n % 2 === 0 ? 'anna' : null,
      what: 'released',
      about: 'x',
      detail: { n },
    }
    entries.push(nextAuditEntry(note, entries.at(-1), sha256))
  }
  return entries
}

describe('the audit trail', () => {
  it('begins after nothing, and each entry stands on the one before', () => {
    const [first, second] = chain(2)
    expect(first).toMatchObject({ n: 1, previous: '0'.repeat(64) })
    expect(second).toMatchObject({ n: 2, previous: first?.hash })
    expect(findAuditBreak(chain(5), sha256)).toBeUndefined()
    expect(findAuditBreak([], sha256)).toBeUndefined()
  })

  it.each<[string, (entries: AuditEntry[]) => AuditEntry[], number]>([
    ['a changed word', (all) => all.map((one) => (one.n === 3 ? { ...one, what: 'refused' } : one)), 3],
    ['another person', (all) => all.map((one) => (one.n === 1 ? { ...one, who: 'ben' } : one)), 1],
    ['an entry left out', (all) => all.filter(({ n }) => n !== 2), 2],
    ['the first left out', (all) => all.slice(1), 1],
    ['two exchanged', (all) => [all[1], all[0], ...all.slice(2)].flatMap((one) => one ?? []), 1],
    [
      'an entry written anew with a hash of its own',
      (all) => all.map((one) => (one.n === 2 ? nextAuditEntry({ ...one, what: 'x' }, all[0], sha256) : one)),
      3,
    ],
  ])('shows %s', (_, change, at) => {
    expect(findAuditBreak(change(chain(5)), sha256)).toBe(at)
  })

  it('shows any change of any field of any entry but a last one written anew', () => {
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom('at', 'who', 'what', 'about', 'hash', 'previous'),
        (index, field) => {
          const changed = chain(5).map((one, at) => (at === index ? { ...one, [field]: 'changed' } : one))
          expect(findAuditBreak(changed, sha256)).toBe(index + 1)
        },
      ),
    )
  })
})
