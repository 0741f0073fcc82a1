/** Runs cases of a target: each ends with a value or a refusal in one sentence, in time. */
import { ConcordError } from '../../src/error.ts'
import { encodeBase64 } from '../../src/statement/index.ts'
import { randomOf, seedOf } from './random.ts'
import type { MakeCase } from './target.ts'

export type Ended = { values: number; refusals: number; slowest: number; failures: string[] }

/** Longest that one case may take; the usual one takes a thousandth of it. */
const LONGEST_MS = 5000
const ENOUGH_FAILURES = 5
const LONGEST_SENTENCE = 3000
const REFUSALS = new Set(['bad-input', 'not-verified', 'usage'])

/** Cases `from` to `to` of the target of that name; `tell` is called before each with its number. */
export async function runCases(
  name: string,
  makeCase: MakeCase,
  from: number,
  to: number,
  tell: (number: number) => void = () => undefined,
): Promise<Ended> {
  const ended: Ended = { values: 0, refusals: 0, slowest: 0, failures: [] }
  for (let number = from; number < to && ended.failures.length < ENOUGH_FAILURES; number += 1) {
    tell(number)
    const { bytes, read } = makeCase(randomOf(seedOf(name, number)))
    const began = performance.now()
    const fault = await faultOf(read)
    const took = performance.now() - began
    ended.slowest = Math.max(ended.slowest, took)
    if (fault === 'value') ended.values += 1
    else if (fault === 'refusal') ended.refusals += 1
    const what = took > LONGEST_MS ? `took ${Math.round(took)} ms` : fault
    if (what !== 'value' && what !== 'refusal')
      ended.failures.push(`${name}, case ${number}: ${what} (${shownBytes(bytes)})`)
  }
  return ended
}

/** `value`, `refusal`, or what is wrong with how it ended. */
async function faultOf(read: () => unknown): Promise<string> {
  try {
    await read()
    return 'value'
  } catch (error) {
    if (!(error instanceof ConcordError))
      return error instanceof Error ? (error.stack ?? error.message) : String(error)
    if (!REFUSALS.has(error.code)) return `${error.code}: ${error.message}`
    if (error.message.includes('\n') || error.message.length > LONGEST_SENTENCE)
      return `no sentence: ${error.message}`
    return 'refusal'
  }
}

/** For messages: the bytes of a case that failed, as they can be pasted. */
function shownBytes(bytes: Uint8Array): string {
  return `${bytes.length} bytes, base64 ${encodeBase64(bytes.subarray(0, 6000))}`
}
