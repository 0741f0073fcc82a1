/**
 * Precision between labs against R, Python and the certified values of NIST, at the tolerances of the reference
 * (statistics.md 3.5, 3.7, 5).
 */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  algorithmA,
  betweenLabConsistency,
  binaryPrecision,
  cochranCritical,
  decimalOffsets,
  grubbsCritical,
  homogeneity,
  iso5725,
  mandelHCritical,
  mandelKCritical,
  proficiencyScores,
} from '../../src/statistics/index.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

const AtLevels = z.object({ c5: Num, c1: Num })

describe('ISO 5725-2', () => {
  it('gives precision and consistency of the coal levels to 1e-10 (iso5725_coal_sulfur.json)', () => {
    const { levels } = oracle(
      'iso5725_coal_sulfur',
      z.object({
        levels: z.array(
          z.object({
            level: z.string(),
            data_by_lab: z.array(z.array(Num)),
            published: z.object({ p: Num, m: Num, sr: Num, sR: Num }),
            result: z.object({
              p: Num,
              N: Num,
              cell_mean: z.array(Num),
              cell_sd: z.array(Num),
              m: Num,
              mean_of_means: Num,
              sr2: Num,
              sd2: Num,
              nbar: Num,
              sL2_untruncated: Num,
              sL2: Num,
              sR2: Num,
              sr: Num,
              sL: Num,
              sR: Num,
              r_limit: Num,
              R_limit: Num,
              h: z.array(Num),
              k: z.array(Num),
              cochran: z.object({
                C: Num,
                lab: z.string(),
                n_used: Num,
                crit_5: Num,
                crit_1: Num,
                p_bonferroni: Num,
              }),
              grubbs: z.object({
                G_max: Num,
                lab_max: z.string(),
                G_min: Num,
                lab_min: z.string(),
                crit_5: Num,
                crit_1: Num,
                p_max: Num,
                p_min: Num,
              }),
              h_crit: AtLevels,
              k_crit: AtLevels,
            }),
          }),
        ),
      }),
    )
    const rows = new Comparison(1e-10)
    let labs = 0
    for (const { level, data_by_lab: data, published, result: want } of levels) {
      const add = (what: string, got: number | null | undefined, wanted: number): void =>
        rows.add([level, what], got, wanted)
      const got = valueOf(iso5725(data))
      labs += got.labs
      add('p', got.labs, want.p)
      add('N', got.observations, want.N)
      add('n', got.replicates, want.cochran.n_used)
      add('n̄', got.effectiveReplicates, want.nbar)
      add('m', got.mean, want.m)
      add('s_r²', got.ms.repeat, want.sr2)
      add('s_d²', got.ms.lab, want.sd2)
      add('s_L² untruncated', got.labComponent, want.sL2_untruncated)
      add('s_L²', (got.betweenLabs ?? Number.NaN) ** 2, want.sL2)
      add('s_R²', (got.reproducibility ?? Number.NaN) ** 2, want.sR2)
      add('s_r', got.repeatability, want.sr)
      add('s_L', got.betweenLabs, want.sL)
      add('s_R', got.reproducibility, want.sR)
      add('r', got.repeatabilityLimit, want.r_limit)
      add('R', got.reproducibilityLimit, want.R_limit)
      add('F', got.test?.f, want.sd2 / want.sr2)
      const { between, within } = got
      add('m̄', between?.mean, want.mean_of_means)
      add('C', within?.cochran.c, want.cochran.C)
      add('C 5 %', within?.critical.cochran.straggler, want.cochran.crit_5)
      add('C 1 %', within?.critical.cochran.outlier, want.cochran.crit_1)
      add('C p', within?.cochran.p, want.cochran.p_bonferroni)
      add('k 5 %', within?.critical.k.straggler, want.k_crit.c5)
      add('k 1 %', within?.critical.k.outlier, want.k_crit.c1)
      add('h 5 %', between?.critical.h.straggler, want.h_crit.c5)
      add('h 1 %', between?.critical.h.outlier, want.h_crit.c1)
      add('G high', between?.highest.g, want.grubbs.G_max)
      add('G low', between?.lowest.g, want.grubbs.G_min)
      add('G high p', between?.highest.p, want.grubbs.p_max)
      add('G low p', between?.lowest.p, want.grubbs.p_min)
      add('G 5 %', between?.critical.grubbs.straggler, want.grubbs.crit_5)
      add('G 1 %', between?.critical.grubbs.outlier, want.grubbs.crit_1)
      for (const [i, mean] of want.cell_mean.entries()) {
        add(`mean ${i}`, got.labMeans[i], mean)
        add(`sd ${i}`, got.labSds[i], want.cell_sd[i] ?? Number.NaN)
        add(`k ${i}`, within?.rows[i]?.k, want.k[i] ?? Number.NaN)
        // h near 0 is a difference of nearly equal numbers.
        expect(Math.abs((between?.rows[i]?.h ?? Number.NaN) - (want.h[i] ?? Number.NaN))).toBeLessThan(1e-10)
      }
      expect(String((within?.cochran.lab ?? -1) + 1)).toBe(want.cochran.lab)
      expect(String((between?.highest.lab ?? -1) + 1)).toBe(want.grubbs.lab_max)
      expect(String((between?.lowest.lab ?? -1) + 1)).toBe(want.grubbs.lab_min)
      // What the standard prints, at its three decimals.
      expect(Math.abs(got.mean - published.m)).toBeLessThanOrEqual(0.0005)
      expect(Math.abs((got.repeatability ?? 0) - published.sr)).toBeLessThanOrEqual(0.0005)
      expect(Math.abs((got.reproducibility ?? 0) - published.sR)).toBeLessThanOrEqual(0.0005)
    }
    rows.check(levels.length * 31 + labs * 3)
  })

  it('gives the critical values to 1e-9 (iso5725_critical_values.json)', () => {
    const PerN = z.array(z.object({ p: Num, n: Num, c5: Num, c1: Num }))
    const PerP = z.array(z.object({ p: Num, c5: Num, c1: Num }))
    const want = oracle(
      'iso5725_critical_values',
      z.object({ cochran: PerN, mandel_k: PerN, grubbs: PerP, mandel_h: PerP }),
    )
    const rows = new Comparison(1e-9)
    for (const [alpha, key] of [
      [0.05, 'c5'],
      [0.01, 'c1'],
    ] as const) {
      for (const row of want.cochran) {
        rows.add(['C', row.p, row.n, key], valueOf(cochranCritical(row.p, row.n, alpha)), row[key])
      }
      for (const row of want.mandel_k) {
        rows.add(['k', row.p, row.n, key], valueOf(mandelKCritical(row.p, row.n, alpha)), row[key])
      }
      for (const row of want.grubbs) {
        rows.add(['G', row.p, key], valueOf(grubbsCritical(row.p, alpha)), row[key])
      }
      for (const row of want.mandel_h) {
        rows.add(['h', row.p, key], valueOf(mandelHCritical(row.p, alpha)), row[key])
      }
    }
    rows.check(2 * (90 + 90 + 38 + 38))
  })

  it('gives h, Grubbs, leave-one-out t and the intervals of a published table (joint_testing_3rd_exercise.json)', () => {
    const Side = z.object({
      mean: Num,
      sd: Num,
      se: Num,
      ci95_t: Pair,
      pi95_new_language: Pair,
      h: z.array(Num),
      h_crit_5: Num,
      h_crit_1: Num,
      grubbs_G: Num,
      grubbs_crit_5: Num,
      grubbs_p: Num,
      loo_t: z.array(Num),
    })
    const { table, A, B } = oracle(
      'joint_testing_3rd_exercise',
      z.object({
        table: z.array(z.object({ model_A_pass: Num, model_B_pass: Num })),
        A: Side,
        B: Side,
      }),
    )
    const rows = new Comparison(1e-10)
    for (const [name, shares, want] of [
      ['A', table.map((row) => row.model_A_pass), A],
      ['B', table.map((row) => row.model_B_pass), B],
    ] as const) {
      const got = valueOf(betweenLabConsistency(shares))
      rows.add([name, 'mean'], got.mean, want.mean)
      rows.add([name, 'sd'], got.sd, want.sd)
      rows.add([name, 'se'], got.interval.se, want.se)
      rows.addInterval([name, 'ci'], got.interval, want.ci95_t)
      rows.addInterval([name, 'next'], got.nextLab, want.pi95_new_language)
      rows.add([name, 'h 5 %'], got.critical.h.straggler, want.h_crit_5)
      rows.add([name, 'h 1 %'], got.critical.h.outlier, want.h_crit_1)
      rows.add([name, 'G 5 %'], got.critical.grubbs.straggler, want.grubbs_crit_5)
      const extreme = got.highest.g > got.lowest.g ? got.highest : got.lowest
      rows.add([name, 'G'], extreme.g, want.grubbs_G)
      rows.add([name, 'G p'], extreme.p, want.grubbs_p)
      for (const [i, row] of got.rows.entries()) {
        rows.add([name, 'h', i], row.h, want.h[i] ?? Number.NaN)
        rows.add([name, 't', i], row.leaveOneOut?.t, want.loo_t[i] ?? Number.NaN)
      }
    }
    rows.check(2 * (12 + 18))
  })

  it('without n says nothing: the same spread is noise at 50 and none at 150 (joint_testing_3rd_exercise.json)', () => {
    const Side = z.object({ pearson_chi2: Num, p: Num })
    const { table, sensitivity_to_n: assumed } = oracle(
      'joint_testing_3rd_exercise',
      z.object({
        table: z.array(z.object({ model_A_pass: Num, model_B_pass: Num })),
        sensitivity_to_n: z.array(z.object({ n_assumed: Num, A: Side, B: Side })),
      }),
    )
    // R rounds a half to the even neighbour.
    const round = (x: number): number => Math.round(x) - (x % 1 === 0.5 && Math.round(x) % 2 === 1 ? 1 : 0)
    const rows = new Comparison(1e-10)
    const byN = new Map<number, number>()
    for (const { n_assumed: n, A, B } of assumed) {
      for (const [name, shares, want] of [
        ['A', table.map((row) => row.model_A_pass), A],
        ['B', table.map((row) => row.model_B_pass), B],
      ] as const) {
        const got = valueOf(homogeneity(shares.map((share) => ({ x: round(share * n), n }))))
        rows.add([name, n, 'χ²'], got.chiSquare, want.pearson_chi2)
        rows.add([name, n, 'p'], got.p, want.p)
        if (name === 'B') byN.set(n, got.p)
      }
    }
    rows.check(assumed.length * 2 * 2)
    expect(byN.get(50)).toBeCloseTo(0.28, 2)
    expect(byN.get(150)).toBeCloseTo(0.0005, 4)
  })

  it('gives 0/1 replicates by AOAC, ISO 5725 and moments to 1e-10 (binary_interlab_aoac.json)', () => {
    const {
      data,
      aoac,
      iso5725_on_01,
      homogeneity: tested,
      beta_binomial_moments: moments,
    } = oracle(
      'binary_interlab_aoac',
      z.object({
        data: z.object({ x: z.array(Num), n: z.array(Num) }),
        aoac: z.object({
          LPOD: Num,
          sr2: Num,
          sr: Num,
          sL2: Num,
          sL: Num,
          sR2: Num,
          sR: Num,
          sPOD: Num,
          ci95: Pair,
        }),
        iso5725_on_01: z.object({
          sr2: Num,
          sL2: Num,
          sR2: Num,
          sr: Num,
          sL: Num,
          sR: Num,
          nbar: Num,
          sd2: Num,
        }),
        homogeneity: z.object({ pearson_chi2: Num, df: Num, p: Num }),
        beta_binomial_moments: z.object({ sigma_r2: Num, sigma_L2: Num, sigma_R2: Num }),
      }),
    )
    const rows = new Comparison(1e-10)
    const got = valueOf(binaryPrecision(data.x.map((x, i) => ({ x, n: data.n[i] ?? 0 }))))
    rows.add('LPOD', got.mean, aoac.LPOD)
    rows.add('sPOD', got.labSd, aoac.sPOD)
    rows.addInterval('ci', got.interval ?? { lo: 0, hi: 0 }, aoac.ci95)
    rows.add('s_r', got.repeatability, aoac.sr)
    rows.add('s_L', got.betweenLabs, aoac.sL)
    rows.add('s_R', got.reproducibility, aoac.sR)
    rows.add('χ²', got.homogeneity.chiSquare, tested.pearson_chi2)
    rows.add('df', got.homogeneity.df, tested.df)
    rows.add('p', got.homogeneity.p, tested.p)
    rows.add('σ_r²', got.repeatability ** 2, moments.sigma_r2)
    rows.add('σ_L²', got.labComponent, moments.sigma_L2)
    rows.add('σ_R²', got.reproducibility ** 2, moments.sigma_R2)
    const byLab = data.x.map((x, i) => Array.from({ length: data.n[i] ?? 0 }, (_, k) => (k < x ? 1 : 0)))
    const iso = valueOf(iso5725(byLab))
    rows.add('iso s_r²', iso.ms.repeat, iso5725_on_01.sr2)
    rows.add('iso s_d²', iso.ms.lab, iso5725_on_01.sd2)
    rows.add('iso n̄', iso.effectiveReplicates, iso5725_on_01.nbar)
    rows.add('iso s_L²', iso.labComponent, iso5725_on_01.sL2)
    rows.add('iso s_R', iso.reproducibility, iso5725_on_01.sR)
    rows.check(18)
  })
})

