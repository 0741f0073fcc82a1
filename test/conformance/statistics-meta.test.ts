/** Meta-analysis against metafor, at the tolerance of the reference (statistics.md 3.6): 1e-6. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { metaAnalysis, metaLeaveOneOut } from '../../src/statistics/index.ts'
import type { MetaInterval, VarianceMethod } from '../../src/statistics/index.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

const Profile = z.object({ tau2: z.object({ estimate: Num, 'ci.lb': Num, 'ci.ub': Num }) })
const Set = {
  fits: z.array(
    z.object({
      method: z.string(),
      test: z.string(),
      k: Num,
      mu: Num,
      se: Num,
      ci: Pair,
      tau2: Num,
      I2_pct: Num,
      QE: Num,
      QEp: Num,
      pi: Pair.nullable(),
      weights: z.array(Num),
    }),
  ),
  confint_REML_Qprofile: Profile,
  confint_PM: Profile,
  rstudent: z.object({
    resid: z.array(Num.nullable()),
    se: z.array(Num.nullable()),
    z: z.array(Num.nullable()),
  }),
  leave1out: z.object({
    estimate: z.array(Num),
    tau2: z.array(Num),
    Q: z.array(Num),
    I2: z.array(Num),
  }),
}

const bcg = oracle('meta_bcg', z.object({ yi: z.array(Num), vi: z.array(Num), ...Set }))
const small = oracle(
  'meta_small_k',
  z.object({
    sets: z.array(
      z.object({
        name: z.string(),
        y: z.array(Num),
        v: z.array(Num),
        res: z.object({ ...Set, leave1out: Set.leave1out.optional(), rstudent: Set.rstudent.optional() }),
      }),
    ),
  }),
)
const sets = [
  { name: 'bcg', y: bcg.yi, v: bcg.vi, res: bcg },
  ...small.sets.map(({ name, y, v, res }) => ({ name, y, v, res })),
].map(({ name, y, v, res }) => ({ name, res, estimates: y.map((value, i) => ({ y: value, v: v[i] ?? 0 })) }))

const METHODS = new Map<string, VarianceMethod>([
  ['FE', 'FE'],
  ['DL', 'DL'],
  ['PM', 'PM'],
  ['REML', 'REML'],
])
const INTERVALS = new Map<string, MetaInterval>([
  ['z', 'z'],
  ['knha', 'HK'],
  ['adhoc', 'ad-hoc'],
])

describe('meta-analysis (meta_bcg.json, meta_small_k.json)', () => {
  it('gives the fits of FE, DL, PM and REML with z, Hartung–Knapp and the ad hoc form', () => {
    const rows = new Comparison(1e-6)
    let fits = 0
    for (const { name, res, estimates } of sets) {
      for (const fit of res.fits) {
        const method = METHODS.get(fit.method)
        const interval = INTERVALS.get(fit.test)
        if (method === undefined || interval === undefined) continue
        fits += 1
        const got = valueOf(metaAnalysis(estimates, method, interval))
        const label = [name, method, interval]
        rows.add([label, 'k'], got.count, fit.k)
        rows.add([label, 'μ'], got.mean, fit.mu)
        rows.add([label, 'se'], got.se, fit.se)
        rows.addInterval([label, 'ci'], got.interval, fit.ci)
        rows.add([label, 'τ²'], got.tau2, fit.tau2)
        rows.add([label, 'I²'], got.i2 * 100, fit.I2_pct)
        rows.add([label, 'Q'], got.heterogeneity.q, fit.QE)
        rows.add([label, 'p'], got.heterogeneity.p, fit.QEp)
        if (fit.pi === null) expect(got.prediction).toBeNull()
        else rows.addInterval([label, 'pi'], got.prediction ?? { lo: 0, hi: 0 }, fit.pi)
        for (const [i, weight] of fit.weights.entries()) rows.add([label, 'w', i], got.weights[i], weight)
      }
    }
    // Per set one fixed-effect fit (z) and three intervals of three methods.
    expect(fits).toBe(sets.length * 10)
    const estimates = sets.reduce((sum, set) => sum + set.estimates.length, 0)
    rows.check(fits * 9 + sets.length * 9 * 2 + estimates * 10)
  })

  it('gives the Q-profile interval of τ²', () => {
    const rows = new Comparison(1e-6)
    for (const { name, res, estimates } of sets) {
      for (const [method, want] of [
        ['REML', res.confint_REML_Qprofile],
        ['PM', res.confint_PM],
      ] as const) {
        const got = valueOf(metaAnalysis(estimates, method, 'z'))
        rows.add([name, method], got.tau2, want.tau2.estimate)
        rows.addInterval([name, method], got.tau2Interval ?? { lo: Number.NaN, hi: Number.NaN }, [
          want.tau2['ci.lb'],
          want.tau2['ci.ub'],
        ])
      }
    }
    rows.check(sets.length * 2 * 3)
  })

  it('gives what the others say without each estimate, and its distance to them (REML)', () => {
    const rows = new Comparison(1e-6)
    let compared = 0
    for (const { name, res, estimates } of sets) {
      const { leave1out, rstudent } = res
      if (estimates.length < 3 || leave1out === undefined || rstudent === undefined) continue
      compared += estimates.length
      for (const [i, got] of valueOf(metaLeaveOneOut(estimates, 'REML')).entries()) {
        rows.add([name, i, 'μ'], got.mean, leave1out.estimate[i] ?? Number.NaN)
        rows.add([name, i, 'τ²'], got.tau2, leave1out.tau2[i] ?? Number.NaN)
        rows.add([name, i, 'Q'], got.q, leave1out.Q[i] ?? Number.NaN)
        rows.add([name, i, 'I²'], got.i2 * 100, leave1out.I2[i] ?? Number.NaN)
        rows.add([name, i, 'd'], got.d, rstudent.resid[i] ?? Number.NaN)
        rows.add([name, i, 'se'], got.se, rstudent.se[i] ?? Number.NaN)
        rows.add([name, i, 'z'], got.z, rstudent.z[i] ?? Number.NaN)
      }
    }
    expect(compared).toBe(13 + 5 + 3 + 3)
    rows.check(compared * 7)
  })
})
