/**
 * Crossed analysis of variance, items × labs × repeats: the core of a joint exercise. For a complete table of
 * L labs and I items with a common number r of repeats (unequal: harmonic, with a warning):
 *
 *   SS_L = I r Σ(m_i − m)²             SS_I = L r Σ(m_j − m)²
 *   SS_LI = r ΣΣ(m_ij − m_i − m_j + m)²   SS_E = Σ ss         MS = SS/df
 *   s_r = √(MS_E/Ir); s_L² = max(0, (MS_L − MS_E)/Ir); s_R² = s_r² + s_L²; R = 2.8 s_R
 *   mean (a), these items:  m ± t_{L−1} √(MS_L/LIr)
 *   mean (b), such items:   V = max(MS_L + MS_I − MS_LI, MS_I)/(LIr), df by Satterthwaite in [1, I + L]
 *   next lab:               m ± t_{L−1} SD(m_i) √(1 + 1/L)
 *
 * J. S. Williams, Biometrika 49 (1962) 278 (interval of s_L); F. E. Satterthwaite, Biometrics Bull. 2 (1946)
 * 110. Labs weigh the same. Additive on the probability scale.
 */
import { cellFault, cellMeans } from './cells.ts'
import type { Cells } from './cells.ts'
import { chiSquareQuantile, chiSquareTails, fQuantile, fTails, tQuantile } from './distributions.ts'
import { alphaOf, given, isConfidence, refuse } from './result.ts'
import type { Interval, Result, Warning } from './result.ts'
import { meanOf, squaresAround, sumOf } from './sum.ts'

export type FTest = { f: number; df1: number; df2: number; p: number }
export type Source = { lab: number; item: number; labByItem: number; repeat: number }

export type CrossedAnova = {
  labs: number
  items: number
  /** Repeats per cell, harmonic mean where they differ. */
  repeats: number
  mean: number
  labMeans: Float64Array
  itemMeans: Float64Array
  ss: Source
  df: Source
  /** Mean squares; repeat is null with one attempt per cell. */
  ms: { lab: number; item: number; labByItem: number; repeat: number | null }
  /** Variance components as estimated, negative ones too; null without repeats. */
  components: Source | null
  /** SD of a lab's score when the lab repeats the test; null without repeats. */
  repeatability: number | null
  /**
   * SD between labs beyond repetition, with the Williams–Tukey interval (truncated at 0). Null without repeats, and
   * where labs differ so little that both ends of the interval are 0.
   */
  betweenLabs: (Interval & { value: number }) | null
  reproducibility: number | null
  /** Two labs differ by less than this in 95 %. */
  reproducibilityLimit: number | null
  labSd: number
  sdFactors: Interval
  /** MS_L/MS_E; null without repeats or without variation between them. */
  itemsFixed: FTest | null
  /** MS_L/MS_LI; null where MS_LI is 0. */
  itemsRandom: FTest | null
  /** Interval (a) and its standard error: labs like these, these items. */
  thisTest: Interval & { se: number }
  /** Interval (b): labs and items like these. */
  tasksOfThisKind: Interval & { se: number; df: number }
  nextLab: Interval
}

/**
 * Factors from an SD estimated from `count` values to the ends of its interval:
 * √((n−1)/χ²_{1−α/2}) and √((n−1)/χ²_{α/2}).
 */
export function sdFactors(count: number, confidence = 0.95): Result<Interval> {
  if (!(count >= 2 && Number.isFinite(count))) return refuse('too-few-labs')
  if (!isConfidence(confidence)) return refuse('out-of-range')
  const df = count - 1
  const tail = alphaOf(confidence) / 2
  return given({
    lo: Math.sqrt(df / chiSquareQuantile(1 - tail, df)),
    hi: Math.sqrt(df / chiSquareQuantile(tail, df)),
  })
}

/** A mean square below this is what rounding leaves of equal values. */
const ROUNDING = 1e-24

function fTest(top: number, bottom: number, df1: number, df2: number): FTest | null {
  if (!(bottom > ROUNDING) || !(df2 > 0)) return null
  const f = top / bottom
  return { f, df1, df2, p: fTails(f, df1, df2).upper }
}

