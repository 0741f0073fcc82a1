import { describe, expect, it } from 'vitest'
import { parseDocument, renderDocument } from '../scripts/simulate/document.ts'
import {
  drawBeta,
  drawBinomial,
  drawNormal,
  drawPoisson,
  fastNormalQuantile,
} from '../scripts/simulate/draw.ts'
import {
  drawTable,
  expectedScores,
  logistic,
  meanLogistic,
  shiftForGap,
} from '../scripts/simulate/logit-table.ts'
import { compareWithReference } from '../scripts/simulate/reference.ts'
import { generatorOf } from '../scripts/simulate/seed.ts'
import { casesOf } from '../scripts/simulate/setup.ts'
import type { Setup } from '../scripts/simulate/setup.ts'
import { createGenerator, emptyCells, normalQuantile } from '../src/statistics/index.ts'

/** A setup of two cases: how often a draw is below p. */
const toy: Setup = {
  name: 'toy',
  title: 'Draws below p',
  about: ['How often a draw is below p.'],
  runs: 200,
  reference: 'toy',
  keys: [{ name: 'p', title: 'p' }],
  columns: [
    { name: 'below', title: 'below', group: 'reached' },
    { name: 'none', title: 'not defined', group: 'reached' },
    { name: 'w.below', title: 'below', group: 'width' },
  ],
  lines: [{ title: 'below', column: 'below', nominal: 0.5 }],
  cases: casesOf([{ p: 0.5 }, { p: 0.95 }], (generator, { p }, runs) => ({
    below: drawBinomial(generator, runs, p) / runs,
    none: null,
    'w.below': p,
  })),
}

function simulateToy(runs: number) {
  return {
    setup: toy,
    runs,
    rows: toy.cases.map(({ setting, simulate }) => ({
      setting,
      figures: simulate(generatorOf(toy, setting), runs),
    })),
  }
}

describe('simulations', () => {
  it('give the same figures every time, each case alone as among the others', () => {
    expect(simulateToy(200)).toEqual(simulateToy(200))
    const [, last] = toy.cases
    if (last === undefined) throw new Error('There is no second case.')
    expect(last.simulate(generatorOf(toy, last.setting), 200)).toEqual(simulateToy(200).rows[1]?.figures)
  })

  it('are read back from the document as they were written', () => {
    const simulated = [simulateToy(200)]
    const text = renderDocument({ version: '1.2.3', seed: 'a phrase', simulated })
    const parsed = parseDocument(text, [toy])
    expect(parsed).toEqual({ version: '1.2.3', seed: 'a phrase', simulated })
    expect(renderDocument(parsed)).toBe(text)
  })

  it('are refused from a document with a row, section or figure changed', () => {
    const text = renderDocument({ version: '1.2.3', seed: 'a phrase', simulated: [simulateToy(200)] })
    expect(() => parseDocument(text.replace('| 0.95 | 0.950 |', ''), [toy])).toThrow('rows')
    expect(() => parseDocument(text.replaceAll('| 0.95 |', '| 0.9 |'), [toy])).toThrow('is due')
    expect(() => parseDocument(text.replace('## Draws', '## Drawn'), [toy])).toThrow('no section')
    expect(() => parseDocument(text.replace('| 0.5 | 0.500 |', '| 0.5 | .5 |'), [toy])).toThrow('figure')
  })

  it('are held against a reference within .035 from .9 upwards, else .07, and rows that are not there', () => {
    const figures = (below: number) => ({ below, none: null, 'w.below': 0.5 })
    const at = (low: number, high: number) => ({
      setup: toy,
      runs: 200,
      rows: [
        { setting: { p: 0.5 }, figures: figures(low) },
        { setting: { p: 0.95 }, figures: figures(high) },
      ],
    })
    const csv = '"p","below","none"\n0.5,0.5,NA\n0.95,0.95,NA\n'
    expect(compareWithReference(at(0.57, 0.915), csv)).toEqual({ count: 2, off: [] })
    expect(compareWithReference(at(0.571, 0.95), csv).off).toEqual([
      'toy p=0.5: below is 0.571, 0.5 ± 0.07 in the reference',
    ])
    expect(compareWithReference(at(0.5, 0.914), csv).off).toHaveLength(1)
    expect(compareWithReference(at(0.5, 0.95), '"p","below"\n0.6,0.5\n').off).toEqual([
      'toy p=0.6: not simulated',
    ])
    expect(compareWithReference(at(0.5, 0.95), '"p","none"\n0.5,0.5\n').off).toEqual([
      'toy p=0.5: none is absent, 0.5 ± 0.07 in the reference',
    ])
  })
})

