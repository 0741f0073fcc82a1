import { ConcordError, sentence } from '../error.ts'
import { formatMoment } from '../message/index.ts'
import type { Home, ReleaseRecord } from '../node/index.ts'
import { list, needed, text, wholeNumber } from './command.ts'
import type { CommandSpec } from './command.ts'
import { oneOf } from './data-seen.ts'
import { showBundles, withHome } from './home.ts'
import type { Output } from './output.ts'
import { actText } from './release-act.ts'
import { contentLines } from './release-contents.ts'
import { showWaiting } from './show-waiting.ts'

const BY = { flags: '--by <name>', about: 'command.option.by' } as const
const BY_NEEDED = { ...BY, required: true } as const
const FIELDS = ['itemOutcomes', 'transcripts', 'items', 'judgePrompts', 'modelIdentity'] as const

function showOne(output: Output, release: ReleaseRecord): void {
  const { number, status, prepared, second } = release
  const when = (at: string): string => formatMoment(output.locale, at)
  output.line(
    output.t('release.one', {
      number: String(number),
      status,
      what: actText(output, release.act),
      by: prepared.by,
      at: when(prepared.at),
      second: second?.by ?? 'none',
      secondAt: second === null ? '' : when(second.at),
    }),
  )
}

function numberOf(given: string): number {
  return wholeNumber(given, 'release', 1, Number.MAX_SAFE_INTEGER) ?? 0
}

const listCommand: CommandSpec = {
  words: 'list',
  about: 'command.release.list',
  async action(context) {
    const { listReleases } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output } = context
      const releases = await listReleases(home)
      if (releases.length === 0) output.line(output.t('release.none'))
      for (const release of releases) showOne(output, release)
      output.result({ ok: true, releases })
      const waiting = releases.find(({ status }) => status === 'waiting')
      output.next([
        waiting === undefined
          ? output.t('command.next-statuses')
          : output.t('release.next-approve', { number: String(waiting.number), by: waiting.prepared.by }),
      ])
    })
  },
}

/** What was found in it that some of its readers must not find. */
async function showFound(output: Output, { found }: ReleaseRecord): Promise<void> {
  if (found.length === 0) return
  const { placeText } = await import('../node/index.ts')
  output.line(output.t('release.found', { count: found.length }))
  for (const one of found) output.line(`  ${output.said(placeText(one))}`)
}

/** What it would let out as things are now. */
async function showContents(output: Output, home: Home, { act, status }: ReleaseRecord): Promise<object> {
  if (status !== 'waiting') return {}
  const { releaseContents } = await import('../node/index.ts')
  const contents = await releaseContents(home, act)
  for (const line of contentLines(output, contents)) output.line(line)
  return { contents }
}

const showCommand: CommandSpec = {
  words: 'show <release>',
  about: 'command.release.show',
  async action(context, [given = '']) {
    const { getRelease } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output } = context
      const release = await getRelease(home, numberOf(given))
      showOne(output, release)
      await showFound(output, release)
      const shown = await showContents(output, home, release)
      output.result({ ok: true, release, ...shown })
      output.next([
        release.status === 'waiting'
          ? output.t('release.next-approve', { number: String(release.number), by: release.prepared.by })
          : output.t('release.next-list'),
      ])
    })
  },
}

const approveCommand: CommandSpec = {
  words: 'approve <release>',
  about: 'command.release.approve',
  options: [BY_NEEDED],
  async action(context, [given = '']) {
    const { approveRelease } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output, options } = context
      const by = needed(options, 'by', '--by')
      const { release, bundles } = await approveRelease(home, numberOf(given), by)
      output.line(output.t('release.approved', { number: String(release.number), by }))
      if (release.act.kind === 'widen') output.line(output.t('release.pseudonym', { by }))
      showBundles(output, bundles)
      output.result({ ok: true, release, bundles })
      output.next([output.t(bundles.length > 0 ? 'command.next-send' : 'release.next-list')])
    })
  },
}

const dropCommand: CommandSpec = {
  words: 'drop <release>',
  about: 'command.release.drop',
  options: [BY_NEEDED],
  async action(context, [given = '']) {
    const { dropRelease } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output, options } = context
      const release = await dropRelease(home, numberOf(given), needed(options, 'by', '--by'))
      output.line(output.t('release.dropped', { number: String(release.number) }))
      output.result({ ok: true, release })
      output.next([output.t('release.next-list')])
    })
  },
}

const addCommand: CommandSpec = {
  words: 'add <exercise>',
  about: 'command.release.add',
  options: [
    { flags: '--field <field>', about: 'command.option.release-field', required: true },
    { flags: '--to <member>', about: 'command.option.release-to', many: true },
    { flags: '--why <text>', about: 'command.option.why', required: true },
    BY_NEEDED,
  ],
  async action(context, [exercise = '']) {
    const { requestWidening } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { options, output } = context
      const field = oneOf(FIELDS, needed(options, 'field', '--field'), '--field')
      const to = list(options, 'to')
      if (to.length === 0)
        throw new ConcordError('usage', sentence`--to is missing; see the command with --help.`)
      const why = needed(options, 'why', '--why')
      showWaiting(output, await requestWidening(home, { exercise, field, to, why }, text(options, 'by')))
    })
  },
}

const liftCommand: CommandSpec = {
  words: 'lift <exercise>',
  about: 'command.release.lift',
  options: [{ flags: '--why <text>', about: 'command.option.why', required: true }, BY_NEEDED],
  async action(context, [exercise = '']) {
    const { requestLifting } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { options, output } = context
      const by = needed(options, 'by', '--by')
      const done = await requestLifting(home, { exercise, why: needed(options, 'why', '--why') }, by)
      if ('waits' in done) {
        showWaiting(output, done.waits)
        return
      }
      output.line(output.t('release.lifted', { exercise }))
      output.line(output.t('release.pseudonym', { by }))
      showBundles(output, done.bundles)
      output.result({ ok: true, ...done })
      output.next([output.t('command.next-send')])
    })
  },
}

const policyCommand: CommandSpec = {
  words: 'policy',
  about: 'command.release.policy',
  options: [{ flags: '--two-persons <on|off>', about: 'command.option.two-persons' }, BY],
  async action(context) {
    const { demandsTwoPersons, demandTwoPersons, requestOnePerson } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { options, output } = context
      const asked = text(options, 'twoPersons')
      const wanted = asked === undefined ? undefined : oneOf(['on', 'off'] as const, asked, '--two-persons')
      if (wanted === 'on') await demandTwoPersons(home, text(options, 'by') ?? null)
      const waits = wanted === 'off' ? await requestOnePerson(home, text(options, 'by')) : null
      const demanded = await demandsTwoPersons(home)
      output.line(output.t(demanded ? 'release.policy.on' : 'release.policy.off'))
      if (waits !== null) {
        output.line(output.t('release.policy.waits', { number: String(waits.number) }))
        showWaiting(output, waits)
        return
      }
      output.result({ ok: true, twoPersons: demanded })
      output.next([output.t(demanded ? 'release.next-list' : 'release.next-policy')])
    })
  },
}

export const releaseCommands: readonly CommandSpec[] = [
  listCommand,
  showCommand,
  approveCommand,
  dropCommand,
  addCommand,
  liftCommand,
  policyCommand,
]
