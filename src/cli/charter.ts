import type { CharterView } from '../node/index.ts'
import { text, wholeNumber } from './command.ts'
import type { CommandSpec, Values } from './command.ts'
import { showBundles, withHome } from './home.ts'
import type { Output } from './output.ts'

const CARD_OPTIONS = [
  { flags: '--threshold <number>', about: 'command.option.threshold' },
  { flags: '--days <number>', about: 'command.option.days' },
] as const

function limitsOf(options: Values): { threshold?: number | undefined; days?: number | undefined } {
  return {
    threshold: wholeNumber(text(options, 'threshold'), '--threshold', 1, 10_000),
    days: wholeNumber(text(options, 'days'), '--days', 1, 365),
  }
}

/** `keys` too where somebody is about to sign: they are what a signature vouches for. */
function show(output: Output, view: CharterView, keys = false): void {
  const { t } = output
  output.line(t('command.charter.version', { version: String(view.version), pinned: view.pinned }))
  if (view.version > 1) output.line(t('command.charter.itself', { id: view.id }))
  output.line(t('command.charter.terms', { expires: view.expires.slice(0, 10), threshold: view.threshold }))
  for (const member of view.members) {
    const { id, name, origin, status } = member
    const signed = view.signedBy.includes(id) ? t('command.charter.signed') : t('command.charter.unsigned')
    const change =
      member.change === null || (view.stands && !keys) ? '' : `  ${t(`command.charter.${member.change}`)}`
    output.line(`  ${id}  ${name}  ${origin}  ${status}  ${signed}${change}`)
    if (keys) for (const { role, keyid } of member.keys) output.line(`      ${role}  ${keyid}`)
  }
  output.line(
    view.stands
      ? t('command.charter.stands')
      : t('command.charter.waits', { missing: view.missing.join(', ') }),
  )
  for (const warning of view.warnings) output.line(output.said(warning))
}

/** Its warnings as text. */
function forPrograms({ said }: Output, view: CharterView): object {
  return { ...view, warnings: view.warnings.map(said) }
}

export const charterCommands: CommandSpec[] = [
  {
    words: 'found [cards...]',
    about: 'command.charter.found',
    options: CARD_OPTIONS,
    async action(context, cards) {
      const { foundCharter } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { view, bundles } = await foundCharter(home, cards, limitsOf(context.options))
        const { output } = context
        show(output, view)
        showBundles(output, bundles)
        output.result({ ok: true, charter: forPrograms(output, view), bundles })
        output.next(
          view.stands
            ? [output.t('command.charter.next-exercise')]
            : [output.t('command.charter.next-sign'), output.t('command.charter.next-receive')],
        )
      })
    },
  },
  {
    words: 'add [cards...]',
    about: 'command.charter.add',
    options: CARD_OPTIONS,
    async action(context, cards) {
      const { addToCharter } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { view, bundles } = await addToCharter(home, cards, limitsOf(context.options))
        const { output } = context
        show(output, view)
        showBundles(output, bundles)
        output.result({ ok: true, charter: forPrograms(output, view), bundles })
        output.next([output.t('command.charter.next-sign'), output.t('command.charter.next-receive')])
      })
    },
  },
  {
    words: 'sign <bundle>',
    about: 'command.charter.sign',
    async action(context, [bundle = '']) {
      const { signCharter } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { view, bundles } = await signCharter(home, bundle)
        const { output } = context
        show(output, view, true)
        output.line(output.t('command.charter.attests'))
        showBundles(output, bundles)
        output.result({ ok: true, charter: forPrograms(output, view), bundles })
        output.next([output.t('command.next-send'), output.t('command.charter.next-receive')])
      })
    },
  },
  {
    words: 'discard [id]',
    about: 'command.charter.discard',
    async action(context, [id]) {
      const { discardCharter } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { view, removed } = await discardCharter(home, id)
        const { output } = context
        const { t } = output
        const others = view.members.filter((member) => member.id !== home.institute.id)
        output.line(t('command.charter.discarded', { version: String(view.version), id: view.id }))
        for (const file of removed) output.line(t('command.charter.removed', { file }))
        if (others.length > 0)
          output.line(t('command.charter.may-stand', { members: others.map((one) => one.id).join(', ') }))
        output.result({ ok: true, charter: forPrograms(output, view), removed })
        output.next([t(view.version === 1 ? 'command.charter.next-found' : 'command.charter.next-add')])
      })
    },
  },
  {
    words: 'show [bundle]',
    about: 'command.charter.show',
    async action(context, [bundle]) {
      const { showCharterOf, showCharters } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const views = bundle === undefined ? await showCharters(home) : [await showCharterOf(home, bundle)]
        const { output } = context
        if (views.length === 0) output.line(output.t('command.charter.none'))
        for (const view of views) show(output, view, bundle !== undefined)
        output.result({ ok: true, charters: views.map((view) => forPrograms(output, view)) })
        output.next(
          views.length === 0
            ? [output.t('command.charter.next-found')]
            : bundle !== undefined
              ? [output.t('command.charter.next-compare')]
              : views.some(({ stands }) => stands)
                ? [output.t('command.charter.next-exercise')]
                : [output.t('command.charter.next-receive'), output.t('command.charter.next-discard')],
        )
      })
    },
  },
]
