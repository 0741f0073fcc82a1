import type { MessageKey } from '../en/index.ts'
import { access } from './access.ts'
import { command } from './command.ts'
import { compare } from './compare.ts'
import { error } from './error.ts'
import { interchange } from './interchange.ts'
import { page } from './page.ts'
import { preflight } from './preflight.ts'
import { progress } from './progress.ts'
import { release } from './release.ts'
import { report } from './report.ts'
import { review } from './review.ts'
import { statistics } from './statistics.ts'

export const fr: Record<MessageKey, string> = {
  ...access,
  ...command,
  ...compare,
  ...error,
  ...interchange,
  ...page,
  ...preflight,
  ...progress,
  ...release,
  ...report,
  ...review,
  ...statistics,
}
