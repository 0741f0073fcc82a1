import path from 'node:path'
import { text } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'
import { showWaiting } from '../show-waiting.ts'

export const evidenceCommand: CommandSpec = {
  words: 'evidence <exercise>',
  about: 'command.exercise.evidence',
  options: [
    { flags: '--for <member>', about: 'command.option.for' },
    { flags: '--out <file>', about: 'command.option.out' },
    { flags: '--by <name>', about: 'command.option.by' },
    { flags: '--despite-findings', about: 'command.option.despite' },
  ],
  async action(context, [id = '']) {
    const { requestEvidence } = await import('../../node/index.ts')
    const { output, options } = context
    await withHome(context, async (home) => {
      const file = text(options, 'out') ?? path.join(context.home, 'outbox', `evidence-${id}.concord`)
      const recipient = text(options, 'for') ?? null
      const despite = options['despiteFindings'] === true
      const by = text(options, 'by')
      const written = await requestEvidence(home, { exercise: id, recipient, file }, { by, despite })
      if ('waits' in written) return showWaiting(output, written.waits)
      output.line(
        output.t('command.exercise.evidence.done', { file: written.file, count: written.statements }),
      )
      output.result({ ok: true, ...written })
      output.next([output.t('command.next-verify', { target: written.file })])
    })
  },
}
