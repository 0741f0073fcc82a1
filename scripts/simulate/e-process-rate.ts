/**
 * A rate of incidents looked at after every period: the alarm of the room, valid at any time, beside tests that are
 * valid once. Counts are Poisson, one unit of exposure a period.
 *
 *   e-process     e against "the rate is not above λ0" and against "the rate is λ0", alarm at e ≥ 20; prior gamma of
 *                 shape 1 and mean λ0; confidence sequence
 *   Poisson test  P(X ≥ x; λ0 t) ≤ 5 %, at every look and at the last one
 *   Garwood       the 95 % interval of a rate, at every look
 */
import { poissonTails, rateMonitor } from '../../src/statistics/index.ts'
import type { Generator } from '../../src/statistics/index.ts'
import { drawPoisson } from './draw.ts'
import { casesOf } from './setup.ts'
import type { Figures, Setting, Setup } from './setup.ts'

const ALPHA = 0.05
const LOOKS = 100
const EARLY = 24

const settings = [0.2, 1, 5].flatMap((lambda0) =>
  (lambda0 === 1 ? [0.5, 1, 1.5, 2] : [1, 2]).map((times) => ({ lambda0, times })),
)

/** Counts of the things that may happen on a path. */
type Tally = {
  above: number
  aboveEarly: number
  different: number
  covers: number
  peeked: number
  garwoodCovers: number
  once: number
}

function simulate(
  generator: Generator,
  { lambda0, times }: (typeof settings)[number],
  runs: number,
): Figures {
  const rate = lambda0 * times
  const plan = { rate: lambda0, shape: 1, priorExposure: 1 / lambda0, alpha: ALPHA }
  const tally: Tally = {
    above: 0,
    aboveEarly: 0,
    different: 0,
    covers: 0,
    peeked: 0,
    garwoodCovers: 0,
    once: 0,
  }
  for (let run = 0; run < runs; run++) {
    const periods = Array.from({ length: LOOKS }, () => ({
      count: drawPoisson(generator, rate),
      exposure: 1,
    }))
    const found = rateMonitor(periods, plan)
    if (!found.ok) continue
    const { looks, alarmAt, lnAlarm } = found.value
    if (alarmAt !== null) tally.above += 1
    if (alarmAt !== null && alarmAt < EARLY) tally.aboveEarly += 1
    if (looks.some(({ lnDifferent }) => lnDifferent >= lnAlarm)) tally.different += 1
    if (looks.every(({ interval: { lo, hi } }) => lo <= rate && rate <= hi)) tally.covers += 1
    const rejects = looks.map(
      ({ count, exposure }) => poissonTails(count - 1, lambda0 * exposure).upper <= ALPHA,
    )
    if (rejects.includes(true)) tally.peeked += 1
    if (rejects.at(-1) === true) tally.once += 1
    // Garwood's interval holds the rate if neither tail beyond the count is as small as α/2.
    const inside = looks.every(({ count, exposure }) => {
      const mean = rate * exposure
      return poissonTails(count - 1, mean).upper > ALPHA / 2 && poissonTails(count, mean).lower > ALPHA / 2
    })
    if (inside) tally.garwoodCovers += 1
  }
  return {
    above: tally.above / runs,
    above_early: tally.aboveEarly / runs,
    different: tally.different / runs,
    sequence_covers: tally.covers / runs,
    peeked: tally.peeked / runs,
    once: tally.once / runs,
    garwood_covers: tally.garwoodCovers / runs,
  }
}

const quiet = ({ times }: Setting): boolean => Number(times) <= 1
const same = ({ times }: Setting): boolean => times === 1
const doubled = ({ times }: Setting): boolean => times === 2

export const eProcessRate: Setup = {
  name: 'e-process-rate',
  title: 'A rate looked at again and again',
  about: [
    `Incidents are counted over ${LOOKS} periods of the same exposure and looked at after each. The agreed rate is λ0 a period, the true one a multiple of it. The e-process of Concord raises an alarm when e reaches 20 at any look; where the rate is not above λ0 that may happen on 5 % of paths at most, however often one looks. It is mostly well below, since it is valid for many more looks than these.`,
    'A Poisson test at 5 % is right when made once. Made at every look, it raises a false alarm on many more paths; and an interval that covers in 95 % at one look covers at all looks far less often. The confidence sequence is made for that.',
  ],
  runs: 1000,
  keys: [
    { name: 'lambda0', title: 'λ0' },
    { name: 'times', title: 'true rate/λ0' },
  ],
  columns: [
    { name: 'above', title: 'e ≥ 20 against "not above λ0" (Concord)', group: 'reached' },
    { name: 'above_early', title: `the same within ${EARLY} looks`, group: 'reached' },
    { name: 'different', title: 'e ≥ 20 against "is λ0" (Concord)', group: 'reached' },
    {
      name: 'sequence_covers',
      title: 'confidence sequence covers at every look (Concord)',
      group: 'reached',
    },
    { name: 'peeked', title: 'Poisson test rejects at some look', group: 'reached' },
    { name: 'once', title: 'Poisson test rejects at the last look', group: 'reached' },
    { name: 'garwood_covers', title: 'Garwood covers at every look', group: 'reached' },
  ],
  lines: [
    { title: 'false alarm of e, rate not above λ0', column: 'above', nominal: ALPHA, of: quiet },
    { title: 'e against "is λ0" reaches 20, rate is λ0', column: 'different', nominal: ALPHA, of: same },
    {
      title: 'confidence sequence covers at every look',
      column: 'sequence_covers',
      nominal: 1 - ALPHA,
    },
    { title: 'Poisson test at every look, rate not above λ0', column: 'peeked', nominal: ALPHA, of: quiet },
    { title: 'Poisson test at the last look, rate not above λ0', column: 'once', nominal: ALPHA, of: quiet },
    { title: 'Garwood covers at every look', column: 'garwood_covers', nominal: 1 - ALPHA },
    {
      title: `e raises the alarm, rate doubled, ${LOOKS} looks`,
      column: 'above',
      nominal: null,
      of: doubled,
    },
    {
      title: `e raises the alarm, rate doubled, ${EARLY} looks`,
      column: 'above_early',
      nominal: null,
      of: doubled,
    },
  ],
  cases: casesOf(settings, simulate),
}
