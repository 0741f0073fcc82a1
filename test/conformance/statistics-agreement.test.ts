/** Agreement of raters against R, at the tolerance of the reference (statistics.md 3.8). */
import { describe, it } from 'vitest'
import { z } from 'zod'
import {
  krippendorffAlpha,
  manyRaterAgreement,
  mcnemar,
  normalQuantile,
  twoRaterAgreement,
} from '../../src/statistics/index.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

describe('two raters (agreement_two_raters.json)', () => {
  const { cases } = oracle(
    'agreement_two_raters',
    z.object({
      cases: z.array(
        z.object({
          table: z.array(z.array(Num)),
          n: Num,
          percent_agreement: Num,
          cohen_kappa: Num,
          se_fce: Num,
          ci95: Pair,
          psych_var: Num,
          krippendorff_alpha_nominal: Num,
          gwet_ac1: Num,
          po_pos: Num.nullable(),
          po_neg: Num.nullable(),
          mcnemar: z.object({ b: Num, c: Num, exact_p: Num }).nullable(),
        }),
      ),
    }),
  )

  it('gives κ with its standard error, AC1 and the agreement on each category to 1e-9', () => {
    const rows = new Comparison(1e-9)
    const z975 = normalQuantile(0.975)
    for (const { table, ...want } of cases) {
      const got = valueOf(twoRaterAgreement(table))
      rows.add([table, 'n'], got.items, want.n)
      rows.add([table, 'p_o'], got.observed, want.percent_agreement)
      rows.add([table, 'κ'], got.kappa, want.cohen_kappa)
      const se = got.kappaSe ?? Number.NaN
      rows.add([table, 'SE'], se, want.se_fce)
      rows.add([table, 'SE²'], se ** 2, want.psych_var)
      rows.addInterval([table, 'κ'], { lo: got.kappa - z975 * se, hi: got.kappa + z975 * se }, want.ci95)
      rows.add([table, 'AC1'], got.ac1, want.gwet_ac1)
      if (want.po_pos !== null) rows.add([table, 'P_pos'], got.byCategory[0], want.po_pos)
      if (want.po_neg !== null) rows.add([table, 'P_neg'], got.byCategory[1], want.po_neg)
      if (want.mcnemar === null) continue
      const { b, c, exact_p } = want.mcnemar
      rows.add([table, 'McNemar'], valueOf(mcnemar(b, c)).exact, exact_p)
    }
    rows.check(5 * 8 + 4 * 3)
  })

  it('gives nominal α to 1e-9', () => {
    const rows = new Comparison(1e-9)
    for (const { table, krippendorff_alpha_nominal } of cases) {
      const units = table.flatMap((row, i) =>
        row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])),
      )
      rows.add(table, valueOf(krippendorffAlpha(units, 'nominal')).alpha, krippendorff_alpha_nominal)
    }
    rows.check(5)
  })
})

describe('many raters (agreement_multi_rater.json)', () => {
  const { krippendorff2011, fleiss1971 } = oracle(
    'agreement_multi_rater',
    z.object({
      krippendorff2011: z.object({
        raters_by_units: z.array(z.array(Num.nullable())),
        alpha: z.object({ nominal: Num, ordinal: Num, interval: Num, ratio: Num }),
      }),
      fleiss1971: z.object({
        counts: z.array(z.array(Num)),
        fleiss_kappa: Num,
        Pbar: Num,
        Pe: Num,
        gwet_ac1: Num,
        krippendorff_alpha: Num,
      }),
    }),
  )

  it("gives Krippendorff's α on its four scales to 1e-9", () => {
    const { raters_by_units: raters, alpha } = krippendorff2011
    const units = (raters[0] ?? []).map((_, unit) => raters.map((labels) => labels[unit] ?? null))
    const rows = new Comparison(1e-9)
    for (const scale of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
      rows.add(scale, valueOf(krippendorffAlpha(units, scale)).alpha, alpha[scale])
    }
    rows.check(4)
  })

  it("gives Fleiss' κ, AC1 and α to 1e-9", () => {
    const got = valueOf(manyRaterAgreement(fleiss1971.counts))
    const rows = new Comparison(1e-9)
    rows.add('κ', got.kappa, fleiss1971.fleiss_kappa)
    rows.add('P̄', got.observed, fleiss1971.Pbar)
    rows.add(
      'P_e',
      got.prevalence.reduce((sum, share) => sum + share ** 2, 0),
      fleiss1971.Pe,
    )
    rows.add('AC1', got.ac1, fleiss1971.gwet_ac1)
    const units = fleiss1971.counts.map((row) =>
      row.flatMap((count, category) => Array.from({ length: count }, () => category)),
    )
    rows.add('α', valueOf(krippendorffAlpha(units, 'nominal')).alpha, fleiss1971.krippendorff_alpha)
    rows.check(5)
  })
})
