import { on, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { ConcordError, ERROR_TABLE, type ErrorCode } from '../error.ts'
import { StatementId } from '../statement/index.ts'
import type { PreparedStatement } from './put-statements.ts'
import { SentenceJson } from './sentence-json.ts'
import type { PutResult } from './store.ts'

const Answer = z.union([
  z.object({ stored: z.number() }),
  z.object({
    results: z.array(z.object({ id: StatementId, result: z.enum(['new', 'merged', 'known']) })),
  }),
  z.object({
    failure: z.object({
      message: z.string(),
      code: z.string().optional(),
      errcode: z.number().optional(),
      sentence: SentenceJson.optional(),
    }),
  }),
])

// The sources run as they are; the published package holds the same file as JavaScript.
const WORKER_FILE = import.meta.url.endsWith('.ts')
  ? new URL('./bulk-worker.ts', import.meta.url)
  : new URL('./bulk-worker.js', import.meta.url)

/** `putPrepared` in a thread of its own. `onStored` is told now and then of how many more the rows are written. Rejects with what failed there, code and all. */
export async function putInThread(
  file: string,
  busyTimeoutMs: number,
  statements: readonly PreparedStatement[],
  onStored?: (more: number) => void,
): Promise<PutResult[]> {
  const worker = new Worker(WORKER_FILE, {
    workerData: { file, busyTimeoutMs, statements },
  })
  const exit = once(worker, 'exit')
  for await (const [message] of on(worker, 'message')) {
    const answer = Answer.parse(message)
    if ('stored' in answer) {
      onStored?.(answer.stored)
      continue
    }
    await exit
    if ('results' in answer) return answer.results
    const { message: text, code, errcode, sentence } = answer.failure
    if (code !== undefined && isErrorCode(code) && sentence !== undefined)
      throw new ConcordError(code, sentence)
    throw Object.assign(new Error(text), { code, errcode })
  }
  throw new Error('the thread that writes rows ended without an answer')
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_TABLE, code)
}
