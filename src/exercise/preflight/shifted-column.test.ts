import { describe, expect, it } from 'vitest'
import { shiftedColumn } from './shifted-column.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief } from './preflight.fixture.ts'

describe('shifted-column', () => {
  it('finds a column that holds the question of the source, with the profiles side by side', () => {
    expect(shiftedColumn(alone())).toEqual([])
    const [found, ...more] = shiftedColumn(PLANTED['shifted-column.kinds'])
    expect(more).toEqual([])
    expect(found).toMatchObject({
      severity: 'block',
      set: 'set-fr',
      count: 40,
      expected: { column: 'target', kind: 'number' },
    })
    expect(found?.found).toMatchObject({
      kind: 'source-input',
      profiles: [{ kind: 'number' }, { kind: 'source-input' }, { kind: 'number' }],
    })
  })

  it('looks at further columns too, and knows codes from texts and from the own question', () => {
    const columns = {
      en: (row: number): string => `topic-${row % 3}`,
      fr: (row: number): string => alone().sets[1]?.items[row]?.input ?? '',
      sw: (row: number): string => `topic-${row % 3}`,
    }
    const input = {
      protocol: null,
      sets: alone().sets.map((set) => {
        const of = Object.entries(columns).find(([language]) => language === set.language)?.[1]
        return { ...set, columns: new Map([['label', set.items.map((_, row) => of?.(row) ?? '')]]) }
      }),
    }
    expect(brief(shiftedColumn(input))).toEqual(['block shifted-column.kinds set-fr q1 q2 q3'])
    expect(shiftedColumn(input)[0]).toMatchObject({
      expected: { column: 'label', kind: 'code' },
      found: { kind: 'own-input' },
    })
  })
})
