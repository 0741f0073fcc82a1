/**
 * The published simulations, docs/validity.md: every figure against independent simulations of the same setups (CSV
 * reference, statistics 3.4 and 7), and some rows simulated anew, which must come out as they stand in the document.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { figureText, parseDocument, renderDocument } from '../../scripts/simulate/document.ts'
import type { Simulated } from '../../scripts/simulate/document.ts'
import { compareWithReference } from '../../scripts/simulate/reference.ts'
import { generatorOf, SEED_PHRASE } from '../../scripts/simulate/seed.ts'
import { caseName } from '../../scripts/simulate/setup.ts'
import type { Setting } from '../../scripts/simulate/setup.ts'
import { setups } from '../../scripts/simulate/setups.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/data/oracles')
const published = readFileSync(path.resolve(import.meta.dirname, '../../docs/validity.md'), 'utf8')
const { simulated, seed, version } = parseDocument(published, setups)

function section(name: string): Simulated {
  const found = simulated.find(({ setup }) => setup.name === name)
  if (found === undefined) throw new Error(`There is no setup ${name}.`)
  return found
}

/** The published figure of the one case that has these keys. */
function figure(name: string, keys: Setting, column: string): number {
  const rows = section(name).rows.filter(({ setting }) =>
    Object.entries(keys).every(([key, value]) => setting[key] === value),
  )
  const [only] = rows
  const value = only?.figures[column]
  if (rows.length !== 1 || value === null || value === undefined) {
    throw new Error(`${name} has no single figure ${column} at ${JSON.stringify(keys)}.`)
  }
  return value
}

/** All published figures of a column, for the cases that pass. */
function figures(name: string, column: string, of: (setting: Setting) => boolean): number[] {
  return section(name).rows.flatMap(({ setting, figures: all }) => (of(setting) ? [all[column] ?? 0] : []))
}

