import { text } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'
import { showWaiting } from '../show-waiting.ts'
import { previewLines } from './preview-lines.ts'

export const submitCommand: CommandSpec = {
  words: 'submit <exercise>',
  about: 'command.exercise.submit',
  options: [
    { flags: '--preview', about: 'command.option.preview' },
    { flags: '--by <name>', about: 'command.option.by' },
    { flags: '--despite-findings', about: 'command.option.despite' },
  ],
  async action(context, [id = '']) {
    const { demandsTwoPersons, previewSubmission, requestSubmission } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { output, options } = context
      const { t } = output
      if (options['preview'] === true) {
        const preview = await previewSubmission(home, id)
        const twoPersons = await demandsTwoPersons(home)
        for (const line of previewLines(output, preview)) output.line(line)
        output.line('')
        output.line(t('release.preview.end'))
        if (twoPersons) output.line(t('release.preview.two-persons'))
        output.result({ ok: true, preview, twoPersons })
        output.next([t('release.next-submit', { exercise: id })])
        return
      }
      const done = await requestSubmission(home, id, {
        by: text(options, 'by'),
        despite: options['despiteFindings'] === true,
      })
      if ('waits' in done) return showWaiting(output, done.waits)
      const { submitted, bundles } = done
      for (const one of submitted)
        output.line(t('command.exercise.submit.done', { run: one.run, id: one.id }))
      if (submitted.length === 0) output.line(t('command.exercise.submit.again'))
      showBundles(output, bundles)
      output.result({ ok: true, submitted, bundles })
      output.next([
        ...(bundles.length > 0 ? [t('command.next-send')] : []),
        t('command.next-status', { exercise: id }),
      ])
    })
  },
}
