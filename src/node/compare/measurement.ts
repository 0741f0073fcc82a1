/**
 * Whether two logs are of the same measurement, field by field. `items` and `targets` are told from the samples: they are
 * unknown where a log does not hold all that it planned, or an item has no key.
 */
import { comparability, pairLedger } from '../../exercise/index.ts'
import type { Comparability, PairRow } from '../../exercise/index.ts'
import { LOG_FIELDS } from '../../interchange/index.ts'
import type { LogCheck, LogFacts, LogField } from '../../interchange/index.ts'
import { toHex } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import type { JoinedLogs, LogItems } from './join-logs.ts'

export type Measurement = Comparability<LogField> & { rows: PairRow<LogField>[] }

export type LogToMeasure = { facts: LogFacts; check: LogCheck; items: LogItems }

export function sameMeasurement(
  first: LogToMeasure,
  second: LogToMeasure,
  { common }: JoinedLogs,
): Measurement {
  const targets = (side: 'first' | 'second'): LogFacts =>
    common.length === 0 ? {} : { targets: listed(common.map((pair) => `${pair.key} ${pair[side].refKey}`)) }
  const rows = pairLedger(
    LOG_FIELDS,
    { ...first.facts, ...ofSamples(first), ...targets('first') },
    { ...second.facts, ...ofSamples(second), ...targets('second') },
  )
  return { ...comparability(rows), rows }
}

function ofSamples({ check: { samples, counts }, items }: LogToMeasure): LogFacts {
  const { byKey, withoutKey } = items
  const whole =
    samples.planned !== null && samples.absent === 0 && counts['not-run'] === 0 && withoutKey.size === 0
  const keys = [...byKey.values()].flatMap(({ key, ids }) => ids.map(() => key)).toSorted()
  return {
    ...(whole ? { items: listed(keys) } : {}),
    n: samples.present,
    errored: counts.errored,
    limitHits: counts.limit,
  }
}

/** How many, and the SHA-256 of the sorted lines. */
function listed(lines: readonly string[]): { n: number; digest: string } {
  return { n: lines.length, digest: toHex(sha256(new TextEncoder().encode(lines.join('\n')))) }
}
