import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'
import { oneLine } from './cut-text.ts'
import { objectionText, opinionText } from './objection-text.ts'
import { recomputedText } from './recomputed-text.ts'

export const statusCommand: CommandSpec = {
  words: 'status [exercise]',
  about: 'command.exercise.status',
  async action(context, [exercise]) {
    const { ownerOf, readAs, status } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { output } = context
      const { t } = output
      if (exercise === undefined) {
        const exercises = await (await readAs(home, ownerOf(home))).listExercises()
        for (const { exercise: id, statements } of exercises)
          output.line(t('command.exercise.status.listed', { exercise: id, count: statements }))
        if (exercises.length === 0) output.line(t('command.exercise.status.none'))
        output.result({ ok: true, exercises })
        output.next(
          exercises.length === 0
            ? [t('command.charter.next-exercise')]
            : exercises.map(({ exercise: id }) => t('command.next-status', { exercise: id })),
        )
        return
      }
      const { state, due, overdue, sealedModels, opinions, localRuns } = await status(home, exercise)
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
            analysis: state.analyses.some(({ by }) => by === member.member)
              ? 'author'
              : member.recomputed.length > 0
                ? 'yes'
                : 'no',
          }),
        )
      }
      const left = state.protocol.body.participants
        .map(({ member }) => member)
        .filter((member) => !state.members.some((one) => one.member === member))
      if (left.length > 0)
        output.line(t('command.exercise.status.left', { members: left.join(', '), count: left.length }))
      for (const { alias, passport, reveal } of sealedModels) {
        const how = passport === null ? 'unknown' : reveal === null ? 'here' : 'revealed'
        const facts = [passport?.developer, passport?.name, passport?.snapshot].flatMap((fact) => fact ?? [])
        output.line(
          t(`command.exercise.status.sealed.${how}`, {
            alias,
            facts: oneLine(t, facts),
            id: reveal ?? '',
          }),
        )
      }
      for (const { member, what, by } of overdue)
        output.line(t(`command.exercise.status.late-${what}`, { member, by }))
      for (const { member, dataSeen, why } of state.withdrawn)
        output.line(
          t('command.exercise.status.withdrawn', { member, seen: t(`command.data-seen.${dataSeen}`), why }),
        )
      for (const { by, kind, on, why } of state.retracted)
        output.line(t('command.exercise.status.retracted', { by, kind, on, why }))
      for (const { id, missing, inForce, fits, drops } of state.amendments) {
        output.line(
          t('command.exercise.status.amendment', {
            id,
            drops: drops.length === 0 ? 'none' : drops.join(', '),
            state: inForce ? 'holds' : fits ? 'open' : 'unfit',
            missing: missing.join(', '),
          }),
        )
      }
      for (const { id, lab } of state.pilots) output.line(t('command.exercise.status.pilot', { lab, id }))
      for (const { id, lab, reason } of state.runsSetAside)
        output.line(t('command.exercise.status.set-aside', { lab, id, reason }))
      for (const objection of state.objections) output.line(objectionText(t, objection))
      for (const one of opinions) output.line(opinionText(t, one))
      for (const { id, status: how, pilot } of localRuns)
        output.line(
          t('command.exercise.status.local', {
            id,
            status: t(`command.exercise.status.local.${how}`, { id }),
            pilot: t(pilot ? 'command.yes' : 'command.no'),
          }),
        )
      for (const analysis of state.analyses)
        output.line(`${analysis.id}: ${recomputedText(t, analysis, state.members.length)}`)
      output.result({ ok: true, ...state, due, overdue, sealedModels, opinions, localRuns })
      output.next(
        due.length === 0
          ? [t('command.next-wait'), t('command.next-report', { exercise })]
          : due.map((one) =>
              t(`command.due.${one.code}`, {
                exercise,
                ...('model' in one ? { model: one.model } : {}),
                ...('run' in one ? { run: one.run } : {}),
              }),
            ),
      )
    })
  },
}
