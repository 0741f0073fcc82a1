import type { FactField } from '../statement/index.ts'
import type { LedgerRow } from './ledger.ts'

export type Comparability<Field extends string = FactField> = {
  verdict: 'same-measurement' | 'comparable-with-caveat' | 'not-comparable'
  /** The fields that decided; empty for the same measurement. */
  decidedBy: { field: Field; relation: 'different' | 'unknown' }[]
}

/**
 * Whether a run measured what its protocol says, or two runs the same: any difference or gap in the identity of the test
 * makes it `not-comparable`; one in generation, conditions or volume is a caveat. Unknown is not equal. No score enters.
 */
export function comparability<Field extends string>(
  rows: readonly (Pick<LedgerRow, 'class' | 'relation' | 'free'> & { field: Field })[],
): Comparability<Field> {
  const deciding = rows.filter(({ relation, free }) => relation !== 'same' && !free)
  const identity = deciding.filter((row) => row.class === 'test-identity')
  const rowsThatDecide = identity.length > 0 ? identity : deciding
  return {
    verdict:
      identity.length > 0
        ? 'not-comparable'
        : deciding.length > 0
          ? 'comparable-with-caveat'
          : 'same-measurement',
    decidedBy: rowsThatDecide.flatMap(({ field, relation }) =>
      relation === 'same' ? [] : [{ field, relation }],
    ),
  }
}
