import type { ExerciseState } from '../../exercise/index.ts'
import type { Translate } from '../../message/index.ts'
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
