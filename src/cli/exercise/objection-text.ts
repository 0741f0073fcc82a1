import type { ExerciseState } from '../../exercise/index.ts'
import type { Translate } from '../../message/index.ts'
import type { Status } from '../../node/index.ts'
import { cutText } from './cut-text.ts'

const LONGEST_OBJECTION = 200

/** One objection: by whom, on what, in which words, and whether its author has signed a later version since. */
export function objectionText(t: Translate, objection: ExerciseState['objections'][number]): string {
  const { id, by, field, version, text, answeredBy } = objection
  const said = t('command.exercise.status.objection', {
    by: by.join(', '),
    field: field ?? t('command.exercise.status.objection.whole'),
    version: String(version),
    text: cutText(t, text, LONGEST_OBJECTION),
    id,
  })
  return answeredBy === null
    ? said
    : `${said} – ${t('command.exercise.status.answered', { version: String(answeredBy) })}`
}

/** What somebody says of a run, an analysis or anything else but the protocol. */
export function opinionText(t: Translate, { id, on, by, opinion }: Status['opinions'][number]): string {
  return t(`command.exercise.status.opinion.${opinion.type}`, {
    by: by.join(', '),
    on,
    text: cutText(t, opinion.text, LONGEST_OBJECTION),
    id,
  })
}
