import { describe, expect, it } from 'vitest'
import { checkedAndSorted, unsortedColumnsOf } from '../statement/index.ts'
import type { OutcomeRow, Protocol } from '../statement/index.ts'
import { collectAttempts } from './attempts.ts'
import { cellsOf, commonItems, itemMean } from './cells.ts'
import { smallProtocol } from './exercise.fixture.ts'

type Rule = 'all-true' | 'none-false' | 'mean'
type Denominator = Protocol['outcomes']['denominator']

const OUT: Denominator = {
  unscored: 'scored-only',
  errored: 'scored-only',
  limit: 'as-scored',
  'not-run': 'scored-only',
}

function row(change: Partial<OutcomeRow>): OutcomeRow {
  return {
    set: 'english',
    item: 'a',
    itemKey: null,
    language: 'en',
    attempt: 1,
    section: null,
    criterion: null,
    rater: null,
    outcome: 'scored',
    reason: null,
    value: null,
    limit: null,
    labels: [],
    tokensIn: null,
    tokensOut: null,
    ms: null,
    ...change,
  }
}

/** t true, f false, n not applicable, u unscored, e errored, r not run, l limit, L limit that reached 1. */
function criteria(text: string, section = 's', attempt = 1): OutcomeRow[] {
  return [...text].map((letter, index) => {
    const at = { section, criterion: String(index + 1), attempt }
    switch (letter) {
      case 't':
        return row({ ...at, value: 1 })
      case 'f':
        return row({ ...at, value: 0 })
      case 'n':
        return row({ ...at, outcome: 'not-applicable' })
      case 'u':
        return row({ ...at, outcome: 'unscored' })
      case 'e':
        return row({ ...at, outcome: 'errored' })
      case 'r':
        return row({ ...at, outcome: 'not-run' })
      case 'l':
        return row({ ...at, outcome: 'limit', limit: 'steps' })
      default:
        return row({ ...at, outcome: 'limit', limit: 'steps', value: 1 })
    }
  })
}

function collect(
  rows: OutcomeRow[],
  {
    rule = 'mean',
    sections = null,
    denominator = OUT,
    attempts = 1,
    items = ['a'],
    good = 'high',
  }: {
    rule?: Rule
    sections?: string[] | null
    denominator?: Denominator
    attempts?: number
    items?: string[]
    good?: 'high' | 'low'
  } = {},
) {
  const protocol = smallProtocol()
  protocol.aggregation.measures = [{ id: 'm', title: 'm', sections, rule }]
  protocol.outcomes.denominator = denominator
  protocol.generation.attempts = attempts
  protocol.judging.scale.good = good
  const sets = new Map([['english', { items, otherSplits: ['try'] }]])
  const found = collectAttempts(checkedAndSorted(unsortedColumnsOf(rows)), protocol, sets, [
    { set: 'english', measure: 'm' },
  ])
  if (!found.ok) return found.fault
  const [values] = found.values
  if (!values) throw new Error('one was asked for')
  return values
}

function valuesOf(...args: Parameters<typeof collect>) {
  const found = collect(...args)
  if ('reason' in found) throw new Error(found.reason)
  return found
}

describe('criteria to attempt', () => {
  const rules: [string, Record<Rule, number | string>][] = [
    ['ttt', { 'all-true': 1, 'none-false': 1, mean: 1 }],
    ['ttf', { 'all-true': 0, 'none-false': 0, mean: 2 / 3 }],
    ['ttn', { 'all-true': 0, 'none-false': 1, mean: 1 }],
    ['nnn', { 'all-true': 0, 'none-false': 1, mean: 'not-applicable' }],
    ['ttu', { 'all-true': 'unscored', 'none-false': 'unscored', mean: 'unscored' }],
    // A false criterion decides, whatever the missing one would have been.
    ['tfu', { 'all-true': 0, 'none-false': 0, mean: 'unscored' }],
    ['tnu', { 'all-true': 0, 'none-false': 'unscored', mean: 'unscored' }],
    ['tue', { 'all-true': 'errored', 'none-false': 'errored', mean: 'errored' }],
    ['tlr', { 'all-true': 'not-run', 'none-false': 'not-run', mean: 'not-run' }],
    ['tL', { 'all-true': 1, 'none-false': 1, mean: 1 }],
  ]
  for (const rule of ['all-true', 'none-false', 'mean'] as const) {
    it.each(rules)(`%s by ${rule}`, (text, want) => {
      const { sum, n, counts } = valuesOf(criteria(text), { rule })
      const expected = want[rule]
      if (typeof expected === 'number') {
        expect([n[0], sum[0]]).toEqual([1, expected])
        expect(counts[text.includes('L') ? 'limit' : 'scored']).toBe(1)
      } else {
        expect(n[0]).toBe(0)
        expect(counts).toMatchObject({ attempts: 1, [expected]: 1 })
      }
    })
  }

  it('takes the sections of the measure only, and counts its verdicts', () => {
    const rows = [...criteria('tt', 'correct'), ...criteria('tnf', 'safety')]
    expect(valuesOf(rows, { sections: ['correct'], rule: 'all-true' })).toMatchObject({
      sum: new Float64Array([1]),
      verdicts: { notApplicable: 0, of: 2 },
    })
    expect(valuesOf(rows, { sections: ['safety'] })).toMatchObject({
      sum: new Float64Array([0.5]),
      verdicts: { notApplicable: 1, of: 3 },
    })
  })

  it('lets an attempt that failed as a whole fail for every measure', () => {
    const { counts } = valuesOf([row({ outcome: 'errored', reason: 'model' })], { sections: ['safety'] })
    expect(counts).toMatchObject({ errored: 1, scored: 0 })
  })

  it('refuses two raters of one criterion', () => {
    const rows = ['x', 'y'].map((rater) => row({ section: 's', criterion: '1', rater, value: 1 }))
    expect(collect(rows)).toEqual({ reason: 'several-raters', set: 'english', item: 'a' })
  })
})

