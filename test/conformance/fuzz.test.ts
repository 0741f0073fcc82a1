/**
 * A million seeded cases over every parser of bytes from outside: faults that know the form (the tree of JSON, the parts of
 * a workbook, the members of a bundle) and faults that do not. Each case ends with a value or with one sentence, in time,
 * and leaves nothing behind. A failure names its target and case; `node test/fuzz/replay.ts TARGET CASE` runs it again.
 */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { TARGETS } from '../fuzz/targets.ts'
import type { Report } from '../fuzz/worker.ts'

const WORKERS = 2
/** A case that takes longer than this would never end. */
const HANGS_AFTER_MS = 60_000
const MAX_GROWTH = 24 * 2 ** 20
/** On two cores that do nothing else; the clock may run longer where they do. */
const GOAL_MS = 240_000
const TIME_LIMIT = 2_400_000

/** What a thread reports, or why it did not. */
function runWorker(worker: number): Promise<Report | string> {
  const at = new Int32Array(new SharedArrayBuffer(8))
  const thread = new Worker(path.resolve(import.meta.dirname, '../fuzz/worker.ts'), {
    workerData: { worker, workers: WORKERS, share: 1, at },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return new Promise((resolve) => {
    const seen = { at: '', since: performance.now() }
    const watch = setInterval(() => {
      const now = `${TARGETS[Atomics.load(at, 0)]?.name ?? ''}, case ${Atomics.load(at, 1)}`
      if (now !== seen.at) Object.assign(seen, { at: now, since: performance.now() })
      else if (performance.now() - seen.since > HANGS_AFTER_MS) {
        resolve(`hangs at ${now}`)
        void thread.terminate()
      }
    }, 1000)
    thread.once('message', (report: Report) => resolve(report))
    thread.once('error', (error) => resolve(String(error)))
    thread.once('exit', (code) => {
      clearInterval(watch)
      resolve(`ended with ${code} before its report, at ${seen.at}`)
    })
  })
}

describe('bytes from outside', () => {
  it('are cases of a million in all', () => {
    expect(TARGETS.reduce((sum, { cases }) => sum + cases, 0)).toBe(1_000_000)
  })

  it(
    'end with a value or one sentence, in time, and leave nothing behind',
    async () => {
      const reports = await Promise.all(Array.from({ length: WORKERS }, (_, worker) => runWorker(worker)))
      expect(reports.filter((report) => typeof report === 'string')).toEqual([])
      const whole = reports.filter((report) => typeof report !== 'string')
      const parts = whole.flatMap((report) => report.parts)
      expect(parts.flatMap(({ failures }) => failures)).toEqual([])
      expect(parts.reduce((sum, { values, refusals }) => sum + values + refusals, 0)).toBe(1_000_000)
      // A target of which every case is refused, or none, tests little.
      for (const { name } of TARGETS) {
        const own = parts.filter(({ target }) => target === name)
        expect([name, own.some(({ values }) => values > 0)]).toEqual([name, true])
      }
      for (const { heap } of whole) {
        const early = Math.max(...heap.slice(0, Math.ceil(heap.length / 5)))
        const late = Math.min(...heap.slice(-5))
        expect(late - early).toBeLessThan(MAX_GROWTH)
      }
      expect(Math.max(...whole.map(({ cpuMs }) => cpuMs))).toBeLessThan(GOAL_MS)
    },
    TIME_LIMIT,
  )
})
