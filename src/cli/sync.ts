import type { sync } from '../node/index.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'
import type { Output } from './output.ts'

type SyncResult = Awaited<ReturnType<typeof sync>>

/** Whether anything came or went. */
function bringsNews({ received, refused, unpinned, written }: SyncResult): boolean {
  return (
    refused.length + unpinned.length + written.files + written.removed > 0 ||
    received.some(
      ({ added, merged, charters, erased }) =>
        added.length + merged.length + charters.length + erased.length > 0,
    )
  )
}

/** What came, from whom, by exercise. */
function showReceived({ line, t, said }: Output, { received, refused, unpinned }: SyncResult): void {
  const byMember = new Map<string, { added: number; merged: number }>()
  for (const { member, added, merged, charters } of received) {
    for (const { version, id } of charters)
      line(t('command.receive.charter', { from: member, version: String(version), id }))
    const before = byMember.get(member) ?? { added: 0, merged: 0 }
    byMember.set(member, { added: before.added + added.length, merged: before.merged + merged.length })
  }
  for (const [member, { added, merged }] of byMember)
    if (added + merged > 0) line(t('command.sync.received', { member, added, merged }))
  for (const { message } of refused) line(said(message))
  const roots = new Map(unpinned.map((one) => [`${one.member} ${one.root}`, one]))
  for (const { member, root, file } of roots.values())
    line(t('command.sync.unpinned', { member, root, file }))
}

/** What is not here, and who has not taken in what lies there. */
function showGaps({ line, t }: Output, result: SyncResult): void {
  for (const { member, statements } of result.keyless) line(t('command.sync.keyless', { member, statements }))
  for (const { member, files } of result.incomplete) line(t('command.sync.incomplete', { member, files }))
  for (const { member, statements, blobs } of result.missing)
    line(t('command.sync.missing', { member, statements, blobs }))
  for (const { member, files } of result.behind) line(t('command.sync.behind', { member, files }))
  if (result.absent.length > 0) line(t('command.sync.absent', { members: result.absent.join(', ') }))
  if (result.strange.length > 0)
    line(t('command.sync.strange', { count: result.strange.length, first: result.strange[0] ?? '' }))
}

function nextSteps({ t }: Output, folder: string, result: SyncResult): string[] {
  const exercises = new Set(
    result.received.flatMap(({ added, merged }) =>
      [...added, ...merged].flatMap(({ exercise }) => exercise ?? []),
    ),
  )
  const next = [...exercises].map((exercise) => t('command.next-status', { exercise }))
  for (const { file } of result.unpinned.slice(0, 1)) {
    next.push(t('command.sync.next-show', { file: `${folder}/${file}` }))
    next.push(t('command.sync.next-sign', { file: `${folder}/${file}` }))
  }
  if (result.cards.length > 0) {
    const cards = result.cards.map(({ file }) => `${folder}/${file}`).join(' ')
    next.push(t(result.network === null ? 'command.sync.next-found' : 'command.sync.next-add', { cards }))
  }
  if (result.refused.length > 0) next.push(t('command.sync.next-quarantine'))
  return next.length > 0 ? next : [t('command.sync.next-again', { folder })]
}

export const syncCommand: CommandSpec = {
  words: 'sync <dir>',
  about: 'command.sync',
  options: [{ flags: '--dry-run', about: 'command.option.dry-run' }],
  async action(context, [folder = '']) {
    const { sync } = await import('../node/index.ts')
    const { output, options, signal } = context
    await withHome(context, async (home) => {
      const result = await sync(home, folder, { signal, dryRun: options['dryRun'] === true })
      const { t, line, said } = output
      if (bringsNews(result)) {
        showReceived(output, result)
        const { files, statements, removed } = result.written
        if (files + removed > 0) line(t('command.sync.written', { files, statements, removed }))
      } else line(t('command.sync.nothing', { folder, waiting: result.absent.length + result.behind.length }))
      showGaps(output, result)
      output.result({
        ok: result.refused.length === 0,
        ...result,
        refused: result.refused.map((one) => ({ ...one, message: said(one.message) })),
      })
      output.next(nextSteps(output, folder, result))
    })
  },
}

export const quarantineCommand: CommandSpec = {
  words: 'quarantine',
  about: 'command.quarantine',
  options: [{ flags: '--retry', about: 'command.option.retry' }],
  async action(context) {
    const { listQuarantine, retryQuarantine } = await import('../node/index.ts')
    const { output, options } = context
    await withHome(context, async (home) => {
      const { t, line } = output
      const came = options['retry'] === true ? await retryQuarantine(home, true) : []
      const taken = came.reduce((sum, { added, merged }) => sum + added.length + merged.length, 0)
      if (options['retry'] === true) line(t('command.quarantine.retried', { count: taken }))
      const waiting = await listQuarantine(home)
      for (const { id, reason, receivedAt, source, statement, size } of waiting)
        line(
          t('command.quarantine.entry', {
            id: String(id),
            reason,
            receivedAt,
            source,
            size,
            statement: statement ?? '–',
          }),
        )
      if (waiting.length === 0) line(t('command.quarantine.none'))
      output.result({ ok: true, taken, quarantine: waiting })
      output.next([waiting.length === 0 ? t('command.next-statuses') : t('command.quarantine.next-retry')])
    })
  },
}