/** Sum over all cells of (m_ij − m_i − m_j + m)², compensated. */
function interactionSquares(
  means: Float64Array,
  labMeans: Float64Array,
  itemMeans: Float64Array,
  mean: number,
): number {
  const items = itemMeans.length
  let sum = 0
  let lost = 0
  for (let i = 0; i < labMeans.length; i++) {
    const lab = (labMeans[i] ?? 0) - mean
    for (let j = 0; j < items; j++) {
      const term = ((means[i * items + j] ?? 0) - lab - (itemMeans[j] ?? 0)) ** 2
      const next = sum + term
      lost += sum >= term ? sum - next + term : term - next + sum
      sum = next
    }
  }
  return sum + lost
}

/**
 * Crossed ANOVA of a complete table. Refuses fewer than 3 labs for a joint figure (`too-few-labs`; two labs
 * have a paired difference), fewer than 2 items (`too-few-items`), an empty cell (`mismatched-items`), scores
 * outside [0, 1] (`out-of-range`), and a table in which no lab mean differs, or no item mean beyond what lab × item
 * explains (`no-variation`). Sums run in the order of the cells: sort labs and items by id for the same bits everywhere.
 */
export function crossedAnova(cells: Cells, confidence = 0.95): Result<CrossedAnova> {
  const { labs, items } = cells
  if (labs < 3) return refuse('too-few-labs')
  if (items < 2) return refuse('too-few-items')
  if (!isConfidence(confidence)) return refuse('out-of-range')
  const fault = cellFault(cells)
  if (fault !== null) return refuse(fault)
  let inverse = 0
  let attempts = 0
  let fewest = Number.POSITIVE_INFINITY
  let most = 0
  for (const n of cells.n) {
    inverse += 1 / n
    attempts += n
    if (n < fewest) fewest = n
    if (n > most) most = n
  }
  const means = cellMeans(cells)

  const warnings: Warning[] = []
  if (fewest !== most) warnings.push('unequal-repeats')
  if (labs < 5) warnings.push('too-few-labs')
  const r = fewest === most ? most : (labs * items) / inverse
  const labMeans = new Float64Array(labs)
  for (let i = 0; i < labs; i++) labMeans[i] = meanOf(means.subarray(i * items, (i + 1) * items))
  const itemMeans = new Float64Array(items)
  const column = new Float64Array(labs)
  for (let j = 0; j < items; j++) {
    for (let i = 0; i < labs; i++) column[i] = means[i * items + j] ?? 0
    itemMeans[j] = meanOf(column)
  }
  const mean = meanOf(labMeans)
  const ss: Source = {
    lab: items * r * squaresAround(labMeans, mean),
    item: labs * r * squaresAround(itemMeans, mean),
    labByItem: r * interactionSquares(means, labMeans, itemMeans, mean),
    repeat: sumOf(cells.ss),
  }
  const df: Source = {
    lab: labs - 1,
    item: items - 1,
    labByItem: (labs - 1) * (items - 1),
    repeat: attempts - labs * items,
  }
  const msLab = ss.lab / df.lab
  const msItem = ss.item / df.item
  const msLabByItem = ss.labByItem / df.labByItem
  const msRepeat = df.repeat > 0 ? ss.repeat / df.repeat : null
  const mixed = msLab + msItem - msLabByItem
  const widest = Math.max(mixed, msItem)
  if (!(msLab > ROUNDING && widest > ROUNDING)) return refuse('no-variation')

  const tail = alphaOf(confidence) / 2
  const t = tQuantile(1 - tail, labs - 1)
  const perLab = items * r
  const factors = sdFactors(labs, confidence)
  if (!factors.ok) return factors
  const seA = Math.sqrt(msLab / (labs * perLab))
  const seB = Math.sqrt(widest / (labs * perLab))
  const dfB = Math.min(
    items + labs,
    Math.max(1, mixed ** 2 / (msLab ** 2 / df.lab + msItem ** 2 / df.item + msLabByItem ** 2 / df.labByItem)),
  )
  const tB = tQuantile(1 - tail, dfB)
  const labSd = Math.sqrt(squaresAround(labMeans, mean) / (labs - 1))
  const next = t * labSd * Math.sqrt(1 + 1 / labs)
  return given(
    {
      labs,
      items,
      repeats: r,
      mean,
      labMeans,
      itemMeans,
      ss,
      df,
      ms: { lab: msLab, item: msItem, labByItem: msLabByItem, repeat: msRepeat },
      components:
        msRepeat === null
          ? null
          : {
              lab: (msLab - msLabByItem) / perLab,
              item: (msItem - msLabByItem) / (labs * r),
              labByItem: (msLabByItem - msRepeat) / r,
              repeat: msRepeat,
            },
      ...scoreLevel(msLab, ss.lab, msRepeat, df, labs, perLab, tail),
      labSd,
      sdFactors: factors.value,
      itemsFixed: msRepeat === null ? null : fTest(msLab, msRepeat, df.lab, df.repeat),
      itemsRandom: fTest(msLab, msLabByItem, df.lab, df.labByItem),
      thisTest: { se: seA, lo: mean - t * seA, hi: mean + t * seA },
      tasksOfThisKind: { se: seB, df: dfB, lo: mean - tB * seB, hi: mean + tB * seB },
      nextLab: { lo: mean - next, hi: mean + next },
    },
    warnings,
  )
}

