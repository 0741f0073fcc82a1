import type { JsonValue } from '../../statement/index.ts'
import { isObject } from '../field-path.ts'
import type { Finding } from './finding.ts'

const RELATIVE = 1e-9
const ABSOLUTE = 1e-12

/** Within 1e-9 relative + 1e-12 absolute: engines differ in the last digits of exp, log and pow. */
export function sameNumber(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.max(Math.abs(a), Math.abs(b))
}

/** Every place where two results differ, by dotted path; entries with an id are called by it. */
export function numberFindings(expected: JsonValue, found: JsonValue, where: string): Finding[] {
  if (typeof expected === 'number' && typeof found === 'number') {
    return sameNumber(expected, found) ? [] : [{ what: 'number', where, expected, found }]
  }
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    return expected.flatMap((entry, index) =>
      numberFindings(entry, found[index] ?? null, `${where}.${nameOf(entry) ?? index}`),
    )
  }
  if (isObject(expected) && isObject(found)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(found)])
    return [...keys].flatMap((key) =>
      numberFindings(expected[key] ?? null, found[key] ?? null, `${where}.${key}`),
    )
  }
  return expected === found ? [] : [{ what: 'number', where, expected, found }]
}

function nameOf(entry: JsonValue): string | undefined {
  if (!isObject(entry)) return undefined
  // A row of scores is known by model and measure together.
  const parts = [
    entry['id'],
    entry['lab'],
    entry['item'],
    entry['a'],
    entry['b'],
    entry['model'],
    entry['measure'],
  ]
  const names = parts.filter((part) => typeof part === 'string')
  return typeof entry['id'] === 'string' ? entry['id'] : names.length > 0 ? names.join(' ') : undefined
}
