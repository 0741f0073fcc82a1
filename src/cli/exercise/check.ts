import { checking, reportCheck } from '../check-report.ts'
import type { CommandSpec } from '../command.ts'

export const checkCommand: CommandSpec = {
  words: 'check <dir>',
  about: 'command.exercise.check',
  async action(context, [dir = '']) {
    const { checkDatasets, checkFolder, hasProtocol, readExerciseFolder } =
      await import('../../node/index.ts')
    const withProtocol = await hasProtocol(dir)
    const findings = await checking(async () =>
      withProtocol ? checkFolder(await readExerciseFolder(dir)) : (await checkDatasets([dir])).findings,
    )
    const { t } = context.output
    reportCheck(context, findings, {
      mend: t('command.exercise.check.next-mend'),
      go: withProtocol ? t('command.next-propose', { dir }) : t('command.run.next-new'),
    })
  },
}
