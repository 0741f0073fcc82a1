/**
 * The room statistics against R and Python, at the tolerances of the reference (statistics.md 2, 3.1–3.4, 3.10,
 * 3.12). Each oracle names the command that made it in `meta.made_by`.
 */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  addScore,
  benjaminiHochberg,
  betaQuantile,
  binomialTails,
  chiSquareQuantile,
  chiSquareTails,
  clopperPearson,
  clusteredSE,
  cochranQ,
  coxReference,
  crossedAnova,
  degreesOfEquivalence,
  emptyCells,
  fQuantile,
  fTails,
  gammaQuantile,
  holm,
  itemsNeeded,
  labLanguage,
  lnGamma,
  mcnemar,
  minimalDetectableEffect,
  newcombe,
  normalQuantile,
  normalTails,
  pairedDifference,
  passAtK,
  passHatK,
  pauleMandel,
  poissonTails,
  sdFactors,
  tango,
  tQuantile,
  tTails,
  wilson,
} from '../../src/statistics/index.ts'
import type { Cells } from '../../src/statistics/index.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

const tailRow = { lower: Num, upper: Num }
const grid = oracle(
  'dist_grid',
  z.object({
    quantiles: z.object({
      norm: z.array(z.object({ p: Num, q: Num })),
      t: z.array(z.object({ p: Num, df: Num, q: Num })),
      chisq: z.array(z.object({ p: Num, df: Num, q: Num })),
      f: z.array(z.object({ p: Num, df1: Num, df2: Num, q: Num })),
      beta: z.array(z.object({ p: Num, a: Num, b: Num, q: Num })),
      gamma: z.array(z.object({ p: Num, shape: Num, q: Num })),
    }),
    cdf: z.object({
      pnorm: z.array(z.object({ x: Num, ...tailRow })),
      pt: z.array(z.object({ x: Num, df: Num, ...tailRow })),
      pchisq: z.array(z.object({ x: Num, df: Num, ...tailRow })),
      pf: z.array(z.object({ x: Num, df1: Num, df2: Num, ...tailRow })),
      pbinom: z.array(z.object({ x: Num, n: Num, p: Num, ...tailRow })),
      ppois: z.array(z.object({ x: Num, l: Num, ...tailRow })),
    }),
    lgamma: z.array(z.object({ x: Num, lgamma: Num })),
  }),
)

describe('special functions (dist_grid.json)', () => {
  it('gives the quantiles of norm, t, χ², beta and gamma to 1e-10', () => {
    const { norm, t, chisq, beta, gamma } = grid.quantiles
    const rows = new Comparison(1e-10)
    for (const { p, q } of norm) rows.add(['norm', p], normalQuantile(p), q)
    for (const { p, df, q } of t) rows.add(['t', p, df], tQuantile(p, df), q)
    for (const { p, df, q } of chisq) rows.add(['chisq', p, df], chiSquareQuantile(p, df), q)
    for (const { p, a, b, q } of beta) rows.add(['beta', p, a, b], betaQuantile(p, a, b), q)
    for (const { p, shape, q } of gamma) rows.add(['gamma', p, shape], gammaQuantile(p, shape), q)
    rows.check(16 + 224 + 224 + 468 + 78)
  })

  it('gives the quantiles of F to 1e-9, for df1 = 1 to 1e-6 and as t²', () => {
    const rows = new Comparison(1e-9)
    for (const { p, df1, df2, q } of grid.quantiles.f) {
      rows.add(['f', p, df1, df2], fQuantile(p, df1, df2), q, df1 === 1 ? 1e-6 : 1e-9)
      if (df1 === 1) rows.add(['t²', p, df2], fQuantile(p, 1, df2), tQuantile((1 + p) / 2, df2) ** 2)
    }
    rows.check(546 + grid.quantiles.f.filter(({ df1 }) => df1 === 1).length)
  })

  it('gives both tails to 1e-11 where they are above 1e-290', () => {
    const rows = new Comparison(1e-11)
    const tails = (label: unknown, got: { lower: number; upper: number }, want: typeof got): void => {
      if (want.lower >= 1e-290) rows.add([label, 'lower'], got.lower, want.lower)
      if (want.upper >= 1e-290) rows.add([label, 'upper'], got.upper, want.upper)
    }
    const { pnorm, pt, pchisq, pf, pbinom, ppois } = grid.cdf
    for (const row of pnorm) tails(row, normalTails(row.x), row)
    for (const row of pt) tails(row, tTails(row.x, row.df), row)
    for (const row of pchisq) tails(row, chiSquareTails(row.x, row.df), row)
    for (const row of pf) tails(row, fTails(row.x, row.df1, row.df2), row)
    for (const row of pbinom) tails(row, binomialTails(row.x, row.n, row.p), row)
    for (const row of ppois) tails(row, poissonTails(row.x, row.l), row)
    expect(rows.off).toEqual([])
    expect(rows.count).toBeGreaterThan(750)
  })

  it('gives ln Γ to 1e-13', () => {
    const rows = new Comparison(1e-13)
    for (const { x, lgamma } of grid.lgamma) rows.add(x, lnGamma(x), lgamma)
    rows.check(12)
  })
})

