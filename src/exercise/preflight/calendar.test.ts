import { describe, expect, it } from 'vitest'
import { calendar } from './calendar.ts'
import type { PreflightInput } from './finding.ts'
import { PLANTED } from './planted.fixture.ts'
import { brief, cleanInput, cleanProtocol, withProtocol } from './preflight.fixture.ts'

const withDates = (agreeBy: string | null, submitBy: string | null, now?: string): PreflightInput => ({
  ...withProtocol(cleanInput(), { conduct: { ...cleanProtocol().conduct, calendar: { agreeBy, submitBy } } }),
  ...(now === undefined ? {} : { now }),
})
const TODAY = '2026-05-01T23:59:59Z'

describe('calendar', () => {
  it.each([
    ['no date', withDates(null, null, TODAY)],
    ['dates of today, on one day', withDates('2026-05-01', '2026-05-01', TODAY)],
    ['dates to come', withDates('2026-05-02', '2026-06-01', TODAY)],
    ['a day that has passed, without a clock', withDates('2020-01-01', null)],
    [
      'days that have passed, of runs that came before the protocol',
      withProtocol(withDates('2020-01-01', '2020-02-01', TODAY), { retrospective: true }),
    ],
    ['no protocol', { ...cleanInput(), protocol: null, now: TODAY }],
  ])('says nothing of %s', (_, input) => {
    expect(calendar(input)).toEqual([])
  })

  it('blocks runs that are due before all need have signed', () => {
    expect(calendar(PLANTED['calendar.order'])).toMatchObject([
      { code: 'calendar.order', severity: 'block', found: { agreeBy: '2026-05-02', submitBy: '2026-05-01' } },
    ])
  })

  it('blocks each day that has passed, and says which', () => {
    expect(brief(calendar(PLANTED['calendar.past']))).toEqual(['block calendar.past'])
    expect(calendar(withDates('2026-04-29', '2026-04-30', TODAY)).map(({ values }) => values)).toMatchObject([
      { field: 'conduct.calendar.agreeBy', date: '2026-04-29', today: '2026-05-01' },
      { field: 'conduct.calendar.submitBy', date: '2026-04-30', today: '2026-05-01' },
    ])
  })
})