describe('draws of the simulations', () => {
  it('have the normal quantile of the room, to 13 digits', () => {
    for (const p of [1e-16, 1e-9, 0.001, 0.074, 0.076, 0.3, 0.5, 0.501, 0.925, 0.99, 1 - 1e-9]) {
      const want = normalQuantile(p)
      expect(Math.abs(fastNormalQuantile(p) - want), String(p)).toBeLessThanOrEqual(1e-13 * Math.abs(want))
    }
    const ours = createGenerator([1, 2, 3, 4])
    const room = createGenerator([1, 2, 3, 4])
    for (let k = 0; k < 50; k++) expect(drawNormal(ours)).toBeCloseTo(room.normal(), 13)
  })

  it('have the means and variances of beta and Poisson distributions, tiny shapes included', () => {
    const generator = createGenerator([5, 6, 7, 8])
    const count = 20_000
    const moments = (draw: () => number): { mean: number; variance: number } => {
      const drawn = Float64Array.from({ length: count }, draw)
      const mean = drawn.reduce((sum, value) => sum + value, 0) / count
      return { mean, variance: drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count }
    }
    for (const [a, b] of [
      [2, 2],
      [0.1089, 0.0022],
      [3.6, 0.4],
    ] as const) {
      const { mean, variance } = moments(() => drawBeta(generator, a, b))
      const p = a / (a + b)
      const want = (p * (1 - p)) / (a + b + 1)
      expect(Math.abs(mean - p)).toBeLessThan(4 * Math.sqrt(want / count))
      expect(Math.abs(variance / want - 1)).toBeLessThan(0.15)
    }
    for (const lambda of [0.3, 4, 60]) {
      const { mean, variance } = moments(() => drawPoisson(generator, lambda))
      expect(Math.abs(mean - lambda)).toBeLessThan(4 * Math.sqrt(lambda / count))
      expect(Math.abs(variance / lambda - 1)).toBeLessThan(0.06)
    }
  })

  it('draw tables whose scores are those expected, the last lab shifted', () => {
    const population = { labs: 3, items: 400, repeats: 2, mean: 1, itemSd: 2, labSd: 0, labByItemSd: 0.3 }
    const shift = shiftForGap({ ...population, shift: 0 }, 0.22)
    const expected = expectedScores({ ...population, shift })
    expect(expected.lab - expected.lastLab).toBeCloseTo(0.22, 12)
    const generator = createGenerator([9, 8, 7, 6])
    const cells = emptyCells(3, 400)
    const logits = new Float64Array(400)
    const scores = [0, 0, 0]
    for (let run = 0; run < 50; run++) {
      drawTable(generator, { ...population, shift }, cells, logits)
      for (const [at, x] of cells.sum.entries()) {
        const lab = Math.floor(at / 400)
        scores[lab] = (scores[lab] ?? 0) + x / (50 * 400 * 2)
      }
    }
    expect(cells.n.every((n) => n === 2)).toBe(true)
    for (const [lab, score] of scores.entries()) {
      expect(Math.abs(score - (lab === 2 ? expected.lastLab : expected.lab))).toBeLessThan(0.012)
    }
  })

  it('take the mean of a logistic of a normal as quadrature elsewhere has it', () => {
    expect(meanLogistic(1.3, 0)).toBe(logistic(1.3))
    expect(meanLogistic(0, 3)).toBeCloseTo(0.5, 14)
    // Against a sum over equal shares of the normal distribution.
    const shares = 4000
    let sum = 0
    for (let k = 0; k < shares; k++) sum += logistic(1 + 2 * fastNormalQuantile((k + 0.5) / shares)) / shares
    expect(meanLogistic(1, 2)).toBeCloseTo(sum, 6)
  })
})
