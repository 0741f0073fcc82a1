import { sentence } from '../error.ts'
import { formatMoment } from '../message/index.ts'
import type { AuditEntry, AuditTold } from '../node/index.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'
import type { Output } from './output.ts'
import { actText } from './release-act.ts'

const WHAT = [
  'two-persons-demanded',
  'two-persons-no-longer',
  'release-prepared',
  'release-approved',
  'release-dropped',
  'released',
  'laid-down',
  'findings-overridden',
] as const

/** What an entry says was done; one that a later version wrote stands as it is. */
function whatText({ t }: Output, what: string): string {
  const known = WHAT.find((one) => one === what)
  return known === undefined ? what : t(`audit.what.${known}`)
}

/** Which release it was, what was let out, and to whom; what it is about where an entry does not say more. */
function aboutText(output: Output, { about }: AuditEntry, told: AuditTold): string | null {
  const { t } = output
  const { release, act, to, laidDown } = told
  if (laidDown !== null) {
    const readers = laidDown.files.flatMap((file) => file ?? [t('audit.all-members')])
    const who = [...new Set(readers)].join(', ')
    return t('audit.laid-down', { folder: laidDown.folder, files: laidDown.files.length, who })
  }
  const parts = [
    ...(release === null ? [] : [t('audit.release', { number: String(release) })]),
    ...(act === null ? (about === null ? [] : [about]) : [actText(output, act)]),
    ...(to.length === 0
      ? []
      : [t('audit.to', { who: to.map((one) => one ?? t('release.everybody')).join(', ') })]),
  ]
  return parts.length === 0 ? null : parts.join(t('review.separator'))
}

export const auditCommand: CommandSpec = {
  words: 'audit',
  about: 'command.audit',
  async action(context) {
    const { readAudit, toldInAudit } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output } = context
      const { entries, brokenAt } = await readAudit(home)
      for (const entry of entries)
        output.line(
          [
            String(entry.n),
            formatMoment(output.locale, entry.at),
            entry.who ?? output.t('audit.nobody'),
            whatText(output, entry.what),
            aboutText(output, entry, toldInAudit(entry)),
          ]
            .filter((part) => part !== null)
            .join('  '),
        )
      output.result({ ok: brokenAt === null, entries, brokenAt })
      const last = entries.at(-1)
      if (brokenAt !== null) {
        output.line(
          output.said(
            sentence`The audit trail was changed: entry ${brokenAt} is not as it was written, or one before it is missing; compare it with a backup.`,
          ),
        )
        process.exitCode = 3
      } else
        output.line(
          last === undefined
            ? output.t('audit.empty')
            : output.t('audit.whole', { count: entries.length, hash: last.hash }),
        )
      output.next([output.t(last === undefined ? 'command.next-statuses' : 'audit.next')])
    })
  },
}
