/**
 * Simulated figures beside reference figures from a CSV: the same within .035 from .9 upwards, else within .07;
 * exact ones within .001.
 */
import type { Simulated } from './document.ts'
import type { Setting } from './setup.ts'

export type Comparison = {
  /** Figures compared. */
  readonly count: number
  /** A sentence for each that differs, and for each row that has no match. */
  readonly off: readonly string[]
}

type CsvRow = ReadonlyMap<string, string>

/** Rows of a CSV whose fields hold neither commas nor line feeds. */
function parseCsv(text: string): CsvRow[] {
  const [head = [], ...body] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map((field) => field.replaceAll('"', '').trim()))
  return body.map((fields) => new Map(head.map((name, at) => [name, fields[at] ?? ''])))
}

function tolerance(exact: boolean, want: number): number {
  if (exact) return 0.001
  return want >= 0.9 ? 0.035 : 0.07
}

/** Compares every number of the CSV that is not a key with the simulated figure of that row and column. */
export function compareWithReference({ setup, rows }: Simulated, csv: string): Comparison {
  const off: string[] = []
  let count = 0
  const keys = setup.keys.map(({ name }) => name)
  const sameCase = (row: CsvRow, setting: Setting): boolean =>
    keys.every((name) => row.get(name) === String(setting[name]))
  const wanted = parseCsv(csv)
  for (const row of wanted) {
    const found = rows.find(({ setting }) => sameCase(row, setting))
    const label = [setup.name, ...keys.map((name) => `${name}=${row.get(name)}`)].join(' ')
    if (found === undefined) {
      off.push(`${label}: not simulated`)
      continue
    }
    for (const [name, field] of row) {
      if (keys.includes(name) || field === 'NA') continue
      const want = Number(field)
      const got = found.figures[name]
      count += 1
      const within = tolerance(setup.runs === 0, want)
      // The margin lets a difference of exactly the tolerance pass in binary.
      if (got === null || got === undefined || !(Math.abs(got - want) <= within + 1e-9)) {
        off.push(`${label}: ${name} is ${got?.toFixed(3) ?? 'absent'}, ${want} ± ${within} in the reference`)
      }
    }
  }
  return { count, off }
}
