/**
 * A thread of the million: runs its part of every target, tells in shared memory what it is at, and measures after each
 * part what is left on the heap.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { runCases, type Ended } from './run-cases.ts'
import { TARGETS } from './targets.ts'

export type Part = { target: string; cases: number } & Ended
/** `heap`: bytes in use at the beginning and after each part; `cpuMs`: what the thread has worked. */
export type Report = { parts: Part[]; heap: number[]; cpuMs: number }

const { worker, workers, share, at } = z
  .object({ worker: z.int(), workers: z.int(), share: z.number(), at: z.instanceof(Int32Array) })
  .parse(workerData)

const PART = 2500
const WARM_UP = 150
setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** Bytes in use once what is garbage is gone. */
function bytesInUse(): number {
  if (typeof collect !== 'function') throw new Error('the garbage collector cannot be called')
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const report: Report = { parts: [], heap: [], cpuMs: 0 }
const makers = await Promise.all(TARGETS.map(async ({ name, make }) => ({ name, makeCase: await make() })))
// What is loaded and compiled with the first cases is no growth.
for (const { name, makeCase } of makers) await runCases(name, makeCase, 0, WARM_UP)
report.heap.push(bytesInUse())
// Parts of all targets in turn, so that growth of one of them is seen over the whole time.
const jobs = TARGETS.flatMap(({ name, cases }, target) => {
  const all = Math.ceil(cases * share)
  return Array.from({ length: Math.ceil(all / PART) }, (_, part) => ({
    target,
    name,
    from: part * PART,
    to: Math.min(all, (part + 1) * PART),
    turn: (part + 0.5) / Math.ceil(all / PART),
  }))
}).sort((one, other) => one.turn - other.turn)
for (const [index, { target, name, from, to }] of jobs.entries()) {
  const makeCase = makers[target]?.makeCase
  if (index % workers !== worker || makeCase === undefined) continue
  const ended = await runCases(name, makeCase, from, to, (number) => {
    Atomics.store(at, 0, target)
    Atomics.store(at, 1, number)
  })
  report.parts.push({ target: name, cases: to - from, ...ended })
  report.heap.push(bytesInUse())
}
const { user, system } = process.threadCpuUsage()
parentPort?.postMessage({ ...report, cpuMs: (user + system) / 1000 })
