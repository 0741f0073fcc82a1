/**
 * Degrees of equivalence: coverage of each lab's distance to the others, false flags where no lab is off, and the
 * power to flag one that is. Each test with Holm's adjustment over the labs, at 5 %:
 *
 *   paired          d_i of the room, paired by item
 *   binomial        z = (p_i − p_{−i})/√(p̄(1 − p̄)(1/n + 1/((L − 1)n))), totals as independent binomials
 *   leave one out   t = (m_i − m̄_{−i})/(SD_{−i} √(1 + 1/(L − 1))) on L − 2, from the lab scores alone
 */
import { degreesOfEquivalence, emptyCells, holm, normalTails, tTails } from '../../src/statistics/index.ts'
import type { Generator } from '../../src/statistics/index.ts'
import { drawTable, expectedScores } from './logit-table.ts'
import { casesOf } from './setup.ts'
import type { Figures, Setting, Setup } from './setup.ts'

const ALPHA = 0.05
const LAB_BY_ITEM_SD = 0.3

const settings = [0, -0.7].flatMap((bad) =>
  [1, 3].flatMap((r) => [50, 200].flatMap((I) => [3, 5, 9].map((L) => ({ L, I, r, mu: 1.5, bad })))),
)

function binomialP(totals: Float64Array, perLab: number): number[] {
  const labs = totals.length
  const all = totals.reduce((sum, x) => sum + x, 0)
  const pooled = all / (labs * perLab)
  const se = Math.sqrt(((pooled * (1 - pooled)) / perLab) * (1 + 1 / (labs - 1)))
  return Array.from(totals, (x) => {
    const gap = x / perLab - (all - x) / ((labs - 1) * perLab)
    return se > 0 ? Math.min(1, 2 * normalTails(Math.abs(gap) / se).upper) : 1
  })
}

function leaveOneOutP(totals: Float64Array): number[] {
  const others = totals.length - 1
  return Array.from(totals, (own, lab) => {
    let sum = 0
    for (const [k, x] of totals.entries()) if (k !== lab) sum += x
    const mean = sum / others
    let squares = 0
    for (const [k, x] of totals.entries()) if (k !== lab) squares += (x - mean) ** 2
    const se = Math.sqrt((squares / (others - 1)) * (1 + 1 / others))
    if (se > 0) return Math.min(1, 2 * tTails(Math.abs(own - mean) / se, others - 1).upper)
    // As the formula has it: to others of equal score any other score is infinitely far.
    return own === mean ? 1 : 0
  })
}

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { L: labs, I: items, r: repeats, mu: mean, bad: shift } = setting
  const population = { labs, items, repeats, mean, itemSd: 2, labSd: 0, labByItemSd: LAB_BY_ITEM_SD, shift }
  const expected = expectedScores(population)
  const gap = expected.lastLab - expected.lab
  const cells = emptyCells(labs, items)
  const logits = new Float64Array(items)
  const totals = new Float64Array(labs)
  let covered = 0
  // Any lab flagged, and the last lab flagged, of each test.
  const any = new Float64Array(3)
  const last = new Float64Array(3)
  for (let run = 0; run < runs; run++) {
    drawTable(generator, population, cells, logits)
    const found = degreesOfEquivalence(cells)
    if (!found.ok) continue
    for (const { lab, lo, hi } of found.value) {
      const d = lab === labs - 1 ? gap : -gap / (labs - 1)
      if (lo <= d && d <= hi) covered += 1
    }
    totals.fill(0)
    for (const [at, x] of cells.sum.entries()) {
      const lab = Math.floor(at / items)
      totals[lab] = (totals[lab] ?? 0) + x
    }
    const tests = [
      found.value.map(({ holm: p }) => p ?? 1),
      holm(leaveOneOutP(totals)),
      holm(binomialP(totals, items * repeats)),
    ]
    for (const [at, p] of tests.entries()) {
      if (p.some((value) => value < ALPHA)) any[at] = (any[at] ?? 0) + 1
      if ((p[labs - 1] ?? 1) < ALPHA) last[at] = (last[at] ?? 0) + 1
    }
  }
  // With a lab off, every other lab differs from the mean of the others too: no flag is false.
  const falseFlags = (at: number): number => (shift === 0 ? (any[at] ?? 0) / runs : 0)
  const flags = (at: number): number => (last[at] ?? 0) / runs
  return {
    cover: covered / (runs * labs),
    FWER_paired: falseFlags(0),
    power_paired: flags(0),
    FWER_h_loo: falseFlags(1),
    power_h_loo: flags(1),
    FWER_binom: falseFlags(2),
    power_binom: flags(2),
  }
}

const noLabOff = ({ bad }: Setting): boolean => bad === 0
const oneLabOff = ({ bad }: Setting): boolean => bad !== 0

export const equivalence: Setup = {
  name: 'equivalence',
  title: "Each lab's distance to the others",
  about: [
    'Labs run the same items; the logit of a success is 1.5 plus normal deviations of item (SD 2) and lab × item (SD 0.3). The last lab is off by the logit in the table. The interval of each lab is to cover its distance to the mean of the others over the population of items.',
    "A lab is flagged where Holm's p over the labs is below 5 %. Where no lab is off, any flag is false; where one is, every other lab differs from the mean of the others as well, so no flag is false (0 in the table; who is to be named is the matter of the next setup). Beside the paired test of Concord stand the comparison of totals as binomials and the test of one lab score against the others, which has too few labs to see anything.",
  ],
  runs: 1000,
  reference: 'sim_degree_of_equivalence',
  keys: [
    { name: 'L', title: 'labs' },
    { name: 'I', title: 'items' },
    { name: 'r', title: 'repeats' },
    { name: 'mu', title: 'μ' },
    { name: 'bad', title: 'last lab off by (logit)' },
  ],
  columns: [
    { name: 'cover', title: 'coverage of d (Concord)', group: 'reached' },
    { name: 'FWER_paired', title: 'any false flag, paired (Concord)', group: 'reached' },
    { name: 'power_paired', title: 'last lab flagged, paired (Concord)', group: 'reached' },
    { name: 'FWER_h_loo', title: 'any false flag, leave one out', group: 'reached' },
    { name: 'power_h_loo', title: 'last lab flagged, leave one out', group: 'reached' },
    { name: 'FWER_binom', title: 'any false flag, binomial', group: 'reached' },
    { name: 'power_binom', title: 'last lab flagged, binomial', group: 'reached' },
  ],
  lines: [
    { title: 'coverage of d', column: 'cover', nominal: 0.95 },
    { title: 'any false flag, paired', column: 'FWER_paired', nominal: ALPHA, of: noLabOff },
    { title: 'any false flag, leave one out', column: 'FWER_h_loo', nominal: ALPHA, of: noLabOff },
    { title: 'any false flag, binomial', column: 'FWER_binom', nominal: ALPHA, of: noLabOff },
    { title: 'the lab that is off is flagged, paired', column: 'power_paired', nominal: null, of: oneLabOff },
    {
      title: 'the lab that is off is flagged, leave one out',
      column: 'power_h_loo',
      nominal: null,
      of: oneLabOff,
    },
    {
      title: 'the lab that is off is flagged, binomial',
      column: 'power_binom',
      nominal: null,
      of: oneLabOff,
    },
  ],
  cases: casesOf(settings, simulate),
}
