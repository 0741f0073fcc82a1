/**
 * One simulated setup: for each of its cases, a pure function from a generator and a number of runs to the
 * figures of one row. A case has a generator of its own, so it can be made again without the others.
 */
import type { Generator } from '../../src/statistics/index.ts'

/** What a case is: the number of labs, of items … under the names of the columns of the reference. */
export type Setting = Readonly<Record<string, string | number>>

/** The figures of a case by column; null where a figure is not defined. */
export type Figures = Readonly<Record<string, number | null>>

export type Key = { readonly name: string; readonly title: string }

export type Column = {
  readonly name: string
  readonly title: string
  /** Columns of a group stand in one table: `reached` beside a nominal value, `width`, `lowest`. */
  readonly group: Group
}

/** Two columns a method: what it reached, and `PREFIX.METHOD` beside it. */
export function methodColumns<M extends string>(
  methods: readonly M[],
  titles: Readonly<Record<M, string>>,
  prefix: string,
  group: Group,
): Column[] {
  return methods.flatMap((name) => [
    { name, title: titles[name], group: 'reached' as const },
    { name: `${prefix}.${name}`, title: titles[name], group },
  ])
}

/** A line that stands above the tables: the range of a column over the cases it speaks of. */
export type Line = {
  readonly title: string
  readonly column: string
  /** Coverage or rate that the method promises; null where it promises none, as with a power. */
  readonly nominal: number | null
  readonly of?: (setting: Setting) => boolean
}

export type Group = 'reached' | 'width' | 'lowest'

export type Case = {
  readonly setting: Setting
  simulate(generator: Generator, runs: number): Figures
}

export type Setup = {
  readonly name: string
  readonly title: string
  /** Paragraphs in plain words: what is drawn, what is asked, what to see in the figures. */
  readonly about: readonly string[]
  /** Runs of each case in the published document; 0 where the figures are exact and nothing is drawn. */
  readonly runs: number
  /** The CSV of reference figures, without its ending. */
  readonly reference?: string
  readonly keys: readonly Key[]
  readonly columns: readonly Column[]
  readonly lines: readonly Line[]
  readonly cases: readonly Case[]
}

export type Row = { readonly setting: Setting; readonly figures: Figures }

/** The name of a case, from which its seed is made. */
export function caseName(setup: Setup, setting: Setting): string {
  return [setup.name, ...setup.keys.map(({ name }) => `${name}=${setting[name]}`)].join(' ')
}

/** The cases of a list of settings that share one simulation. */
export function casesOf<S extends Setting>(
  settings: readonly S[],
  simulate: (generator: Generator, setting: S, runs: number) => Figures,
): Case[] {
  return settings.map((setting) => ({
    setting,
    simulate: (generator, runs) => simulate(generator, setting, runs),
  }))
}
