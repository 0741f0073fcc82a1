/**
 * Critical values and p values of the tests of an interlaboratory study with p labs and n replicates each:
 *
 *   Cochran C    F/(F + p − 1), F = F_{1−α/p}(n−1, (p−1)(n−1));      p value p·P(F > C(p−1)/(1−C))
 *   Grubbs G     (p−1)/√p · √(t²/(p−2+t²)), t = t_{1−α/2p}(p−2);     p value 2p·P(T_{p−2} > √(G²p(p−2)/((p−1)²−pG²)))
 *   Mandel h     (p−1)t/√(p(t²+p−2)), t = t_{1−α/2}(p−2)
 *   Mandel k     √(p/(1+(p−1)/F)), F = F_{1−α}(n−1, (p−1)(n−1))
 *
 * P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1; the tables of ISO 5725-2 are these, rounded.
 */
import { fQuantile, fTails, tQuantile, tTails } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Reason, Result } from './result.ts'

/** What ISO 5725-2 calls a value beyond the 5 % or the 1 % critical value. It is said, and nothing is removed. */
export type Flag = 'straggler' | 'outlier' | null
/** The critical values at 5 % and 1 %. */
export type Critical = { straggler: number; outlier: number }

function fault(labs: number, least: number, replicates: number, alpha: number): Reason | null {
  if (!(labs >= least && Number.isFinite(labs))) return 'too-few-labs'
  if (!(replicates >= 2 && Number.isFinite(replicates))) return 'n-unknown'
  return alpha >= 1e-9 && alpha <= 0.5 ? null : 'out-of-range'
}

/** Critical value of Cochran's C: the largest of p variances as a share of their sum. Needs two labs. */
export function cochranCritical(labs: number, replicates: number, alpha: number): Result<number> {
  const reason = fault(labs, 2, replicates, alpha)
  if (reason !== null) return refuse(reason)
  const f = fQuantile(1 - alpha / labs, replicates - 1, (labs - 1) * (replicates - 1))
  return given(f / (f + labs - 1))
}

/** Critical value of Mandel's k: a lab's standard deviation against the pooled one. Needs two labs. */
export function mandelKCritical(labs: number, replicates: number, alpha: number): Result<number> {
  const reason = fault(labs, 2, replicates, alpha)
  if (reason !== null) return refuse(reason)
  const f = fQuantile(1 - alpha, replicates - 1, (labs - 1) * (replicates - 1))
  return given(Math.sqrt(labs / (1 + (labs - 1) / f)))
}

/** Critical value of Grubbs' G for one outlying mean on either side. Needs three labs. */
export function grubbsCritical(labs: number, alpha: number): Result<number> {
  const reason = fault(labs, 3, 2, alpha)
  if (reason !== null) return refuse(reason)
  const t = tQuantile(1 - alpha / (2 * labs), labs - 2)
  return given(((labs - 1) / Math.sqrt(labs)) * Math.sqrt((t * t) / (labs - 2 + t * t)))
}

/** Critical value of Mandel's h: a lab's distance to the mean of all in standard deviations. Needs three labs. */
export function mandelHCritical(labs: number, alpha: number): Result<number> {
  const reason = fault(labs, 3, 2, alpha)
  if (reason !== null) return refuse(reason)
  const t = tQuantile(1 - alpha / 2, labs - 2)
  return given(((labs - 1) * t) / Math.sqrt(labs * (t * t + labs - 2)))
}

/** Bonferroni p of Cochran's C in [1/p, 1]. */
export function cochranP(c: number, labs: number, replicates: number): number {
  const f = c < 1 ? (c * (labs - 1)) / (1 - c) : Number.POSITIVE_INFINITY
  return Math.min(1, labs * fTails(f, replicates - 1, (labs - 1) * (replicates - 1)).upper)
}

/** Bonferroni p of Grubbs' G, two-sided; 0 at the largest G there can be, (p − 1)/√p. */
export function grubbsP(g: number, labs: number): number {
  const room = (labs - 1) ** 2 - labs * g * g
  if (!(room > 0)) return 0
  return Math.min(1, 2 * labs * tTails(Math.sqrt((g * g * labs * (labs - 2)) / room), labs - 2).upper)
}

/** The flag of a value, from its size and the critical values. */
export function flagOf(value: number, critical: Critical): Flag {
  if (value > critical.outlier) return 'outlier'
  return value > critical.straggler ? 'straggler' : null
}

/** Both critical values of one test, from its function of α. */
export function criticalAt(test: (alpha: number) => Result<number>): Result<Critical> {
  const straggler = test(0.05)
  const outlier = test(0.01)
  if (!straggler.ok) return straggler
  return outlier.ok ? given({ straggler: straggler.value, outlier: outlier.value }) : outlier
}
