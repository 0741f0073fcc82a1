/**
 * A pass rate looked at again and again: the e-process of the room against "the share is p" and its confidence sequence,
 * beside Wilson's interval at every look.
 */
import { shareEvidence, wilson } from '../../src/statistics/index.ts'
import type { Generator, Interval } from '../../src/statistics/index.ts'
import { drawBinomial } from './draw.ts'
import { casesOf } from './setup.ts'
import type { Figures, Setting, Setup } from './setup.ts'

const ALPHA = 0.05
const LOOKS = 50
const EACH = 10

const settings = [0.5, 0.9, 0.98].flatMap((share) => [0, -0.1].map((off) => ({ share, off })))

function simulate(generator: Generator, { share, off }: (typeof settings)[number], runs: number): Figures {
  const truth = share + off
  const lnAlarm = -Math.log(ALPHA)
  const covers = ({ lo, hi }: Interval): boolean => lo <= truth && truth <= hi
  let different = 0
  let sequence = 0
  let wilsonSequence = 0
  for (let run = 0; run < runs; run++) {
    let passed = 0
    let alarmed = false
    let inside = true
    let insideWilson = true
    for (let n = EACH; n <= LOOKS * EACH; n += EACH) {
      passed += drawBinomial(generator, EACH, truth)
      const found = shareEvidence(passed, n, { share, alpha: ALPHA })
      const once = wilson(passed / n, n)
      alarmed ||= found.ok && found.value.lnDifferent >= lnAlarm
      inside &&= found.ok && covers(found.value.interval)
      insideWilson &&= once.ok && covers(once.value)
    }
    if (alarmed) different += 1
    if (inside) sequence += 1
    if (insideWilson) wilsonSequence += 1
  }
  return {
    different: different / runs,
    sequence_covers: sequence / runs,
    wilson_covers: wilsonSequence / runs,
  }
}

const same = ({ off }: Setting): boolean => off === 0
const lower = ({ off }: Setting): boolean => off !== 0

export const eProcessShare: Setup = {
  name: 'e-process-share',
  title: 'A pass rate looked at again and again',
  about: [
    `Attempts pass with the same chance, and are looked at after every ${EACH}, ${LOOKS} times. The e-process of Concord against "the share is p" reaches 20 at some look on 5 % of paths at most where that is true; its confidence sequence covers the true share at every look on at least 95 %. Wilson's interval is right at one look.`,
  ],
  runs: 1000,
  keys: [
    { name: 'share', title: 'p' },
    { name: 'off', title: 'true share off by' },
  ],
  columns: [
    { name: 'different', title: 'e ≥ 20 against "is p" (Concord)', group: 'reached' },
    {
      name: 'sequence_covers',
      title: 'confidence sequence covers at every look (Concord)',
      group: 'reached',
    },
    { name: 'wilson_covers', title: 'Wilson covers at every look', group: 'reached' },
  ],
  lines: [
    { title: 'e reaches 20, share is p', column: 'different', nominal: ALPHA, of: same },
    { title: 'e reaches 20, share .1 lower', column: 'different', nominal: null, of: lower },
    {
      title: 'confidence sequence covers at every look',
      column: 'sequence_covers',
      nominal: 1 - ALPHA,
    },
    { title: 'Wilson covers at every look', column: 'wilson_covers', nominal: 1 - ALPHA },
  ],
  cases: casesOf(settings, simulate),
}
