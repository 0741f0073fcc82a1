/** The run statement before it is signed. */
import { blobIdOf, hexOf } from '../../statement/index.ts'
import type { Link, Protocol, Run } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import { sharingOf } from '../publish.ts'
import type { Draft } from '../publish.ts'

const PARQUET = 'application/vnd.apache.parquet'
const JSON_LINES = 'application/jsonl'

/** A run with its outcome table and, where they are released, its answers. */
export function draftRun(
  protocol: Protocol,
  body: Omit<Run, 'table' | 'answers'>,
  table: Uint8Array,
  answers: Uint8Array | null,
): Draft {
  const ref = (content: Uint8Array, mediaType: string) => ({
    sha256: digestOf(content),
    size: content.length,
    mediaType,
  })
  const links: Link[] = [
    { rel: 'protocol', id: body.protocol },
    ...body.amendments.map((id): Link => ({ rel: 'uses', id })),
  ]
  return {
    kind: 'run',
    exercise: body.exercise,
    sharing: sharingOf(protocol),
    links,
    body: {
      ...body,
      table: ref(table, PARQUET),
      answers: answers === null ? null : ref(answers, JSON_LINES),
    },
    blobs: [
      { name: 'outcomes.parquet', mediaType: PARQUET, content: table },
      ...(answers === null ? [] : [{ name: 'answers.jsonl', mediaType: JSON_LINES, content: answers }]),
    ],
  }
}

/** Hex digest of a blob. */
export function digestOf(content: Uint8Array): string {
  return hexOf(blobIdOf(content, sha256))
}
