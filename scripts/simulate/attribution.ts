/**
 * Who deviates: the step-down of the room beyond δ, with one lab planted about .22 below the others, and with none.
 */
import { attribution as stepDown, beyondDelta, emptyCells } from '../../src/statistics/index.ts'
import type { Generator } from '../../src/statistics/index.ts'
import { drawTable, shiftForGap } from './logit-table.ts'
import { casesOf } from './setup.ts'
import type { Figures, Setting, Setup } from './setup.ts'

const GAP = 0.22

const settings = [
  { L: 5, I: 60, delta: 0.05, gap: GAP },
  { L: 5, I: 60, delta: 0.05, gap: 0 },
  ...[60, 120, 200].map((I) => ({ L: 3, I, delta: 0.1, gap: GAP })),
  { L: 3, I: 200, delta: 0.05, gap: GAP },
  { L: 3, I: 60, delta: 0.05, gap: 0.21 },
  ...[60, 120, 200].map((I) => ({ L: 3, I, delta: 0.1, gap: 0 })),
  { L: 3, I: 200, delta: 0.05, gap: 0 },
]

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { L: labs, I: items, delta, gap } = setting
  const plain = {
    labs,
    items,
    repeats: 3,
    mean: 1,
    itemSd: 2,
    labSd: 0,
    labByItemSd: 0.3,
    shift: 0,
  }
  const population = { ...plain, shift: gap > 0 ? shiftForGap(plain, gap) : 0 }
  const planted = gap > 0 ? labs - 1 : null
  const cells = emptyCells(labs, items)
  const logits = new Float64Array(items)
  let alone = 0
  let nobody = 0
  let falseName = 0
  let cannotTellWhich = 0
  let honestBeyond = 0
  for (let run = 0; run < runs; run++) {
    drawTable(generator, population, cells, logits)
    const found = stepDown(cells, delta)
    const beyond = beyondDelta(cells, delta)
    if (!found.ok || !beyond.ok) continue
    const { named, outcome } = found.value
    if (planted !== null && named.length === 1 && named[0] === planted) alone += 1
    if (named.length === 0) nobody += 1
    if (named.some((lab) => lab !== planted)) falseName += 1
    if (outcome === 'cannot-tell-which') cannotTellWhich += 1
    if (beyond.value.some(({ lab, holm }) => lab !== planted && holm < 0.05)) honestBeyond += 1
  }
  return {
    alone: planted === null ? null : alone / runs,
    nobody: nobody / runs,
    false_name: falseName / runs,
    cannot_tell_which: cannotTellWhich / runs,
    honest_beyond: honestBeyond / runs,
  }
}

const oneLabOff = ({ gap }: Setting): boolean => gap !== 0
const noLabOff = ({ gap }: Setting): boolean => gap === 0

export const attribution: Setup = {
  name: 'attribution',
  title: 'Which lab deviates',
  about: [
    'Labs run the same items three times; the logit of a success is 1 plus normal deviations of item (SD 2) and lab × item (SD 0.3). The last lab scores below the others by what the table says. The step-down of Concord names labs that are farther than δ from the rest.',
    'One lab that is off moves the mean the others are compared with: without the step-down an honest lab is found farther than δ from the others as well, in the share of runs of the last column. With three labs, a deviation is often seen but its author cannot be told; an exercise of three labs is planned with δ of .10 or more.',
  ],
  runs: 400,
  keys: [
    { name: 'L', title: 'labs' },
    { name: 'I', title: 'items' },
    { name: 'delta', title: 'δ' },
    { name: 'gap', title: 'last lab below by' },
  ],
  columns: [
    { name: 'alone', title: 'the lab that is off named, alone', group: 'reached' },
    { name: 'nobody', title: 'nobody named', group: 'reached' },
    { name: 'false_name', title: 'an honest lab named', group: 'reached' },
    { name: 'cannot_tell_which', title: 'cannot tell which', group: 'reached' },
    { name: 'honest_beyond', title: 'an honest lab beyond δ without step-down', group: 'reached' },
  ],
  lines: [
    { title: 'the lab that is off named, alone', column: 'alone', nominal: null, of: oneLabOff },
    { title: 'an honest lab named, one lab off', column: 'false_name', nominal: 0.05, of: oneLabOff },
    { title: 'an honest lab named, none off', column: 'false_name', nominal: 0.05, of: noLabOff },
  ],
  cases: casesOf(settings, simulate),
}
