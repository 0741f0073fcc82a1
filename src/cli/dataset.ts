import path from 'node:path'
import { checking, reportCheck, textsShown } from './check-report.ts'
import type { CommandSpec } from './command.ts'
import { translateCommand } from './dataset-translate.ts'
import { progressOn } from './progress.ts'

/** Sets that are listed one by one; of more the number is told. */
const LISTED = 40

const checkCommand: CommandSpec = {
  words: 'check <paths...>',
  about: 'command.dataset.check',
  options: [{ flags: '--hide-texts', about: 'command.option.hide-texts' }],
  async action(context, paths) {
    const { checkDatasets } = await import('../node/index.ts')
    const { output } = context
    const { sets, passedOver, findings } = await checking(() =>
      checkDatasets(paths, progressOn(output), textsShown(context)),
    )
    const items = sets.reduce((sum, { n }) => sum + n, 0)
    output.line(output.t('command.dataset.check.sets', { sets: sets.length, items }))
    if (sets.length <= LISTED) {
      const width = Math.max(...sets.map(({ id }) => id.length))
      for (const { id, language, n } of sets) output.line(`  ${id.padEnd(width)}  ${language.padEnd(8)} ${n}`)
    }
    for (const [why, files] of Map.groupBy(passedOver, (one) => one.why))
      output.line(
        output.t('command.dataset.check.passed-over', {
          why,
          count: files.length,
          files: files.map(({ file }) => path.basename(file)).join(', '),
        }),
      )
    output.line('')
    await reportCheck(
      context,
      findings,
      { mend: output.t('command.dataset.check.next-mend'), go: output.t('command.run.next-new') },
      { sets, passedOver },
    )
  },
}

export const datasetCommands: CommandSpec[] = [checkCommand, translateCommand]
