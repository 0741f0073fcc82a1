import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { ConcordError, ERROR_TABLE, type ErrorCode } from '../error.ts'
import { StatementId } from '../statement/index.ts'
import type { PreparedStatement } from './put-statements.ts'
import type { PutResult } from './store.ts'

const Answer = z.union([
  z.object({
    results: z.array(z.object({ id: StatementId, result: z.enum(['new', 'merged', 'known']) })),
  }),
  z.object({
    failure: z.object({
      message: z.string(),
      code: z.string().optional(),
      errcode: z.number().optional(),
    }),
  }),
])

// The sources run as they are; the published package holds the same file as JavaScript.
const WORKER_FILE = import.meta.url.endsWith('.ts') ? './bulk-worker.ts' : './bulk-worker.js'

/** `putPrepared` in a thread of its own. Rejects with what failed there, code and all. */
export async function putInThread(
  file: string,
  busyTimeoutMs: number,
  statements: readonly PreparedStatement[],
): Promise<PutResult[]> {
  const worker = new Worker(new URL(WORKER_FILE, import.meta.url), {
    workerData: { file, busyTimeoutMs, statements },
  })
  const [message]: unknown[] = await once(worker, 'message')
  await once(worker, 'exit')
  const answer = Answer.parse(message)
  if ('results' in answer) return answer.results
  const { message: text, code, errcode } = answer.failure
  if (code !== undefined && isErrorCode(code)) throw new ConcordError(code, text)
  throw Object.assign(new Error(text), { code, errcode })
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_TABLE, code)
}