describe('docs/validity.md', () => {
  it('is what the command writes from its own figures, at the full number of runs', () => {
    const written = renderDocument({ version, seed, simulated }).split('\n')
    const stands = published.split('\n')
    expect(stands.filter((line, at) => line !== written[at])).toEqual([])
    expect(stands).toHaveLength(written.length)
    expect(seed).toBe(SEED_PHRASE)
    expect(simulated.map(({ runs }) => runs)).toEqual(setups.map(({ runs }) => runs))
  })

  // Numbers of the CSVs that are no key: a column that is left out would be missed here.
  const figuresByReference: Readonly<Record<string, number>> = {
    coverage_single_run_exact: 210,
    sim_single_run_epochs: 972,
    sim_shared_items_rejection_rates: 112,
    sim_crossed_coverage: 384,
    sim_degree_of_equivalence: 159,
    sim_coverage_meta: 756,
    sim_judge_correction: 252,
  }

  it.each(Object.keys(figuresByReference))('holds every figure of %s at its tolerance', (reference) => {
    const one = simulated.find(({ setup }) => setup.reference === reference)
    if (one === undefined) throw new Error(`No setup has the reference ${reference}.`)
    const csv = readFileSync(path.join(folder, `${reference}.csv`), 'utf8')
    const { count, off } = compareWithReference(one, csv)
    expect(off).toEqual([])
    expect(count).toBe(figuresByReference[reference])
  })

  it('knows every reference that a setup names', () => {
    const named = setups.flatMap(({ reference }) => reference ?? [])
    expect(named.toSorted()).toEqual(Object.keys(figuresByReference).toSorted())
  })

  it('names the planted lab, and nobody without one, as often as statistics 3.4 says', () => {
    const alone = [
      [{ L: 5, I: 60, delta: 0.05, gap: 0.22 }, 0.995],
      [{ L: 3, I: 60, delta: 0.1, gap: 0.22 }, 0.33],
      [{ L: 3, I: 120, delta: 0.1, gap: 0.22 }, 0.87],
      [{ L: 3, I: 200, delta: 0.1, gap: 0.22 }, 0.99],
      [{ L: 3, I: 200, delta: 0.05, gap: 0.22 }, 0.26],
    ] as const
    for (const [keys, want] of alone) {
      const off = Math.abs(figure('attribution', keys, 'alone') - want)
      expect(off, JSON.stringify(keys)).toBeLessThanOrEqual(want >= 0.9 ? 0.035 : 0.07)
    }
    const none = { L: 5, I: 60, delta: 0.05, gap: 0 }
    expect(figure('attribution', none, 'nobody')).toBeGreaterThanOrEqual(0.965)
    // "With three labs an honest one also differs (49 % of runs at D = .21, 60 items)", without the step-down.
    const honest = figure('attribution', { L: 3, I: 60, delta: 0.05, gap: 0.21 }, 'honest_beyond')
    expect(Math.abs(honest - 0.49)).toBeLessThanOrEqual(0.07)
    expect(Math.max(...figures('attribution', 'false_name', () => true))).toBeLessThanOrEqual(0.05)
  })

  it('finds a lab half a logit off where binomial comparison does not, with false alarms at 5 %', () => {
    const keys = { item_sd_logit: 3, epochs: 3, bad_lab_logit: -0.5 }
    for (const [items, matched, binomial] of [
      [50, 0.245, 0.018],
      [200, 0.834, 0.331],
    ] as const) {
      const at = { ...keys, items }
      expect(Math.abs(figure('shared-items', at, 'matched_F_LI') - matched)).toBeLessThanOrEqual(0.07)
      expect(Math.abs(figure('shared-items', at, 'binomial_chi2') - binomial)).toBeLessThanOrEqual(0.07)
    }
    // At 5 % and 1,000 runs, .0225 is 3.3 standard errors.
    const noneOff = ({ bad, bad_lab_logit: off }: Setting): boolean => (bad ?? off) === 0
    const falseAlarms = [
      ...figures('equivalence', 'FWER_paired', noneOff),
      ...figures('shared-items', 'matched_F_LI', noneOff),
    ]
    expect(falseAlarms).toHaveLength(28)
    expect(Math.max(...falseAlarms)).toBeLessThanOrEqual(0.0725)
    expect(Math.min(...falseAlarms)).toBeGreaterThanOrEqual(0.0275)
  })

  it('8.15: paths without a rise reach e ≥ 20 in at most 5 %, looked at every time; a test does not stay there', () => {
    const quiet = ({ times, off }: Setting): boolean =>
      times === undefined ? off === 0 : typeof times === 'number' && times <= 1
    const same = ({ times, off }: Setting): boolean => times === 1 || off === 0
    const reached = [
      ...figures('e-process-rate', 'above', quiet),
      ...figures('e-process-rate', 'different', same),
      ...figures('e-process-share', 'different', same),
    ]
    expect(reached).toHaveLength(10)
    expect(Math.max(...reached)).toBeLessThanOrEqual(0.05)
    const sequences = [
      ...figures('e-process-rate', 'sequence_covers', () => true),
      ...figures('e-process-share', 'sequence_covers', () => true),
    ]
    expect(Math.min(...sequences)).toBeGreaterThanOrEqual(0.95)
    // The same looks with a test at 5 % and with intervals of 95 %.
    expect(Math.min(...figures('e-process-rate', 'peeked', same))).toBeGreaterThanOrEqual(0.15)
    expect(Math.max(...figures('e-process-rate', 'garwood_covers', same))).toBeLessThanOrEqual(0.85)
    expect(
      Math.min(...figures('e-process-rate', 'above', ({ times }) => times === 2)),
    ).toBeGreaterThanOrEqual(0.8)
  })

  it('draws the run lengths of the cusum as statistics 3.11 says and the room states them', () => {
    const published = { rate0: 1, rate1: 2, threshold: 4 }
    // Monte Carlo with an error of about 2 %.
    expect(figure('cusum-run-lengths', published, 'without_rise_stated') / 114.807).toBeCloseTo(1, 1)
    expect(figure('cusum-run-lengths', published, 'after_rise_stated') / 7.382).toBeCloseTo(1, 1)
    for (const { figures: all } of section('cusum-run-lengths').rows) {
      // Lengths are about exponential: one standard error is 3.2 %.
      const ratio = (drawn: string): number => (all[drawn] ?? 0) / (all[`${drawn}_stated`] ?? 0)
      expect(Math.abs(ratio('without_rise') - 1)).toBeLessThanOrEqual(0.11)
      expect(Math.abs(ratio('after_rise') - 1)).toBeLessThanOrEqual(0.11)
    }
  })

  const again = setups.flatMap((setup) =>
    setup.cases
      .filter((_, at) => at % 16 === 5 || setup.cases.length <= 5)
      .map((one) => ({ name: caseName(setup, one.setting), setup, one })),
  )

  it.each(again)('has what comes out anew: $name', ({ setup, one }) => {
    const made = one.simulate(generatorOf(setup, one.setting), setup.runs)
    const row = section(setup.name).rows.find(({ setting }) => setting === one.setting)
    const texts = setup.columns.map(({ name }) => figureText(made[name]))
    expect(texts).toEqual(setup.columns.map(({ name }) => figureText(row?.figures[name])))
    // No figure is made that the document leaves out.
    expect(Object.keys(made).toSorted()).toEqual(setup.columns.map(({ name }) => name).toSorted())
  })
})
