/** Every parser of bytes from outside: a million cases in all, the more of each the faster it is. */
import { ITEM_TARGETS } from './item-targets.ts'
import { LOG_TARGETS } from './log-targets.ts'
import { STATEMENT_TARGETS } from './statement-targets.ts'
import { TABLE_TARGETS } from './table-targets.ts'
import type { Target } from './target.ts'

export const TARGETS: readonly Target[] = [
  ...STATEMENT_TARGETS,
  ...ITEM_TARGETS,
  ...TABLE_TARGETS,
  ...LOG_TARGETS,
]
