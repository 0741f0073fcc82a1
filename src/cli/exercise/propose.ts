import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'
import { showFindings } from './show-findings.ts'

export const proposeCommand: CommandSpec = {
  words: 'propose <dir>',
  about: 'command.exercise.propose',
  async action(context, [dir = '']) {
    const { propose } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const proposal = await propose(home, dir)
      const { output } = context
      await showFindings(context, proposal.findings)
      output.line(
        output.t('command.exercise.propose.done', {
          exercise: proposal.exercise,
          version: String(proposal.version),
          id: proposal.id,
        }),
      )
      showBundles(output, proposal.bundles)
      output.result({ ok: true, ...proposal })
      output.next(
        proposal.bundles.length === 0
          ? [output.t('command.next-freeze', { exercise: proposal.exercise })]
          : [
              output.t('command.next-send-review'),
              output.t('command.exercise.propose.next-wait', { exercise: proposal.exercise }),
            ],
      )
    })
  },
}
