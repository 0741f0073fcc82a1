import type { Erased } from '../node/index.ts'
import { needed } from './command.ts'
import type { CommandSpec } from './command.ts'
import { oneOf } from './data-seen.ts'
import { showBundles, withHome } from './home.ts'
import type { Output } from './output.ts'

/** Says what lies in shared folders still and was erased; gives the folders in which to exchange next. */
export function showLaidDown({ line, t }: Output, erased: readonly Pick<Erased, 'laidDown'>[]): string[] {
  const laidDown = erased.flatMap((one) => one.laidDown)
  const folders = [...new Set(laidDown.flatMap(({ folder }) => folder ?? []))].sort()
  const count = new Set(laidDown.map(({ file }) => file)).size
  if (count > 0) line(t('command.erase.laid-down', { count, folders: folders.join(', ') || '–' }))
  return folders.map((folder) => t('command.erase.next-sync', { folder }))
}

const listCommand: CommandSpec = {
  words: 'list',
  about: 'command.erasure.list',
  async action(context) {
    const { listErasures } = await import('../node/index.ts')
    const { output } = context
    const { t } = output
    await withHome(context, async (home) => {
      const erasures = await listErasures(home)
      if (erasures.length === 0) output.line(t('command.erasure.list.none'))
      for (const { on, by, scope, carriedOut, open } of erasures) {
        output.line(t('command.erasure.list.one', { on, by, scope }))
        output.line(t(carriedOut ? 'command.erasure.list.here' : 'command.erasure.list.not-here'))
        output.line(
          open.length === 0
            ? t('command.erasure.list.closed')
            : t('command.erasure.list.open', { members: open.join(', ') }),
        )
      }
      output.result({ ok: true, erasures })
      const mine = erasures.some(({ carriedOut, open }) => carriedOut && open.includes(home.institute.id))
      output.next([t(mine ? 'command.erasure.next-answer' : 'command.next-statuses')])
    })
  },
}

const answerCommand: CommandSpec = {
  words: 'answer',
  about: 'command.erasure.answer',
  async action(context) {
    const { answerErasures } = await import('../node/index.ts')
    const { output } = context
    await withHome(context, async (home) => {
      const { receipts, bundles } = await answerErasures(home)
      output.line(output.t('command.erasure.answer.done', { count: receipts.length }))
      showBundles(output, bundles)
      output.result({ ok: true, receipts, bundles })
      output.next([output.t(bundles.length === 0 ? 'command.next-statuses' : 'command.next-send')])
    })
  },
}

export const erasureCommands: readonly CommandSpec[] = [listCommand, answerCommand]

export const eraseCommand: CommandSpec = {
  words: 'erase <id>',
  about: 'command.erase',
  options: [
    { flags: '--scope <scope>', about: 'command.option.erasure-scope', required: true },
    { flags: '--reason <class>', about: 'command.option.erasure-reason', required: true },
    { flags: '--basis <text>', about: 'command.option.basis', required: true },
    { flags: '--decided-by <role>', about: 'command.option.decided-by', required: true },
  ],
  async action(context, [on = '']) {
    const { erase } = await import('../node/index.ts')
    const { ERASURE_REASONS, ERASURE_SCOPES } = await import('../statement/index.ts')
    const { options, output } = context
    const { t } = output
    const request = {
      scope: oneOf(ERASURE_SCOPES, needed(options, 'scope', '--scope'), '--scope'),
      reason: oneOf(ERASURE_REASONS, needed(options, 'reason', '--reason'), '--reason'),
      basis: needed(options, 'basis', '--basis'),
      decidedBy: needed(options, 'decidedBy', '--decided-by'),
    }
    await withHome(context, async (home) => {
      const { id, kind, erased, bundles } = await erase(home, on, request)
      output.line(t('command.erase.done', { kind, on, id }))
      const files = erased.flatMap((one) => one.files)
      if (files.length > 0) output.line(t('command.erase.files', { count: files.length }))
      const syncs = showLaidDown(output, erased)
      output.line(t('command.erase.copies'))
      showBundles(output, bundles)
      output.result({ ok: true, id, on, erased, bundles })
      output.next([
        ...syncs,
        ...(bundles.length > 0 ? [t('command.next-send')] : []),
        t('command.erase.next-list'),
      ])
    })
  },
}