describe('one run', () => {
  it('gives Wilson and Clopper–Pearson intervals (intervals_one_proportion.json)', () => {
    const { rows } = oracle(
      'intervals_one_proportion',
      z.object({
        rows: z.array(
          z.object({
            x: Num,
            n: Num,
            conf: Num,
            wilson: Pair,
            clopper_pearson: Pair,
            one_sided_upper_cp: Num,
          }),
        ),
      }),
    )
    const compared = new Comparison(1e-9)
    for (const { x, n, conf, ...want } of rows) {
      compared.addInterval(['wilson', x, n, conf], valueOf(wilson(x / n, n, conf)), want.wilson)
      const exact = valueOf(clopperPearson(x, n, conf))
      compared.addInterval(['clopper', x, n, conf], exact, want.clopper_pearson)
      compared.add(['upper', x, n, conf], exact.upperOneSided, want.one_sided_upper_cp)
    }
    compared.check(69 * 5)
  })

  it('gives clustered standard errors (clustered_se.json)', () => {
    const want = oracle(
      'clustered_se',
      z.object({
        cluster: z.array(Num),
        score: z.array(Num),
        C: Num,
        mean: Num,
        se_clustered_miller_CR0: Num,
        se_clustered_inspect_CR0_times_sqrt_C_over_Cm1: Num,
        clubSandwich_CR2: z.object({ se: Num, df: Num }),
      }),
    )
    const got = valueOf(clusteredSE(want.score, want.cluster))
    const rows = new Comparison(1e-9)
    rows.add('mean', got.mean, want.mean)
    rows.add('CR0', got.cr0, want.se_clustered_miller_CR0)
    rows.add('HC1', got.hc1, want.se_clustered_inspect_CR0_times_sqrt_C_over_Cm1)
    rows.add('CR2', got.cr2, want.clubSandwich_CR2.se)
    rows.add('df', got.df, want.clubSandwich_CR2.df)
    rows.add('C', got.clusters, want.C)
    rows.check(6)
  })

  it('gives pass@k and pass^k (pass_at_k.json)', () => {
    const { rows } = oracle(
      'pass_at_k',
      z.object({
        rows: z.array(z.object({ n: Num, c: Num, k: Num, pass_at_k: Num, pass_hat_k_all_succeed: Num })),
      }),
    )
    const compared = new Comparison(1e-12)
    for (const { n, c, k, ...want } of rows) {
      compared.add(['at', n, c, k], valueOf(passAtK(n, c, k)), want.pass_at_k)
      compared.add(['hat', n, c, k], valueOf(passHatK(n, c, k)), want.pass_hat_k_all_succeed)
    }
    compared.check(30)
  })
})

