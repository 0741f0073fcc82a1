import { ConcordError } from '../../error.ts'
import type { Finding } from '../../exercise/index.ts'
import type { CommandSpec } from '../command.ts'
import { showFindings } from './show-findings.ts'

/** What cannot be read is what the check found. */
async function checking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code !== 'bad-input') throw cause
    throw new ConcordError('check-failed', cause.sentence, { cause })
  }
}

export const checkCommand: CommandSpec = {
  words: 'check <dir>',
  about: 'command.exercise.check',
  async action(context, [dir = '']) {
    const { checkFiles, checkFolder, hasProtocol, readExerciseFolder } = await import('../../node/index.ts')
    const { output } = context
    const withProtocol = await hasProtocol(dir)
    const findings = await checking(async () =>
      withProtocol ? checkFolder(await readExerciseFolder(dir)) : await checkFiles(dir),
    )
    const count = (severity: Finding['severity']): number =>
      findings.filter((one) => one.severity === severity).length
    showFindings(context, findings)
    output.line(
      output.t('command.exercise.check.done', {
        blocks: count('block'),
        warnings: count('warn'),
        notes: count('note'),
      }),
    )
    output.result({ ok: count('block') === 0, findings })
    if (count('block') > 0) process.exitCode = 3
    output.next(
      count('block') > 0
        ? [output.t('command.exercise.check.next-mend')]
        : withProtocol
          ? [output.t('command.next-propose', { dir })]
          : [output.t('command.run.next-new')],
    )
  },
}
