/**
 * A program of one's own as a provider. It is started without a shell and asked on its standard input, one JSON object a line;
 * it answers on its standard output, one JSON object a line, in any order:
 *
 *   asked     {"id": 7, "sample": {"set", "item", "attempt"}, "model", "messages", "tools", "toolChoice", "config"}
 *   answered  {"id": 7, "message": "It is 4.", …}                     the rest as in plain-answer.ts
 *   failed    {"id": 7, "error": "rate-limit" | "transient" | "permanent" | "context-overflow", "detail"?,
 *              "retryAfterSeconds"?}
 *
 * A program that ends, writes a line that is no answer to anything, or says nothing for too long is a failure of the
 * environment; it is started anew for the next call. At the end it is told to stop (SIGTERM), and after two seconds killed
 * with everything it started.
 */
import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { z } from 'zod'
import { PlainAnswer, toAnswer } from './plain-answer.ts'
import { notGenerated, parseJsonOrUndefined } from './provider.ts'
import type { Generated, NotGenerated, Provider } from './provider.ts'
import { secretsOf } from './provider-key.ts'
import { answerWithoutKey, keyRemover } from './secret.ts'

export type ProgramOptions = {
  model: string
  command: readonly string[]
  /** Handed to the program as CONCORD_API_KEY, and removed from everything that is handed back. */
  apiKey: string | undefined
  callSeconds: number
  answerBytes: number
}

const Failure = z.looseObject({
  error: z.enum(['rate-limit', 'transient', 'permanent', 'context-overflow']),
  detail: z.string().default(''),
  retryAfterSeconds: z.number().min(0).max(1e9).optional(),
})
const Numbered = z.looseObject({ id: z.int() })

/** Kept of what a program says on standard error, to tell why it ended. */
const LAST_WORDS = 2000
const GRACE_MS = 2000
const LONGEST_TIMER = 0x7fff_ffff

type Pending = (result: { line: string; value: unknown } | NotGenerated) => void
type Running = { child: ChildProcessWithoutNullStreams; ended: Promise<void> }

/** A provider that starts its program with the first call; close it, or the program lives on. */
export function program(options: ProgramOptions): Provider {
  const { apiKey: key } = options
  const withoutKey = keyRemover(key, ...secretsOf(process.env))
  const pending = new Map<number, Pending>()
  let running: Running | null = null
  let answered = false
  let number = 0

  const failAll = (detail: string): void => {
    const all = [...pending.values()]
    pending.clear()
    for (const settle of all)
      settle(notGenerated('transient', 'environment', withoutKey(detail), { unserved: !answered }))
  }

  const start = (): Running => {
    const [file = '', ...args] = options.command
    const child = spawn(file, args, {
      stdio: 'pipe',
      // A group of its own: at the end all of it is killed, and Ctrl-C reaches us alone.
      detached: true,
      env: { ...process.env, ...(key === undefined ? {} : { CONCORD_API_KEY: key }) },
    })
    let lastWords = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      lastWords = `${lastWords}${text}`.slice(-LAST_WORDS)
    })
    // A program that reads no more tells so by ending.
    child.stdin.on('error', () => undefined)
    const over = (why: string): void => {
      if (running?.child !== child) return
      running = null
      killGroup(child, 'SIGKILL')
      failAll(why)
    }
    readLines(child, options.answerBytes, {
      line(line) {
        const value = parseJsonOrUndefined(line)
        const id = Numbered.safeParse(value).data?.id
        if (id === undefined) over(`the program wrote a line that is no answer: ${line.slice(0, 200)}`)
        else {
          // Nobody waits any more for an answer that comes too late.
          pending.get(id)?.({ line, value })
          pending.delete(id)
        }
      },
      tooLong: () => over(`the program wrote a line of more than ${options.answerBytes} bytes`),
    })
    const ended = new Promise<void>((resolve) => {
      child.on('error', (cause) => {
        over(`the program cannot be started: ${cause.message}`)
        resolve()
      })
      // What it started would hold its output open.
      child.on('exit', () => killGroup(child, 'SIGKILL'))
      child.on('close', (status, signal) => {
        over(`the program ended (${signal ?? `status ${status}`}): ${lastWords.trim() || 'it said nothing'}`)
        resolve()
      })
    })
    return { child, ended }
  }

  return {
    async generate({ signal, ...call }) {
      if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
      const id = ++number
      const request = { id, model: options.model, ...call }
      const result = await new Promise<Parameters<Pending>[0]>((resolve) => {
        const drop = (failure: NotGenerated): void => {
          pending.delete(id)
          settle(failure)
        }
        const onAbort = (): void => drop(notGenerated('aborted', 'environment', 'stopped'))
        const timer = setTimeout(
          () =>
            drop(
              notGenerated('transient', 'environment', `no complete answer within ${options.callSeconds} s`),
            ),
          Math.min(options.callSeconds * 1000, LONGEST_TIMER),
        )
        const settle: Pending = (value) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
          resolve(value)
        }
        signal.addEventListener('abort', onAbort, { once: true })
        pending.set(id, settle)
        running ??= start()
        running.child.stdin.write(`${JSON.stringify(request)}\n`)
      })
      if ('ok' in result) return result
      answered = true
      return interpret(withoutKey(result.line), request, withoutKey)
    },
    async close() {
      const last = running
      running = null
      failAll('stopped')
      if (last === null) return
      last.child.stdin.end()
      killGroup(last.child, 'SIGTERM')
      const patience = setTimeout(() => killGroup(last.child, 'SIGKILL'), GRACE_MS)
      await last.ended
      clearTimeout(patience)
      // What it started may outlive it.
      killGroup(last.child, 'SIGKILL')
    },
  }
}

function interpret(
  line: string,
  request: { [key: string]: unknown },
  withoutKey: (text: string) => string,
): Generated | NotGenerated {
  const value = parseJsonOrUndefined(line)
  const failure = Failure.safeParse(value).data
  if (failure !== undefined) {
    const { error, detail, retryAfterSeconds = null } = failure
    const where = error === 'context-overflow' ? 'model' : 'environment'
    return notGenerated(error, where, withoutKey(`the program says: ${detail}`), { retryAfterSeconds })
  }
  const answer = PlainAnswer.safeParse(value).data
  if (answer === undefined) return notGenerated('permanent', 'model', `not an answer: ${line.slice(0, 250)}`)
  return {
    ok: true,
    recorded: false,
    ...answerWithoutKey(toAnswer(answer), withoutKey),
    request,
    response: line,
  }
}

/** Gives the lines of standard output one by one; of a line that is longer than the limit nothing is kept. */
function readLines(
  { stdout }: ChildProcessWithoutNullStreams,
  limit: number,
  to: { line(text: string): void; tooLong(): void },
): void {
  let parts: Buffer[] = []
  let size = 0
  stdout.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8')
      parts = []
      size = 0
      rest = rest.subarray(end + 1)
      if (line.trim() !== '') to.line(line)
    }
    size += rest.length
    if (size > limit) {
      parts = []
      size = 0
      to.tooLong()
    } else if (rest.length > 0) parts.push(rest)
  })
}

/** Ends the program and everything in its group; one that has ended is as it should be. */
function killGroup({ pid }: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause
  }
}
