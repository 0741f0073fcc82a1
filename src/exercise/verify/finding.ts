import { inEnglish } from '../../error.ts'
import type { Sentence, SentenceValue } from '../../error.ts'
import type { JsonValue } from '../../statement/index.ts'

/** What does not hold: codes and values, of which the text is made elsewhere. */
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
  /** Both in words, where what is expected is described and not a value; `expected` and `found` have the English. */
  words?: { expected: Sentence; found: SentenceValue }
}

/** A finding in words. */
export function findingInWords(
  what: Finding['what'],
  where: string,
  expected: Sentence,
  found: Sentence | string,
): Finding {
  return {
    what,
    where,
    expected: inEnglish(expected),
    found: typeof found === 'string' ? found : inEnglish(found),
    words: { expected, found },
  }
}

/** What was checked, and what could not be because it is not here or decides nothing. */
export type Verification = {
  findings: Finding[]
  unchecked: ('items' | 'answers' | 'verdicts' | 'rates' | 'passport')[]
}

/** A statement whose signatures and body digest were checked before; `faults` says what did not hold there. */
export type Received<Body> = { id: string; body: Body; faults: readonly Finding[] }
