/** The run statement before it is signed. */
import { fieldSharing, resultsSharing } from '../../exercise/index.ts'
import { blobIdOf, hexOf } from '../../statement/index.ts'
import type { DisclosureField, Link, Protocol, Run } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import type { Draft } from '../publish.ts'
import type { DriftOutcome } from '../run/drift-check.ts'

const PARQUET = 'application/vnd.apache.parquet'
const JSON_LINES = 'application/jsonl'

/**
 * A run with its outcome table and answers, each for as many as the protocol says of what is signed at the moment `now`;
 * null: there are no answers.
 */
export function draftRun(
  protocol: Protocol,
  now: string,
  body: Omit<Run, 'table' | 'answers' | 'drift'>,
  table: Uint8Array,
  answers: Uint8Array | null,
  drift: DriftOutcome | null = null,
): Draft {
  const ref = (content: Uint8Array, mediaType: string) => ({
    sha256: digestOf(content),
    size: content.length,
    mediaType,
  })
  const blob = (name: string, mediaType: string, content: Uint8Array, field: DisclosureField) => {
    const sharing = fieldSharing(protocol, field)
    return { name, mediaType, content, ...(sharing === null ? {} : { sharing }) }
  }
  const links: Link[] = [
    { rel: 'protocol', id: body.protocol },
    ...body.amendments.map((id): Link => ({ rel: 'uses', id })),
  ]
  return {
    kind: 'run',
    exercise: body.exercise,
    sharing: resultsSharing(protocol, now),
    links,
    body: {
      ...body,
      table: ref(table, PARQUET),
      answers: answers === null ? null : ref(answers, JSON_LINES),
      ...(drift === null
        ? {}
        : { drift: { checks: drift.checks, p: drift.p, answers: ref(drift.answers, JSON_LINES) } }),
    },
    blobs: [
      blob('outcomes.parquet', PARQUET, table, 'itemOutcomes'),
      ...(answers === null ? [] : [blob('answers.jsonl', JSON_LINES, answers, 'transcripts')]),
      ...(drift === null ? [] : [blob('drift.jsonl', JSON_LINES, drift.answers, 'transcripts')]),
    ],
  }
}

/** Hex digest of a blob. */
export function digestOf(content: Uint8Array): string {
  return hexOf(blobIdOf(content, sha256))
}
