import { ConcordError } from '../error.ts'
import type { Finding } from '../exercise/index.ts'
import { assignment, list, needed, text } from './command.ts'
import type { CommandSpec, Context } from './command.ts'
import { showBundles, withHome } from './home.ts'

const DATA_SEEN = ['none', 'pilot', 'own-results', 'all-results'] as const

/** Findings of preflight, sorted as they come: blocks first. */
export function showFindings({ output }: Pick<Context, 'output'>, findings: readonly Finding[]): void {
  const { t } = output
  for (const { severity, code, set, values, items, count, waived } of findings) {
    const where = set === null ? '' : ` [${set}]`
    output.line(`${t(`command.severity.${severity}`)}${where}  ${t(`preflight.${code}`, values)}`)
    if (items.length > 0) {
      output.line(`    ${items.join(', ')}${count > items.length ? ` … (${count})` : ''}`)
    }
    if (waived !== null) output.line(`    ${t('preflight.waived', { reason: waived })}`)
  }
}

/** What cannot be read is what the check found. */
async function checking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code !== 'bad-input') throw cause
    throw new ConcordError('check-failed', cause.message, { cause })
  }
}

export const agreementCommands: CommandSpec[] = [
  {
    words: 'new <dir>',
    about: 'command.exercise.new',
    options: [
      { flags: '--id <id>', about: 'command.option.exercise-id' },
      { flags: '--title <title>', about: 'command.option.title' },
      { flags: '--member <id>', about: 'command.option.member', many: true },
    ],
    async action({ output, options }, [dir = '']) {
      const { newExerciseFolder } = await import('../node/index.ts')
      const id = text(options, 'id') ?? dir.replace(/\/+$/, '').split('/').at(-1) ?? ''
      if (!/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(id)) {
        throw new ConcordError(
          'usage',
          `An exercise id has lower-case letters, digits and single - _ . between them, not ${id}; give one with --id.`,
        )
      }
      const [first = 'institute-a', ...others] = list(options, 'member')
      const files = await newExerciseFolder(dir, {
        exercise: id,
        title: text(options, 'title') ?? id,
        members: [first, ...others],
      })
      output.line(output.t('command.exercise.new.done', { dir }))
      for (const file of files) output.line(`  ${file}`)
      output.result({ ok: true, exercise: id, files })
      output.next([
        output.t('command.exercise.new.next-edit', { dir }),
        output.t('command.next-check', { dir }),
      ])
    },
  },
  {
    words: 'check <dir>',
    about: 'command.exercise.check',
    async action(context, [dir = '']) {
      const { checkFiles, checkFolder, hasProtocol, readExerciseFolder } = await import('../node/index.ts')
      const { output } = context
      const withProtocol = await hasProtocol(dir)
      const findings = await checking(async () =>
        withProtocol ? checkFolder(await readExerciseFolder(dir)) : await checkFiles(dir),
      )
      const count = (severity: Finding['severity']): number =>
        findings.filter((one) => one.severity === severity).length
      showFindings(context, findings)
      output.line(
        output.t('command.exercise.check.done', {
          blocks: count('block'),
          warnings: count('warn'),
          notes: count('note'),
        }),
      )
      output.result({ ok: count('block') === 0, findings })
      if (count('block') > 0) process.exitCode = 3
      output.next(
        count('block') > 0
          ? [output.t('command.exercise.check.next-mend')]
          : withProtocol
            ? [output.t('command.next-propose', { dir })]
            : [],
      )
    },
  },
  {
    words: 'propose <dir>',
    about: 'command.exercise.propose',
    async action(context, [dir = '']) {
      const { propose } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const proposal = await propose(home, dir)
        const { output } = context
        showFindings(context, proposal.findings)
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
                output.t('command.next-send'),
                output.t('command.exercise.propose.next-wait', { exercise: proposal.exercise }),
              ],
        )
      })
    },
  },
  {
    words: 'review <bundle>',
    about: 'command.exercise.review',
    async action(context, [bundle = '']) {
      const { review } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { asked } = await review(home, bundle)
        const { output } = context
        const { t } = output
        if (asked.length === 0) output.line(t('command.exercise.review.nothing'))
        for (const one of asked) {
          output.line(
            t(`command.exercise.review.${one.kind}`, {
              title: one.title,
              exercise: one.exercise,
              version: String(one.version),
              id: one.id,
            }),
          )
          output.line(
            t('command.exercise.review.signed', {
              signed: one.signedBy.join(', ') || '–',
              missing: one.missing.join(', ') || '–',
            }),
          )
          if (one.why !== null)
            output.line(t('command.exercise.review.why', { why: one.why.text, seen: one.why.dataSeen }))
          if (one.differences.length > 0) output.line(t('command.exercise.review.differences'))
          for (const { field, from, to } of one.differences)
            output.line(`  ${field}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`)
          for (const { by, field, text: words } of one.objections) {
            output.line(
              t('command.exercise.review.objection', { by: by.join(', '), field: field ?? '–', text: words }),
            )
          }
        }
        output.result({ ok: true, asked })
        output.next(
          asked.length === 0
            ? []
            : [
                t('command.exercise.review.next-accept', { bundle }),
                t('command.exercise.review.next-object', { bundle }),
              ],
        )
      })
    },
  },
  {
    words: 'accept <bundle>',
    about: 'command.exercise.accept',
    async action(context, [bundle = '']) {
      const { accept } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { signed, bundles } = await accept(home, bundle)
        const { output } = context
        if (signed.length === 0) output.line(output.t('command.exercise.accept.nothing'))
        for (const { kind, exercise, id } of signed)
          output.line(output.t('command.exercise.accept.done', { kind, exercise, id }))
        showBundles(output, bundles)
        output.result({ ok: true, signed, bundles })
        output.next(bundles.length === 0 ? [] : [output.t('command.next-send')])
      })
    },
  },
  {
    words: 'object <bundle> <text>',
    about: 'command.exercise.object',
    options: [{ flags: '--on <field>', about: 'command.option.on', required: true }],
    async action(context, [bundle = '', words = '']) {
      const { object } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const field = needed(context.options, 'on', '--on')
        const { id, on, bundles } = await object(home, bundle, field, words)
        const { output } = context
        output.line(output.t('command.exercise.object.done', { id, on }))
        showBundles(output, bundles)
        output.result({ ok: true, id, on, bundles })
        output.next([output.t('command.next-send')])
      })
    },
  },
  {
    words: 'freeze <exercise>',
    about: 'command.exercise.freeze',
    async action(context, [exercise = '']) {
      const { freeze } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { id, signed, bundles } = await freeze(home, exercise)
        const { output } = context
        output.line(output.t('command.exercise.freeze.done', { exercise, signed: signed.join(', '), id }))
        showBundles(output, bundles)
        output.result({ ok: true, id, signed, bundles })
        output.next([
          ...(bundles.length > 0 ? [output.t('command.next-send')] : []),
          output.t('command.next-run', { exercise }),
        ])
      })
    },
  },
  {
    words: 'amend <exercise>',
    about: 'command.exercise.amend',
    options: [
      { flags: '--set <field=value>', about: 'command.option.amend-set', many: true },
      { flags: '--drop <member>', about: 'command.option.drop' },
      { flags: '--why <text>', about: 'command.option.why', required: true },
      { flags: '--data-seen <what>', about: 'command.option.data-seen', required: true },
    ],
    async action(context, [exercise = '']) {
      const { amend } = await import('../node/index.ts')
      const { Json } = await import('../statement/index.ts')
      const { options, output } = context
      const given = needed(options, 'dataSeen', '--data-seen')
      const dataSeen = DATA_SEEN.find((one) => one === given)
      if (dataSeen === undefined)
        throw new ConcordError('usage', `--data-seen is one of ${DATA_SEEN.join(', ')}, not ${given}.`)
      await withHome(context, async (home) => {
        const changes = list(options, 'set').map((one) => {
          const { field, value } = assignment(one, '--set')
          return { field, to: Json.parse(value) }
        })
        const { id, bundles } = await amend(home, exercise, changes, {
          why: needed(options, 'why', '--why'),
          dataSeen,
          drop: text(options, 'drop'),
        })
        output.line(output.t('command.exercise.amend.done', { id }))
        showBundles(output, bundles)
        output.result({ ok: true, id, bundles })
        output.next(bundles.length > 0 ? [output.t('command.next-send')] : [])
      })
    },
  },
  {
    words: 'status [exercise]',
    about: 'command.exercise.status',
    async action(context, [exercise]) {
      const { ownerOf, readAs, status } = await import('../node/index.ts')
      await withHome(context, async (home) => {
        const { output } = context
        const { t } = output
        if (exercise === undefined) {
          const exercises = await (await readAs(home, ownerOf(home))).listExercises()
          for (const { exercise: id, statements } of exercises)
            output.line(t('command.exercise.status.listed', { exercise: id, count: statements }))
          if (exercises.length === 0) output.line(t('command.exercise.status.none'))
          output.result({ ok: true, exercises })
          output.next(exercises.map(({ exercise: id }) => t('command.next-status', { exercise: id })))
          return
        }
        const { state, due, localRuns } = await status(home, exercise)
        output.line(
          t(`command.exercise.status.${state.status}`, { exercise, title: state.protocol.body.title }),
        )
        for (const member of state.members) {
          const runs = member.runs
            .map(({ model, run }) => `${model}: ${t(run === null ? 'command.no' : 'command.yes')}`)
            .join(', ')
          output.line(
            t('command.exercise.status.member', {
              member: member.member,
              signed: t(member.signed ? 'command.yes' : 'command.no'),
              runs: runs === '' ? '–' : runs,
              recomputed: t(member.recomputed.length > 0 ? 'command.yes' : 'command.no'),
            }),
          )
        }
        for (const { id, missing, inForce } of state.amendments) {
          output.line(
            t('command.exercise.status.amendment', {
              id,
              state: inForce ? t('command.exercise.status.in-force') : missing.join(', '),
            }),
          )
        }
        for (const { id, lab } of state.pilots) output.line(t('command.exercise.status.pilot', { lab, id }))
        for (const { id, lab, reason } of state.runsSetAside)
          output.line(t('command.exercise.status.set-aside', { lab, id, reason }))
        for (const { id, field, by } of state.objections)
          output.line(t('command.exercise.status.objection', { by: by.join(', '), field: field ?? '–', id }))
        for (const { id, status: how, pilot } of localRuns)
          output.line(
            t('command.exercise.status.local', {
              id,
              status: how,
              pilot: t(pilot ? 'command.yes' : 'command.no'),
            }),
          )
        for (const { id, signers } of state.analyses)
          output.line(
            `${id}: ${t('command.recomputed', { count: signers.length, of: state.members.length })}`,
          )
        output.result({ ok: true, ...state, due, localRuns })
        output.next(
          due.map((one) =>
            t(`command.due.${one.code}`, {
              exercise,
              ...('model' in one ? { model: one.model } : {}),
              ...('run' in one ? { run: one.run } : {}),
            }),
          ),
        )
      })
    },
  },
]
