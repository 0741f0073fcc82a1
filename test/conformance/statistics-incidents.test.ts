/** Sequential monitoring of incidents against R, at the tolerance of the reference (statistics.md 3.11). */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cusum, cusumRunLengths, garwood, rateMonitor, shareEvidence } from '../../src/statistics/index.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

const {
  poisson,
  cusum: wantedCusum,
  bernoulli_beta_half_half_CS: shares,
} = oracle(
  'sequential',
  z.object({
    poisson: z.object({
      counts: z.array(Num),
      exposure: z.array(Num),
      lambda0: Num,
      gamma_prior: z.object({ a: Num, b: Num }),
      log_e_two_sided: z.array(Num),
      log_e_one_sided_truncated: z.array(Num),
      conf_seq_95: z.array(Pair),
      garwood_fixed_time_95: z.array(Pair),
    }),
    cusum: z.object({
      lambda0: Num,
      lambda1: Num,
      k: Num,
      count_cusum: z.array(Num),
      llr_cusum: z.array(Num),
      ARL0_h4_sim_3000: Num,
      ARL1_h4_sim_3000: Num,
    }),
    bernoulli_beta_half_half_CS: z.array(z.object({ s: Num, n: Num, cs95: Pair, 'log_e_p0_0.5': Num })),
  }),
)

const periods = poisson.counts.map((count, k) => ({ count, exposure: poisson.exposure[k] ?? null }))

describe('monitoring (sequential.json)', () => {
  it("gives ln e, the confidence sequence and Garwood's intervals to 1e-8", () => {
    const { a, b } = poisson.gamma_prior
    const { looks, alarmAt } = valueOf(
      rateMonitor(periods, { rate: poisson.lambda0, shape: a, priorExposure: b, alpha: 0.05 }),
    )
    const rows = new Comparison(1e-8)
    for (const [k, { count, exposure, lnDifferent, lnAbove, interval }] of looks.entries()) {
      rows.add([k, 'two-sided'], lnDifferent, poisson.log_e_two_sided[k] ?? Number.NaN)
      rows.add([k, 'one-sided'], lnAbove, poisson.log_e_one_sided_truncated[k] ?? Number.NaN)
      rows.addInterval([k, 'sequence'], interval, poisson.conf_seq_95[k] ?? [0, 0])
      const fixed = valueOf(garwood({ count, exposure }))
      rows.addInterval([k, 'Garwood'], fixed, poisson.garwood_fixed_time_95[k] ?? [0, 0])
    }
    rows.check(12 * 6)
    expect(alarmAt).toBe(poisson.log_e_one_sided_truncated.findIndex((value) => value >= Math.log(20)))
  })

  it('gives the evidence on a share to 1e-8', () => {
    const rows = new Comparison(1e-8)
    for (const { s, n, cs95, 'log_e_p0_0.5': lnE } of shares) {
      const got = valueOf(shareEvidence(s, n, { share: 0.5, alpha: 0.05 }))
      rows.add([s, n, 'ln e'], got.lnDifferent, lnE)
      rows.addInterval([s, n], got.interval, cs95)
    }
    rows.check(18)
  })

  it('gives both cusums to 1e-8, and the run lengths within the error of the simulated ones', () => {
    const { lambda0, lambda1, ...want } = wantedCusum
    const plan = { rate0: lambda0, rate1: lambda1, threshold: 4 }
    const got = valueOf(cusum(periods, plan))
    const rows = new Comparison(1e-8)
    rows.add('k', got.reference, want.k)
    for (const [k, value] of want.count_cusum.entries()) rows.add([k, 'counts'], got.counts[k], value)
    for (const [k, value] of want.llr_cusum.entries()) rows.add([k, 'LLR'], got.llr[k], value)
    rows.check(25)
    const lengths = valueOf(cusumRunLengths(plan))
    expect(Math.abs(lengths.withoutRise / want.ARL0_h4_sim_3000 - 1)).toBeLessThan(0.04)
    expect(Math.abs(lengths.afterRise / want.ARL1_h4_sim_3000 - 1)).toBeLessThan(0.04)
  })
})
