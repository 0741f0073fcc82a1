import { checking, reportCheck, textsShown } from '../check-report.ts'
import type { CommandSpec } from '../command.ts'
import { progressOn } from '../progress.ts'

export const checkCommand: CommandSpec = {
  words: 'check <dir>',
  about: 'command.exercise.check',
  options: [{ flags: '--hide-texts', about: 'command.option.hide-texts' }],
  async action(context, [dir = '']) {
    const { checkDatasets, checkFolder, hasProtocol, readExerciseFolder, systemWorld } =
      await import('../../node/index.ts')
    const onProgress = progressOn(context.output)
    const texts = textsShown(context)
    const withProtocol = await hasProtocol(dir)
    const { findings, waiverBy } = await checking(async () => {
      if (!withProtocol)
        return { findings: (await checkDatasets([dir], onProgress, texts)).findings, waiverBy: null }
      const folder = await readExerciseFolder(dir, onProgress)
      return {
        findings: checkFolder(folder, systemWorld().now(), onProgress, texts),
        waiverBy: folder.draft.conduct.coordinator,
      }
    })
    const { t } = context.output
    const next = {
      mend: t('command.exercise.check.next-mend'),
      go: withProtocol ? t('command.next-propose', { dir }) : t('command.run.next-new'),
    }
    await reportCheck(context, findings, next, {}, waiverBy)
  },
}
