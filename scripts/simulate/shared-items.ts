/**
 * Labs that run the same items: which test of "the labs agree" keeps its level, and which finds a lab that is off.
 *
 *   binomial χ²   Σ(x_i − np̄)²/(np̄(1 − p̄)), labs' totals as independent binomials
 *   one-way F     ISO 5725-2 with all attempts of a lab as its replicates, s_d²/s_r²
 *   matched F     MS_L/MS_LI, and with items fixed MS_L/MS_E, of the crossed analysis of variance
 */
import { chiSquareQuantile, crossedAnova, emptyCells, fQuantile } from '../../src/statistics/index.ts'
import type { Cells, Generator } from '../../src/statistics/index.ts'
import { drawTable } from './logit-table.ts'
import { casesOf } from './setup.ts'
import type { Figures, Setting, Setup } from './setup.ts'

const ALPHA = 0.05

const settings = [50, 200].flatMap((items) =>
  [1, 3].flatMap((epochs) =>
    [0, 1, 2, 3].flatMap((item_sd_logit) =>
      [0, -0.5].map((bad_lab_logit) => ({ L: 5, items, epochs, item_sd_logit, bad_lab_logit })),
    ),
  ),
)

/** Σ(m_i − m)² of the labs' scores, their mean, and Σ x(1 − x/n) of their totals. */
function scatter({ labs, items, sum }: Cells, perLab: number) {
  const scores = new Float64Array(labs)
  for (let i = 0; i < labs; i++) {
    for (let j = 0; j < items; j++) scores[i] = (scores[i] ?? 0) + (sum[i * items + j] ?? 0) / perLab
  }
  const mean = scores.reduce((total, score) => total + score, 0) / labs
  let between = 0
  let within = 0
  for (const score of scores) {
    between += (score - mean) ** 2
    within += perLab * score * (1 - score)
  }
  return { mean, between, within }
}

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { L: labs, items, epochs: repeats, item_sd_logit: itemSd, bad_lab_logit: shift } = setting
  const population = { labs, items, repeats, mean: 1, itemSd, labSd: 0, labByItemSd: 0, shift }
  const cells = emptyCells(labs, items)
  const logits = new Float64Array(items)
  const perLab = items * repeats
  const chiSquareLimit = chiSquareQuantile(1 - ALPHA, labs - 1)
  const fLimit = fQuantile(1 - ALPHA, labs - 1, labs * (perLab - 1))
  let binomial = 0
  let oneWay = 0
  let matched = 0
  let fixed = 0
  for (let run = 0; run < runs; run++) {
    drawTable(generator, population, cells, logits)
    const { mean, between, within } = scatter(cells, perLab)
    if (between * perLab > chiSquareLimit * mean * (1 - mean)) binomial += 1
    if ((between * perLab) / (labs - 1) > (fLimit * within) / (labs * (perLab - 1))) oneWay += 1
    const anova = crossedAnova(cells)
    if (!anova.ok) continue
    if ((anova.value.itemsRandom?.p ?? 1) < ALPHA) matched += 1
    if ((anova.value.itemsFixed?.p ?? 1) < ALPHA) fixed += 1
  }
  return {
    binomial_chi2: binomial / runs,
    oneway_iso: oneWay / runs,
    matched_F_LI: matched / runs,
    repeat_chi2_E: repeats > 1 ? fixed / runs : null,
  }
}

export const sharedItems: Setup = {
  name: 'shared-items',
  title: 'Labs that run the same items',
  about: [
    'Five labs run the same items, each item one or three times. The logit of a success is 1 plus a normal deviation of the item, of the SD in the table; the last lab is off by the logit in the table. Each test of "all labs agree" is made at 5 %; the table gives the share of runs in which it rejects.',
    'Without a deviation a test should reject in 5 % of runs. Tests that take the attempts of a lab as independent draws (the binomial χ² and the one-way analysis of ISO 5725-2) hardly ever reject once items differ in difficulty, and then miss a lab that is off. The matched tests of the crossed analysis, which Concord uses, compare labs item by item.',
  ],
  runs: 1000,
  reference: 'sim_shared_items_rejection_rates',
  keys: [
    { name: 'L', title: 'labs' },
    { name: 'items', title: 'items' },
    { name: 'epochs', title: 'repeats' },
    { name: 'item_sd_logit', title: 'SD of items (logit)' },
    { name: 'bad_lab_logit', title: 'last lab off by (logit)' },
  ],
  columns: [
    { name: 'matched_F_LI', title: 'matched F, items random (Concord)', group: 'reached' },
    { name: 'repeat_chi2_E', title: 'matched F, items fixed (Concord)', group: 'reached' },
    { name: 'binomial_chi2', title: 'binomial χ²', group: 'reached' },
    { name: 'oneway_iso', title: 'one-way F', group: 'reached' },
  ],
  lines: [
    ['matched_F_LI', 'matched F, items random'],
    ['repeat_chi2_E', 'matched F, items fixed'],
    ['binomial_chi2', 'binomial χ²'],
    ['oneway_iso', 'one-way F'],
  ].flatMap(([column = '', title = '']) => [
    {
      column,
      title: `${title}: rejects, no lab off, items of SD ≥ 2`,
      nominal: ALPHA,
      of: ({ bad_lab_logit: off, item_sd_logit: sd }: Setting) => off === 0 && Number(sd) >= 2,
    },
    {
      column,
      title: `${title}: finds the lab half a logit off, items of SD 3, three repeats`,
      nominal: null,
      of: ({ bad_lab_logit: off, item_sd_logit: sd, epochs }: Setting) =>
        off !== 0 && sd === 3 && epochs === 3,
    },
  ]),
  cases: casesOf(settings, simulate),
}
