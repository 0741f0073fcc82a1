import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { formatNumber, formatPercent, formatRange } from '../message/index.ts'
import type { RunControl, RunEnd, SoloEnd } from '../node/index.ts'
import { assignment, list, needed, text, wholeNumber } from './command.ts'
import type { CommandSpec, Context, Values } from './command.ts'
import { withHome } from './home.ts'
import { BUDGET_OPTIONS, budgetOf, budgetUsed } from './run-budget.ts'
import {
  ASKING_OPTIONS,
  askingWith,
  formatDollars,
  PROVIDER_OPTIONS,
  providerChoice,
} from './run-provider.ts'

export const runCommands: CommandSpec[] = [
  {
    words: 'start <exercise-or-file>',
    about: 'command.run.start',
    options: [
      { flags: '--model <name>', about: 'command.option.model', required: true },
      ...PROVIDER_OPTIONS,
      { flags: '--items <file>', about: 'command.option.items' },
      { flags: '--language <tag>', about: 'command.option.language', fallback: 'und' },
      { flags: '--alias <alias>', about: 'command.option.alias' },
      { flags: '--set <field=value>', about: 'command.option.set', many: true },
      { flags: '--why <text>', about: 'command.option.why-deviation' },
      { flags: '--pilot', about: 'command.option.pilot' },
      { flags: '--concurrency <number>', about: 'command.option.concurrency' },
      { flags: '--judge <id=address>', about: 'command.option.judge', many: true },
      ...BUDGET_OPTIONS,
    ],
    async action(context, [exercise = '']) {
      const { isEvaluationFile, startRun, startSoloRun } = await import('../node/index.ts')
      const { Json } = await import('../statement/index.ts')
      const { options } = context
      const deviations = list(options, 'set').map((given) => {
        const { field, value } = assignment(given, '--set')
        return { field, value: Json.parse(value) }
      })
      const judges = judgesOf(options)
      const concurrency = wholeNumber(text(options, 'concurrency'), '--concurrency', 1, 10_000)
      if (await isEvaluationFile(exercise)) {
        const end = await startSoloRun(
          path.join(context.home, 'runs'),
          {
            ...providerChoice(options),
            evaluationFile: exercise,
            itemsFile: needed(options, 'items', '--items'),
            language: needed(options, 'language', '--language'),
            settings: deviations,
            concurrency,
            judges,
          },
          await control(context),
        )
        reportSolo(context, end)
        return
      }
      await withHome(context, async (home) => {
        const end = await startRun(
          home,
          {
            ...providerChoice(options),
            exercise,
            alias: text(options, 'alias'),
            pilot: options['pilot'] === true,
            deviations,
            why: text(options, 'why'),
            concurrency,
            judges,
          },
          await control(context),
        )
        report(context, end, exercise)
      })
    },
  },
  {
    words: 'resume <run>',
    about: 'command.run.resume',
    options: [
      { flags: '--base-url <address>', about: 'command.option.base-url-resume' },
      { flags: '--judge <id=address>', about: 'command.option.judge-resume', many: true },
      { flags: '--give-up', about: 'command.option.give-up' },
      ...BUDGET_OPTIONS,
      ...ASKING_OPTIONS,
    ],
    async action(context, [run = '']) {
      const { resumeRun, resumeSoloRun } = await import('../node/index.ts')
      const how = {
        baseUrl: text(context.options, 'baseUrl'),
        judges: judgesOf(context.options),
        giveUp: context.options['giveUp'] === true,
      }
      if (/[/\\]/.test(run)) {
        reportSolo(context, await resumeSoloRun(run, await control(context), how))
        return
      }
      await withHome(context, async (home) => {
        report(context, await resumeRun(home, run, await control(context), how), null)
      })
    },
  },
  {
    words: 'drift <run>',
    about: 'command.run.drift',
    options: [{ flags: '--base-url <address>', about: 'command.option.base-url-resume' }, ...ASKING_OPTIONS],
    async action(context, [run = '']) {
      const { checkDrift, driftNow } = await import('../node/index.ts')
      const { options, output } = context
      await withHome(context, async (home) => {
        const address = { baseUrl: text(options, 'baseUrl') }
        if (!(await checkDrift(home, run, 'doubt', await control(context), address)))
          throw new ConcordError(
            'stopped',
            sentence`The check was stopped; what was answered is kept. Go on with "concord run drift ${run}".`,
          )
        const { p, found, checks } = await driftNow(home, run)
        output.line(
          output.t('run.drift', {
            state: found ?? 'unknown',
            p: p === null ? '' : formatNumber(output.locale, p, 4),
            checks: checks.length,
          }),
        )
        output.result({ ok: true, run, p, found, checks })
        output.next([output.t('command.run.next-submit-any')])
      })
    },
  },
]

