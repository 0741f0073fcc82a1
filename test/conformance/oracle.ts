/** Reading the oracles of R and Python, and comparing figures with them at a relative tolerance. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Result } from '../../src/statistics/index.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/data/oracles')
export const Num = z.number()
export const Pair = z.tuple([Num, Num])

/** An oracle, parsed; a missing file fails the test. */
export function oracle<T extends z.ZodType>(name: string, schema: T): z.infer<T> {
  return schema.parse(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')))
}

/** The value; a refusal fails the test. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result.value
}

/** Relative distance; absolute where the wanted value is 0. */
function distance(got: number, want: number): number {
  if (got === want) return 0
  const off = want === 0 ? Math.abs(got) : Math.abs(got / want - 1)
  return Number.isNaN(off) ? Number.POSITIVE_INFINITY : off
}

/** Collects the rows that are off by more than the tolerance, so that a failure names them. */
export class Comparison {
  readonly off: string[] = []
  count = 0
  readonly tolerance: number

  constructor(tolerance: number) {
    this.tolerance = tolerance
  }

  add(label: unknown, got: number | null | undefined, want: number, tolerance = this.tolerance): void {
    this.count += 1
    const by = distance(got ?? Number.NaN, want)
    if (by > tolerance) this.off.push(`${JSON.stringify(label)}: ${got}, not ${want} (${by})`)
  }

  addInterval(label: unknown, { lo, hi }: { lo: number; hi: number }, [low, high]: [number, number]): void {
    this.add([label, 'lo'], lo, low)
    this.add([label, 'hi'], hi, high)
  }

  /** All rows within the tolerance, and as many of them as are known to be in the oracle. */
  check(count: number): void {
    expect(this.off).toEqual([])
    expect(this.count).toBe(count)
  }
}
