import type { JsonValue } from '../../statement/index.ts'

/** What does not hold. The text is made elsewhere, from these codes and values. */
export type Finding = {
  what:
    /** A signature that does not verify, or one that is missing. */
    | 'signature'
    /** Bytes whose digest or size is not the one that was signed. */
    | 'digest'
    /** Bytes that cannot be read as what they claim to be. */
    | 'unreadable'
    /** Another protocol, amendment, evaluation or dataset than the one referred to. */
    | 'protocol'
    | 'item'
    | 'prompt'
    /** Outcome, value, reason or limit of one row of an outcome table. */
    | 'cell'
    | 'label'
    | 'count'
    | 'fact'
    | 'number'
    | 'seed'
  /** The place: statement and path, or set, item and attempt. */
  where: string
  expected: JsonValue
  found: JsonValue
}

/** What was checked, and what could not be because it is not here or decides nothing. */
export type Verification = {
  findings: Finding[]
  unchecked: ('items' | 'answers' | 'verdicts' | 'passport')[]
}

/** Findings beyond this many say nothing new; the count of all is kept by the caller's list length. */
export const MAX_FINDINGS = 1000