function scoreLevel(
  msLab: number,
  ssLab: number,
  msRepeat: number | null,
  df: Source,
  labs: number,
  perLab: number,
  alphaHalf: number,
): Pick<CrossedAnova, 'repeatability' | 'betweenLabs' | 'reproducibility' | 'reproducibilityLimit'> {
  if (msRepeat === null) {
    return { repeatability: null, betweenLabs: null, reproducibility: null, reproducibilityLimit: null }
  }
  const end = (tail: number): number =>
    Math.sqrt(
      Math.max(
        0,
        (ssLab - (labs - 1) * msRepeat * fQuantile(tail, labs - 1, df.repeat)) /
          (perLab * chiSquareQuantile(tail, labs - 1)),
      ),
    )
  const hi = end(alphaHalf)
  const sr2 = msRepeat / perLab
  const sL2 = Math.max(0, (msLab - msRepeat) / perLab)
  const sR = Math.sqrt(sr2 + sL2)
  return {
    repeatability: Math.sqrt(sr2),
    betweenLabs: hi > 0 ? { value: Math.sqrt(sL2), lo: end(1 - alphaHalf), hi } : null,
    reproducibility: sR,
    reproducibilityLimit: 2.8 * sR,
  }
}

/**
 * Cochran's Q for one 0/1 outcome per lab and item, lab-major:
 * (L−1)(L ΣG_i² − (ΣG_i)²)/(L ΣC_j − ΣC_j²), χ² on L − 1 (W. G. Cochran, Biometrika 37 (1950) 256).
 */
export function cochranQ(
  outcomes: ArrayLike<number>,
  labs: number,
  items: number,
): Result<{ q: number; df: number; p: number }> {
  if (labs < 2) return refuse('too-few-labs')
  if (items < 2) return refuse('too-few-items')
  if (outcomes.length !== labs * items) return refuse('mismatched-items')
  const labTotals = new Float64Array(labs)
  const itemTotals = new Float64Array(items)
  for (let i = 0; i < labs; i++) {
    for (let j = 0; j < items; j++) {
      const value = outcomes[i * items + j]
      if (value !== 0 && value !== 1) return refuse('out-of-range')
      labTotals[i] = (labTotals[i] ?? 0) + value
      itemTotals[j] = (itemTotals[j] ?? 0) + value
    }
  }
  const total = sumOf(labTotals)
  const top = (labs - 1) * (labs * squaresAround(labTotals, 0) - total ** 2)
  const bottom = labs * total - squaresAround(itemTotals, 0)
  if (!(bottom > 0)) return refuse('no-variation')
  const q = top / bottom
  return given({ q, df: labs - 1, p: chiSquareTails(q, labs - 1).upper })
}
