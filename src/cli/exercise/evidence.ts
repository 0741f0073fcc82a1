import path from 'node:path'
import { text } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'

export const evidenceCommand: CommandSpec = {
  words: 'evidence <exercise>',
  about: 'command.exercise.evidence',
  options: [
    { flags: '--for <member>', about: 'command.option.for' },
    { flags: '--out <file>', about: 'command.option.out' },
  ],
  async action(context, [id = '']) {
    const { exportEvidence } = await import('../../node/index.ts')
    const { output, options } = context
    await withHome(context, async (home) => {
      const file = text(options, 'out') ?? path.join(context.home, 'outbox', `evidence-${id}.concord`)
      const written = await exportEvidence(home, id, file, text(options, 'for') ?? null)
      output.line(
        output.t('command.exercise.evidence.done', { file: written.file, count: written.statements }),
      )
      output.result({ ok: true, ...written })
      output.next([output.t('command.next-verify', { target: written.file })])
    })
  },
}
