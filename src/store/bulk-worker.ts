/**
 * The thread that writes many rows: node:sqlite holds up whatever thread it runs on, and a server goes on
 * answering meanwhile. Starts with the rows, tells of how many more they are written, answers once, ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { Kysely } from 'kysely'
import { z } from 'zod'
import { openDatabase } from './database.ts'
import { SentenceJson } from './sentence-json.ts'
import { PreparedStatement, putPrepared } from './put-statements.ts'
import { nodeSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

const Job = z.object({
  file: z.string(),
  busyTimeoutMs: z.number(),
  statements: z.array(PreparedStatement),
})

const TOLD_EVERY = 100

const Failure = z.object({
  message: z.string(),
  code: z.string().optional(),
  errcode: z.number().optional(),
  sentence: SentenceJson.optional(),
})

try {
  const { file, busyTimeoutMs, statements } = Job.parse(workerData)
  const database = await openDatabase(file, busyTimeoutMs)
  try {
    const kysely = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, busyTimeoutMs) })
    let more = 0
    const results = await putPrepared(kysely, statements, (written) => {
      more += written
      if (more < TOLD_EVERY) return
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
      parentPort?.postMessage({ stored: more })
      more = 0
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    parentPort?.postMessage({ results })
  } finally {
    database.close()
  }
} catch (cause) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
  parentPort?.postMessage({ failure: Failure.parse(cause) })
}
