import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { PREFLIGHT_RULES } from '../exercise/index.ts'
import type { PreflightInput } from '../exercise/index.ts'

/** How far work is that may take its time: so many of something, of so many in all. */
export type Progress = {
  /** What is counted; `file` and `bundle` count bytes or parts, of which the share is said. */
  what:
    | 'file'
    | 'bundle'
    | 'loaded'
    | 'statements'
    | 'stored'
    | 'items'
    | 'tables'
    | 'answers'
    | 'attempts'
    | 'results'
    | 'files'
    | 'sets'
    | 'rules'
    | 'drafts'
    | 'runs'
    | 'bundles'
    | 'languages'
    | 'samples'
    | 'logged'
  done: number
  /** Null where nobody knows it before the end. */
  total: number | null
  /** Name of the file that is read. */
  name?: string
}

/** Told often, and cheaply: whoever listens decides what is shown, and when. It may not throw. */
export type OnProgress = (progress: Progress) => void

/** Counts up to a total as batches are done: a function that is given how many more are. */
export function counting(
  onProgress: OnProgress | undefined,
  what: Progress['what'],
  total: number | null,
): (more: number) => void {
  let done = 0
  return (more) => {
    done += more
    onProgress?.({ what, done, total })
  }
}

/** Hears from `readBundle` how far it is. */
export function openingBundle(
  onProgress: OnProgress | undefined,
): ((done: number, total: number) => void) | undefined {
  return onProgress && ((done, total) => onProgress({ what: 'bundle', done, total }))
}

/** Hears from `preflight` how far it is. */
export function checking(
  onProgress: OnProgress | undefined,
  sets: number,
): Pick<PreflightInput, 'onRules' | 'onSets'> {
  return {
    onRules: counting(onProgress, 'rules', PREFLIGHT_RULES.length),
    onSets: counting(onProgress, 'sets', sets),
  }
}

/** A file, opened when its first bytes are asked for. */
export async function* readingFile(
  file: string,
  onProgress: OnProgress | undefined,
): AsyncGenerator<Uint8Array> {
  const { size } = await stat(file)
  yield* readingPieces(createReadStream(file), { name: path.basename(file), size }, onProgress)
}

/** The bytes of a file as they come, piece by piece. */
async function* readingPieces(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { name, size }: { name: string; size: number },
  onProgress: OnProgress | undefined,
): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const piece of source) {
    yield piece
    done += piece.length
    // A pipe has no size that could be known before.
    if (size > 0) onProgress?.({ what: 'file', done, total: size, name })
  }
}

/** The same of bytes that are in memory already. */
export function readingBytes(
  bytes: Uint8Array,
  name: string,
  onProgress: OnProgress | undefined,
): AsyncGenerator<Uint8Array> {
  return readingPieces(piecesOf(bytes), { name, size: bytes.length }, onProgress)
}

const PIECE = 1 << 18

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE)
}
