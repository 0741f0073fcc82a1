/**
 * Plan → outcomes.
 *
 *   1  the plan is stored with its hash, then the journal begins
 *   2  as many attempts run as the connections allow; each ends in exactly one outcome, keeps its place in flight
 *      until its line is written, and is reported as done when the line is durable
 *   3  where judges score, they are asked once the answer is written down, and each vote is too (judge-attempt.ts)
 *   4  where nobody answers at the address of the model or of a judge, nothing more is asked, and what was asked there in vain is not recorded: it is
 *      asked again when the run is gone on with (dead-address.ts)
 *   5  where a budget is used up nothing new is asked, and calls in flight end (budget.ts)
 *   6  the outcome table and the answers are made from the journal
 *
 * So at any kill: an attempt whose line was written is never asked again; the calls repeated after a resume are at
 * most those in flight at the kill; each (set, item, attempt) is in the result exactly once. Memory holds the plan,
 * a few bytes per attempt and what is in flight.
 */
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
import type { AnswerLine } from './answer-line.ts'
import type { AttemptEffects, Task } from './attempt.ts'
import { changeBudget, watchBudget } from './budget.ts'
import type { Budget, BudgetEnd } from './budget.ts'
import { findDead, newAddressWatch } from './dead-address.ts'
import type { AddressWatch } from './dead-address.ts'
import { isJudged, judgeAttempt } from './judge-attempt.ts'
import type { JudgeEffects } from './judge-attempt.ts'
import { openJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import type { Price } from './prices.ts'
import { moveJudges } from './providers/choose-judges.ts'
import type { JudgeAddress } from './providers/choose-judges.ts'
import type { Provider } from './providers/provider.ts'
import { addressOf } from './providers/provider-plan.ts'
import { nothingYet, readPast } from './read-past.ts'
import type { Past } from './read-past.ts'
import { isDone, markDone, taskCount, writeRunFiles } from './run-files.ts'
import { lockRun, makeFolder, readPlan, runFiles, storePlan, syncFolder } from './run-folder.ts'
import { parseBaseUrl, parseRunPlan } from './run-plan.ts'
import type { RunPlan, RunPlanInput, RunProgress, RunResult } from './run-plan.ts'
import { checkBudget, pricesOf } from './run-prices.ts'
import { costOfRun, spendLine, spendVote, tokensOfJudges } from './spending.ts'

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
  /** What the run may use. One that is not given stays as it was; noted in the journal. */
  budget?: Budget | undefined
}

const EMIT_EVERY_MS = 100
/** Longer timers would fire at once. */
const LONGEST_TIMER = 0x7fff_ffff

/**
 * Runs a plan in a new folder. Throws ConcordError: `bad-input` for a plan that cannot be used, `conflict` when the
 * folder holds a run already, `environment` when it cannot be written, and before anything is: `usage` for a budget that
 * cannot be kept, and as `openProvider`.
 */
export async function runEvaluation(plan: RunPlanInput, effects: RunEffects): Promise<RunResult> {
  const checked = parseRunPlan(plan)
  const { budget = {} } = effects
  checkBudget(checked, budget, effects.prices)
  await using provider = await opened(checked, effects)
  await using judges = await openedJudges(checked)
  await makeFolder(effects.folder)
  await using _ = await lockRun(effects.folder)
  const planHash = await storePlan(effects.folder, checked)
  const journal = await openJournal(runFiles(effects.folder).journal, 0)
  const started = isoTime(effects)
  await journal.append({ kind: 'run', planHash, at: started, ...noted(effects.budget) }).durable
  await syncFolder(effects.folder)
  return await carryOut(checked, effects, { provider, judges }, journal, {
    ...nothingYet(checked),
    planHash,
    started,
    budget,
  })
}