describe('attempts to item', () => {
  const five = [
    row({ attempt: 1, value: 1 }),
    row({ attempt: 2, value: 0 }),
    row({ attempt: 3, outcome: 'unscored' }),
    row({ attempt: 4, outcome: 'limit', limit: 'time', value: 1 }),
  ]
  it.each([
    ['out of the denominator', OUT, 'high', 2 / 3],
    ['unscored worst', { ...OUT, unscored: 'missing-as-worst' }, 'high', 2 / 4],
    ['unscored best', { ...OUT, unscored: 'missing-as-best' }, 'high', 3 / 4],
    ['worst of a scale that is good low', { ...OUT, unscored: 'missing-as-worst' }, 'low', 3 / 4],
    ['not run worst', { ...OUT, 'not-run': 'missing-as-worst' }, 'high', 2 / 4],
    ['limit not as scored', { ...OUT, limit: 'scored-only' }, 'high', 1 / 2],
    ['limit worst', { ...OUT, limit: 'missing-as-worst' }, 'high', 1 / 3],
  ] as const)('%s', (_, denominator, good, want) => {
    const values = valuesOf(five, { attempts: 5, denominator, good })
    expect(itemMean(values, 0, 'declared')).toBeCloseTo(want, 14)
    expect(values.counts).toEqual({
      attempts: 5,
      scored: 2,
      'not-applicable': 0,
      unscored: 1,
      errored: 0,
      limit: 1,
      'not-run': 1,
    })
  })

  it('gives bounds with every missing attempt at 0 and at 1', () => {
    const values = valuesOf(five, { attempts: 5 })
    expect(itemMean(values, 0, 'low')).toBeCloseTo(2 / 5, 14)
    expect(itemMean(values, 0, 'high')).toBeCloseTo(4 / 5, 14)
  })

  it('takes the planned attempts only, and no item of another split', () => {
    const values = valuesOf([
      row({ value: 0 }),
      row({ attempt: 2, value: 1 }),
      row({ item: 'try', value: 1 }),
    ])
    expect([...values.sum, ...values.n]).toEqual([0, 1])
  })

  it.each([
    ['item', row({ item: 'z', value: 1 }), { reason: 'unknown-item', set: 'english', item: 'z' }],
    ['set', row({ set: 'french', value: 1 }), { reason: 'unknown-set', set: 'french', item: 'a' }],
  ])('names an unknown %s', (_, bad, fault) => {
    expect(collect([row({ value: 1 }), bad])).toEqual(fault)
  })

  it('keeps equal attempts free of spread', () => {
    const same = [1, 2, 3, 4, 5, 6].map((attempt) => row({ attempt, value: 0.1 }))
    expect([...valuesOf(same, { attempts: 6 }).ss]).toEqual([0])
    const half = [1, 2, 3, 4].map((attempt) => row({ attempt, value: attempt % 2 }))
    expect([...valuesOf(half, { attempts: 4 }).ss]).toEqual([1])
  })
})

describe('items of several labs', () => {
  const items = ['a', 'b', 'c']
  const one = valuesOf(
    [row({ item: 'a', value: 1 }), row({ item: 'b', value: 0 }), row({ item: 'c', value: 1 })],
    { items },
  )
  const two = valuesOf(
    [
      row({ item: 'a', value: 1 }),
      row({ item: 'b', outcome: 'unscored' }),
      row({ item: 'c', outcome: 'not-applicable' }),
    ],
    { items },
  )
  it('keeps what every lab scored; an item that does not apply leaves the bounds too', () => {
    expect(commonItems([one, two], 'declared')).toEqual([0])
    expect(commonItems([one, two], 'low')).toEqual([0, 1])
    expect(commonItems([one], 'declared')).toEqual([0, 1, 2])
    expect(cellsOf([one, two], [0])).toEqual({
      labs: 2,
      items: 1,
      n: new Uint16Array([1, 1]),
      sum: new Float64Array([1, 1]),
      ss: new Float64Array([0, 0]),
    })
  })

  it('merges attempts counted at an end into the spread', () => {
    const rows = [
      row({ attempt: 1, value: 1 }),
      row({ attempt: 2, value: 1 }),
      row({ attempt: 3, outcome: 'errored' }),
    ]
    const values = valuesOf(rows, { attempts: 3, denominator: { ...OUT, errored: 'missing-as-worst' } })
    expect(cellsOf([values], [0]).ss[0]).toBeCloseTo(2 * (1 - 2 / 3), 14)
  })
})
