/** Start-up as a user meets it: `--help`, the first `start` of a new folder until its first page, and the second. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Figure } from './figure.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const COMMAND = path.join(ROOT, 'concord')

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function helpTime(): number {
  const began = performance.now()
  spawnSync(COMMAND, ['--help'], { stdio: 'ignore' })
  return performance.now() - began
}

/** Milliseconds until the served page of exercises lists both examples. */
async function startTime(home: string): Promise<number> {
  const began = performance.now()
  const child = spawn(COMMAND, ['start', '--port', '0', '--home', home, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let out = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`start ended with ${code}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const found = /"url":"([^"]+)"/.exec(out)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const page = await (await fetch(url)).text()
  const took = performance.now() - began
  child.removeAllListeners('exit')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  await ended
  if (!page.includes('word-problems-rehearsal'))
    throw new Error('The page of exercises does not list the rehearsal.')
  return took
}

export async function run(): Promise<Figure[]> {
  helpTime()
  const help = median(Array.from({ length: 7 }, helpTime))
  const home = mkdtempSync(path.join(tmpdir(), 'concord-bench-'))
  try {
    const first = await startTime(path.join(home, 'home'))
    const second = await startTime(path.join(home, 'home'))
    return [
      { name: 'start/help', value: help, unit: 'ms', goal: 150, met: help <= 150 },
      { name: 'start/first', value: first / 1000, unit: 's', goal: 90, met: first <= 90_000 },
      { name: 'start/second', value: second / 1000, unit: 's', goal: 5, met: second <= 5000 },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
