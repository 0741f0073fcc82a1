import { describe, expect, it } from 'vitest'
import { crypto } from '../../../test/fixture/network.ts'
import type { PublishedRates } from '../../statement/index.ts'
import { analyse } from '../analysis/analyse.ts'
import { ref, smallEvaluation } from '../exercise.fixture.ts'
import { publishedRates, ratesProtocol, ratesRun } from '../published-rates.fixture.ts'
import { verifyAnalysis } from './analysis.ts'
import type { AnalysisEvidence } from './analysis.ts'
import { verifyRates } from './rates.ts'
import { effects } from './evidence.fixture.ts'

const protocol = ratesProtocol()

describe('rates held against their protocol', () => {
  const found = (rates: PublishedRates): string[] =>
    verifyRates(rates, protocol, 'run').map(({ what, where }) => `${what}: ${where}`)
  const rates = publishedRates('model_a')
  const [first] = rates.cells
  const [total] = rates.totals
  if (first === undefined || total === undefined) throw new Error('there are rates')

  it('are right where each stands once, in a language and measure of it', () => {
    expect(found(rates)).toEqual([])
  })

  it.each([
    [{ ...rates, cells: [...rates.cells, first] }, 'unreadable: run rates en passed'],
    [{ ...rates, totals: [total, total] }, 'unreadable: run rates total passed'],
    [{ ...rates, cells: [{ ...first, language: 'de' }] }, 'protocol: run rates de passed'],
    [{ ...rates, cells: [{ ...first, measure: 'other' }] }, 'protocol: run rates en other'],
    [{ ...rates, totals: [{ ...total, measure: 'other' }] }, 'protocol: run rates total other'],
    [
      {
        ...rates,
        cells: [
          { ...first, lab: 'X' },
          { ...first, lab: 'Y' },
          { ...first, lab: 'X' },
        ],
      },
      'unreadable: run rates en passed X',
    ],
  ])('are wrong otherwise: %#', (changed, want) => {
    expect(found(changed)).toEqual([want])
  })
})

describe('an analysis of published rates', () => {
  function evidence(): AnalysisEvidence {
    const runs = [ratesRun('model_a'), ratesRun('model_b')].map((body, at) => ({ id: ref(String(at)), body }))
    const made = analyse(
      {
        protocolId: ref('9'),
        protocol,
        amendmentIds: [],
        runs: runs.map((run) => ({ ...run, table: null, tableDigest: null })),
        sets: new Map(),
        computed: { by: 'ardal', at: '2026-11-25T00:00:00Z', engine: 'test' },
      },
      { sha256: crypto.sha256 },
    )
    if (!made.ok) throw new Error(made.refusal.detail.pattern)
    return {
      analysis: { id: ref('f'), body: made.analysis, faults: [] },
      protocol: { id: ref('9'), body: protocol, faults: [] },
      amendments: [],
      evaluation: { id: protocol.judging.evaluation, body: smallEvaluation(), faults: [] },
      datasets: new Map(),
      runs: runs.map(({ id, body }) => ({
        run: { id, body, faults: [] },
        amendments: [],
        table: new Uint8Array(),
        answers: null,
      })),
    }
  }

  it('is computed again from the rates alone; how they came about is said to be unchecked', async () => {
    expect(await verifyAnalysis(evidence(), effects)).toEqual({ findings: [], unchecked: ['rates'] })
  })

  it.each<[string, (evidence: AnalysisEvidence) => void, string]>([
    [
      'a rate of it',
      ({ analysis }) => {
        const [result] = analysis.body.results
        const cell = result?.kind === 'published-rates' ? result.models[0]?.cells[0] : undefined
        if (cell !== undefined) cell.rate = 0.58
      },
      'number',
    ],
    [
      'what it says of a total',
      ({ analysis }) => {
        const [result] = analysis.body.results
        const total = result?.kind === 'published-rates' ? result.models[0]?.total : undefined
        if (total) total.follows = 'equal-weights'
      },
      'number',
    ],
    [
      'an interval that nobody measured',
      ({ analysis }) => {
        const [result] = analysis.body.results
        const cell = result?.kind === 'published-rates' ? result.models[0]?.cells[0] : undefined
        if (cell !== undefined) cell.interval = { lo: 0.5, hi: 0.6 }
      },
      'number',
    ],
    [
      'a rate of the run below it',
      ({ runs }) => {
        const cell = runs[0]?.run.body.rates?.cells[0]
        if (cell !== undefined) cell.rate = 0.58
      },
      'number',
    ],
  ])('is found out where somebody changed %s', async (_, change, what) => {
    const changed = structuredClone({ ...evidence(), datasets: null })
    const whole = { ...changed, datasets: new Map() }
    change(whole)
    const { findings } = await verifyAnalysis(whole, effects)
    expect(findings.map((finding) => finding.what)).toContain(what)
  })
})