describe('proficiency scores (iso13528_robust.json)', () => {
  const Robust = z.object({ x_star: Num, s_star: Num, u: Num })
  const want = oracle(
    'iso13528_robust',
    z.object({
      sets: z.array(
        z.object({
          name: z.string(),
          x: z.array(Num),
          'algA_iso_factor_1.134': Robust,
          algA_exact_factor: Robust,
        }),
      ),
      scores: z.object({
        x_lab: z.array(Num),
        u_lab: z.array(Num),
        x_pt: Num,
        u_pt: Num,
        sigma_pt: Num,
        z: z.array(Num),
        z_prime: z.array(Num),
        zeta: z.array(Num),
        En: z.array(Num),
      }),
    }),
  )

  it('gives Algorithm A to 1e-9, with the factor of the standard and the exact one', () => {
    const rows = new Comparison(1e-9)
    for (const set of want.sets) {
      for (const [factor, robust] of [
        ['standard', set['algA_iso_factor_1.134']],
        ['exact', set.algA_exact_factor],
      ] as const) {
        const got = valueOf(algorithmA(set.x, factor))
        rows.add([set.name, factor, 'x*'], got.mean, robust.x_star)
        rows.add([set.name, factor, 's*'], got.sd, robust.s_star)
        rows.add([set.name, factor, 'u'], got.u, robust.u)
      }
    }
    rows.check(4 * 2 * 3)
  })

  it('gives z, z′, ζ and E_n to 1e-9', () => {
    const { scores } = want
    const got = valueOf(
      proficiencyScores(
        scores.x_lab.map((x, i) => ({ x, u: scores.u_lab[i] ?? Number.NaN })),
        { x: scores.x_pt, u: scores.u_pt, sigma: scores.sigma_pt },
      ),
    )
    const rows = new Comparison(1e-9)
    for (const [i, row] of got.entries()) {
      rows.add([i, 'z'], row.z, scores.z[i] ?? Number.NaN)
      rows.add([i, 'z′'], row.zPrime, scores.z_prime[i] ?? Number.NaN)
      rows.add([i, 'ζ'], row.zeta, scores.zeta[i] ?? Number.NaN)
      rows.add([i, 'E_n'], row.en, scores.En[i] ?? Number.NaN)
    }
    rows.check(16)
  })
})

