/**
 * What of a run is signed, by what the protocol lets others see:
 *
 *   items not for all      the outcome table and the answers name each item by its hash, and by no key of its text
 *   identity not for all   facts of the model as keyed hashes; no name in the answers
 *   transcripts not for all   the answers begin with a salt, so that their digest in the statement cannot be guessed
 */
import { ConcordError, sentence } from '../../error.ts'
import { mapAnswers } from '../../evaluation/index.ts'
import { concealIdentity } from '../../exercise/index.ts'
import { canonicalText, readOutcomeTable, rowsOf, toHex, writeOutcomeTable } from '../../statement/index.ts'
import type { OutcomeRow, Protocol, Run } from '../../statement/index.ts'
import { randomBytes, sha256 } from '../crypto.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import type { DriftOutcome } from '../run/drift-check.ts'
import { knownPassport } from '../sealed.ts'
import { hiddenNames } from './hidden-names.ts'
import type { Names } from './hidden-names.ts'

export type RunToRelease = {
  body: Omit<Run, 'table' | 'answers' | 'drift'>
  table: Uint8Array
  answers: Uint8Array | null
  drift: DriftOutcome | null
}

/** The run as it is signed. The same run gives the same body and table. */
export async function releasedRun(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
  run: RunToRelease,
): Promise<RunToRelease> {
  const { modelIdentity, transcripts } = protocol.conduct.disclosure.fields
  const names = await hiddenNames(evidence, protocol)
  const isOpen =
    modelIdentity === 'with-run' &&
    protocol.system.models.every(({ alias, sealed }) => alias !== run.body.model || sealed === undefined)
  const passport = await knownPassport(home, evidence, protocol, run.body.model)
  return {
    body: {
      ...run.body,
      facts: isOpen ? run.body.facts : concealIdentity(run.body.facts, passport?.nonce, sha256),
    },
    table: names.size === 0 ? run.table : await renameTable(run.table, names),
    answers:
      run.answers === null
        ? null
        : releasedAnswers(run.answers, names, {
            salt: transcripts !== 'with-run',
            nameModel: isOpen,
          }),
    drift:
      run.drift === null || transcripts === 'with-run'
        ? run.drift
        : { ...run.drift, answers: salted(run.drift.answers) },
  }
}

/** Rows of an outcome table as they are released. */
export function renamedRows(rows: Iterable<OutcomeRow>, names: Names): OutcomeRow[] {
  const renamed: OutcomeRow[] = []
  for (const row of rows) {
    const ofSet = names.get(row.set)
    renamed.push(ofSet === undefined ? row : { ...row, item: nameOf(ofSet, row), itemKey: null })
  }
  return renamed
}

async function renameTable(table: Uint8Array, names: Names): Promise<Uint8Array> {
  return writeOutcomeTable(renamedRows(rowsOf(await readOutcomeTable(table)), names))
}

function nameOf(names: ReadonlyMap<string, string>, { set, item }: { set: string; item: string }): string {
  const name = names.get(item)
  if (name !== undefined) return name
  throw new ConcordError(
    'bad-input',
    sentence`The item ${item} is not in the set ${set} of the protocol, so the run cannot be released.`,
  )
}

function releasedAnswers(
  answers: Uint8Array,
  names: Names,
  { salt, nameModel }: { salt: boolean; nameModel: boolean },
): Uint8Array {
  if (!salt && nameModel && names.size === 0) return answers
  const released = mapAnswers(answers, (answer) => {
    const ofSet = names.get(answer.set)
    // Every provider has its own words for why a model stopped.
    const { stopRaw: _, ...unnamed } = answer
    return {
      ...(nameModel ? answer : unnamed),
      item: ofSet === undefined ? answer.item : nameOf(ofSet, answer),
      modelReported: nameModel ? answer.modelReported : null,
    }
  })
  // Names by hash are in another order than ids; this one tells nothing.
  if (names.size > 0) released.sort()
  const first = salt ? [canonicalText({ salt: toHex(randomBytes(32)) })] : []
  return new TextEncoder().encode([...first, ...released].map((line) => `${line}\n`).join(''))
}

/** A first line that keeps the digest of the others from being guessed. */
function salted(answers: Uint8Array): Uint8Array {
  const first = new TextEncoder().encode(`${canonicalText({ salt: toHex(randomBytes(32)) })}\n`)
  const whole = new Uint8Array(first.length + answers.length)
  whole.set(first)
  whole.set(answers, first.length)
  return whole
}
