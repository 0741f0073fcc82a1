/**
 * Which labs and languages can be compared at all: the bipartite graph with an edge for every pair that was run. Effects
 * exist only inside a component, and have an error only where df ≥ 1.
 *
 * Additive effects of lab and language over the cells that were run: least squares of y = μ + a_i + b_l with
 * Σa = Σb = 0. Descriptive; with df ≥ 1 also the residual and the F tests of each factor after the other.
 */
import { fTails } from './distributions.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Result } from './result.ts'
import { sumOf } from './sum.ts'

export type Connectivity = {
  /** Components, each with its labs and languages, sorted; components by their first lab. */
  components: { labs: string[]; languages: string[] }[]
  /** edges − labs − languages + components */
  df: number
  /** Languages that at least two labs ran: only there do lab and language separate. */
  sharedLanguages: string[]
}

/** Components and degrees of freedom of the lab–language graph; repeated pairs count once. */
export function connectivity(edges: readonly { lab: string; language: string }[]): Connectivity {
  const parent = new Map<string, string>()
  const rootOf = (node: string): string => {
    let root = node
    for (let next = parent.get(root) ?? root; next !== root; next = parent.get(root) ?? root) root = next
    parent.set(node, root)
    return root
  }
  const labsByLanguage = new Map<string, Set<string>>()
  const labs = new Set<string>()
  for (const { lab, language } of edges) {
    labs.add(lab)
    const runners = labsByLanguage.get(language) ?? new Set()
    runners.add(lab)
    labsByLanguage.set(language, runners)
    const a = `lab ${lab}`
    const b = `language ${language}`
    if (!parent.has(a)) parent.set(a, a)
    if (!parent.has(b)) parent.set(b, b)
    parent.set(rootOf(a), rootOf(b))
  }
  const byRoot = new Map<string, { labs: string[]; languages: string[] }>()
  const componentOf = (node: string): { labs: string[]; languages: string[] } => {
    const root = rootOf(node)
    const known = byRoot.get(root) ?? { labs: [], languages: [] }
    byRoot.set(root, known)
    return known
  }
  const languages = [...labsByLanguage.keys()].toSorted()
  for (const lab of [...labs].toSorted()) componentOf(`lab ${lab}`).labs.push(lab)
  for (const language of languages) componentOf(`language ${language}`).languages.push(language)
  const pairs = [...labsByLanguage.values()].reduce((sum, runners) => sum + runners.size, 0)
  return {
    components: [...byRoot.values()],
    df: pairs - labs.size - labsByLanguage.size + byRoot.size,
    sharedLanguages: languages.filter((language) => (labsByLanguage.get(language)?.size ?? 0) > 1),
  }
}

export type LabLanguageCell = { lab: string; language: string; score: number }
export type FactorTest = { df: number; ss: number; ms: number; f: number | null; p: number | null }
export type LabLanguage = {
  mean: number
  labs: { lab: string; effect: number }[]
  languages: { language: string; effect: number }[]
  df: number
  residualSs: number
  /** Null where df is 0. */
  residualSd: number | null
  labTest: FactorTest
  languageTest: FactorTest
}

/** Solves the normal equations by elimination with partial pivoting; undefined if they are singular. */
function solve(matrix: number[][], right: number[]): number[] | undefined {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let i = column + 1; i < size; i++) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i
    }
    const chosen = rows[pivot]
    const top = chosen?.[column] ?? 0
    if (chosen === undefined || Math.abs(top) < 1e-10) return undefined
    rows[pivot] = rows[column] ?? []
    rows[column] = chosen
    for (let i = 0; i < size; i++) {
      const row = rows[i]
      if (i === column || row === undefined) continue
      const factor = (row[column] ?? 0) / top
      for (let k = column; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (chosen[k] ?? 0)
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1))
}

type Design = { columns: number; of: (cell: LabLanguageCell) => number[] }

