import { findMetric } from './metrics.ts'
import { meanOf } from './reducers.ts'

/** The accuracy and its standard error that Inspect gives to the values of items, each with its epochs; no value: none. */
export function inspectFigures(byItem: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  const items = [...byItem].flatMap(([cluster, values]) => {
    const value = meanOf(values)
    return value === undefined ? [] : [{ value, cluster }]
  })
  const named = ['accuracy', 'stderr'].map((name) => [name, findMetric(name, false)?.compute(items)] as const)
  return Object.fromEntries(
    named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
}
