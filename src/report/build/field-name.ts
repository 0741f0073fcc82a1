import type { Translate } from '../../message/index.ts'
import { FACT_FIELDS } from '../../statement/index.ts'
import type { FactField } from '../../statement/index.ts'

/** The name of a ledger field, the field itself where it is none of the recorded ones. */
export function fieldName(t: Translate, field: string): string {
  return isFactField(field) ? t(`report.field.${field}`) : field
}

/** “another system prompt”: what a run had instead of what was agreed. */
export function otherField(t: Translate, field: string): string {
  return isFactField(field) ? t(`report.other.${field}`) : field
}

function isFactField(field: string): field is FactField {
  return FACT_FIELDS.some((known) => known === field)
}
