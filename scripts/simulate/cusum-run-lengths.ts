/**
 * Run lengths of the cusum: the mean number of periods to an alarm, drawn and as the room states them, without a rise
 * from λ0 to λ1 and after one. Counts are Poisson, one unit of exposure a period.
 */
import { cusum, cusumRunLengths } from '../../src/statistics/index.ts'
import type { CusumPlan, Generator } from '../../src/statistics/index.ts'
import { drawPoisson } from './draw.ts'
import { casesOf } from './setup.ts'
import type { Figures, Setup } from './setup.ts'

const FIRST = 100

const settings = [
  { rate0: 0.2, rate1: 0.4, threshold: 3 },
  { rate0: 1, rate1: 2, threshold: 4 },
  { rate0: 1, rate1: 2, threshold: 5 },
  { rate0: 5, rate1: 7.5, threshold: 8 },
]

/** Periods to the alarm of one path. */
function periodsToAlarm(generator: Generator, rate: number, plan: CusumPlan): number {
  const periods: { count: number; exposure: number }[] = []
  for (let length = FIRST; ; length *= 2) {
    while (periods.length < length) periods.push({ count: drawPoisson(generator, rate), exposure: 1 })
    const found = cusum(periods, plan)
    if (!found.ok) throw new Error(`The cusum is refused: ${found.reason}.`)
    if (found.value.alarmAt !== null) return found.value.alarmAt + 1
  }
}

function simulate(generator: Generator, plan: (typeof settings)[number], runs: number): Figures {
  const stated = cusumRunLengths(plan)
  if (!stated.ok) throw new Error(`The run lengths are refused: ${stated.reason}.`)
  let quiet = 0
  let early = 0
  let risen = 0
  for (let run = 0; run < runs; run++) {
    const length = periodsToAlarm(generator, plan.rate0, plan)
    quiet += length
    if (length <= FIRST) early += 1
    risen += periodsToAlarm(generator, plan.rate1, plan)
  }
  return {
    without_rise: quiet / runs,
    without_rise_stated: stated.value.withoutRise,
    after_rise: risen / runs,
    after_rise_stated: stated.value.afterRise,
    early: early / runs,
  }
}

export const cusumLengths: Setup = {
  name: 'cusum-run-lengths',
  title: 'How soon the cusum alarms',
  about: [
    `The cusum of counts is watched until it reaches h: with the rate at λ0, where the alarm is false, and with the rate at λ1 from the start. Beside the mean number of periods stands what Concord states of the plan (computed, not drawn), and the share of quiet paths with a false alarm in the first ${FIRST} periods, which no level bounds.`,
  ],
  runs: 1000,
  keys: [
    { name: 'rate0', title: 'λ0' },
    { name: 'rate1', title: 'λ1' },
    { name: 'threshold', title: 'h' },
  ],
  columns: [
    { name: 'without_rise', title: 'periods to a false alarm', group: 'reached' },
    { name: 'without_rise_stated', title: 'as stated (Concord)', group: 'reached' },
    { name: 'after_rise', title: 'periods to the alarm after a rise', group: 'reached' },
    { name: 'after_rise_stated', title: 'as stated (Concord)', group: 'reached' },
    { name: 'early', title: `false alarm in ${FIRST} periods`, group: 'reached' },
  ],
  lines: [],
  cases: casesOf(settings, simulate),
}