describe('two configurations', () => {
  const want = oracle(
    'intervals_differences',
    z.object({
      independent: z.array(
        z.object({ x1: Num, n1: Num, x2: Num, n2: Num, diff: Num, newcombe_hybrid_score_95: Pair }),
      ),
      paired: z.array(
        z.object({
          both: Num,
          A_only: Num,
          B_only: Num,
          neither: Num,
          n: Num,
          diff: Num,
          se_paired_miller: Num,
          ci_t: Pair,
          tango_score_95: Pair,
          mcnemar_exact_p: Num,
          mcnemar_midp: Num,
        }),
      ),
    }),
  )

  it('gives paired t, Tango and McNemar (intervals_differences.json, paired)', () => {
    const rows = new Comparison(1e-8)
    let refused = 0
    for (const row of want.paired) {
      const { both, A_only: b, B_only: c, neither, n } = row
      const list = (parts: [number, number][]): number[] =>
        parts.flatMap(([value, count]) => Array.from({ length: count }, () => value))
      const paired = pairedDifference(
        list([
          [1, both + b],
          [0, c + neither],
        ]),
        list([
          [1, both],
          [0, b],
          [1, c],
          [0, neither],
        ]),
      )
      if (paired.ok) {
        rows.add(['diff', b, c, n], paired.value.value, row.diff)
        rows.add(['se', b, c, n], paired.value.se, row.se_paired_miller)
        rows.addInterval(['t', b, c, n], paired.value, row.ci_t)
      } else {
        // R prints the interval of zero width.
        expect(paired.reason).toBe('no-variation')
        expect(row.ci_t[0]).toBe(row.ci_t[1])
        refused += 1
      }
      rows.addInterval(['tango', b, c, n], valueOf(tango(b, c, n)), row.tango_score_95)
      const test = valueOf(mcnemar(b, c))
      rows.add(['exact', b, c], test.exact, row.mcnemar_exact_p)
      rows.add(['mid-p', b, c], test.midP, row.mcnemar_midp)
    }
    expect(refused).toBe(2)
    rows.check(7 * 4 + 5 * 4)
  })

  it("gives Newcombe's interval (intervals_differences.json, independent)", () => {
    const rows = new Comparison(1e-8)
    for (const { x1, n1, x2, n2, ...row } of want.independent) {
      const got = valueOf(newcombe(x1, n1, x2, n2))
      rows.add([x1, n1, x2, n2], got.value, row.diff)
      rows.addInterval([x1, n1, x2, n2], got, row.newcombe_hybrid_score_95)
    }
    rows.check(15)
  })

  it('gives items needed and detectable effects (power_miller.json)', () => {
    const { rows } = oracle(
      'power_miller',
      z.object({
        rows: z.array(
          z.object({
            omega2: Num,
            sigma2_A: Num,
            K_A: Num,
            sigma2_B: Num,
            K_B: Num,
            delta: Num,
            alpha: Num,
            power: Num,
            n_real: Num,
            mde_at_n_198: Num,
          }),
        ),
      }),
    )
    const compared = new Comparison(1e-10)
    for (const row of rows) {
      const variances = {
        between: row.omega2,
        withinA: row.sigma2_A,
        attemptsA: row.K_A,
        withinB: row.sigma2_B,
        attemptsB: row.K_B,
      }
      compared.add('n', valueOf(itemsNeeded(variances, row.delta, row.alpha, row.power)), row.n_real)
      const mde = valueOf(minimalDetectableEffect(variances, 198, row.alpha, row.power))
      compared.add('mde', mde, row.mde_at_n_198)
    }
    compared.check(8)
  })
})

const Fit = { L: Num, I: Num, LI: Num, E: Num }
const crossed = oracle(
  'crossed_lab_item',
  z.object({
    counts_lab_by_item: z.array(z.array(Num)),
    r: Num,
    degrees_of_equivalence_leave_one_out_paired_by_item: z.array(
      z.object({
        lab: Num,
        d: Num,
        se_items_random: Num,
        ci_lo: Num,
        ci_hi: Num,
        p: Num,
        p_holm: Num,
        se_items_fixed_from_repeats: Num,
      }),
    ),
    anova: z.object({
      grand: Num,
      lab_means: z.array(Num),
      SS: z.object(Fit),
      df: z.object(Fit),
      MS: z.object(Fit),
      var_comp_untruncated: z.object({ lab: Num, item: Num, labxitem: Num, rep: Num }),
      F_lab_items_random: Num,
      p_items_random: Num,
      F_lab_items_fixed: Num,
      p_items_fixed: Num,
      score_level: z.object({
        var_repeat_of_lab_score: Num,
        var_between_labs_items_fixed: Num,
        s_r_score: Num,
        s_L_score: Num,
        s_R_score: Num,
      }),
      se_grand: z.object({ labs_random_items_fixed: Num, labs_random_items_random: Num }),
    }),
    cochran_Q_majority_of_3: z.object({ Q: Num, df: Num, p: Num, binary: z.array(z.array(Num)) }),
  }),
)

function crossedCells(): Cells {
  const labs = crossed.counts_lab_by_item
  const cells = emptyCells(labs.length, labs[0]?.length ?? 0)
  for (const [lab, counts] of labs.entries()) {
    for (const [item, count] of counts.entries()) {
      for (let k = 0; k < crossed.r; k++) addScore(cells, lab, item, k < count ? 1 : 0)
    }
  }
  return cells
}