describe('NIST StRD, one-way analysis of variance (nist_strd_anova.json)', () => {
  const { sets } = oracle(
    'nist_strd_anova',
    z.object({
      sets: z.array(
        z.object({
          name: z.string(),
          exact_rational: z.object({ F: Num, ms_between: Num, ms_within: Num, grand_mean: Num }),
          // Of the large sets the oracle has a note in place of the data.
          data: z.union([z.array(z.tuple([Num, z.string()])), z.looseObject({})]),
        }),
      ),
    }),
  )
  const withData = sets.flatMap(({ name, exact_rational: exact, data }) =>
    Array.isArray(data) ? [{ name, exact, data }] : [],
  )

  function grouped(data: readonly (readonly [number, unknown])[], values: readonly number[]): number[][] {
    const groups: number[][] = []
    for (const [at, [group]] of data.entries()) (groups[group - 1] ??= []).push(values[at] ?? Number.NaN)
    return groups
  }

  /** Digits that agree: −log₁₀ of the relative error, at most 15. */
  function digits(got: number, want: number): number {
    return got === want ? 15 : Math.min(15, -Math.log10(Math.abs(got / want - 1)))
  }

  it('has the sets SIRSTV, SmLs01, SmLs04, SmLs07 and AtmWtAg', () => {
    expect(withData.map(({ name }) => name)).toEqual(['SIRSTV', 'SMLS01', 'SMLS04', 'SMLS07', 'AtmWtAg'])
  })

  // Doubles have lost what the decimals say: 10¹² + .4 is off by up to 6e-5.
  it.each([
    ['SIRSTV', 13, 13],
    ['SMLS01', 14, 14],
    ['SMLS04', 9, 9],
    ['SMLS07', 3.3, 3.3],
    ['AtmWtAg', 10.1, 10.89],
  ])('gives F and MS within of the doubles of %s to %d and %d digits', (name, forF, forWithin) => {
    const set = withData.find((one) => one.name === name)
    if (set === undefined) throw new Error(`no set ${name}`)
    const got = valueOf(
      iso5725(
        grouped(
          set.data,
          set.data.map(([, text]) => Number(text)),
        ),
      ),
    )
    expect(digits(got.test?.f ?? 0, set.exact.F)).toBeGreaterThanOrEqual(forF)
    expect(digits(got.ms.repeat ?? 0, set.exact.ms_within)).toBeGreaterThanOrEqual(forWithin)
  })

  it.each(withData)('gives $name to 14 digits from the decimals minus the smallest', (set) => {
    const { base, offsets } = valueOf(decimalOffsets(set.data.map(([, text]) => text)))
    const got = valueOf(iso5725(grouped(set.data, offsets)))
    const { F, ms_between, ms_within, grand_mean } = set.exact
    expect(digits(got.test?.f ?? 0, F)).toBeGreaterThanOrEqual(14)
    expect(digits(got.ms.lab, ms_between)).toBeGreaterThanOrEqual(14)
    expect(digits(got.ms.repeat ?? 0, ms_within)).toBeGreaterThanOrEqual(14)
    expect(digits(base + got.mean, grand_mean)).toBeGreaterThanOrEqual(14)
  })
})
