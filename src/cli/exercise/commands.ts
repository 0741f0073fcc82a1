/** The verbs on an exercise, in the order in which they are used. */
import type { CommandSpec } from '../command.ts'
import { acceptCommand } from './accept.ts'
import { amendCommand } from './amend.ts'
import { analyseCommand } from './analyse.ts'
import { attachCommand } from './attach.ts'
import { calendarCommand } from './calendar.ts'
import { checkCommand } from './check.ts'
import { evidenceCommand } from './evidence.ts'
import { freezeCommand } from './freeze.ts'
import { newCommand } from './new.ts'
import { objectCommand } from './object.ts'
import { proposeCommand } from './propose.ts'
import { reportCommand } from './report.ts'
import { reviewCommand } from './review.ts'
import { statusCommand } from './status.ts'
import { submitCommand } from './submit.ts'
import { withdrawCommand } from './withdraw.ts'

export const exerciseCommands: CommandSpec[] = [
  newCommand,
  checkCommand,
  proposeCommand,
  reviewCommand,
  acceptCommand,
  objectCommand,
  freezeCommand,
  amendCommand,
  withdrawCommand,
  statusCommand,
  calendarCommand,
  submitCommand,
  attachCommand,
  analyseCommand,
  reportCommand,
  evidenceCommand,
]