describe('a joint exercise (crossed_lab_item.json)', () => {
  it('gives the crossed ANOVA to 1e-10', () => {
    const got = valueOf(crossedAnova(crossedCells()))
    const want = crossed.anova
    const rows = new Comparison(1e-10)
    rows.add('grand', got.mean, want.grand)
    for (const [i, mean] of want.lab_means.entries()) rows.add(['lab', i], got.labMeans[i], mean)
    for (const [ours, theirs] of [
      [got.ss, want.SS],
      [got.df, want.df],
      [got.ms, want.MS],
    ] as const) {
      rows.add('L', ours.lab, theirs.L)
      rows.add('I', ours.item, theirs.I)
      rows.add('LI', ours.labByItem, theirs.LI)
      rows.add('E', ours.repeat, theirs.E)
    }
    const { components } = got
    rows.add('σ²L', components?.lab, want.var_comp_untruncated.lab)
    rows.add('σ²I', components?.item, want.var_comp_untruncated.item)
    rows.add('σ²LI', components?.labByItem, want.var_comp_untruncated.labxitem)
    rows.add('σ²e', components?.repeat, want.var_comp_untruncated.rep)
    rows.add('F random', got.itemsRandom?.f, want.F_lab_items_random)
    rows.add('p random', got.itemsRandom?.p, want.p_items_random)
    rows.add('F fixed', got.itemsFixed?.f, want.F_lab_items_fixed)
    rows.add('p fixed', got.itemsFixed?.p, want.p_items_fixed)
    rows.add('s_r', got.repeatability, want.score_level.s_r_score)
    rows.add('s_r²', (got.repeatability ?? 0) ** 2, want.score_level.var_repeat_of_lab_score)
    rows.add('s_L', got.betweenLabs?.value, want.score_level.s_L_score)
    rows.add('s_L²', (got.betweenLabs?.value ?? 0) ** 2, want.score_level.var_between_labs_items_fixed)
    rows.add('s_R', got.reproducibility, want.score_level.s_R_score)
    rows.add('(a)', got.thisTest.se, want.se_grand.labs_random_items_fixed)
    rows.add('(b)', got.tasksOfThisKind.se, want.se_grand.labs_random_items_random)
    rows.check(1 + 6 + 12 + 4 + 4 + 5 + 2)
  })

  it("gives Cochran's Q to 1e-10", () => {
    const { Q, df, p, binary } = crossed.cochran_Q_majority_of_3
    const got = valueOf(cochranQ(binary.flat(), binary.length, binary[0]?.length ?? 0))
    const rows = new Comparison(1e-10)
    rows.add('Q', got.q, Q)
    rows.add('df', got.df, df)
    rows.add('p', got.p, p)
    rows.check(3)
  })

  it('gives the degrees of equivalence to 1e-9', () => {
    const got = valueOf(degreesOfEquivalence(crossedCells()))
    const rows = new Comparison(1e-9)
    for (const want of crossed.degrees_of_equivalence_leave_one_out_paired_by_item) {
      const row = got[want.lab - 1]
      rows.add([want.lab, 'd'], row?.d, want.d)
      rows.add([want.lab, 'se'], row?.se, want.se_items_random)
      rows.add([want.lab, 'lo'], row?.lo, want.ci_lo)
      rows.add([want.lab, 'hi'], row?.hi, want.ci_hi)
      rows.add([want.lab, 'p'], row?.p, want.p)
      rows.add([want.lab, 'holm'], row?.holm, want.p_holm)
      rows.add([want.lab, 'fixed'], row?.seItemsFixed, want.se_items_fixed_from_repeats)
    }
    rows.check(42)
  })

  it('gives the factors of an SD from L labs to 1e-10 (sd_uncertainty_by_labs.json)', () => {
    const { rows } = oracle(
      'sd_uncertainty_by_labs',
      z.object({
        rows: z.array(z.object({ labs: Num, lower_factor: Num, upper_factor: Num, t_975: Num })),
      }),
    )
    const compared = new Comparison(1e-10)
    for (const { labs, lower_factor, upper_factor, t_975 } of rows) {
      compared.addInterval(labs, valueOf(sdFactors(labs)), [lower_factor, upper_factor])
      compared.add([labs, 't'], tQuantile(0.975, labs - 1), t_975)
    }
    compared.check(29 * 3)
  })
})

