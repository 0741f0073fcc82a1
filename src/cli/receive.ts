import { ConcordError } from '../error.ts'
import type { Received } from '../node/index.ts'
import { text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'

export const receiveCommand: CommandSpec = {
  words: 'receive <bundles...>',
  about: 'command.receive',
  options: [{ flags: '--charter <id>', about: 'command.option.charter' }],
  async action(context, files) {
    const { receiveBundle } = await import('../node/index.ts')
    const { StatementId } = await import('../statement/index.ts')
    const { output, options } = context
    const asked = text(options, 'charter')
    const pin = asked === undefined ? undefined : StatementId.safeParse(asked)
    if (pin !== undefined && !pin.success) {
      throw new ConcordError(
        'usage',
        `--charter wants the id of a first charter, sha256: and 64 hex digits, not ${asked ?? ''}.`,
      )
    }
    await withHome(context, async (home) => {
      const all: Received[] = []
      for (const file of files) {
        const received = await receiveBundle(home, file, pin?.data)
        all.push(received)
        output.line(
          output.t('command.receive.done', {
            from: received.from,
            added: received.added.length,
            merged: received.merged.length,
            known: received.known,
          }),
        )
        for (const { kind, exercise, id } of [...received.added, ...received.merged]) {
          output.line(`  ${kind}  ${exercise ?? ''}  ${id}`)
        }
        for (const { version, id } of received.charters) output.line(`  charter ${version}  ${id}`)
        for (const { message } of received.warnings) output.line(message)
      }
      const refused = all.flatMap((received) => received.refused)
      output.result({ ok: refused.length === 0, received: all })
      if (refused.length > 0) {
        throw new ConcordError(
          'not-verified',
          `${refused.length} of what was brought does not verify and is set aside, with its bytes: ${refused[0]?.message ?? ''}`,
        )
      }
      const exercises = new Set(
        all.flatMap(({ added, merged }) => [...added, ...merged].flatMap(({ exercise }) => exercise ?? [])),
      )
      output.next([...exercises].map((exercise) => output.t('command.next-status', { exercise })))
    })
  },
}
