import type { CommandSpec } from '../command.ts'
import { recomputedText } from '../exercise/recomputed-text.ts'
import { showBundles, withHome } from '../home.ts'

export const cosignCommand: CommandSpec = {
  words: 'cosign <exercise>',
  about: 'command.analysis.cosign',
  async action(context, [id = '']) {
    const { cosign } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { id: signed, by, signers, of, unchecked, bundles } = await cosign(home, id)
      const { output } = context
      output.line(recomputedText(output.t, { by, signers }, of))
      if (unchecked.length > 0)
        output.line(output.t('command.verify.unchecked', { what: unchecked.join(', ') }))
      showBundles(output, bundles)
      output.result({ ok: true, id: signed, by, signers, of, unchecked, bundles })
      output.next([output.t('command.next-send'), output.t('command.next-report', { exercise: id })])
    })
  },
}
