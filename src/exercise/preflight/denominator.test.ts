import { describe, expect, it } from 'vitest'
import { denominator, rateUnder } from './denominator.ts'
import type { CountedResult } from './finding.ts'
import { cleanInput } from './preflight.fixture.ts'

const found = (result: CountedResult) => denominator({ ...cleanInput(), counts: [result] })
const acceptable = { set: 'set-en', label: 'lab a', attempts: 48, points: 40 }

describe('denominator', () => {
  it('tells 40 of 48 from 40 of 58: ten replies counted again as unparsed (joint-exercises.md §6)', () => {
    const [finding, ...more] = found({ ...acceptable, outcomes: { scored: 48, unscored: 10 } })
    expect(more).toEqual([])
    expect(finding).toMatchObject({
      code: 'denominator.sum',
      severity: 'block',
      set: 'set-en',
      expected: { attempts: 48, rate: 40 / 48 },
      found: { sum: 58, rate: 40 / 58 },
      values: { rate: '83', rateOfSum: '69' },
    })
  })

  it('finds attempts that were not counted', () => {
    expect(found({ ...acceptable, outcomes: { scored: 40 } })).toMatchObject([
      { code: 'denominator.sum', found: { sum: 40 } },
    ])
  })

  it('finds nothing where every attempt has a verdict', () => {
    expect(found({ ...acceptable, outcomes: { scored: 48 } })).toEqual([])
    expect(found({ ...acceptable, outcomes: { scored: 40, 'not-applicable': 8 } })).toEqual([])
  })

  it('gives the rate under each policy where attempts are missing', () => {
    expect(found({ ...acceptable, attempts: 58, outcomes: { scored: 48, unscored: 10 } })).toMatchObject([
      {
        code: 'denominator.policy-decides',
        severity: 'note',
        found: {
          'scored-only': 40 / 48,
          'missing-as-worst': 40 / 58,
          'missing-as-best': 50 / 58,
          protocol: 40 / 58,
        },
        values: { missing: 10, low: '69', high: '86' },
      },
    ])
  })

  it('has no rate where nothing counts', () => {
    expect(rateUnder({ outcomes: { errored: 3 }, points: 0 }, { errored: 'scored-only' })).toBeNull()
  })

  it('reproduces 55 of 78 and 55 of 80 (evaluation-and-logs.md §4.1)', () => {
    const result = { outcomes: { scored: 78, unscored: 2 }, points: 55 }
    expect(rateUnder(result, {})).toBeCloseTo(0.7051282051282052, 15)
    expect(rateUnder(result, { unscored: 'missing-as-worst' })).toBe(0.6875)
  })
})