/** Sum-to-zero coding of one factor: the last level is minus the others. */
function coded(levels: readonly string[], level: string): number[] {
  const at = levels.indexOf(level)
  return levels.slice(0, -1).map((_, k) => (at === levels.length - 1 ? -1 : at === k ? 1 : 0))
}

function fit(cells: readonly LabLanguageCell[], design: Design): { beta: number[]; rss: number } | undefined {
  const rows = cells.map((cell) => design.of(cell))
  const matrix = Array.from({ length: design.columns }, (_, a) =>
    Array.from({ length: design.columns }, (_, b) => sumOf(rows.map((row) => (row[a] ?? 0) * (row[b] ?? 0)))),
  )
  const right = Array.from({ length: design.columns }, (_, a) =>
    sumOf(rows.map((row, k) => (row[a] ?? 0) * (cells[k]?.score ?? 0))),
  )
  const beta = solve(matrix, right)
  if (beta === undefined) return undefined
  const rss = sumOf(
    rows.map(
      (row, k) => ((cells[k]?.score ?? 0) - sumOf(row.map((value, a) => value * (beta[a] ?? 0)))) ** 2,
    ),
  )
  return { beta, rss }
}

/**
 * Effects of lab and language from one score in [0, 1] per cell. Cells in several components: `not-connected`; one lab
 * or one language only: `too-few-labs`; two scores for one cell: `mismatched-items`.
 */
export function labLanguage(cells: readonly LabLanguageCell[]): Result<LabLanguage> {
  if (!inUnitRange(cells.map(({ score }) => score))) return refuse('out-of-range')
  const sorted = cells.toSorted((x, y) =>
    x.lab < y.lab ? -1 : x.lab > y.lab ? 1 : x.language < y.language ? -1 : x.language > y.language ? 1 : 0,
  )
  const labs = [...new Set(sorted.map(({ lab }) => lab))]
  const languages = [...new Set(sorted.map(({ language }) => language))].toSorted()
  if (labs.length < 2 || languages.length < 2) return refuse('too-few-labs')
  const { components, df } = connectivity(sorted)
  if (components.length > 1) return refuse('not-connected')
  if (df !== sorted.length - labs.length - languages.length + 1) return refuse('mismatched-items')
  const labColumns = labs.length - 1
  const languageColumns = languages.length - 1
  const both = fit(sorted, {
    columns: 1 + labColumns + languageColumns,
    of: (cell) => [1, ...coded(labs, cell.lab), ...coded(languages, cell.language)],
  })
  const labOnly = fit(sorted, { columns: 1 + labColumns, of: (cell) => [1, ...coded(labs, cell.lab)] })
  const languageOnly = fit(sorted, {
    columns: 1 + languageColumns,
    of: (cell) => [1, ...coded(languages, cell.language)],
  })
  if (both === undefined || labOnly === undefined || languageOnly === undefined)
    return refuse('not-connected')
  const [mean = 0, ...effects] = both.beta
  const level = (from: number, count: number, index: number): number =>
    index < count ? (effects[from + index] ?? 0) : -sumOf(effects.slice(from, from + count))
  // A residual at the size of rounding is none.
  const noise = df > 0 && both.rss > 1e-20 ? both.rss / df : null
  const test = (columns: number, difference: number): FactorTest => {
    const ss = Math.max(0, difference)
    const ms = ss / columns
    const f = noise === null ? null : ms / noise
    return { df: columns, ss, ms, f, p: f === null ? null : fTails(f, columns, df).upper }
  }
  return given({
    mean,
    labs: labs.map((lab, index) => ({ lab, effect: level(0, labColumns, index) })),
    languages: languages.map((language, index) => ({
      language,
      effect: level(labColumns, languageColumns, index),
    })),
    df,
    residualSs: both.rss,
    residualSd: noise === null ? null : Math.sqrt(noise),
    labTest: test(labColumns, languageOnly.rss - both.rss),
    languageTest: test(languageColumns, labOnly.rss - both.rss),
  })
}
