import { ConcordError, sentence } from '../error.ts'
import { formatMoment } from '../message/index.ts'
import type { SyncResult } from '../node/index.ts'
import { text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'
import type { Output } from './output.ts'

/** Whether anything came or went. */
function bringsNews({ received, refused, unpinned, lifted, written }: SyncResult): boolean {
  const came = received.flatMap(({ added, merged, charters, erased }) => [
    added.length,
    merged.length,
    charters.length,
    erased.length,
  ])
  const went = [
    lifted.length,
    written.files,
    written.statements,
    written.removed,
    refused.length,
    unpinned.length,
  ]
  return [...came, ...went].some((count) => count > 0)
}

/** What came, by member. */
function showReceived({ line, t, said }: Output, { received, refused, unpinned, dryRun }: SyncResult): void {
  const byMember = new Map<string, { added: number; merged: number }>()
  const charters = new Map<string, string>()
  for (const { member, added, merged, charters: versions, erased } of received) {
    for (const { version, id } of versions)
      charters.set(id, t('command.receive.charter', { from: member, version: String(version), id }))
    for (const { on, scope } of erased) line(t('command.receive.erased', { on, scope }))
    const before = byMember.get(member) ?? { added: 0, merged: 0 }
    byMember.set(member, { added: before.added + added.length, merged: before.merged + merged.length })
  }
  for (const words of charters.values()) line(words)
  for (const [member, { added, merged }] of byMember)
    if (added + merged > 0)
      line(t(dryRun ? 'command.sync.would-receive' : 'command.sync.received', { member, added, merged }))
  for (const { message } of refused.slice(1)) line(said(message))
  for (const { member, root } of oncePerNetwork(unpinned)) line(t('command.sync.unpinned', { member, root }))
}

function oncePerNetwork(unpinned: SyncResult['unpinned']): SyncResult['unpinned'] {
  return [...new Map(unpinned.map((one) => [`${one.member} ${one.root}`, one])).values()]
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

function nextSteps({ t }: Output, result: SyncResult): string[] {
  const { folder } = result
  const at = (file: string): string => `${folder}/${file}`
  const exercises = new Set(
    result.received.flatMap(({ added, merged }) =>
      [...added, ...merged].flatMap(({ exercise }) => exercise ?? []),
    ),
  )
  const next = [...exercises].map((exercise) => t('command.next-status', { exercise }))
  for (const { file } of oncePerNetwork(result.unpinned)) {
    next.push(
      t('command.sync.next-show', { file: at(file) }),
      t('command.sync.next-sign', { file: at(file) }),
    )
  }
  if (result.cards.length > 0 && result.unpinned.length === 0) {
    const cards = result.cards.map(({ file }) => at(file)).join(' ')
    next.push(t(result.network === null ? 'command.sync.next-found' : 'command.sync.next-add', { cards }))
  }
  return next.length > 0 ? next : [t('command.sync.next-again', { folder })]
}

export const syncCommand: CommandSpec = {
  words: 'sync <dir>',
  about: 'command.sync',
  options: [
    { flags: '--dry-run', about: 'command.option.dry-run' },
    { flags: '--by <name>', about: 'command.option.by' },
  ],
  async action(context, [folder = '']) {
    const { sync } = await import('../node/index.ts')
    const { output, options, signal } = context
    await withHome(context, async (home) => {
      const result = await sync(home, folder, {
        signal,
        dryRun: options['dryRun'] === true,
        by: text(options, 'by'),
      })
      const { t, line, said } = output
      if (bringsNews(result)) {
        showReceived(output, result)
        if (result.lifted.length > 0) line(t('command.sync.lifted', { count: result.lifted.length }))
        const { files, statements, removed } = result.written
        if (files + statements + removed > 0)
          line(
            t(result.dryRun ? 'command.sync.would-write' : 'command.sync.written', {
              files,
              statements,
              removed,
            }),
          )
      } else if (result.network === null) line(t('command.sync.introduced', { folder }))
      else if (result.unwritten === null) {
        const waiting = result.absent.length + result.behind.length + result.incomplete.length
        line(t('command.sync.nothing', { folder, waiting }))
      }
      showGaps(output, result)
      const { unwritten, refused } = result
      output.result({
        ok: refused.length === 0 && unwritten === null,
        ...result,
        refused: refused.map((one) => ({ ...one, message: said(one.message) })),
        received: result.received.map((one) => ({
          ...one,
          refused: one.refused.map((what) => ({ ...what, message: said(what.message) })),
          warnings: one.warnings.map((what) => ({ ...what, message: said(what.message) })),
        })),
        unwritten: unwritten === null ? null : said(unwritten.sentence),
      })
      if (unwritten !== null) {
        throw new ConcordError(
          unwritten.code,
          sentence`What the others left is taken in, and nothing more could be laid down for them. ${unwritten.sentence}`,
          { cause: unwritten },
        )
      }
      const [first] = refused
      if (first !== undefined) {
        throw new ConcordError(
          'not-verified',
          sentence`${refused.length} of what lies there could not be taken in; the rest is. "concord quarantine" shows what is set aside, with its bytes. ${first.message}`,
        )
      }
      // Where there is nothing new there is nothing to do.
      if (bringsNews(result) || result.cards.length > 0) output.next(nextSteps(output, result))
    })
  },
}

const REASONS = [
  'bundle',
  'unknown-key',
  'too-large',
  'bad-signature',
  'key-not-valid',
  'payload-type',
  'not-jcs',
  'not-a-statement',
  'schema',
  'charter-unknown',
  'issuer-unknown',
  'issuer-unsigned',
  'body-digest',
  'blob-digest',
] as const

/** Why something was set aside; a reason that a later version wrote stands as it is. */
function reasonText(t: Output['t'], reason: string): string {
  const known = REASONS.find((one) => one === reason)
  return known === undefined ? reason : t(`command.quarantine.reason.${known}`)
}

export const quarantineCommand: CommandSpec = {
  words: 'quarantine',
  about: 'command.quarantine',
  options: [
    { flags: '--retry', about: 'command.option.retry' },
    { flags: '--remove <number>', about: 'command.option.remove' },
  ],
  async action(context) {
    const { listQuarantine, removeQuarantined, retryQuarantine } = await import('../node/index.ts')
    const { output, options } = context
    await withHome(context, async (home) => {
      const { t, line } = output
      const remove = text(options, 'remove')
      const removed = remove === undefined ? null : await removeQuarantined(home, Number(remove))
      if (removed !== null) line(t('command.quarantine.removed', { id: String(removed.id) }))
      const came = options['retry'] === true ? await retryQuarantine(home, true) : []
      const taken = came.reduce((sum, { added, merged }) => sum + added.length + merged.length, 0)
      if (options['retry'] === true) line(t('command.quarantine.retried', { count: taken }))
      const waiting = await listQuarantine(home)
      for (const { id, reason, receivedAt, source, statement, size } of waiting) {
        const about = {
          id: String(id),
          reason: reasonText(t, reason),
          receivedAt: formatMoment(output.locale, receivedAt),
          source,
          size,
          statement: statement ?? 'none',
        }
        line(t('command.quarantine.entry', about))
      }
      if (waiting.length === 0) line(t('command.quarantine.none'))
      output.result({ ok: true, taken, removed, quarantine: waiting })
      output.next([waiting.length === 0 ? t('command.next-statuses') : t('command.quarantine.next-retry')])
    })
  },
}