/** Where judges are asked, as `--judge` says it. */
function judgesOf(options: Values): { judge: string; baseUrl: string }[] {
  return list(options, 'judge').map((given) => {
    const { field, value } = assignment(given, '--judge')
    return { judge: field, baseUrl: String(value) }
  })
}

async function control(context: Context): Promise<RunControl> {
  const { output } = context
  return {
    ...(await askingWith(context)),
    budget: budgetOf(context.options),
    signal: context.signal,
    emit: ({ done, total, rate, inFlight, errors, etaSeconds, cost }) => {
      output.progress('run', () =>
        output.t('command.run.progress', {
          done: String(done),
          total: String(total),
          rate: rate.toFixed(rate < 10 ? 1 : 0),
          flight: String(inFlight),
          errors: String(errors),
          cost: cost === null ? 'none' : formatDollars(output.locale, cost),
          left: etaSeconds === null ? '–' : `${Math.ceil(etaSeconds)} s`,
        }),
      )
    },
  }
}

function report({ output }: Context, { run, result }: RunEnd, exercise: string | null): void {
  sayCounts(output, run, result)
  output.result({ ok: result.status === 'finished', run, ...result })
  if (result.budget !== null) throw budgetUsed(result.budget, run, output.locale)
  if (result.status === 'stopped') {
    throw new ConcordError(
      'stopped',
      sentence`The run was stopped; what was answered is kept. Go on with "concord run resume ${run}".`,
    )
  }
  output.next([
    exercise === null
      ? output.t('command.run.next-submit-any')
      : output.t('command.run.next-submit', { exercise }),
  ])
}

/** A run that belongs to no exercise: its score, and that nobody signed it. */
function reportSolo({ output }: Context, { folder, result, score }: SoloEnd): void {
  const { locale, t } = output
  sayCounts(output, folder, result)
  if ('refused' in score) output.line(t('command.run.no-score', { reason: score.refused }))
  else {
    output.line(
      t('command.run.score', {
        share: formatPercent(locale, score.value),
        range: formatRange(locale, score, { unit: 'percent' }),
        items: String(score.items),
      }),
    )
  }
  output.result({ ok: result.status === 'finished', folder, score, ...result })
  if (result.budget !== null) throw budgetUsed(result.budget, folder, locale)
  if (result.status === 'stopped') {
    throw new ConcordError(
      'stopped',
      sentence`The run was stopped; what was answered is kept. Go on with "concord run resume ${folder}".`,
    )
  }
  output.next([t('command.run.next-new')])
}

function sayCounts(output: Context['output'], run: string, result: RunEnd['result']): void {
  const { counts, cost, recorded } = result
  output.line(
    output.t('command.run.done', {
      run,
      attempts: String(counts.attempts),
      scored: String(counts.scored),
      unscored: String(counts.unscored),
      errored: String(counts.errored),
      limit: String(counts.limit),
      rest: String(counts['not-run']),
    }),
  )
  if (recorded > 0) output.line(output.t('command.run.recorded', { recorded }))
  if (cost === null) return
  const { usd, exact, prices } = cost
  output.line(
    output.t('command.run.cost', {
      cost: formatDollars(output.locale, usd),
      exact: exact ? 'yes' : 'no',
      asOf: unique(prices.map(({ asOf }) => asOf)),
      source: unique(prices.map(({ source }) => source)),
    }),
  )
}

function unique(texts: readonly string[]): string {
  return [...new Set(texts)].join(', ')
}
