import path from 'node:path'
import type { DueDay } from '../../node/index.ts'
import type { Translate } from '../../message/index.ts'
import { text } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'

/** What is due on a day, as a title and in a sentence. */
function sayDay(t: Translate, one: DueDay): { title: string; description: string } {
  if (one.what === 'charter') {
    const version = String(one.version)
    return {
      title: t('command.exercise.calendar.charter'),
      description: t('command.exercise.calendar.charter-about', { version }),
    }
  }
  const { exercise, title, members } = one
  return {
    title: t(`command.exercise.calendar.${one.what}`, { title }),
    description: t(`command.exercise.calendar.${one.what}-about`, { exercise, members: members.join(', ') }),
  }
}

export const calendarCommand: CommandSpec = {
  words: 'calendar [exercise]',
  about: 'command.exercise.calendar',
  options: [{ flags: '--to <file>', about: 'command.option.to-calendar' }],
  async action(context, [exercise]) {
    const { dueDays, writeCalendarFile } = await import('../../node/index.ts')
    const { options, output } = context
    const { t } = output
    await withHome(context, async (home) => {
      const days = await dueDays(home, exercise)
      const file = text(options, 'to') ?? path.join(home.folder, 'calendar.ics')
      await writeCalendarFile(home, file, days, (one) => sayDay(t, one))
      for (const one of days) {
        const { title } = sayDay(t, one)
        output.line(
          t(one.mine ? 'command.exercise.calendar.mine' : 'command.exercise.calendar.others', {
            day: one.day,
            title,
          }),
        )
      }
      output.line(t('command.exercise.calendar.done', { file, count: days.length }))
      output.result({ ok: true, file, days })
      output.next([
        t('command.exercise.calendar.next'),
        exercise === undefined ? t('command.next-statuses') : t('command.next-status', { exercise }),
      ])
    })
  },
}
