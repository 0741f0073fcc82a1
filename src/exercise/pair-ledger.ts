import type { FactClass, JsonValue } from '../statement/index.ts'
import { sameJson } from './field-path.ts'

/** One field of two sides; `first` or `second` is absent where it is unknown. */
export type PairRow<Field extends string> = {
  field: Field
  class: FactClass
  first?: JsonValue
  second?: JsonValue
  relation: 'same' | 'different' | 'unknown'
  /** A name, or what follows from the answers: told, but it decides nothing. */
  free: boolean
}

/**
 * Every field of two sides of which none is the plan of the other. Unknown on either side is `unknown`, never `same`;
 * turned round, the relations are the same.
 */
export function pairLedger<Field extends string>(
  fields: readonly { field: Field; class: FactClass; free: boolean }[],
  first: Partial<Record<Field, JsonValue>>,
  second: Partial<Record<Field, JsonValue>>,
): PairRow<Field>[] {
  return fields.map(({ field, class: of, free }) => {
    const [one, other] = [first[field], second[field]]
    const relation =
      one === undefined || other === undefined ? 'unknown' : sameJson(one, other) ? 'same' : 'different'
    return {
      field,
      class: of,
      ...(one === undefined ? {} : { first: one }),
      ...(other === undefined ? {} : { second: other }),
      relation,
      free,
    }
  })
}
