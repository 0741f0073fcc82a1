import path from 'node:path'
import { formatNumber } from '../message/index.ts'
import type { ScoredByFile } from '../node/index.ts'
import { needed } from './command.ts'
import type { CommandSpec, Context } from './command.ts'
import { withHome } from './home.ts'

export const scoreCommand: CommandSpec = {
  words: 'score <run>',
  about: 'command.score',
  options: [{ flags: '--evaluation <file>', about: 'command.option.evaluation', required: true }],
  async action(context, [run = '']) {
    const { scoreOwnRun, scoreRunFolder } = await import('../node/index.ts')
    const file = needed(context.options, 'evaluation', '--evaluation')
    if (/[/\\]/.test(run)) report(context, run, await scoreRunFolder(run, file))
    else await withHome(context, async (home) => report(context, run, await scoreOwnRun(home, run, file)))
  },
}

function report({ output }: Context, run: string, scored: ScoredByFile): void {
  const { before, after, changed, folder, isNew, sameTemplate, evaluation } = scored
  const { line, locale, t } = output
  const sum = (value: number): string => formatNumber(locale, value, Number.isInteger(value) ? 0 : 4)
  line(t('command.score.changed', { run, changed: changed.length, outcomes: scored.outcomes }))
  line(
    t('command.score.totals', {
      scored: after.counts.scored,
      unscored: after.counts.unscored,
      sum: sum(after.sum),
      scoredBefore: before.counts.scored,
      unscoredBefore: before.counts.unscored,
      sumBefore: sum(before.sum),
    }),
  )
  if (!sameTemplate) line(t('command.score.template', { evaluation: evaluation.name }))
  const table = path.join(folder, 'outcomes.parquet')
  line(t('command.score.table', { table, isNew: isNew ? 'yes' : 'no' }))
  output.result({
    ok: true,
    run,
    evaluation,
    table,
    isNew,
    sameTemplate,
    answersSha256: scored.answers,
    scorerSha256: scored.scorer,
    before,
    after,
    changed,
  })
  output.next([t('command.run.next-new')])
}