describe('labs known by summaries', () => {
  it('gives the Paule–Mandel variance and reference to 1e-6 (metrology_pkg_crosscheck.json)', () => {
    const Mpaule = z.object({ mu: Num, u: Num, var_between: Num })
    const { cd, two } = oracle(
      'metrology_pkg_crosscheck',
      z.object({
        cd: z.object({ x: z.array(Num), v: z.array(Num), mpaule: Mpaule }),
        two: z.object({ x: z.array(Num), s: z.array(Num), n: z.array(Num), mpaule: Mpaule }),
      }),
    )
    const rows = new Comparison(1e-6)
    for (const [x, v, want] of [
      [cd.x, cd.v, cd.mpaule],
      [two.x, two.s.map((s, i) => s ** 2 / (two.n[i] ?? 1)), two.mpaule],
    ] as const) {
      const labs = x.map((value, i) => ({ x: value, u: Math.sqrt(v[i] ?? 0) }))
      const got = valueOf(coxReference(labs))
      rows.add('τ²', valueOf(pauleMandel(labs)), want.var_between)
      rows.add('μ', got.reference, want.mu)
      rows.add('u', got.u, want.u)
    }
    rows.check(6)
  })

  it('gives fixed effect and Paule–Mandel fits to 1e-6 (meta_small_k.json)', () => {
    const { sets } = oracle(
      'meta_small_k',
      z.object({
        sets: z.array(
          z.object({
            name: z.string(),
            y: z.array(Num),
            v: z.array(Num),
            res: z.object({
              fits: z.array(
                z.object({
                  method: z.string(),
                  test: z.string(),
                  mu: Num,
                  se: Num,
                  tau2: Num,
                  QE: Num,
                  QEp: Num,
                }),
              ),
            }),
          }),
        ),
      }),
    )
    const rows = new Comparison(1e-6)
    for (const { name, y, v, res } of sets) {
      const labs = y.map((x, i) => ({ x, u: Math.sqrt(v[i] ?? 0) }))
      const got = valueOf(coxReference(labs))
      for (const fit of res.fits) {
        if (fit.test !== 'z') continue
        if (fit.method === 'PM') rows.add([name, 'τ²'], valueOf(pauleMandel(labs)), fit.tau2)
        if (fit.method === (got.consistent ? 'FE' : 'PM')) {
          rows.add([name, 'μ'], got.reference, fit.mu)
          rows.add([name, 'u'], got.u, fit.se)
          rows.add([name, 'Q'], got.chiSquare, fit.QE)
          rows.add([name, 'p'], got.p, fit.QEp)
        }
      }
    }
    rows.check(sets.length * 5)
  })
})

describe('multiplicity and design', () => {
  it('gives Holm and Benjamini–Hochberg to 1e-12, null p kept (p_adjust.json)', () => {
    const list = z.array(Num.nullable())
    const { sets } = oracle(
      'p_adjust',
      z.object({ sets: z.array(z.object({ p: list, holm: list, BH: list })) }),
    )
    const rows = new Comparison(1e-12)
    for (const { p, ...want } of sets) {
      for (const [got, wanted] of [
        [holm(p), want.holm],
        [benjaminiHochberg(p), want.BH],
      ] as const) {
        expect(got.map((value) => value === null)).toEqual(p.map((value) => value === null))
        for (const [i, value] of wanted.entries()) if (value !== null) rows.add([p, i], got[i], value)
      }
    }
    rows.check(2 * (15 + 5 + 3 + 4))
  })

  it('gives the two-way ANOVA of languages and models to 1e-9 (joint_testing_3rd_exercise.json)', () => {
    const { table, two_way_anova: want } = oracle(
      'joint_testing_3rd_exercise',
      z.object({
        table: z.array(z.object({ language: z.string(), model_A_pass: Num, model_B_pass: Num })),
        two_way_anova: z.object({
          df: z.array(Num),
          SS: z.array(Num),
          MS: z.array(Num),
          F: z.array(Num.nullable()),
          p: z.array(Num.nullable()),
        }),
      }),
    )
    const got = valueOf(
      labLanguage(
        table.flatMap(({ language, model_A_pass, model_B_pass }) => [
          { lab: 'A', language, score: model_A_pass },
          { lab: 'B', language, score: model_B_pass },
        ]),
      ),
    )
    const rows = new Comparison(1e-9)
    for (const [at, test] of [got.languageTest, got.labTest].entries()) {
      rows.add([at, 'df'], test.df, want.df[at] ?? 0)
      rows.add([at, 'SS'], test.ss, want.SS[at] ?? 0)
      rows.add([at, 'MS'], test.ms, want.MS[at] ?? 0)
      rows.add([at, 'F'], test.f, want.F[at] ?? 0)
      rows.add([at, 'p'], test.p, want.p[at] ?? 0)
    }
    rows.add('df', got.df, want.df[2] ?? 0)
    rows.add('SS', got.residualSs, want.SS[2] ?? 0)
    rows.add('MS', (got.residualSd ?? 0) ** 2, want.MS[2] ?? 0)
    rows.check(13)
  })
})
