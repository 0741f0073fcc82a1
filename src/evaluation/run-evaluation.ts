/**
 * Plan → outcomes.
 *
 *   1  the plan is stored with its hash, then the journal begins
 *   2  as many attempts run as the connections allow; each ends in exactly one outcome, keeps its place in flight
 *      until its line is written, and is reported as done when the line is durable
 *   3  where judges score, they are asked once the answer is written down, and each vote is too (judge-attempt.ts)
 *   4  where nobody answers at the address, nothing more is asked, and what was asked there in vain is not recorded: it is
 *      asked again when the run is gone on with (dead-address.ts)
 *   5  the outcome table and the answers are made from the journal
 *
 * So at any kill: an attempt whose line was written is never asked again; the calls repeated after a resume are at
 * most those in flight at the kill; each (set, item, attempt) is in the result exactly once. Memory holds the plan,
 * a few bytes per attempt and what is in flight.
 */
import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { ConcordError, sentence } from '../error.ts'
import {
  cleanSuccess,
  connectionClosed,
  connectionOpened,
  hasRoom,
  newConnections,
  rateLimited,
} from './adaptive-connections.ts'
import { harnessFault, runAttempt } from './attempt.ts'
import type { AnswerLine, Vote } from './answer-line.ts'
import type { AttemptEffects, Task } from './attempt.ts'
import { findDead, newAddressWatch } from './dead-address.ts'
import { addUsage, costOf, NO_USAGE } from './cost.ts'
import { isJudged, judgeAttempt } from './judge-attempt.ts'
import type { Answered, JudgeEffects } from './judge-attempt.ts'
import { openJournal, readJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { findPrice, PRICES } from './prices.ts'
import type { Price } from './prices.ts'
import type { Provider, Usage } from './providers/provider.ts'
import { addressOf } from './providers/provider-plan.ts'
import { isDone, markDone, newIndex, taskCount, taskFinder, usageOf, writeRunFiles } from './run-files.ts'
import type { JournalIndex } from './run-files.ts'
import { lockRun, makeFolder, readPlan, runFiles, storePlan, syncFolder } from './run-folder.ts'
import { parseBaseUrl, parseRunPlan } from './run-plan.ts'
import type { RunPlan, RunPlanInput, RunProgress, RunResult } from './run-plan.ts'

export type RunEffects = {
  /** Where the run lives; made if absent. */
  folder: string
  /** Stops the run: calls in flight are dropped, what was answered is kept. */
  signal: AbortSignal
  emit(event: RunProgress): void
  /** Milliseconds since 1970. */
  clock(): number
  /** In [0, 1). */
  random(): number
  /** Default: the environment, as in providers/provider-key.ts. Never stored. */
  apiKey?: string | undefined
  /** Stand before the table of prices.ts. */
  prices?: readonly Price[] | undefined
}

const EMIT_EVERY_MS = 100

/**
 * Runs a plan in a new folder. Throws ConcordError: `bad-input` for a plan that cannot be used, `conflict` when the
 * folder holds a run already, `environment` when it cannot be written, and as `openProvider` before anything is.
 */
export async function runEvaluation(plan: RunPlanInput, effects: RunEffects): Promise<RunResult> {
  const checked = parseRunPlan(plan)
  await using provider = await opened(checked, effects)
  await using judges = await openedJudges(checked)
  await makeFolder(effects.folder)
  await using _ = await lockRun(effects.folder)
  const planHash = await storePlan(effects.folder, checked)
  const journal = await openJournal(runFiles(effects.folder).journal, 0)
  const started = isoTime(effects)
  await journal.append({ kind: 'run', planHash, at: started }).durable
  await syncFolder(effects.folder)
  return await carryOut(checked, effects, { provider, judges }, journal, {
    planHash,
    index: newIndex(checked),
    started,
    finished: null,
    errors: 0,
    tokens: { in: 0, out: 0 },
    usage: NO_USAGE,
    addresses: [addressOf(checked.provider)],
    answered: new Map(),
  })
}

export type ResumeOptions = {
  /** The address from now on; noted in the journal. Without it the run goes on where it was asked last. */
  baseUrl?: string | undefined
  /** Ends the run also where nobody answers any more: what cannot be asked ends as an error of the environment. */
  giveUp?: boolean | undefined
}

/**
 * Goes on with the run of a folder: what is in its journal is kept, the rest is asked. Throws ConcordError
 * `not-found` without a run, `conflict` when its plan was changed, `bad-input` for a corrupt journal, `usage` for an
 * address that is none.
 */
export async function resumeEvaluation(
  folder: string,
  effects: Omit<RunEffects, 'folder'>,
  { baseUrl, giveUp = false }: ResumeOptions = {},
): Promise<RunResult> {
  const asked = baseUrl === undefined ? undefined : parseBaseUrl(baseUrl)
  const { plan, planHash } = await readPlan(folder)
  if (asked !== undefined && !('baseUrl' in plan.provider))
    throw new ConcordError(
      'usage',
      sentence`The run in ${folder} asks no address (its provider is ${plan.provider.kind}), so --base-url says nothing; leave it out.`,
    )
  await using _ = await lockRun(folder)
  const { journal: file } = runFiles(folder)
  const past = await readPast(file, plan, planHash)
  await using provider = await opened(plan, effects, asked ?? past.addresses.at(-1))
  await using judges = await openedJudges(plan)
  const journal = await openJournal(file, past.size)
  const now = isoTime(effects)
  if (past.started === null) await journal.append({ kind: 'run', planHash, at: now }).durable
  const moved = asked !== undefined && asked !== past.addresses.at(-1)
  if (past.started !== null || moved)
    await journal.append({ kind: 'resumed', at: now, ...(moved ? { baseUrl: asked } : {}) }).durable
  await syncFolder(folder)
  return await carryOut(
    plan,
    { ...effects, folder },
    { provider, judges },
    journal,
    {
      ...past,
      planHash,
      started: past.started ?? now,
      addresses: moved ? [...past.addresses, asked] : past.addresses,
    },
    giveUp,
  )
}

/** The provider of a plan, closed when the run is over. */
async function opened(
  plan: RunPlan,
  effects: Pick<RunEffects, 'apiKey'>,
  baseUrl?: string,
): Promise<Provider & AsyncDisposable> {
  // Loaded once something is asked: most commands ask nothing.
  const { openProvider } = await import('./providers/open-provider.ts')
  const { apiKey } = effects
  const provider = await openProvider(plan.provider, { baseUrl, apiKey, connections: plan.concurrency.max })
  return { ...provider, [Symbol.asyncDispose]: () => provider.close() }
}

/** The judges of a plan, each with the key that is its own. */
async function openedJudges(plan: RunPlan): Promise<Judges & AsyncDisposable> {
  const byId = new Map<string, Provider>()
  const close = async (): Promise<void> => {
    for (const judge of byId.values()) await judge.close()
  }
  try {
    for (const { judge, provider } of plan.judges ?? []) {
      const { openProvider } = await import('./providers/open-provider.ts')
      const { environmentOfJudge } = await import('./providers/provider-key.ts')
      const env = environmentOfJudge(judge, process.env)
      const apiKey = undefined
      byId.set(judge, await openProvider(provider, { apiKey, env, connections: plan.concurrency.max }))
    }
  } catch (cause) {
    await close()
    throw cause
  }
  return {
    of(judge) {
      const found = byId.get(judge)
      if (found === undefined) throw new TypeError(`no judge ${judge}`)
      return found
    },
    [Symbol.asyncDispose]: close,
  }
}

type Judges = { of(judge: string): Provider }

type Past = {
  planHash: string
  index: JournalIndex
  started: string
  finished: string | null
  errors: number
  tokens: { in: number; out: number }
  usage: Usage
  /** Where it was asked; the last holds. */
  addresses: string[]
  /** By number of the task: answers that are written down while judges are still to be asked. */
  answered: Map<number, Answered>
}

/** What the journal says; the run may have been killed before its first line. */
async function readPast(
  file: string,
  plan: RunPlan,
  planHash: string,
): Promise<Omit<Past, 'started' | 'planHash'> & { started: string | null; size: number }> {
  const past = {
    index: newIndex(plan),
    finished: null as string | null,
    errors: 0,
    tokens: { in: 0, out: 0 },
    usage: NO_USAGE,
    addresses: [addressOf(plan.provider)],
    answered: new Map<number, { line: AnswerLine; votes: Vote[] }>(),
  }
  let started: string | null = null
  let size = 0
  if ((await stat(file).catch(() => null)) === null) return { ...past, started, size }
  const taskOf = taskFinder(plan)
  for await (const { entry, place } of readJournal(file)) {
    size = place.offset + place.length + 1
    if (entry.kind === 'run') {
      if (entry.planHash !== planHash)
        throw new ConcordError(
          'conflict',
          sentence`The journal ${file} belongs to another plan; restore plan.json, or begin a new run.`,
        )
      started ??= entry.at
    } else if (entry.kind === 'resumed') {
      if (entry.baseUrl !== undefined) past.addresses.push(entry.baseUrl)
    } else if (entry.kind === 'answered') {
      const task = taskOf(entry.line)
      if (task !== undefined) past.answered.set(task, { line: entry.line, votes: [] })
    } else if (entry.kind === 'vote') {
      const task = taskOf(entry)
      if (task !== undefined) past.answered.get(task)?.votes.push(entry.vote)
    } else {
      const task = taskOf(entry.line)
      if (task === undefined || isDone(past.index, task))
        throw new ConcordError(
          'bad-input',
          sentence`The journal ${file} has attempt ${entry.line.attempt} of item ${entry.line.item} twice, or the plan does not have it; restore the file from a copy, or begin a new run.`,
        )
      markDone(past.index, task, place)
      past.answered.delete(task)
      past.finished = entry.at
      if (entry.line.outcome.outcome === 'errored') past.errors++
      past.tokens.in += entry.line.usage.in ?? 0
      past.tokens.out += entry.line.usage.out ?? 0
      past.usage = addUsage(past.usage, usageOf(entry.line))
    }
  }
  return { ...past, started, size }
}

async function carryOut(
  plan: RunPlan,
  effects: RunEffects,
  { provider, judges }: { provider: Provider; judges: Judges },
  journal: Journal,
  past: Past,
  giveUp = false,
): Promise<RunResult> {
  const { index } = past
  const total = taskCount(plan)
  const connections = newConnections(plan.concurrency)
  const address = past.addresses.at(-1) ?? addressOf(plan.provider)
  const price = priceOf(plan.provider, address, [...(effects.prices ?? []), ...PRICES])
  /** Given by the caller, or when the journal breaks: nothing more is asked. */
  const stop = new AbortController()
  const forward = (): void => stop.abort()
  effects.signal.addEventListener('abort', forward, { once: true })
  if (effects.signal.aborted) stop.abort()

  const began = effects.clock()
  let doneBefore = 0
  for (let task = 0; task < total; task++) if (isDone(index, task)) doneBefore++
  let done = doneBefore
  let { errors, finished } = past
  const { tokens } = past
  let { usage } = past
  let lastEmit = Number.NEGATIVE_INFINITY
  const report = (now: number): void => {
    lastEmit = now
    const rate = now > began ? ((done - doneBefore) * 1000) / (now - began) : 0
    const etaSeconds = rate > 0 ? (total - done) / rate : null
    effects.emit({
      done,
      total,
      inFlight: connections.inFlight,
      errors,
      tokens: { ...tokens },
      cost: price === undefined ? null : (costOf(usage, price)?.usd ?? null),
      rate,
      etaSeconds,
    })
  }

  const watch = newAddressWatch(total - doneBefore, plan.concurrency.start, doneBefore > past.errors)
  if (giveUp) watch.left = null
  let dead: RunResult['dead'] = null
  /** What ended while it is not known yet whether anybody is there. */
  const withheld: { number: number; line: AnswerLine }[] = []
  const releases: Promise<void>[] = []

  const attemptEffects: AttemptEffects = {
    provider,
    clock: effects.clock,
    random: effects.random,
    heard(result, tryNumber) {
      const reason = findDead(watch, result, tryNumber, plan.retries)
      if (reason !== undefined && !stop.signal.aborted) {
        dead = { address, reason }
        stop.abort()
      }
      if (watch.left === null && dead === null) releases.push(recordWithheld().catch(broken))
      if (result.ok && tryNumber === 0) cleanSuccess(connections, effects.clock())
      else if (!result.ok && result.error === 'rate-limit')
        rateLimited(
          connections,
          effects.clock(),
          result.retryAfterSeconds === null ? null : result.retryAfterSeconds * 1000,
        )
    },
    async sleep(ms, signal) {
      await wait(ms, undefined, { signal }).catch(() => undefined)
    },
  }

  let fault: { cause: unknown } | null = null
  const broken = (cause: unknown): void => {
    fault ??= { cause }
    stop.abort()
  }

  const attemptTask = async (number: number): Promise<void> => {
    const place = plan.items[Math.floor(number / plan.attempts)]
    if (place === undefined) return
    const task: Task = { ...place, attempt: (number % plan.attempts) + 1 }
    const line = await lineOf(number, task).catch((cause: unknown) => harnessFault(task, cause))
    if (line === null) return
    const { outcome, reason } = line.outcome
    const inVain = outcome === 'errored' && reason !== 'harness'
    if (inVain && (watch.left !== null || dead !== null)) withheld.push({ number, line })
    else await record(number, line)
  }

  const lineOf = async (number: number, task: Task): Promise<AnswerLine | null> => {
    const kept = past.answered.get(number)
    const line = kept?.line ?? (await runAttempt(plan, task, attemptEffects, stop.signal))
    if (line === null || !isJudged(plan, line)) return line
    const { set, item, attempt } = line
    const judgeEffects: JudgeEffects = {
      ...attemptEffects,
      providerOf: (judge) => judges.of(judge),
      async keepAnswer(answered) {
        await journal.append({ kind: 'answered', at: isoTime(effects), line: answered }).written
      },
      async keepVote(vote) {
        await journal.append({ kind: 'vote', at: isoTime(effects), set, item, attempt, vote }).written
      },
    }
    return judgeAttempt(plan, task, line, kept?.votes ?? null, judgeEffects, stop.signal)
  }

  const recordWithheld = async (): Promise<void> => {
    await Promise.all(withheld.splice(0).map(({ number, line }) => record(number, line)))
  }

  const record = async (number: number, line: AnswerLine): Promise<void> => {
    const at = isoTime(effects)
    const { written, durable } = journal.append({ kind: 'attempt', at, line })
    const errored = line.outcome.outcome === 'errored'
    const { in: tokensIn, out: tokensOut } = line.usage
    usage = addUsage(usage, usageOf(line))
    durable.then(() => {
      done++
      finished = at
      if (errored) errors++
      tokens.in += tokensIn ?? 0
      tokens.out += tokensOut ?? 0
      const now = effects.clock()
      if (now - lastEmit >= EMIT_EVERY_MS) report(now)
    }, broken)
    markDone(index, number, await written)
  }

  try {
    report(began)
    await inParallel(
      total,
      (number) => isDone(index, number),
      connections,
      stop.signal,
      (number) => attemptTask(number).catch(broken),
    )
    await Promise.all(releases)
    if (!stop.signal.aborted) await recordWithheld()
  } finally {
    effects.signal.removeEventListener('abort', forward)
    await journal.close()
  }
  throwFault(fault)
  const { usage: all, ...totals } = await writeRunFiles(effects.folder, plan, index)
  report(effects.clock())
  return {
    status: done === total ? 'finished' : 'stopped',
    planHash: past.planHash,
    files: { table: 'outcomes.parquet', answers: 'answers.jsonl' },
    started: past.started,
    finished,
    dead,
    addresses: past.addresses,
    cost: price === undefined ? null : costOf(all, price),
    ...totals,
  }
}

/** Starts the tasks in order as room allows, until stopped; resolves when none is in flight. */
async function inParallel(
  total: number,
  skip: (task: number) => boolean,
  connections: ReturnType<typeof newConnections>,
  stopped: AbortSignal,
  run: (task: number) => Promise<void>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let next = 0
  const pump = (): void => {
    while (!stopped.aborted && next < total && hasRoom(connections)) {
      const task = next++
      if (skip(task)) continue
      connectionOpened(connections)
      run(task).then(() => {
        connectionClosed(connections)
        pump()
      }, reject)
    }
    if (connections.inFlight === 0) resolve()
  }
  pump()
  return promise
}

/** Recorded answers cost nothing now, and what they cost then is not known. */
function priceOf(
  provider: RunPlan['provider'],
  address: string,
  prices: readonly Price[],
): Price | undefined {
  if (provider.kind === 'replay') return undefined
  return findPrice(prices, {
    model: provider.model,
    baseUrl: 'baseUrl' in provider ? address : undefined,
  })
}

function throwFault(fault: { cause: unknown } | null): void {
  if (fault !== null) throw fault.cause
}

/** RFC 3339 in UTC, whole seconds. */
function isoTime(effects: Pick<RunEffects, 'clock'>): string {
  return `${new Date(effects.clock()).toISOString().slice(0, 19)}Z`
}