export type ResumeOptions = {
  /** The address from now on; noted in the journal. Without it the run goes on where it was asked last. */
  baseUrl?: string | undefined
  /** Where judges are asked from now on; noted in the same way. */
  judges?: readonly JudgeAddress[] | undefined
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
  { baseUrl, judges: judgesAsked = [], giveUp = false }: ResumeOptions = {},
): Promise<RunResult> {
  const asked = baseUrl === undefined ? undefined : parseBaseUrl(baseUrl)
  const { plan, planHash } = await readPlan(folder)
  const judgesGiven = moveJudges(plan.scorer, judgesAsked)
  if (asked !== undefined && !('baseUrl' in plan.provider))
    throw new ConcordError(
      'usage',
      sentence`The run in ${folder} asks no address (its provider is ${plan.provider.kind}), so --base-url says nothing; leave it out.`,
    )
  await using _ = await lockRun(folder)
  const { journal: file } = runFiles(folder)
  const past = await readPast(file, plan, planHash)
  const budget = changeBudget(past.budget, effects.budget ?? {})
  const judgesMoved = judgesGiven.filter(({ judge, baseUrl: to }) => to !== judgeAt(plan, past, judge))
  for (const { judge, baseUrl: to } of judgesMoved) past.judgeAddress.set(judge, to)
  const at = { model: asked ?? past.addresses.at(-1), judges: past.judgeAddress }
  checkBudget(plan, budget, effects.prices, at)
  const given = effects.budget === undefined ? undefined : budget
  await using provider = await opened(plan, effects, asked ?? past.addresses.at(-1))
  await using judges = await openedJudges(plan, past.judgeAddress)
  const journal = await openJournal(file, past.size)
  const now = isoTime(effects)
  if (past.started === null) await journal.append({ kind: 'run', planHash, at: now, ...noted(given) }).durable
  const moved = asked !== undefined && asked !== past.addresses.at(-1)
  if (past.started !== null || moved || judgesMoved.length > 0)
    await journal.append({
      kind: 'resumed',
      at: now,
      ...(moved ? { baseUrl: asked } : {}),
      ...(judgesMoved.length > 0 ? { judges: judgesMoved } : {}),
      ...noted(given),
    }).durable
  await syncFolder(folder)
  return await carryOut(
    plan,
    { ...effects, folder },
    { provider, judges },
    journal,
    {
      ...past,
      planHash,
      budget,
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
async function openedJudges(
  plan: RunPlan,
  moved?: ReadonlyMap<string, string>,
): Promise<Judges & AsyncDisposable> {
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
      byId.set(
        judge,
        await openProvider(provider, {
          baseUrl: moved?.get(judge),
          apiKey,
          env,
          connections: plan.concurrency.max,
        }),
      )
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
  const priceOf = pricesOf(plan, { model: address, judges: past.judgeAddress }, effects.prices)
  /** Given by the caller, or when the journal breaks: nothing more is asked, calls in flight are dropped. */
  const stop = new AbortController()
  /** Given where a budget is used up, or a judge does not answer: nothing more is asked, calls in flight end. */
  const closed = new AbortController()
  const forward = (): void => stop.abort()
  effects.signal.addEventListener('abort', forward, { once: true })
  if (effects.signal.aborted) stop.abort()

  const began = effects.clock()
  let doneBefore = 0
  for (let task = 0; task < total; task++) if (isDone(index, task)) doneBefore++
  let done = doneBefore
  let { errors, finished } = past
  const { spending } = past
  const before = { ended: doneBefore, ranMs: past.ranMs }
  const budget = watchBudget(past.budget, spending, priceOf, before, effects.clock)
  let end: BudgetEnd | null = null
  const close = (by: BudgetEnd): void => {
    end ??= by
    closed.abort()
  }
  const mayAsk = (): boolean => {
    if (closed.signal.aborted) return false
    const over = budget.over()
    if (over !== undefined) close(over)
    return over === undefined
  }
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
      tokens: { ...spending.tokens },
      cost: costOfRun(spending, priceOf)?.usd ?? null,
      rate,
      etaSeconds,
    })
  }

  const watch = newAddressWatch(total - doneBefore, plan.concurrency.start, doneBefore > past.errors)
  if (giveUp) watch.left = null
  const judgeWatches = watchJudges(plan, past, total - doneBefore, giveUp)
  let dead: RunResult['dead'] = null
  /** What ended while it is not known yet whether anybody is there. */
  const withheld: { number: number; line: AnswerLine }[] = []
  const withheldVotes: typeof withheld = []
  const releases: Promise<void>[] = []

  const attemptEffects: AttemptEffects = {
    provider,
    mayAsk,
    clock: effects.clock,
    random: effects.random,
    heard(result, tryNumber) {
      const reason = findDead(watch, result, tryNumber, plan.retries)
      if (reason !== undefined && !stop.signal.aborted) {
        dead ??= { judge: null, address, reason }
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
      const either = AbortSignal.any([signal, closed.signal])
      await wait(ms, undefined, { signal: either }).catch(() => undefined)
    },
  }

  const buryJudge = (judge: string, reason: string): void => {
    dead ??= { judge, address: judgeAt(plan, past, judge), reason }
    closed.abort()
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
    budget.attemptEnded()
    const { outcome, reason } = line.outcome
    const inVain = outcome === 'errored' && reason !== 'harness'
    const noVote = line.votes?.some(({ judge, reply }) => reply === null && isInDoubt(judge)) === true
    if (noVote) withheldVotes.push({ number, line })
    else if (inVain && (watch.left !== null || dead !== null)) withheld.push({ number, line })
    else await record(number, line)
  }

  const lineOf = async (number: number, task: Task): Promise<AnswerLine | null> => {
    const kept = past.answered.get(number)
    const line = kept?.line ?? (await runAttempt(plan, task, attemptEffects, stop.signal))
    if (kept === undefined && line !== null) spendLine(spending, line)
    if (line === null || !isJudged(plan, line)) return line
    const { set, item, attempt } = line
    const judgeEffects: JudgeEffects = {
      ...attemptEffects,
      providerOf: (judge) => judges.of(judge),
      heardJudge({ id, retries }, result, tryNumber) {
        const judgeWatch = judgeWatches.get(id)
        if (judgeWatch?.left == null) return
        const reason = findDead(judgeWatch, result, tryNumber, retries)
        if (reason !== undefined) buryJudge(id, reason)
        else if (judgeWatch.left === null) releases.push(recordWithheldVotes().catch(broken))
      },
      isInDoubt,
      async keepAnswer(answered) {
        await journal.append({ kind: 'answered', at: isoTime(effects), line: answered }).written
      },
      async keepVote(vote) {
        spendVote(spending, vote)
        await journal.append({ kind: 'vote', at: isoTime(effects), set, item, attempt, vote }).written
      },
    }
    return judgeAttempt(plan, task, line, kept?.votes ?? null, judgeEffects, stop.signal)
  }

  const isInDoubt = (judge: string): boolean =>
    judgeWatches.get(judge)?.left !== null || dead?.judge === judge

  /** Those whose judges are all known to be there by now. */
  const recordWithheldVotes = async (): Promise<void> => {
    const all = withheldVotes.splice(0)
    const known = ({ line }: { line: AnswerLine }): boolean =>
      line.votes?.some(({ judge, reply }) => reply === null && isInDoubt(judge)) !== true
    withheldVotes.push(...all.filter((one) => !known(one)))
    await Promise.all(all.filter(known).map(({ number, line }) => record(number, line)))
  }

  const recordWithheld = async (): Promise<void> => {
    await Promise.all(withheld.splice(0).map(({ number, line }) => record(number, line)))
  }

  const record = async (number: number, line: AnswerLine): Promise<void> => {
    const at = isoTime(effects)
    const { written, durable } = journal.append({ kind: 'attempt', at, line })
    const errored = line.outcome.outcome === 'errored'
    durable.then(() => {
      done++
      finished = at
      if (errored) errors++
      const now = effects.clock()
      if (now - lastEmit >= EMIT_EVERY_MS) report(now)
    }, broken)
    markDone(index, number, await written)
  }

  let timer: NodeJS.Timeout | undefined
  const watchTime = (): void => {
    const left = budget.msLeft()
    if (left === undefined) return
    // A timer may end a little before the clock says so: then it is set again.
    timer = setTimeout(() => mayAsk() && watchTime(), Math.min(Math.max(left, 1), LONGEST_TIMER))
  }
  watchTime()
  try {
    report(began)
    await inParallel(
      total,
      (number) => isDone(index, number),
      connections,
      () => {
        if (stop.signal.aborted || closed.signal.aborted) return false
        const next = budget.next(connections.inFlight)
        if (typeof next === 'object') close(next)
        return next === 'go'
      },
      (number) => attemptTask(number).catch(broken),
    )
    await Promise.all(releases)
    if (!stop.signal.aborted && !closed.signal.aborted)
      for (const [judge, { left, lost }] of judgeWatches)
        if (left !== null && lost !== null) buryJudge(judge, lost)
    if (!stop.signal.aborted && !closed.signal.aborted) await recordWithheld()
  } finally {
    clearTimeout(timer)
    effects.signal.removeEventListener('abort', forward)
    await journal.close()
  }
  throwFault(fault)
  const { spending: all, ...totals } = await writeRunFiles(effects.folder, plan, index)
  report(effects.clock())
  return {
    status: done === total ? 'finished' : 'stopped',
    planHash: past.planHash,
    files: { table: 'outcomes.parquet', answers: 'answers.jsonl' },
    started: past.started,
    finished,
    dead,
    budget: done === total ? null : end,
    addresses: past.addresses,
    tokens: all.tokens,
    judgeTokens: tokensOfJudges(all),
    cost: costOfRun(all, priceOf),
    ...totals,
  }
}

/** Where a judge is asked now. */
function judgeAt(plan: RunPlan, past: Pick<Past, 'judgeAddress'>, judge: string): string {
  const found = plan.judges?.find((one) => one.judge === judge)
  return past.judgeAddress.get(judge) ?? (found === undefined ? judge : addressOf(found.provider))
}

/** Whether anybody answers for each judge. */
function watchJudges(plan: RunPlan, past: Past, toAsk: number, giveUp: boolean): Map<string, AddressWatch> {
  const calls = toAsk * (plan.scorer.type === 'criteria' ? plan.scorer.criteria.length : 1)
  return new Map(
    (plan.judges ?? []).map(({ judge }) => {
      const watch = newAddressWatch(calls, plan.concurrency.start, past.judgesHeard.has(judge))
      return [judge, giveUp ? { ...watch, left: null } : watch]
    }),
  )
}

/** Starts the tasks in order as room allows and `mayStart` says, asked anew when one ends; resolves when none is in flight. */
async function inParallel(
  total: number,
  skip: (task: number) => boolean,
  connections: ReturnType<typeof newConnections>,
  mayStart: () => boolean,
  run: (task: number) => Promise<void>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let next = 0
  const pump = (): void => {
    while (next < total && hasRoom(connections)) {
      if (skip(next)) {
        next++
        continue
      }
      if (!mayStart()) break
      const task = next++
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

/** A budget as the journal notes it: where one was given. */
function noted(budget: Budget | undefined): { budget?: Budget } {
  return budget === undefined ? {} : { budget: changeBudget({}, budget) }
}

function throwFault(fault: { cause: unknown } | null): void {
  if (fault !== null) throw fault.cause
}

/** RFC 3339 in UTC, whole seconds. */
function isoTime(effects: Pick<RunEffects, 'clock'>): string {
  return `${new Date(effects.clock()).toISOString().slice(0, 19)}Z`
}
